//! Operations that need several permissions, and functions that serve several actions.

use permit::{
    Authorizer, Cause, Consent, Could, Permissions, Proves, Refused, UserType as _,
    catalogue::Table, places::Place, testing,
};

use crate::desk::{
    AnswerAndClose, AnswerTicket, CloseTicket, MergeTickets, Move, TICKET, Ticket, User, UserType,
    authorizer,
};

fn with_flags(on: &'static [&'static str]) -> Authorizer<User> {
    let flags = move |flag: &str, _: &User| Some(on.contains(&flag));
    Authorizer::<User>::builder().flags(flags).build()
}

#[test]
fn an_operation_is_allowed_when_each_of_its_permissions_is() {
    let mut allowed = 0;
    for user in [
        <User as permit::Subject>::anonymous(),
        User::customer(7),
        User::customer(8),
        User::support(),
    ] {
        let who = authorizer().principal(user);
        let each = who.can(AnswerTicket, &TICKET) && who.can(CloseTicket, &TICKET);
        assert_eq!(who.can(AnswerAndClose, &TICKET), each);
        assert_eq!(who.check(AnswerAndClose, TICKET).is_ok(), each);
        assert_eq!(who.explain(AnswerAndClose, &TICKET).is_allowed(), each);
        let parts = [who.could(AnswerTicket), who.could(CloseTicket)];
        assert_eq!(Some(who.could(AnswerAndClose)), parts.into_iter().min());
        allowed += usize::from(each);
    }
    assert_eq!(allowed, 2, "customer 7 and support");
}

#[test]
fn a_refusal_names_the_operation_and_the_permission_that_is_missing() {
    let robot = authorizer().internal_at("acme", "a test").unwrap();
    let Refused::Denied(reason) = robot.check(AnswerAndClose, TICKET).unwrap_err() else {
        panic!("it should be denied");
    };
    assert_eq!(
        (reason.action(), reason.part()),
        ("answer_and_close", Some("answer_ticket"))
    );
    assert_eq!(reason.cause(), &Cause::Row);
    let explanation = robot.explain(AnswerAndClose, &TICKET).to_string();
    assert!(
        explanation.contains("denied, the table says `deny` (of `answer_ticket`)"),
        "{explanation}"
    );
    assert!(
        explanation.contains("needs all of: answer_ticket, close_ticket"),
        "{explanation}"
    );
}

#[test]
fn each_permission_is_decided_on_its_own_part_of_the_context() {
    let who = with_flags(&["merging", "open"]).principal(User::customer(7));
    let foreign = Ticket {
        customer: 8,
        ..TICKET
    };
    for (ticket, target, allowed) in [
        (TICKET, TICKET, true),
        (foreign, TICKET, false),
        (TICKET, foreign, false),
        (foreign, foreign, false),
    ] {
        assert_eq!(who.can(MergeTickets, &Move { ticket, target }), allowed);
    }
}

#[test]
fn an_operation_has_a_flag_and_requirements_of_its_own() {
    let own = Move {
        ticket: TICKET,
        target: TICKET,
    };
    for (flags, allowed) in [
        (&["merging", "open"][..], true),
        (&["merging"], false),
        (&["open"], false),
        (&[], false),
    ] {
        let who = with_flags(flags).principal(User::customer(7));
        assert_eq!(who.can(MergeTickets, &own), allowed, "{flags:?}");
    }
    let who = with_flags(&["merging"]).principal(User::customer(7));
    let Refused::Denied(reason) = who.check(MergeTickets, own).unwrap_err() else {
        panic!("it should be denied");
    };
    assert_eq!(reason.code(), Some("business_hours"));
    // It is about the caller alone, so it is decided before there is a context.
    assert_eq!(who.could(MergeTickets), Could::Never);
    let open = with_flags(&["merging", "open"]).principal(User::customer(7));
    assert_eq!(open.could(MergeTickets), Could::Depends);
}

#[test]
fn the_matrix_combines_the_rules_of_an_operations_permissions() {
    let table = User::ACTIONS
        .iter()
        .find(|table| table.key() == "answer_and_close")
        .unwrap();
    assert_eq!(
        table.parts().map(Table::key).collect::<Vec<_>>(),
        ["answer_ticket", "close_ticket"]
    );
    let rules: Vec<_> = UserType::ALL
        .iter()
        .map(|one| table.rule(*one).to_string())
        .collect();
    assert_eq!(
        rules,
        [
            "deny",
            "allow if all_of(AnswerTicket, CloseTicket)",
            "allow",
            "deny"
        ]
    );
    assert_eq!(
        testing::verify::<User>(),
        5 * 4,
        "the tables, without the operations"
    );
}

permit::one_of! {
    /// The actions that change a ticket.
    pub(crate) enum ChangeTicket { AnswerTicket, CloseTicket, AnswerAndClose }
}

/// A data layer function that serves several actions.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the data layer takes a permit by value"
)]
fn touch(permit: impl Proves<ChangeTicket>) -> (&'static str, u64, u64) {
    (
        permit.action(),
        permit.context().id,
        permit.principal().subject().id.unwrap(),
    )
}

#[test]
fn one_data_layer_function_takes_a_permit_of_any_of_its_actions() {
    let who = authorizer().principal(User::support());
    assert_eq!(
        touch(who.check(AnswerTicket, TICKET).unwrap()),
        ("answer_ticket", 5, 1)
    );
    let borrowed = &who.check(CloseTicket, &TICKET).unwrap();
    assert_eq!(touch(borrowed), ("close_ticket", 5, 1));
    assert_eq!(
        touch(who.check(AnswerAndClose, TICKET).unwrap()),
        ("answer_and_close", 5, 1)
    );
}

/// What a user interface shows: the answer for any context, and what it depends on.
fn ability(who: &permit::Principal<User>, key: &str) -> (Could, Vec<&'static str>) {
    let abilities = who.abilities().unwrap();
    let one = abilities.iter().find(|one| one.key() == key).unwrap();
    (one.could(), one.conditions())
}

#[test]
fn an_operation_depends_on_the_conditions_of_its_permissions_and_on_its_requirements() {
    let flags = with_flags(&["merging", "open"]);
    let customer = flags.principal(User::customer(7));
    let owner = (Could::Depends, vec!["owner"]);
    assert_eq!(ability(&customer, "answer_and_close"), owner);
    let merge = (Could::Depends, vec!["owner"]);
    assert_eq!(ability(&customer, "merge_tickets"), merge);

    // Support is certain of each permission, and the requirement is about the caller alone.
    let support = flags.principal(User::support());
    let certain = (Could::Always, vec![]);
    assert_eq!(ability(&support, "answer_and_close"), certain.clone());
    assert_eq!(ability(&support, "merge_tickets"), certain);
    let closed = with_flags(&["merging"]).principal(User::support());
    assert_eq!(ability(&closed, "merge_tickets"), (Could::Never, vec![]));
}

#[test]
fn an_operation_with_a_certain_answer_names_no_conditions() {
    let customer = with_flags(&[]).principal(User::customer(7));
    let (could, _) = ability(&customer, "answer_ticket");
    assert_eq!(could, Could::Depends);
    assert_eq!(ability(&customer, "merge_tickets"), (Could::Never, vec![]));
}

#[test]
fn no_answer_is_certain_under_a_consent_for_places() {
    let support = authorizer().principal(User::support());
    assert_eq!(support.could(AnswerTicket), Could::Always);
    let everywhere = support.delegated(Consent::to(["answer_ticket"]));
    assert_eq!(everywhere.could(AnswerTicket), Could::Always);
    let web = Consent::to(["answer_ticket"]).on([Place::new("project", "web")]);
    assert_eq!(support.delegated(web).could(AnswerTicket), Could::Depends);
}
