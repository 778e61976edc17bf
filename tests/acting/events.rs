//! Decisions as `tracing` events.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
};

use permit::{Authorizer, observe::Events};
use tracing::{Event, Metadata, Subscriber, field::Visit, span};

use crate::desk::{ActAs, AnswerTicket, TICKET, Ticket, User, ViewTicket, authorizer, later, now};

type Fields = BTreeMap<&'static str, String>;

/// Collects the events of decisions.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<Fields>>>);

struct Read(Fields);

impl Visit for Read {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &tracing::field::Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl Subscriber for Kept {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "permit::decision"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut read = Read(BTreeMap::new());
        read.0.insert("level", event.metadata().level().to_string());
        event.record(&mut read);
        self.0.lock().unwrap().push(read.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

fn recorded(events: Events, act: impl FnOnce(&Authorizer<User>)) -> Vec<Fields> {
    let kept = Kept::default();
    tracing::subscriber::with_default(kept.clone(), || {
        let authorizer = Authorizer::<User>::builder()
            .clock(now)
            .observer(events)
            .build();
        act(&authorizer);
    });
    std::mem::take(&mut *kept.0.lock().unwrap())
}

fn fields<const N: usize>(expected: [(&'static str, &str); N]) -> Fields {
    expected
        .map(|(name, value)| (name, value.to_owned()))
        .into()
}

#[test]
fn an_event_says_who_did_what_where_and_why_it_was_denied() {
    let mut events = recorded(Events::new(), |authorizer| {
        let who = authorizer.principal(User::customer(7));
        assert!(who.can(ViewTicket, &TICKET));
        let foreign = Ticket {
            customer: 8,
            ..TICKET
        };
        assert!(!who.can(ViewTicket, &foreign));
        let support = authorizer.principal(User::support());
        let permit = support.check(ActAs, User::customer(7)).unwrap();
        let who = support.impersonate(permit, later(60)).unwrap();
        assert!(who.check(AnswerTicket, &TICKET).is_ok());
        let foreign = Ticket {
            customer: 8,
            ..TICKET
        };
        assert!(who.check(AnswerTicket, foreign).is_err());
    });
    for event in &mut events {
        assert!(event.remove("microseconds").unwrap().parse::<u64>().is_ok());
    }
    let one = |outcome, level, enforced, more: &[(&'static str, &str)]| {
        let mut all = fields([
            ("outcome", outcome),
            ("level", level),
            ("enforced", enforced),
            ("revision", "0"),
        ]);
        let more = more
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        all.extend(more);
        all
    };
    let own = [
        ("action", "view_ticket"),
        ("subject", "7"),
        ("tenant", "acme"),
    ];
    let acting = [
        ("action", "answer_ticket"),
        ("subject", "7"),
        ("actor", "1"),
        ("tenant", "acme"),
    ];
    let not_the_owner = [("reason", "`owner` does not hold")];
    assert_eq!(
        events,
        [
            one("allowed", "DEBUG", "false", &own),
            one(
                "denied",
                "DEBUG",
                "false",
                &[&own[..], &not_the_owner].concat()
            ),
            one(
                "allowed",
                "DEBUG",
                "true",
                &[("action", "act_as"), ("subject", "1")]
            ),
            one("allowed", "DEBUG", "true", &acting),
            one(
                "denied",
                "INFO",
                "true",
                &[&acting[..], &not_the_owner].concat()
            ),
        ]
    );
}

#[test]
fn every_denial_and_a_sample_of_the_allowed_decisions_become_events() {
    let asked = |authorizer: &Authorizer<User>| {
        let who = authorizer.principal(User::customer(7));
        for _ in 0..10 {
            let _ = who.can(ViewTicket, &TICKET);
            let _ = who.can(
                ViewTicket,
                &Ticket {
                    customer: 8,
                    ..TICKET
                },
            );
        }
    };
    for (every, allowed) in [(1, 10), (3, 4), (10, 1), (0, 0)] {
        let events = recorded(Events::new().sampling(every), asked);
        let of = |outcome: &str| {
            events
                .iter()
                .filter(|one| one["outcome"] == outcome)
                .count()
        };
        assert_eq!(
            (of("allowed"), of("denied")),
            (allowed, 10),
            "every {every}"
        );
    }
}

#[test]
fn without_an_observer_there_are_no_events() {
    let kept = Kept::default();
    tracing::subscriber::with_default(kept.clone(), || {
        assert!(
            authorizer()
                .principal(User::customer(7))
                .can(ViewTicket, &TICKET)
        );
    });
    assert!(kept.0.lock().unwrap().is_empty());
}
