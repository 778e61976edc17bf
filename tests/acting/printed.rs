//! What things look like in a log or a failing test: names, and nothing of whom it is about.

use permit::{Authorizer, Held, NotImpersonated, NotInternal, OAuthScopes, UserTypes, testing};

use crate::desk::{
    AnswerTicket, CloseTicket, TICKET, Ticket, User, UserType, ViewTicket, authorizer,
};

#[test]
fn an_authorizer_prints_nothing_but_its_flags() {
    let builder = Authorizer::<User>::builder();
    assert_eq!(format!("{builder:?}"), "AuthorizerBuilder { .. }");
    let printed = format!("{:?}", builder.build());
    assert!(printed.starts_with("Authorizer { flags: "), "{printed}");
    assert!(
        printed.contains("\"merging\"") && printed.ends_with(", .. }"),
        "{printed}"
    );
}

#[test]
fn a_permit_prints_its_key_and_a_held_context_what_it_is() {
    let permit = testing::permit(CloseTicket, TICKET);
    assert_eq!(format!("{permit:?}"), "Permit(\"close_ticket\")");
    let held: Held<'_, Ticket> = permit.into_context();
    assert_eq!(format!("{held:?}"), format!("{TICKET:?}"));
}

#[test]
fn user_types_print_as_they_are_declared() {
    let both: UserTypes<UserType> = [UserType::Support, UserType::Customer].into();
    assert_eq!(both.to_string(), "Customer, Support");
    assert_eq!(format!("{both:?}"), "{Customer, Support}");
    assert_eq!(UserTypes::from(UserType::Robot).to_string(), "Robot");
    let none: UserTypes<UserType> = [].into_iter().collect();
    assert_eq!(none.to_string(), "no user type");
    assert_eq!(format!("{none:?}"), "{}");
}

#[test]
fn user_types_are_equal_when_they_are_the_same_ones() {
    let both: UserTypes<UserType> = [UserType::Support, UserType::Customer].into();
    assert_eq!(both, [UserType::Customer, UserType::Support].into());
    assert_ne!(both, UserType::Customer.into());
}

#[test]
fn a_table_of_scopes_prints_what_each_stands_for() {
    let scopes = OAuthScopes::<User>::new()
        .scope::<(ViewTicket,)>("tickets.read")
        .scope::<(ViewTicket, AnswerTicket)>("tickets.write");
    assert_eq!(
        format!("{scopes:?}"),
        "{\"tickets.read\": {\"view_ticket\"}, \
         \"tickets.write\": {\"answer_ticket\", \"view_ticket\"}}"
    );
}

#[test]
fn who_is_not_acted_as_is_told_in_words() {
    let told = [
        NotImpersonated::NotYours,
        NotImpersonated::ActsForAnother,
        NotImpersonated::Expired,
        NotImpersonated::Nobody,
        NotImpersonated::Yourself,
        NotImpersonated::Protected,
    ];
    assert_eq!(
        told.map(|one| one.to_string()),
        [
            "the permit to impersonate was given to somebody else",
            "who acts for another cannot impersonate anybody",
            "the impersonation would have ended already",
            "somebody who is not known cannot be impersonated",
            "nobody can impersonate himself",
            "a user type of the platform or an internal one is never impersonated",
        ]
    );
    assert_eq!(
        NotInternal.to_string(),
        "the subject of a job has a user type that is not marked `#[internal]`"
    );
}

#[test]
fn a_column_prints_what_it_is_called() {
    #[derive(permit::Columns)]
    #[columns(global)]
    #[expect(dead_code, reason = "only its columns are looked at")]
    struct Form {
        #[column("form_title")]
        title: String,
    }
    let printed = format!("{:?}", <Form as permit::Columns>::FIELDS.title);
    assert!(printed.contains("\"form_title\""), "{printed}");
}

#[test]
fn a_refusal_of_a_permission_prints_its_key() {
    let who = authorizer().principal(User::support());
    let refused = who.check(crate::desk::OpenTicket, ()).unwrap_err();
    assert_eq!(refused.action(), "open_ticket");
    assert_eq!(refused.to_string(), "`open_ticket` is denied");
}
