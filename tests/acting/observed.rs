//! Who hears of decisions.

use std::sync::{Arc, Mutex};

use permit::{Authorizer, Consent, Decided, Observer};

use crate::desk::{AnswerAndClose, AnswerTicket, TICKET, Ticket, User, ViewTicket};

/// What was heard: the action, whose decision it was, and whether it was denied.
type Decision = (&'static str, Option<u64>, bool);

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Decision>>>);

impl Observer<User> for Heard {
    fn decided(&self, decision: &Decided<'_, User>) {
        let id = decision.principal.subject().id;
        self.0
            .lock()
            .unwrap()
            .push((decision.action, id, decision.denied.is_some()));
    }
}

impl Heard {
    fn take(&self) -> Vec<Decision> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[test]
fn every_decision_is_heard_once_whoever_asks_and_however() {
    let heard = Heard::default();
    let authorizer = Authorizer::<User>::builder()
        .observer(heard.clone())
        .build();
    let who = authorizer.principal(User::customer(7));
    let foreign = Ticket {
        customer: 8,
        ..TICKET
    };
    assert!(who.can(ViewTicket, &TICKET));
    assert_eq!(heard.take(), [("view_ticket", Some(7), false)]);
    assert!(who.check(ViewTicket, foreign).is_err());
    assert_eq!(heard.take(), [("view_ticket", Some(7), true)]);
    let (permits, refused) = who.partition(AnswerTicket, [TICKET, foreign]);
    assert_eq!((permits.len(), refused.len()), (1, 1));
    assert_eq!(
        heard.take(),
        [
            ("answer_ticket", Some(7), false),
            ("answer_ticket", Some(7), true)
        ]
    );
    let third = who.delegated(Consent::to(["answer_ticket"]));
    assert!(!third.can(ViewTicket, &TICKET));
    assert_eq!(heard.take(), [("view_ticket", Some(7), true)]);
    assert!(who.can(AnswerAndClose, &TICKET));
    assert_eq!(
        heard.take(),
        [("answer_and_close", Some(7), false)],
        "not its permissions"
    );
    let _ = (who.could(ViewTicket), who.abilities());
    assert!(heard.take().is_empty(), "nothing was decided");
}
