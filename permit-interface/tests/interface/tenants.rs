//! What depends on the tenant of a context.

use permit::{
    Authorizer, ContextHome, Could, Home, InTenant, Owned, Principal, Subject, UserTypes,
};
use serde_json::json;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    #[platform]
    Support,
}

struct User {
    user_types: UserTypes<UserType>,
    tenant: Option<&'static str>,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        Some(&7)
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.user_types
    }

    fn anonymous() -> Self {
        Self {
            user_types: UserType::Anonymous.into(),
            tenant: None,
        }
    }

    fn home(&self) -> Home<'_> {
        self.tenant.map_or(Home::Platform, Home::Of)
    }
}

struct Report(&'static str);

impl InTenant for Report {
    fn home(&self) -> ContextHome<'_> {
        ContextHome::Of(self.0)
    }
}

impl Owned<User> for Report {
    fn owner(&self) -> Option<&u64> {
        Some(&7)
    }
}

permit::permissions! {
    <User: UserType, tenants>

    ViewReport(context = Report) { Anonymous => deny, Member => allow, Support => allow }
    EditReport(context = Report) { Anonymous => deny, Member => allow, Support => allow if owner }
    DropReport(context = Report) { Anonymous => deny, Member => allow, Support => deny }
}

fn somebody(
    user_types: impl Into<UserTypes<UserType>>,
    tenant: Option<&'static str>,
) -> Principal<User> {
    Authorizer::builder().build().principal(User {
        user_types: user_types.into(),
        tenant,
    })
}

#[test]
fn abilities_say_what_could_says_of_somebody_who_crosses_into_tenants() {
    let kinds: [UserTypes<UserType>; 4] = [
        UserType::Anonymous.into(),
        UserType::Member.into(),
        UserType::Support.into(),
        [UserType::Member, UserType::Support].into(),
    ];
    for kind in kinds {
        for tenant in [None, Some("a")] {
            let who = somebody(kind, tenant);
            let said: Vec<Could> = who.abilities().iter().map(permit::Ability::could).collect();
            let expected = [
                who.could_ever::<ViewReport>(),
                who.could_ever::<EditReport>(),
                who.could_ever::<DropReport>(),
            ];
            assert_eq!(said, expected, "{kind} of {tenant:?}");
        }
    }
}

#[test]
fn a_condition_is_named_that_only_a_tenants_context_asks() {
    let who = somebody([UserType::Member, UserType::Support], None);
    let told = serde_json::to_value(who.abilities()).unwrap();
    let expected = json!({
        "view_report": "always",
        // On the platform's own a member may; in a tenant only support is asked.
        "edit_report": { "depends": ["owner"] },
        // Nothing is asked, and it depends on whose the report is.
        "drop_report": { "depends": [] },
    });
    assert_eq!(told, expected);
}

#[test]
fn abilities_on_a_context_know_its_tenant() {
    let member = somebody(UserType::Member, Some("a"));
    let all = ["view_report", "edit_report", "drop_report"];
    assert_eq!(member.abilities_on(&Report("a")), all);
    assert!(member.abilities_on(&Report("b")).is_empty());
    let both = somebody([UserType::Member, UserType::Support], None);
    assert_eq!(
        both.abilities_on(&Report("b")),
        ["view_report", "edit_report"]
    );
}
