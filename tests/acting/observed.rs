//! Who hears of decisions.

use std::sync::{Arc, Mutex};

use permit::{__private::certain_refusal, Authorizer, Consent, Decided, Observer};

use crate::desk::{AnswerAndClose, AnswerTicket, TICKET, Ticket, User, ViewTicket};

/// What was heard: the action, whose decision it was, whether something hung on it, and whether it
/// was denied.
type Decision = (&'static str, Option<u64>, Hung, bool);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hung {
    Asked,
    Checked,
}

use Hung::{Asked, Checked};

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Decision>>>);

impl Observer<User> for Heard {
    fn decided(&self, decision: &Decided<'_, User>) {
        let id = decision.principal.subject().id;
        let hung = if decision.enforced { Checked } else { Asked };
        let denied = decision.denied.is_some();
        self.0
            .lock()
            .unwrap()
            .push((decision.action, id, hung, denied));
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
    assert_eq!(heard.take(), [("view_ticket", Some(7), Asked, false)]);
    assert_eq!(
        who.abilities_on(&foreign),
        Vec::<&str>::new(),
        "asks every action on a ticket"
    );
    let asked = heard.take();
    assert!(asked.iter().all(|one| one.2 == Asked && one.3) && asked.len() > 3);
    assert!(who.check(ViewTicket, foreign).is_err());
    assert_eq!(heard.take(), [("view_ticket", Some(7), Checked, true)]);
    let (permits, refused) = who.partition(AnswerTicket, [TICKET, foreign]);
    assert_eq!((permits.len(), refused.len()), (1, 1));
    assert_eq!(
        heard.take(),
        [
            ("answer_ticket", Some(7), Checked, false),
            ("answer_ticket", Some(7), Checked, true)
        ]
    );
    let third = who.delegated(Consent::to(["answer_ticket"]));
    assert!(!third.can(ViewTicket, &TICKET));
    assert_eq!(heard.take(), [("view_ticket", Some(7), Asked, true)]);
    assert!(who.can(AnswerAndClose, &TICKET));
    assert_eq!(
        heard.take(),
        [("answer_and_close", Some(7), Asked, false)],
        "not its permissions"
    );
    let _ = (who.could(ViewTicket), who.abilities());
    assert!(heard.take().is_empty(), "nothing was decided");
}

#[test]
fn a_refusal_that_is_certain_before_there_is_a_context_is_heard_as_well() {
    let heard = Heard::default();
    let authorizer = Authorizer::<User>::builder()
        .observer(heard.clone())
        .build();
    let nobody = authorizer.anonymous();
    assert!(certain_refusal::<ViewTicket>(&nobody).is_some());
    assert_eq!(heard.take(), [("view_ticket", None, Checked, true)]);
    let who = authorizer.principal(User::customer(7));
    assert!(certain_refusal::<ViewTicket>(&who).is_none());
    assert!(
        heard.take().is_empty(),
        "that it may be allowed is no decision yet"
    );
}
