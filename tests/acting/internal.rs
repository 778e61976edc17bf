//! Jobs that the application runs itself.

use permit::{Subject, acting::NotInternal};

use crate::desk::{AnswerTicket, TICKET, Ticket, User, UserType, ViewTicket, authorizer};

#[test]
fn a_job_acts_on_one_tenant_or_on_none() {
    let global = Ticket {
        tenant: None,
        ..TICKET
    };
    let other = Ticket {
        tenant: Some("umbrella"),
        ..TICKET
    };
    let job = authorizer().internal_at("acme", "reminders").unwrap();
    assert!(job.can(ViewTicket, &TICKET) && job.can(ViewTicket, &global));
    assert!(!job.can(ViewTicket, &other));
    assert!(
        !job.can(AnswerTicket, &TICKET),
        "its row of the table denies it"
    );
    let job = authorizer().internal("clean up").unwrap();
    assert!(job.can(ViewTicket, &global));
    assert!(!job.can(ViewTicket, &TICKET) && !job.can(ViewTicket, &other));
    assert_eq!(job.internal_reason(), Some("clean up"));
    let explanation = job.explain(ViewTicket, &global).to_string();
    assert!(
        explanation.contains("a job of the application's own: clean up"),
        "{explanation}"
    );
}

#[test]
fn a_caller_cannot_have_an_internal_user_type() {
    let robot = User {
        types: vec![UserType::Robot],
        ..User::customer(7)
    };
    let who = authorizer().principal(robot);
    assert!(who.user_types().is_empty());
    assert!(!who.can(ViewTicket, &TICKET));
    let both = User {
        types: vec![UserType::Robot, UserType::Customer],
        ..User::customer(8)
    };
    let who = authorizer().principal(both);
    assert_eq!(
        who.user_types().iter().collect::<Vec<_>>(),
        [UserType::Customer]
    );
    assert!(!who.can(ViewTicket, &TICKET));
    assert!(!who.is_internal());
}

/// A subject whose jobs would act as a customer.
struct Careless;

#[derive(permit::UserType, Clone, Copy)]
enum Kind {
    #[anonymous]
    Anonymous,
    Customer,
}

impl Subject for Careless {
    type UserType = Kind;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> permit::UserTypes<Kind> {
        Kind::Customer.into()
    }

    fn anonymous() -> Self {
        Self
    }
}

impl permit::acting::Internal for Careless {
    fn internal() -> Self {
        Self
    }
}

permit::permissions! { <Careless: Kind> Look { Anonymous => deny, Customer => allow } }

#[test]
fn a_job_has_internal_user_types_only() {
    let authorizer = permit::Authorizer::<Careless>::builder().build();
    assert_eq!(
        authorizer.internal("a test").unwrap_err(),
        NotInternal::UserType
    );
    assert!(authorizer.principal(Careless).can(Look, &()));
}
