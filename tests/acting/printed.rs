//! How types are printed in a log or a failing test: names, and nothing about the user.

use permit::{
    Authorizer, UserTypes,
    acting::{NotImpersonated, NotInternal, OAuthScopes},
    proof::Held,
    testing,
};

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
fn a_permit_prints_its_key_and_a_held_context_prints_as_its_value() {
    testing::arm!();
    let permit = testing::permit(CloseTicket, TICKET);
    assert_eq!(format!("{permit:?}"), "Permit(\"close_ticket\")");
    let held: Held<'_, Ticket> = permit.into_context();
    assert_eq!(format!("{held:?}"), format!("{TICKET:?}"));
}

#[test]
fn user_types_print_in_the_order_of_their_declaration() {
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
fn a_table_of_oauth_scopes_prints_the_actions_of_each() {
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
fn each_reason_against_an_impersonation_has_a_message() {
    let reasons = [
        NotImpersonated::NotYours,
        NotImpersonated::ActsForAnother,
        NotImpersonated::Expired,
        NotImpersonated::Anonymous,
        NotImpersonated::Yourself,
        NotImpersonated::Protected,
    ];
    assert_eq!(
        reasons.map(|one| one.to_string()),
        [
            "the permit to impersonate was given to another principal",
            "a principal that acts on behalf of another cannot impersonate a subject",
            "the impersonation would have ended already",
            "an anonymous subject cannot be impersonated",
            "a subject cannot impersonate itself",
            "a subject with a platform or an internal user type cannot be impersonated",
        ]
    );
    assert_eq!(
        [NotInternal::UserType, NotInternal::NoReason].map(|one| one.to_string()),
        [
            "the subject of a job has a user type that is not marked `#[internal]`",
            "a job gives no reason",
        ]
    );
}

#[test]
fn a_column_prints_its_name() {
    #[derive(permit::Columns)]
    #[columns(global)]
    #[expect(dead_code, reason = "only its columns are used")]
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
    assert_eq!(refused.action(), Some("open_ticket"));
    assert_eq!(refused.to_string(), "`open_ticket` is denied");
}
