//! Every action of a catalogue in turn, as a type. A table alone does not know how its conditions are
//! evaluated.

use core::marker::PhantomData;

use crate::{
    decision::{ActionOf, Listed, WithoutFields},
    table::Permissions,
    vocabulary::Subject,
};

/// A catalogue whose actions can be visited as types: every catalogue.
pub trait ListedActions: Permissions {
    /// Hands each action without fields to `each`, in the order of the catalogue.
    fn each_action<E: EachAction<Self>>(each: &mut E);
}

#[diagnostic::do_not_recommend]
impl<S: Permissions<Actions: VisitActions<S>>> ListedActions for S {
    fn each_action<E: EachAction<Self>>(each: &mut E) {
        S::Actions::visit(each);
    }
}

/// The actions of the catalogue of `S`. Written by `permit::permissions!`.
pub trait VisitActions<S: Subject> {
    /// Hands each action without fields to `each`, in the order of the catalogue.
    fn visit<E: EachAction<S>>(each: &mut E);
}

/// A visitor of the actions of the catalogue of `S`, for [`ListedActions::each_action`].
pub trait EachAction<S: Subject> {
    /// Takes an action without fields. An action with fields has no value of its own.
    fn action<A>(&mut self)
    where
        A: Listed + WithoutFields + ActionOf<S>,
        A::Context: 'static;
}

/// An entry of a catalogue, with fields or without, which only the compiler knows: the method of this
/// type is chosen where its bounds hold, else the one of [`NoVisit`].
#[derive(Debug)]
pub struct ActionVisit<S, A>(PhantomData<fn() -> (S, A)>);

impl<S: Subject, A: Listed + WithoutFields + ActionOf<S>> ActionVisit<S, A>
where
    A::Context: 'static,
{
    /// Hands the action on.
    #[inline]
    pub fn visit<E: EachAction<S>>(each: &mut E) {
        each.action::<A>();
    }
}

/// The visit of an action with fields.
pub trait NoVisit<S: Subject> {
    /// Hands nothing on.
    #[inline]
    fn visit<E: EachAction<S>>(_: &mut E) {}
}

impl<S: Subject, A> NoVisit<S> for ActionVisit<S, A> {}
