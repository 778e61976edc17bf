//! What an open may say of roles.

use std::time::{Duration, SystemTime};

use permit::{Authorizer, Subject, UserTypes};
use permit_live::{Cell, NotChanged, Operates, Sqlite};

use crate::shop::{Store, key};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Guest,
    Member,
}

#[derive(permit::Roles, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Analyst,
}

#[derive(Clone, Debug)]
pub(crate) struct Person(Option<u64>);

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.0.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        let user_type = self.0.map_or(UserType::Anonymous, |_| UserType::Member);
        user_type.into()
    }

    fn anonymous() -> Self {
        Self(None)
    }
}

permit::permissions! {
    <Person: UserType, roles>

    /// Write a report.
    pub(crate) WriteReport {
        Anonymous | Guest => deny,
        Member            => allow if granted,
    } roles {
        Analyst => grant,
    }

    /// Open and block.
    pub(crate) Operate {
        Anonymous | Guest => deny,
        Member            => allow,
    }
}

impl Operates for Operate {}

#[tokio::test]
async fn an_open_says_granted_only_where_the_code_does() {
    let store = Store::new().await;
    let store = Sqlite::existing(store.path(), "test")
        .await
        .unwrap()
        .signing_key(key());
    let operator = Authorizer::<Person>::builder()
        .build()
        .principal(Person(Some(1)));
    let permit = operator.check(Operate, ()).unwrap();
    let open = |user_type, rule| {
        let change = store
            .operate(&permit)
            .open(Cell::of::<WriteReport>(user_type), rule);
        change
            .until(SystemTime::now() + Duration::from_mins(1))
            .commit("a test")
    };
    let refused = open(UserType::Guest, "allow if granted").await.unwrap_err();
    assert!(matches!(refused, NotChanged::NotGranted { .. }));
    assert_eq!(
        refused.to_string(),
        "an open says `granted` only where the code does, and the code says `deny`"
    );
    open(UserType::Guest, "allow").await.unwrap();
    open(UserType::Member, "allow").await.unwrap();
}
