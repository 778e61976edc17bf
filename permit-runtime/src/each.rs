//! Every action of a catalogue, one after the other, as types: what a list of tables cannot give,
//! because a table does not know how its conditions are asked.

use core::marker::PhantomData;

use crate::{ActionOf, Listed, Subject, WithoutFields};

/// What is done with each action of the catalogue of `S`, by
/// [`Permissions::each_action`](crate::Permissions::each_action).
pub trait EachAction<S: Subject> {
    /// One without fields. An action with fields has no value before somebody says which.
    fn action<A>(&mut self)
    where
        A: Listed + WithoutFields + ActionOf<S>,
        A::Context: 'static;
}

/// An action of the catalogue of `S`, with fields or without, which only the compiler knows: what
/// is written at the type itself is chosen where its bounds hold, else what a trait gives to all.
#[derive(Debug)]
pub struct Each<S, A>(PhantomData<fn() -> (S, A)>);

impl<S: Subject, A: Listed + WithoutFields + ActionOf<S>> Each<S, A>
where
    A::Context: 'static,
{
    /// Hands the action on.
    #[inline]
    pub fn visit<E: EachAction<S>>(each: &mut E) {
        each.action::<A>();
    }
}

/// What is left for an action with fields.
pub trait Left<S: Subject> {
    /// Hands nothing on.
    #[inline]
    fn visit<E: EachAction<S>>(_: &mut E) {}
}

impl<S: Subject, A> Left<S> for Each<S, A> {}
