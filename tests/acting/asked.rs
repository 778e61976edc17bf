//! Whether each action of a catalogue is asked for anywhere.

use core::any::type_name;

use permit::{
    Authorizer, Permissions,
    adapter::Guarded,
    catalogue::Table,
    testing::{Elsewhere, Recorder, Routed, assert_every_action_is_asked_for},
};

use crate::desk::{AnswerTicket, CloseTicket, TICKET, User, ViewTicket};

/// A route of a web framework.
struct Route(&'static str, Option<&'static str>);

impl Routed for Route {
    fn method(&self) -> &'static str {
        "GET"
    }

    fn path(&self) -> &'static str {
        "/"
    }

    fn guard(&self) -> Guarded {
        self.1.map_or(Guarded::SignedIn, Guarded::Asks)
    }

    fn subject(&self) -> Option<&'static str> {
        Some(self.0)
    }
}

/// A route for each action but these, and one that asks for none.
fn all_but(keys: &[&str]) -> Vec<Route> {
    let subject = type_name::<User>();
    let all = User::ACTIONS.iter().map(Table::key);
    let asked = all.filter(|key| !keys.contains(key));
    let routes = asked.map(|key| Route(subject, Some(key)));
    routes.chain([Route(subject, None)]).collect()
}

/// What the assertion says.
fn said(routes: &[Route], elsewhere: Vec<Elsewhere>) -> Option<String> {
    let assert = || assert_every_action_is_asked_for::<User>(routes, elsewhere);
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(assert));
    let said = panicked.err()?;
    said.downcast_ref::<String>().cloned()
}

const NONE: Vec<Elsewhere> = Vec::new();

#[test]
fn a_catalogue_whose_every_action_is_asked_for_passes() {
    assert_eq!(said(&all_but(&[]), NONE), None);
}

#[test]
fn each_action_that_nothing_asks_for_is_named() {
    let whole = said(&[], NONE).unwrap();
    for table in User::ACTIONS {
        assert!(whole.contains(&format!("`{}`", table.key())), "{whole}");
    }
    let routes = all_but(&["view_ticket", "open_ticket"]);
    let said = said(&routes, NONE).unwrap();
    let count = User::ACTIONS.len();
    let first = format!(
        "nothing asks for 2 of {count} actions of `acting::desk::User`: `open_ticket`, `view_ticket`\n"
    );
    assert!(said.starts_with(&first), "{said}");
}

#[test]
fn a_route_of_another_subject_does_not_count() {
    let mut routes = all_but(&["view_ticket"]);
    routes.push(Route("machines::Machine", Some("view_ticket")));
    assert!(said(&routes, NONE).unwrap().contains("`view_ticket`"));
}

#[test]
fn an_operation_asks_for_each_of_its_actions_and_they_do_not_ask_for_it() {
    let routes = all_but(&["answer_ticket", "close_ticket"]);
    assert_eq!(said(&routes, NONE), None, "`answer_and_close` is asked for");
    let routes = all_but(&["answer_and_close"]);
    let said = said(&routes, NONE).unwrap();
    assert!(said.contains(": `answer_and_close`\n"), "{said}");
}

#[test]
fn what_no_router_can_see_is_said_with_its_reason_or_seen_by_a_recorder() {
    let routes = all_but(&["view_ticket"]);
    let job = Elsewhere::of::<ViewTicket>("the nightly job");
    assert_eq!(said(&routes, vec![job]), None);

    let recorder = Recorder::new();
    let observed = Authorizer::<User>::builder().observer(recorder.clone());
    let who = observed.build().principal(User::customer(7));
    assert!(who.can(ViewTicket, &TICKET));
    let only_asked = said(&routes, recorder.elsewhere());
    assert!(only_asked.is_some(), "`can` does not enforce");
    assert!(who.check(ViewTicket, TICKET).is_ok());
    assert_eq!(said(&routes, recorder.elsewhere()), None);
    // A recorder may have seen more.
    assert_eq!(said(&all_but(&[]), recorder.elsewhere()), None);
}

#[test]
fn a_reason_that_is_not_needed_is_refused() {
    let job = || Elsewhere::of::<CloseTicket>("the nightly job");
    let said = said(&all_but(&[]), vec![job()]).unwrap();
    assert!(said.starts_with("`Elsewhere::of` is not needed"), "{said}");
    assert!(said.ends_with(": `close_ticket`"), "{said}");
}

#[test]
#[should_panic(expected = "give the reason why this needs no permission")]
fn what_asks_elsewhere_has_to_be_said() {
    drop(Elsewhere::of::<AnswerTicket>("  "));
}
