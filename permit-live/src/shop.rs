//! A small catalogue for the tests of this crate.

use permit_runtime::{Authorizer, Subject, UserTypes};

use crate::{Cell, Operates, Pending, Sqlite, Target};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Support,
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Option<u64>,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        match self.id {
            None => UserType::Anonymous.into(),
            Some(_) => UserType::Support.into(),
        }
    }

    fn anonymous() -> Self {
        Self { id: None }
    }
}

permit::permissions! {
    <User: UserType>

    /// Open and block.
    pub(crate) Operate {
        Anonymous => deny,
        Support => allow,
    }
}

impl Operates for Operate {}

/// A change of two entries.
pub(crate) fn blocking(store: &Sqlite) -> Pending<'_, User> {
    let authorizer = Authorizer::<User>::builder().build();
    let operator = authorizer.principal(User { id: Some(1) });
    let permit = operator.check(Operate, ()).unwrap();
    let cell = Cell::of::<Operate>(UserType::Anonymous);
    let change = store.operate(&permit).block(cell).message("paused");
    change.block(Target::user_type(UserType::Anonymous))
}
