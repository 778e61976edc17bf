//! What a refusal says: a log gets the row that came furthest, and the caller gets at most a code.

use permit::{Cause, Denial, Principal, Refused, UserTypes};

use crate::catalogue::{
    ALL_ON, Archive, At, Destroy, Document, Edit, Flags, Pay, Person, Publish, Share, UserType,
    View, authorizer,
};

const MINE: Document = Document {
    owner: Some(7),
    tenant: Some("acme"),
};
const FOREIGN: Document = Document {
    owner: Some(8),
    tenant: Some("acme"),
};

fn who(user_types: impl Into<UserTypes<UserType>>, marks: u32) -> Principal<Person> {
    at(At::Tenant("acme"), user_types, marks)
}

fn at(
    subject_tenant: At,
    user_types: impl Into<UserTypes<UserType>>,
    marks: u32,
) -> Principal<Person> {
    authorizer(ALL_ON).principal(Person {
        id: Some(7),
        user_types: user_types.into(),
        subject_tenant,
        marks,
    })
}

/// The reason as a log shows it: what denied, and the name of the condition.
fn message<T>(checked: Result<T, Refused>) -> String {
    match checked.err() {
        Some(Refused::Denied(reason)) => reason.cause().to_string(),
        other => panic!("{other:?} is not a denial"),
    }
}

fn reason<T>(checked: Result<T, Refused>) -> Denial {
    match checked.err() {
        Some(Refused::Denied(reason)) => reason,
        other => panic!("{other:?} is not a denial"),
    }
}

/// Two rows that fail at different conditions.
mod rows {
    use permit::{Authorizer, Principal, Subject, UserTypes};

    #[derive(permit::UserType, Clone, Copy)]
    pub enum UserType {
        #[anonymous]
        Anonymous,
        Left,
        Right,
    }

    /// A subject with both user types.
    pub struct Both;

    impl Subject for Both {
        type UserType = UserType;
        type Id = str;
        fn id(&self) -> Option<&str> {
            None
        }
        fn user_types(&self) -> UserTypes<UserType> {
            [UserType::Left, UserType::Right].into()
        }
        fn anonymous() -> Self {
            Self
        }
    }

    #[permit::condition]
    fn holds(_: &Both) -> bool {
        true
    }

    #[permit::condition]
    fn fails(_: &Both) -> bool {
        false
    }

    #[permit::condition]
    fn other(_: &Both) -> bool {
        false
    }

    permit::permissions! {
        <Both: UserType>
        pub LeftIsFurther {
            Anonymous => deny,
            Left => allow if holds && fails,
            Right => allow if other,
        }
        pub RightIsFurther {
            Anonymous => deny,
            Left => allow if other,
            Right => allow if holds && fails,
        }
        pub Equal { Anonymous => deny, Left => allow if fails, Right => allow if other }
        pub EqualAgain { Anonymous => deny, Left => allow if other, Right => allow if fails }
        pub OneDenies { Anonymous => deny, Left => deny, Right => allow if other }
        pub Alternatives { Anonymous | Left => deny, Right => allow if other || (holds && fails) }
    }

    pub fn both() -> Principal<Both> {
        Authorizer::builder().build().principal(Both)
    }
}

#[test]
fn the_row_that_came_furthest_is_the_reason() {
    let both = rows::both();
    assert_eq!(
        message(both.check(rows::LeftIsFurther, ())),
        "`fails` does not hold"
    );
    assert_eq!(
        message(both.check(rows::RightIsFurther, ())),
        "`fails` does not hold"
    );
    assert_eq!(
        message(both.check(rows::Alternatives, ())),
        "`fails` does not hold"
    );
    assert_eq!(
        message(both.check(rows::OneDenies, ())),
        "`other` does not hold"
    );
    assert_eq!(permit::testing::verify::<rows::Both>(), 6 * 3);
}

#[test]
fn the_first_declared_row_of_those_that_came_equally_far_is_the_reason() {
    let both = rows::both();
    assert_eq!(
        message(both.check(rows::Equal, ())),
        "`fails` does not hold"
    );
    assert_eq!(
        message(both.check(rows::EqualAgain, ())),
        "`other` does not hold"
    );
    let pay = who([UserType::Clerk, UserType::Operator], 0).check(Pay { amount: 1 }, &FOREIGN);
    assert_eq!(message(pay), "`owner` does not hold");
}

#[test]
fn a_row_that_denies_comes_further_than_a_row_that_is_out_of_reach() {
    use UserType::{Auditor, Clerk, Operator};
    let elsewhere = "the context is in another tenant";
    assert_eq!(
        message(at(At::Tenant("other"), Clerk, 31).check(Edit, &MINE)),
        elsewhere
    );
    assert_eq!(
        message(at(At::Nowhere, Clerk, 31).check(View, &MINE)),
        elsewhere
    );
    // On the platform, a clerk does not reach into a tenant and an auditor does.
    let both = at(At::Platform, [Clerk, Auditor], 31);
    assert_eq!(message(both.check(Edit, &MINE)), "the table says `deny`");
    let both = at(At::Platform, [Clerk, Operator], 31);
    assert_eq!(message(both.check(Edit, &FOREIGN)), "`owner` does not hold");
}

#[test]
fn a_missing_user_type_a_flag_and_a_requirement_have_their_own_reasons() {
    let nothing = who(UserTypes::none(), 31);
    assert_eq!(
        message(nothing.check(Edit, &MINE)),
        "the subject has no user type"
    );
    let off = authorizer(Flags {
        sharing: None,
        ..ALL_ON
    });
    let who_flagged = off.principal(nothing.subject().clone());
    assert_eq!(
        message(who_flagged.check(Share, &MINE)),
        "flag `sharing` is not known to be on"
    );
    let required = who(UserType::Manager, 1).check(Publish, &MINE);
    assert_eq!(message(required), "`second` is required and does not hold");
    let first = who(UserType::Auditor, 2).check(Destroy, &MINE);
    assert_eq!(message(first), "`first` is required and does not hold");
}

#[test]
fn only_a_condition_that_declares_a_code_gives_one() {
    let pay = who(UserType::Manager, 0).check(Pay { amount: 101 }, &MINE);
    assert_eq!(reason(pay).code(), Some("over_the_limit"));
    let archive = who(UserType::Clerk, 1).check(Archive, &MINE);
    assert_eq!(reason(archive).code(), Some("second_is_missing"));
    let edit = who(UserType::Clerk, 0).check(Edit, &FOREIGN);
    assert_eq!(reason(edit).code(), None);
    let off = Flags {
        trials: [Some(true), None],
        ..ALL_ON
    };
    let person = who(UserType::Manager, 3).subject().clone();
    let trials = authorizer(off).principal(person).check(Publish, &MINE);
    assert_eq!(reason(trials).code(), Some("not_in_both_trials"));
}

#[test]
fn the_code_is_that_of_the_condition_that_denied() {
    // `second` declares a code, but `first` denied, and `first` declares none.
    let refused = who(UserType::Operator, 2).check(Archive, &MINE);
    let reason = reason(refused);
    assert_eq!(reason.code(), None);
    assert!(matches!(reason.cause(), Cause::Condition(condition) if condition.name == "first"));
}

#[test]
fn what_is_printed_for_the_caller_says_nothing_about_the_rule() {
    let refusals = [
        (
            who(UserType::Clerk, 0).check(Edit, &FOREIGN).err(),
            "`edit` is denied",
        ),
        (
            who(UserType::Manager, 0).check(View, &MINE).err(),
            "`view` is denied",
        ),
        (
            at(At::Nowhere, UserType::Clerk, 0).check(View, &MINE).err(),
            "not found",
        ),
        (
            who(UserTypes::none(), 0).check(View, &MINE).err(),
            "`view` is denied",
        ),
        (
            who(UserType::Clerk, 1).check(Archive, &MINE).err(),
            "`archive` is denied: second_is_missing",
        ),
    ];
    for (refused, said) in refusals {
        let refused = refused.unwrap();
        assert_eq!(refused.to_string(), said);
        let Refused::Denied(reason) = refused else {
            panic!("nothing here is unknown");
        };
        assert_eq!(reason.to_string(), said);
    }
}

#[test]
fn only_an_anonymous_caller_is_told_that_signing_in_may_help() {
    let anonymous = authorizer(ALL_ON).anonymous();
    assert!(reason(anonymous.check(Edit, &MINE)).is_anonymous());
    assert!(!reason(who(UserType::Auditor, 0).check(Edit, &MINE)).is_anonymous());
    assert!(!reason(who(UserTypes::none(), 0).check(Edit, &MINE)).is_anonymous());
}

#[test]
fn an_explanation_shows_every_row_that_was_tried_and_why_others_were_not() {
    let both = at(At::Platform, [UserType::Clerk, UserType::Operator], 1);
    let explanation = both.explain(Publish, &MINE).to_string();
    let lines: Vec<_> = explanation.lines().map(without_line_number).collect();
    let file = "tests/decision/catalogue.rs";
    assert_eq!(
        lines,
        [
            "`publish` by 7 (Clerk, Operator): denied, `second` is required and does not hold",
            &format!("  table of `Publish` at {file}"),
            "  flag `sharing` is on",
            &format!("  Clerk => allow if owner && first    ({file}"),
            "    out of reach: the context is in another tenant",
            "    `owner` holds",
            "    `first` holds",
            &format!("  Operator => allow    ({file}"),
            "  user types that the subject does not have: Anonymous, Manager, Auditor",
            "  required: `second` does not hold",
            "  required: `in_both_trials` holds",
        ]
    );
}

#[test]
fn an_explanation_does_not_say_that_a_row_out_of_reach_allows() {
    let elsewhere = Document {
        owner: Some(7),
        tenant: Some("other"),
    };
    let both = who([UserType::Clerk, UserType::Auditor], 0);
    let explained = both.explain(View, &elsewhere);
    assert!(!explained.is_allowed());
    let rows = explained.rows.iter();
    let rows: Vec<_> = rows
        .map(|row| (row.user_type, row.within_reach, row.allows))
        .collect();
    assert_eq!(rows, [("Clerk", false, false), ("Auditor", false, false)]);
}

#[test]
fn a_subject_with_an_empty_tenant_id_lists_like_one_with_an_unknown_tenant() {
    let lists = |subject_tenant| {
        format!(
            "{:?}",
            at(subject_tenant, UserType::Clerk, 0)
                .scope(View)
                .unwrap()
                .extent()
        )
    };
    let own = lists(At::Tenant("acme"));
    assert!(
        own.contains("Of(Text(\"acme\"))") && own.contains("Global"),
        "{own}"
    );
    let nameless = lists(At::Tenant(""));
    assert!(!nameless.contains("Of("), "{nameless}");
    assert!(nameless.contains("Global"), "{nameless}");
    assert_eq!(nameless, lists(At::Nowhere));
}

#[test]
fn an_authorizer_names_the_flags_and_recognizes_its_principals() {
    let one = authorizer(ALL_ON);
    let named: Vec<_> = one.flag_names().collect();
    assert_eq!(named, ["sharing", "trial_a", "trial_b"]);
    let principal = one.anonymous();
    assert!(one.made(&principal) && one.clone().made(&principal));
    assert!(!authorizer(ALL_ON).made(&principal));
}

/// The line numbers change whenever the catalogue is edited.
fn without_line_number(line: &str) -> &str {
    line.split_once(".rs:").map_or(line, |(before, _)| {
        line.get(..before.len() + 3).unwrap_or(line)
    })
}
