//! A third party acts for a user, and may do only what both the user and the consent allow.

use permit::{
    Cause, Consent, Could, Permissions, Refused, acting::OAuthScopes, catalogue::Table,
    places::Place,
};

use crate::desk::{
    AnswerAndClose, AnswerTicket, CloseTicket, OpenTicket, TICKET, Ticket, User, ViewTicket, at,
    authorizer, later, now,
};

fn denial(refused: Refused) -> Cause {
    match refused {
        Refused::Denied(reason) => reason.cause().clone(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_consent_allows_only_actions_that_it_names_and_that_the_user_may_do() {
    let keys: Vec<_> = User::ACTIONS.iter().map(Table::key).collect();
    let people = [
        <User as permit::Subject>::anonymous(),
        User::customer(7),
        User::customer(8),
        User::support(),
    ];
    let (mut asked, mut allowed) = (0, 0);
    for user in people {
        let who = authorizer().principal(user);
        for consented in 0..1_u32 << keys.len() {
            let named = keys.iter().enumerate();
            let named = named.filter(|(index, _)| consented >> index & 1 == 1);
            let third = who.delegated(Consent::to(named.map(|(_, key)| *key)));
            let has = |key: &str| {
                keys.iter()
                    .position(|one| *one == key)
                    .is_some_and(|index| consented >> index & 1 == 1)
            };
            for (can, could, key, own) in [
                (
                    third.can(ViewTicket, &TICKET),
                    third.could(ViewTicket),
                    "view_ticket",
                    who.can(ViewTicket, &TICKET),
                ),
                (
                    third.can(CloseTicket, &TICKET),
                    third.could(CloseTicket),
                    "close_ticket",
                    who.can(CloseTicket, &TICKET),
                ),
                (
                    third.can(OpenTicket, &()),
                    third.could(OpenTicket),
                    "open_ticket",
                    who.can(OpenTicket, &()),
                ),
            ] {
                assert_eq!(can, own && has(key), "{key}");
                assert!(!can || could > Could::Never);
                assert!(has(key) || could == Could::Never);
                asked += 1;
                allowed += usize::from(can);
            }
            // An operation needs consent to each of its permissions, and to nothing else.
            let both = has("answer_ticket") && has("close_ticket");
            assert_eq!(
                third.can(AnswerAndClose, &TICKET),
                both && who.can(AnswerAndClose, &TICKET)
            );
        }
    }
    assert_eq!(asked, 4 * 128 * 3);
    assert_eq!(
        allowed,
        6 * 64,
        "customer 7: three; customer 8: one; support: two"
    );
}

#[test]
fn a_second_consent_narrows_the_first_and_never_widens_it() {
    let who = authorizer().principal(User::customer(7));
    let first = who.delegated(Consent::to(["view_ticket"]));
    let second = first.delegated(Consent::to(["view_ticket", "answer_ticket"]));
    assert!(second.can(ViewTicket, &TICKET));
    assert_eq!(
        denial(second.check(AnswerTicket, TICKET).unwrap_err()),
        Cause::NotConsented
    );
    assert_eq!(second.consents().count(), 2);
    assert!(!who.is_delegated() && second.is_delegated());
}

#[test]
fn the_expiry_of_a_consent_is_checked_at_each_decision() {
    let consent = || Consent::to(["view_ticket"]).until(later(60));
    let before = at(later(59))
        .principal(User::customer(7))
        .delegated(consent());
    assert!(before.can(ViewTicket, &TICKET));
    let after = at(later(60))
        .principal(User::customer(7))
        .delegated(consent());
    assert_eq!(
        denial(after.check(ViewTicket, TICKET).unwrap_err()),
        Cause::ConsentExpired
    );
    assert_eq!(after.could(ViewTicket), Could::Never);
    assert_eq!(consent().expiry(), Some(later(60)));
    assert!(now() < later(59));
}

#[test]
fn a_consent_that_is_too_large_denies_and_says_so() {
    let who = authorizer().principal(User::customer(7));
    let keys = || (0..=Consent::MOST).map(|key| key.to_string());
    let places = || (0..=Consent::MOST).map(|id| Place::new("ticket", &id));
    let both = || Consent::to(["view_ticket", "answer_ticket"]);
    for consent in [
        Consent::to(keys().chain(["view_ticket".into()])),
        both().on(places()),
    ] {
        let third = who.delegated(consent);
        let cause = denial(third.check(ViewTicket, TICKET).unwrap_err());
        assert_eq!(cause, Cause::ConsentTooLarge);
        assert!(cause.to_string().contains("more than 100000"), "{cause}");
        assert_eq!(third.could(ViewTicket), Could::Never);
        // Nor does another consent make up for it.
        assert!(!third.delegated(both()).can(ViewTicket, &TICKET));
        assert!(
            !who.delegated(both())
                .delegated(Consent::to(keys()))
                .can(ViewTicket, &TICKET)
        );
    }
    assert!(
        who.delegated(both().on(places().skip(1)))
            .can(ViewTicket, &TICKET)
    );
}

#[test]
fn a_consent_for_places_covers_the_contexts_in_any_of_them() {
    let who = authorizer().principal(User::customer(7));
    let on =
        |places: Vec<Place>| who.delegated(Consent::to(["view_ticket", "open_ticket"]).on(places));
    let elsewhere = Ticket {
        id: 6,
        project: "shop",
        ..TICKET
    };
    for place in [Place::new("project", "web"), Place::new("ticket", &5)] {
        let third = on(vec![place]);
        assert!(third.can(ViewTicket, &TICKET));
        let refused = third.check(ViewTicket, elsewhere).unwrap_err();
        assert_eq!(denial(refused), Cause::PlaceNotConsented);
        assert_eq!(third.could(ViewTicket), Could::Depends);
        assert!(!third.can(OpenTicket, &()), "`()` is in no place");
    }
    assert!(
        !on(Vec::new()).can(ViewTicket, &TICKET),
        "an empty list of places covers nothing"
    );
    assert!(!on(vec![Place::new("ticket", "web")]).can(ViewTicket, &TICKET));
}

#[test]
fn an_undeclared_oauth_scope_grants_nothing() {
    let scopes = OAuthScopes::<User>::new()
        .scope::<(ViewTicket,)>("tickets:read")
        .scope::<(ViewTicket, AnswerTicket)>("tickets:write");
    let keys = |requested: &str| {
        let consent = scopes.consent(requested);
        consent.actions().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(keys("tickets:read"), ["view_ticket"]);
    assert_eq!(
        keys(" tickets:write  tickets:read "),
        ["answer_ticket", "view_ticket"]
    );
    for nothing in [
        "",
        "tickets",
        "tickets:*",
        "*",
        "TICKETS:READ",
        "tickets:read,tickets:write",
    ] {
        assert!(keys(nothing).is_empty(), "{nothing}");
    }
    let shown: Vec<_> = scopes
        .iter()
        .map(|(scope, keys)| (scope, keys.len()))
        .collect();
    assert_eq!(shown, [("tickets:read", 1), ("tickets:write", 2)]);
}

#[test]
fn a_scope_or_a_consent_of_an_operation_is_one_of_the_actions_that_it_needs() {
    let scopes = OAuthScopes::<User>::new().scope::<(AnswerAndClose, ViewTicket)>("tickets");
    let consents = [
        scopes.consent("tickets"),
        Consent::of::<User, (AnswerAndClose, ViewTicket)>(),
        Consent::parse::<User>(["answer_and_close", "view_ticket"]).unwrap(),
    ];
    for consent in consents {
        let keys: Vec<_> = consent.actions().collect();
        assert_eq!(keys, ["answer_ticket", "close_ticket", "view_ticket"]);
        let third = authorizer()
            .principal(User::support())
            .delegated(consent.clone());
        assert!(third.can(AnswerAndClose, &TICKET) && third.can(CloseTicket, &TICKET));
        assert!(!third.can(OpenTicket, &()), "it needs another action");
    }
}

#[test]
fn an_unknown_key_is_reported_where_a_consent_is_read() {
    let read = Consent::parse::<User>(["view_ticket", "edit_tickt", "VIEW_TICKET"]);
    let unknown = read.unwrap_err();
    assert_eq!(unknown.keys, ["edit_tickt", "VIEW_TICKET"]);
    assert_eq!(unknown.known, Consent::to(["view_ticket"]));
    assert_eq!(
        unknown.to_string(),
        "no action of the catalogue has the key `edit_tickt` or `VIEW_TICKET`"
    );
    let none: [&str; 0] = [];
    assert_eq!(Consent::parse::<User>(none), Ok(Consent::default()));
}

#[test]
fn a_stored_key_that_is_not_in_the_catalogue_grants_nothing() {
    let who = authorizer().principal(User::support());
    let third = who.delegated(Consent::to([
        "delete_ticket",
        "VIEW_TICKET",
        "view_ticket ",
    ]));
    assert!(!third.can(ViewTicket, &TICKET) && !third.can(AnswerTicket, &TICKET));
}

#[test]
fn abilities_and_explanations_take_the_consent_into_account() {
    let who = authorizer().principal(User::customer(7));
    let third = who.delegated(Consent::to(["view_ticket"]));
    for ability in third.abilities().unwrap().iter() {
        let expected = if ability.key() == "view_ticket" {
            Could::Depends
        } else {
            Could::Never
        };
        assert_eq!(ability.could(), expected, "{}", ability.key());
    }
    assert_eq!(third.abilities_on(&TICKET).unwrap(), ["view_ticket"]);
    let explanation = third.explain(AnswerTicket, &TICKET);
    assert!(!explanation.is_allowed());
    assert!(
        explanation
            .to_string()
            .contains("the subject has consented to: view_ticket")
    );
}
