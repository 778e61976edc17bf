//! What an action is made of, as types: `(Rows, CONDITIONS, REQUIREMENTS)` or
//! `(Operation, ACTIONS, REQUIREMENTS)`, each a list `(one, (another, ()))`. An action that an
//! operation needs is `Whole<Action>` in it, and on a part of the context `(Action,)`.

use core::marker::PhantomData;

use crate::decision::Action;

/// An action with a table.
#[derive(Clone, Copy, Debug)]
pub struct Rows;

/// An operation: it has no table, and needs other actions.
#[derive(Clone, Copy, Debug)]
pub struct Operation;

/// An action that an operation needs, on the operation's own context.
#[derive(Clone, Copy, Debug)]
pub struct Whole<Action>(PhantomData<fn() -> Action>);

/// An action with a table of its own: what an operation is made of.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is an operation, and an operation is made of permissions",
    label = "has no table of its own",
    note = "name the permissions that `{Self}` needs in its place"
)]
pub trait Permission: Action {}

#[diagnostic::do_not_recommend]
impl<A, Conditions, Requirements> Permission for A where
    A: Action<Shape = (Rows, Conditions, Requirements)>
{
}
