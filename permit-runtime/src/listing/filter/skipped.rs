//! A field without a column, which a filter cannot use.

use core::marker::PhantomData;

use crate::listing::filter::Filter;

/// Takes the place of the column of a field of `C` that is marked `#[column(skip)]`.
#[derive(Debug)]
pub struct Skipped<C>(PhantomData<fn() -> C>);

/// Not implemented for a field that is skipped.
#[diagnostic::on_unimplemented(
    message = "this field of `{C}` has no column, so a filter cannot use it",
    label = "marked `#[column(skip)]`",
    note = "take `skip` away where `{C}` is declared, or use another field"
)]
pub trait InColumn<C> {}

impl<C> Skipped<C> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

macro_rules! asked {
    ($($method:ident($($value:ident)?))*) => {
        impl<C> Skipped<C> {
            $(
                #[doc(hidden)]
                #[must_use]
                pub fn $method $(<$value>)? (&self $(, _: $value)?) -> Filter
                where
                    Self: InColumn<C>,
                {
                    Filter::Nothing
                }
            )*
        }
    };
}

asked! {
    equal(V) not_equal(V) equal_some(V) not_equal_some(V)
    is_in(V) is_some_in(V) less(V) less_or_equal(V) greater(V) greater_or_equal(V)
    is_true() is_false() is_none() is_some()
}
