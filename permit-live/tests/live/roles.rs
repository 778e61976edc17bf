//! What an open may say of roles.

use std::time::{Duration, SystemTime};

use permit::{Authorizer, Subject, UserTypes};
use permit_live::{Cell, Live, NotChanged, Operates, Sqlite, Standing};

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

    /// Give roles.
    pub(crate) ManageRoles(fixed) {
        Anonymous | Guest => deny,
        Member            => allow,
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

#[tokio::test]
async fn nothing_opens_an_action_that_is_fixed_not_even_an_entry_that_is_stored() {
    let store = Store::new().await;
    let sqlite = Sqlite::existing(store.path(), "test")
        .await
        .unwrap()
        .signing_key(key());
    let operator = Authorizer::<Person>::builder()
        .build()
        .principal(Person(Some(1)));
    let permit = operator.check(Operate, ()).unwrap();
    let cell = Cell::of::<ManageRoles>(UserType::Anonymous);
    let open = sqlite.operate(&permit).open(cell, "allow");
    let open = open.until(SystemTime::now() + Duration::from_mins(1));
    let refused = open.commit("a test").await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`manage_roles` is `fixed`: nothing opens it"
    );
    // As if it had not been fixed when the open was made.
    store
        .sql(
            "insert into permit_entry (partition, kind, name, value) values
             ('environment', 'open', 'manage_roles/Anonymous', '{\"rule\":\"allow\",\"over\":\"deny\"}')",
        )
        .await;
    let status = sqlite.status::<Person>().await.unwrap();
    assert_eq!(status.entries.first().unwrap().standing, Standing::Outdated);
    let live = Live::<Person>::from_store(sqlite).start().await.unwrap();
    let authorizer = Authorizer::builder().policy(live).build();
    let caller = authorizer.load_anonymous().await;
    assert!(caller.known().is_ok() && !caller.can(ManageRoles, &()));
}
