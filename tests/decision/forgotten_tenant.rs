//! A subject that forgot to say its tenant, in a catalogue with tenants.

use permit::{
    Authorizer, Subject, UserTypes,
    tenancy::{ContextTenant, InTenant, Tenant},
};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    #[platform]
    Staff,
}

struct Person;

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Staff.into()
    }
    fn anonymous() -> Self {
        Self
    }
}

struct Report(Option<&'static str>);

impl InTenant for Report {
    fn tenant(&self) -> ContextTenant<'_> {
        self.0.map_or(ContextTenant::Global, ContextTenant::of)
    }
}

permit::permissions! {
    <Person: UserType, tenants>
    Read(context = Report) { Anonymous => deny, Staff => allow }
}

#[test]
fn a_subject_that_forgets_its_tenant_reaches_no_tenant() {
    let who = Authorizer::builder().build().principal(Person);
    assert_eq!(who.tenant(), Tenant::Unknown);
    assert!(!who.can(Read, &Report(Some("acme"))));
    assert!(who.can(Read, &Report(None)));
}
