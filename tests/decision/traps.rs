//! Mistakes that other authorization systems made, one test each. Mistakes that must not compile
//! are UI tests: `wildcard`, `listing_of_everything`, `context_that_only_borrows`,
//! `permit_of_another_action`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, SystemTime},
};

use permit::{
    Authorizer, Could, Permissions, Subject, UserTypes, catalogue::Table, flags::FlagSource,
    tenancy::Tenant,
};

use crate::catalogue::{
    ALL, ALL_ON, Archive, At, Destroy, Document, Edit, Flags, Pay, Person, Publish, Read, Share,
    UserType, View, authorizer,
};

const MINE: Document = Document {
    owner: Some(7),
    tenant: Some("acme"),
};

fn person(user_types: impl Into<UserTypes<UserType>>, subject_tenant: At) -> Person {
    Person {
        id: Some(7),
        user_types: user_types.into(),
        subject_tenant,
        marks: 0,
    }
}

fn clerk(subject_tenant: At) -> permit::Principal<Person> {
    authorizer(ALL_ON).principal(person(UserType::Clerk, subject_tenant))
}

#[test]
fn precedence_is_not_lost_in_generated_conditions() {
    // `first && (second || third)`: without its parentheses, `third` alone would allow.
    let third = Person {
        marks: 4,
        ..person(UserType::Clerk, At::Tenant("acme"))
    };
    assert!(!authorizer(ALL_ON).principal(third).can(Archive, &MINE));
    // `(first && second) || third`: with other parentheses, `third` alone would not allow.
    let third = Person {
        marks: 4,
        ..person(UserType::Manager, At::Tenant("acme"))
    };
    assert!(authorizer(ALL_ON).principal(third).can(Archive, &MINE));
}

#[test]
fn a_subject_without_an_id_does_not_own_a_context_without_an_owner() {
    let ownerless = Document {
        owner: None,
        ..MINE
    };
    let unknown = Person {
        id: None,
        ..person(UserType::Clerk, At::Tenant("acme"))
    };
    let unknown = authorizer(ALL_ON).principal(unknown);
    assert!(
        !unknown.can(Edit, &ownerless),
        "`None == None` is not ownership"
    );
    assert!(!unknown.can(Edit, &MINE));
    assert!(!clerk(At::Tenant("acme")).can(Edit, &ownerless));
    assert!(clerk(At::Tenant("acme")).can(Edit, &MINE));
}

#[test]
fn two_empty_tenant_ids_are_not_the_same_tenant() {
    let nameless = Document {
        tenant: Some(""),
        ..MINE
    };
    assert!(!clerk(At::Tenant("")).can(Edit, &nameless));
    assert!(!clerk(At::Nowhere).can(Edit, &nameless));
    let anonymous = authorizer(ALL_ON).anonymous_at(Tenant::of(""));
    assert!(!anonymous.can(Read, &nameless));
}

#[test]
fn an_anonymous_principal_has_only_the_tenant_that_anonymous_at_gives_it() {
    let claims = person(UserType::Anonymous, At::Tenant("acme"));
    let authorizer = authorizer(ALL_ON);
    assert!(!authorizer.principal(claims.clone()).can(Share, &MINE));
    assert_eq!(authorizer.principal(claims).tenant(), Tenant::Unknown);
    assert!(!authorizer.anonymous().can(Share, &MINE));
    assert!(!authorizer.anonymous_at(Tenant::Platform).can(Share, &MINE));
    assert!(
        authorizer
            .anonymous_at(Tenant::of("acme"))
            .can(Share, &MINE)
    );
    assert!(authorizer.anonymous().can(
        Share,
        &Document {
            tenant: None,
            ..MINE
        }
    ));
}

#[test]
fn the_tenant_is_kept_in_the_principal_and_not_in_a_global() {
    let authorizer = authorizer(ALL_ON);
    let ours = authorizer.principal(person(UserType::Clerk, At::Tenant("acme")));
    let theirs = authorizer.principal(person(UserType::Clerk, At::Tenant("other")));
    let their_document = Document {
        tenant: Some("other"),
        ..MINE
    };
    for _ in 0..2 {
        assert!(ours.can(Edit, &MINE) && !ours.can(Edit, &their_document));
        assert!(theirs.can(Edit, &their_document) && !theirs.can(Edit, &MINE));
    }
    // It is not in a thread local either: a principal answers the same on every thread.
    let elsewhere = std::thread::spawn(move || (ours.can(Edit, &MINE), theirs.can(Edit, &MINE)));
    assert_eq!(elsewhere.join().unwrap(), (true, false));
}

#[test]
fn a_decision_does_not_depend_on_earlier_ones() {
    let who = clerk(At::Tenant("acme"));
    let foreign = Document {
        owner: Some(8),
        ..MINE
    };
    for _ in 0..3 {
        assert!(who.can(Edit, &MINE) && !who.can(Edit, &foreign));
        assert!(who.can(View, &MINE) && who.can(View, &foreign));
    }
    let manager = authorizer(ALL_ON).principal(person(UserType::Manager, At::Tenant("acme")));
    assert!(manager.can(Pay { amount: 100 }, &MINE) && !manager.can(Pay { amount: 101 }, &MINE));
}

#[test]
fn a_flag_without_an_answer_is_off() {
    for sharing in [None, Some(false)] {
        let off = authorizer(Flags { sharing, ..ALL_ON });
        let who = off.principal(person(UserType::Manager, At::Tenant("acme")));
        assert!(!who.can(Share, &MINE), "{sharing:?}");
        assert_eq!(who.could(Share), Could::Never);
    }
    let none = Authorizer::<Person>::builder().build();
    let who = none.principal(person(UserType::Manager, At::Tenant("acme")));
    assert!(!who.can(Share, &MINE), "without a source every flag is off");
    assert!(!who.flag("sharing"));
}

#[test]
fn an_action_without_a_flag_needs_no_flag_source() {
    let none = Authorizer::<Person>::builder().build();
    let who = none.principal(person(UserType::Manager, At::Tenant("acme")));
    assert!(who.can(Edit, &MINE));
}

#[test]
fn an_unknown_flag_is_off() {
    let who = clerk(At::Platform);
    assert!(who.flag("sharing") && !who.flag("trial_c") && !who.flag(""));
}

#[test]
fn an_additional_user_type_never_takes_anything_away() {
    let known = ALL
        .iter()
        .copied()
        .filter(|one| *one != UserType::Anonymous);
    let known: Vec<_> = known.collect();
    let sets: Vec<UserTypes<UserType>> = (0_u32..1 << known.len())
        .map(|bits| {
            let chosen = known.iter().enumerate();
            chosen
                .filter(|(index, _)| bits >> index & 1 == 1)
                .map(|(_, one)| *one)
                .collect()
        })
        .collect();
    for set in &sets {
        for more in known.iter().map(|one| set.with(*one)) {
            for world in 0..1_u32 << 6 {
                let fewer = allowed(*set, world);
                for (action, (before, after)) in fewer.iter().zip(allowed(more, world)).enumerate()
                {
                    assert!(
                        !before || after,
                        "{action}: {set} and then {more} in {world}"
                    );
                }
            }
        }
    }
}

/// What a person may do in one of the worlds.
fn allowed(user_types: UserTypes<UserType>, world: u32) -> [bool; 8] {
    let subject_tenant = [At::Platform, At::Tenant("acme")][(world & 1) as usize];
    let owner = [Some(7), Some(8)][(world >> 1 & 1) as usize];
    let marks = [0, 1, 2, 3, 4, 7, 24, 31][(world >> 2 & 7) as usize];
    let tenant = [None, Some("acme")][(world >> 5 & 1) as usize];
    let who = Person {
        marks,
        ..person(user_types, subject_tenant)
    };
    let who = authorizer(ALL_ON).principal(who);
    let one = Document { owner, tenant };
    [
        who.can(View, &one),
        who.can(Read, &one),
        who.can(Edit, &one),
        who.can(Share, &one),
        who.can(Publish, &one),
        who.can(Archive, &one),
        who.can(Destroy, &one),
        who.can(Pay { amount: 1 }, &one),
    ]
}

#[test]
fn a_subject_without_a_user_type_is_denied_everything() {
    assert_eq!(UserTypes::<UserType>::none().iter().count(), 0);
    for world in 0..1 << 6 {
        assert_eq!(allowed(UserTypes::none(), world), [false; 8]);
    }
    let nothing = authorizer(ALL_ON).principal(person(UserTypes::none(), At::Platform));
    assert_eq!(nothing.could(Read), Could::Never);
    assert!(
        !nothing.is_anonymous(),
        "a subject without a user type is not anonymous"
    );
}

#[test]
fn a_subject_with_another_user_type_is_not_anonymous() {
    use UserType::{Anonymous, Auditor};
    for both in [[Anonymous, Auditor], [Auditor, Anonymous]] {
        let both = UserTypes::from(both);
        assert!(!both.contains(Anonymous) && !both.is_anonymous());
        assert_eq!(both.iter().collect::<Vec<_>>(), [Auditor]);
        // An action that only the anonymous row allows is denied.
        let who = authorizer(ALL_ON).principal(person(both, At::Platform));
        assert!(!who.can(Share, &MINE));
    }
    let anonymous = authorizer(ALL_ON).anonymous_at(Tenant::of("acme"));
    assert!(anonymous.can(Share, &MINE));
}

#[test]
fn a_permit_holds_the_same_item_that_was_checked() {
    let document = MINE;
    let permit = clerk(At::Tenant("acme")).check(Edit, &document).unwrap();
    assert!(std::ptr::eq(permit.context(), &raw const document));
    let shared = Arc::new(MINE);
    let permit = clerk(At::Tenant("acme"))
        .check(Edit, Arc::clone(&shared))
        .unwrap();
    assert!(std::ptr::eq(permit.context(), Arc::as_ptr(&shared)));
}

#[test]
fn an_answer_before_the_item_is_known_promises_nothing_about_an_item() {
    let who = clerk(At::Tenant("acme"));
    assert_eq!(who.could(Edit), Could::Depends);
    assert!(!who.can(
        Edit,
        &Document {
            owner: Some(8),
            ..MINE
        }
    ));
    // A subject that reaches some contexts with only a part of its user types gets no promise.
    let both = person([UserType::Clerk, UserType::Operator], At::Platform);
    let both = authorizer(ALL_ON).principal(both);
    assert_eq!(both.could(View), Could::Depends);
    assert!(
        !both.can(View, &MINE)
            && both.can(
                View,
                &Document {
                    tenant: None,
                    ..MINE
                }
            )
    );
}

#[test]
fn an_action_is_identified_by_its_key_and_not_by_its_position() {
    let keys: Vec<_> = Person::ACTIONS.iter().map(Table::key).collect();
    assert_eq!(
        keys,
        [
            "pay", "view", "read", "edit", "open", "share", "publish", "archive", "destroy"
        ]
    );
    let refused = clerk(At::Nowhere).check(Edit, &MINE).unwrap_err();
    assert_eq!(refused.action(), Some("edit"));
}

#[test]
fn a_permit_and_a_refusal_print_nothing_about_the_subject_or_the_context() {
    let secret = Document {
        owner: Some(7_777_777),
        tenant: Some("the-secret-tenant"),
    };
    let subject = Person {
        id: Some(7_777_777),
        ..person(UserType::Manager, At::Tenant("the-secret-tenant"))
    };
    let who = authorizer(ALL_ON).principal(subject);
    let permit = who.check(Edit, &secret).unwrap();
    assert_eq!(format!("{permit:?}"), "Permit(\"edit\")");
    let refused = who.check(Pay { amount: 7_777_777 }, &secret).unwrap_err();
    let printed = format!("{refused} {refused:?} {refused:#?}");
    for word in ["7777777", "secret", "Manager"] {
        assert!(!printed.contains(word), "{word}: {printed}");
    }
}

/// Counts how often it is asked, and says that a flag is on the first three times only.
struct Fickle(AtomicUsize);

impl FlagSource<Person> for Fickle {
    fn is_on(&self, _: &str, _: &Person) -> Option<bool> {
        Some(self.0.fetch_add(1, Relaxed) < 3)
    }
}

#[test]
fn flags_are_resolved_once_for_a_principal_so_all_its_decisions_agree() {
    let authorizer = Authorizer::<Person>::builder()
        .flags(Fickle(AtomicUsize::new(0)))
        .build();
    let who = authorizer.principal(person(UserType::Manager, At::Tenant("acme")));
    for _ in 0..5 {
        assert!(who.can(Share, &MINE) && who.clone().can(Share, &MINE));
    }
    let later = authorizer.principal(who.subject().clone());
    assert!(
        !later.can(Share, &MINE),
        "the first principal asked for each of the three flags of the catalogue"
    );
}

#[test]
fn the_clock_is_read_only_when_the_time_is_needed() {
    static READ: AtomicUsize = AtomicUsize::new(0);
    let clock = || {
        READ.fetch_add(1, Relaxed);
        SystemTime::UNIX_EPOCH + Duration::from_secs(60)
    };
    let authorizer = Authorizer::<Person>::builder().clock(clock).build();
    let who = authorizer.principal(person(UserType::Manager, At::Tenant("acme")));
    assert!(who.can(Edit, &MINE) && who.check(Edit, &MINE).is_ok());
    assert_eq!(READ.load(Relaxed), 0);
    assert_eq!(who.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(60));
    assert_eq!(READ.load(Relaxed), 1);
}

#[test]
fn a_decision_uses_the_user_types_from_when_the_principal_was_made() {
    /// Its user types change each time that they are read.
    struct Changing(AtomicUsize);

    #[derive(permit::UserType, Clone, Copy)]
    enum Rank {
        #[anonymous]
        Anonymous,
        Chief,
    }

    impl Subject for Changing {
        type UserType = Rank;
        type Id = str;
        fn id(&self) -> Option<&str> {
            None
        }
        fn user_types(&self) -> UserTypes<Rank> {
            match self.0.fetch_add(1, Relaxed) {
                0 => Rank::Chief.into(),
                _ => Rank::Anonymous.into(),
            }
        }
        fn anonymous() -> Self {
            Self(AtomicUsize::new(1))
        }
    }

    permit::permissions! { <Changing: Rank> Command { Anonymous => deny, Chief => allow } }

    let who = Authorizer::<Changing>::builder()
        .build()
        .principal(Changing(AtomicUsize::new(0)));
    assert!(who.can(Command, &()) && who.can(Command, &()));
    assert_eq!(permit::testing::verify::<Changing>(), 2);
}
