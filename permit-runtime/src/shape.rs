//! What an action is made of, as types: `(Rows, CONDITIONS, REQUIREMENTS)` or
//! `(Operation, PERMISSIONS, REQUIREMENTS)`, each a list `(one, (another, ()))`. A permission is
//! `Whole<Permission>` in it, and on a part of the context `(Permission,)`.

use core::marker::PhantomData;

use crate::Action;

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Rows;

/// An operation: it has no table, and needs permissions.
#[derive(Clone, Copy, Debug)]
pub struct Operation;

/// A permission of an operation, on the operation's own context.
#[derive(Clone, Copy, Debug)]
pub struct Whole<Permission>(PhantomData<fn() -> Permission>);

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
