//! Abilities that depend on the tenant of a context.

use permit::{
    Authorizer, Could, Owned, Principal, Subject, UserTypes,
    tenancy::{ContextTenant, InTenant, Tenant},
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

    fn tenant(&self) -> Tenant<'_> {
        self.tenant.map_or(Tenant::Platform, Tenant::of)
    }
}

struct Report(&'static str);

impl InTenant for Report {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::of(self.0)
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

fn principal(
    user_types: impl Into<UserTypes<UserType>>,
    tenant: Option<&'static str>,
) -> Principal<User> {
    Authorizer::builder().build().principal(User {
        user_types: user_types.into(),
        tenant,
    })
}

#[test]
fn abilities_agree_with_could_for_subjects_that_reach_into_tenants() {
    let kinds: [UserTypes<UserType>; 4] = [
        UserType::Anonymous.into(),
        UserType::Member.into(),
        UserType::Support.into(),
        [UserType::Member, UserType::Support].into(),
    ];
    for kind in kinds {
        for tenant in [None, Some("a")] {
            let who = principal(kind, tenant);
            let said: Vec<Could> = who
                .abilities()
                .unwrap()
                .iter()
                .map(permit::interface::Ability::could)
                .collect();
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
fn a_condition_that_only_a_context_in_a_tenant_needs_is_named() {
    let who = principal([UserType::Member, UserType::Support], None);
    let answer = serde_json::to_value(who.abilities().unwrap()).unwrap();
    let expected = json!({
        "view_report": "always",
        // On the platform's own contexts a member may; in a tenant only the row of support counts.
        "edit_report": { "depends": ["owner"] },
        // No condition is involved, and the answer depends on the tenant of the report.
        "drop_report": { "depends": [] },
    });
    assert_eq!(answer, expected);
}

#[test]
fn abilities_on_a_context_depend_on_its_tenant() {
    let member = principal(UserType::Member, Some("a"));
    let all = ["view_report", "edit_report", "drop_report"];
    assert_eq!(member.abilities_on(&Report("a")).unwrap(), all);
    assert!(member.abilities_on(&Report("b")).unwrap().is_empty());
    let both = principal([UserType::Member, UserType::Support], None);
    assert_eq!(
        both.abilities_on(&Report("b")).unwrap(),
        ["view_report", "edit_report"]
    );
}
