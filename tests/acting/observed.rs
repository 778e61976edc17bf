//! Decisions as an observer sees them.

use std::sync::{Arc, Mutex};

use permit::{
    Authorizer, Consent,
    observe::{Decided, Observer},
};

use crate::desk::{AnswerAndClose, AnswerTicket, TICKET, Ticket, User, ViewTicket};

/// What the observer saw: the action, the id of the subject, whether the decision was enforced or
/// only asked for, and whether it was a denial.
type Decision = (&'static str, Option<u64>, Enforcement, bool);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Enforcement {
    Asked,
    Checked,
}

use Enforcement::{Asked, Checked};

#[derive(Clone, Default)]
struct Observed(Arc<Mutex<Vec<Decision>>>);

impl Observer<User> for Observed {
    fn decided(&self, decision: &Decided<'_, User>) {
        let id = decision.principal.subject().id;
        let enforcement = if decision.enforced { Checked } else { Asked };
        let denied = decision.refused.is_some();
        self.0
            .lock()
            .unwrap()
            .push((decision.action, id, enforcement, denied));
    }
}

impl Observed {
    fn take(&self) -> Vec<Decision> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[test]
fn every_decision_is_observed_once_whichever_method_makes_it() {
    let observed = Observed::default();
    let authorizer = Authorizer::<User>::builder()
        .observer(observed.clone())
        .build();
    let who = authorizer.principal(User::customer(7));
    let foreign = Ticket {
        customer: 8,
        ..TICKET
    };
    assert!(who.can(ViewTicket, &TICKET));
    assert_eq!(observed.take(), [("view_ticket", Some(7), Asked, false)]);
    assert_eq!(
        who.abilities_on(&foreign).unwrap(),
        Vec::<&str>::new(),
        "every action on a ticket is decided"
    );
    let asked = observed.take();
    assert!(asked.iter().all(|one| one.2 == Asked && one.3) && asked.len() > 3);
    assert!(who.check(ViewTicket, foreign).is_err());
    assert_eq!(observed.take(), [("view_ticket", Some(7), Checked, true)]);
    let parted = who.partition(AnswerTicket, [TICKET, foreign]).unwrap();
    let (permits, refused) = (parted.permits, parted.denied);
    assert_eq!((permits.len(), refused.len()), (1, 1));
    assert_eq!(
        observed.take(),
        [
            ("answer_ticket", Some(7), Checked, false),
            ("answer_ticket", Some(7), Checked, true)
        ]
    );
    let third = who.delegated(Consent::to(["answer_ticket"]));
    assert!(!third.can(ViewTicket, &TICKET));
    assert_eq!(observed.take(), [("view_ticket", Some(7), Asked, true)]);
    assert!(who.can(AnswerAndClose, &TICKET));
    assert_eq!(
        observed.take(),
        [("answer_and_close", Some(7), Asked, false)],
        "the operation, and not its permissions"
    );
    let _ = (who.could(ViewTicket), who.abilities().unwrap());
    assert!(observed.take().is_empty(), "nothing was decided");
    let theirs = Ticket {
        customer: 8,
        ..TICKET
    };
    let explained = who.explain(ViewTicket, &theirs);
    assert!(!explained.is_allowed());
    assert!(observed.take().is_empty(), "nothing was asked for");
}

#[test]
fn a_refusal_that_is_certain_without_a_context_is_observed_too() {
    let observed = Observed::default();
    let authorizer = Authorizer::<User>::builder()
        .observer(observed.clone())
        .build();
    let anonymous = authorizer.anonymous();
    assert!(permit_runtime::adapter::refuse_early::<ViewTicket>(&anonymous).is_some());
    assert_eq!(observed.take(), [("view_ticket", None, Checked, true)]);
    let who = authorizer.principal(User::customer(7));
    assert!(permit_runtime::adapter::refuse_early::<ViewTicket>(&who).is_none());
    assert!(
        observed.take().is_empty(),
        "an action that may be allowed is not decided yet"
    );
}
