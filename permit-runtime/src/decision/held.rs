//! The context that was checked, as a permit holds it.

use core::{any::Any, fmt, ops::Deref};
use std::sync::Arc;

/// The context that was checked: owned, borrowed, boxed or shared, in one type.
///
/// It cannot be exchanged. [`IntoHeld`] names the forms that it is made from. `Borrow` and `Deref` are
/// not among them: a wrong implementation could show one item to the check and another to the data
/// layer.
pub struct Held<'c, C: ?Sized + HeldForm>(Form<'c, C>);

enum Form<'c, C: ?Sized + HeldForm> {
    Owned(C::Owned),
    Borrowed(&'c C),
    Boxed(Box<C>),
    Shared(Arc<C>),
}

impl<C: ?Sized + HeldForm> Held<'_, C> {
    #[inline]
    pub(crate) fn get(&self) -> &C {
        match &self.0 {
            Form::Owned(context) => C::of(context),
            Form::Borrowed(context) => context,
            Form::Boxed(context) => context,
            Form::Shared(context) => context,
        }
    }
}

impl<C: ?Sized + HeldForm> Deref for Held<'_, C> {
    type Target = C;

    fn deref(&self) -> &C {
        self.get()
    }
}

impl<C: ?Sized + HeldForm + fmt::Debug> fmt::Debug for Held<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

/// How a type of context is owned. Every sized type is; `str` and slices are only borrowed, boxed
/// or shared.
pub trait HeldForm: sealed::Sealed {
    #[doc(hidden)]
    type Owned;
    #[doc(hidden)]
    fn of(owned: &Self::Owned) -> &Self;

    /// A context whose type is not known, if it has this one.
    #[doc(hidden)]
    fn of_any(any: &dyn Any) -> Option<&Self>
    where
        Self: 'static;
}

impl<T> HeldForm for T {
    type Owned = T;

    fn of(owned: &T) -> &T {
        owned
    }

    fn of_any(any: &dyn Any) -> Option<&T>
    where
        T: 'static,
    {
        any.downcast_ref()
    }
}

/// A type without values: an unsized context is never owned.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Never {}

impl HeldForm for str {
    type Owned = Never;

    fn of(owned: &Never) -> &Self {
        match *owned {}
    }

    fn of_any(any: &dyn Any) -> Option<&Self> {
        any.downcast_ref().map(String::as_str)
    }
}

impl<T> HeldForm for [T] {
    type Owned = Never;

    fn of(owned: &Never) -> &Self {
        match *owned {}
    }

    fn of_any(any: &dyn Any) -> Option<&Self>
    where
        T: 'static,
    {
        any.downcast_ref().map(Vec::<T>::as_slice)
    }
}

/// The forms in which a context is handed to a check: `T`, `&T`, `Box<T>` and `Arc<T>`, and for
/// unsized contexts `&str` and `&[T]`. There are no others.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what the action is done to",
    label = "expected `{C}`, `&{C}`, `Box<{C}>` or `Arc<{C}>`"
)]
pub trait IntoHeld<'c, C: ?Sized + HeldForm> {
    #[doc(hidden)]
    fn into_held(self) -> Held<'c, C>;
}

#[diagnostic::do_not_recommend]
impl<'c, C> IntoHeld<'c, C> for C {
    #[inline]
    fn into_held(self) -> Held<'c, C> {
        Held(Form::Owned(self))
    }
}

#[diagnostic::do_not_recommend]
impl<'c, C: ?Sized + HeldForm> IntoHeld<'c, C> for &'c C {
    #[inline]
    fn into_held(self) -> Held<'c, C> {
        Held(Form::Borrowed(self))
    }
}

#[diagnostic::do_not_recommend]
impl<'c, C: ?Sized + HeldForm> IntoHeld<'c, C> for Box<C> {
    #[inline]
    fn into_held(self) -> Held<'c, C> {
        Held(Form::Boxed(self))
    }
}

#[diagnostic::do_not_recommend]
impl<'c, C: ?Sized + HeldForm> IntoHeld<'c, C> for Arc<C> {
    #[inline]
    fn into_held(self) -> Held<'c, C> {
        Held(Form::Shared(self))
    }
}

/// A context that was checked may be checked again, for another action.
#[diagnostic::do_not_recommend]
impl<'c, C: ?Sized + HeldForm> IntoHeld<'c, C> for Held<'c, C> {
    #[inline]
    fn into_held(self) -> Self {
        self
    }
}

mod sealed {
    pub trait Sealed {}
    impl<T> Sealed for T {}
    impl Sealed for str {}
    impl<T> Sealed for [T] {}
}
