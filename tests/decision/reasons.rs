//! What a refusal says: to logs the row that came furthest, to the caller no more than a code.

use permit::{Denial, Principal, Reason, Refused, UserTypes};

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

fn at(home: At, user_types: impl Into<UserTypes<UserType>>, marks: u32) -> Principal<Person> {
    authorizer(ALL_ON).principal(Person {
        id: Some(7),
        user_types: user_types.into(),
        home,
        marks,
    })
}

/// The reason, as far as a log has it: what denied, and the name of the condition.
fn told<T>(checked: Result<T, Refused>) -> String {
    match checked.err() {
        Some(Refused::Denied(reason)) => reason.denial().to_string(),
        other => panic!("{other:?} is no denial"),
    }
}

fn reason<T>(checked: Result<T, Refused>) -> Reason {
    match checked.err() {
        Some(Refused::Denied(reason)) => reason,
        other => panic!("{other:?} is no denial"),
    }
}

/// Two rows that come to different conditions.
mod rows {
    use permit::{Authorizer, Principal, Subject, UserTypes};

    #[derive(permit::UserType, Clone, Copy)]
    pub enum UserType {
        #[anonymous]
        Nobody,
        Left,
        Right,
    }

    /// Somebody who is both.
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
        pub LeftIsFurther { Nobody => deny, Left => allow if holds && fails, Right => allow if other }
        pub RightIsFurther { Nobody => deny, Left => allow if other, Right => allow if holds && fails }
        pub Equal { Nobody => deny, Left => allow if fails, Right => allow if other }
        pub EqualAgain { Nobody => deny, Left => allow if other, Right => allow if fails }
        pub OneDenies { Nobody => deny, Left => deny, Right => allow if other }
        pub Alternatives { Nobody | Left => deny, Right => allow if other || (holds && fails) }
    }

    pub fn both() -> Principal<Both> {
        Authorizer::builder().build().principal(Both)
    }
}

#[test]
fn of_several_rows_the_one_that_came_furthest_is_the_reason() {
    let both = rows::both();
    assert_eq!(
        told(both.check(rows::LeftIsFurther, ())),
        "`fails` does not hold"
    );
    assert_eq!(
        told(both.check(rows::RightIsFurther, ())),
        "`fails` does not hold"
    );
    assert_eq!(
        told(both.check(rows::Alternatives, ())),
        "`fails` does not hold"
    );
    assert_eq!(
        told(both.check(rows::OneDenies, ())),
        "`other` does not hold"
    );
    assert_eq!(permit::testing::verify::<rows::Both>(), 6 * 3);
}

#[test]
fn of_rows_that_came_equally_far_the_first_declared_is_the_reason() {
    let both = rows::both();
    assert_eq!(told(both.check(rows::Equal, ())), "`fails` does not hold");
    assert_eq!(
        told(both.check(rows::EqualAgain, ())),
        "`other` does not hold"
    );
    let pay = who([UserType::Clerk, UserType::Operator], 0).check(Pay { amount: 1 }, &FOREIGN);
    assert_eq!(told(pay), "`owner` does not hold");
}

#[test]
fn out_of_reach_is_less_far_than_a_row_that_denies() {
    use UserType::{Auditor, Clerk, Operator};
    let elsewhere = "the context is in another tenant";
    assert_eq!(
        told(at(At::Tenant("other"), Clerk, 31).check(Edit, &MINE)),
        elsewhere
    );
    assert_eq!(
        told(at(At::Nowhere, Clerk, 31).check(View, &MINE)),
        elsewhere
    );
    // A clerk of the platform does not reach a tenant, and an auditor of it does.
    let both = at(At::Platform, [Clerk, Auditor], 31);
    assert_eq!(told(both.check(Edit, &MINE)), "the table says `deny`");
    let both = at(At::Platform, [Clerk, Operator], 31);
    assert_eq!(told(both.check(Edit, &FOREIGN)), "`owner` does not hold");
}

#[test]
fn nobody_at_all_a_flag_and_a_requirement_have_reasons_of_their_own() {
    let nothing = who(UserTypes::none(), 31);
    assert_eq!(
        told(nothing.check(Edit, &MINE)),
        "the subject has no user type"
    );
    let off = authorizer(Flags {
        sharing: None,
        ..ALL_ON
    });
    let who_flagged = off.principal(nothing.subject().clone());
    assert_eq!(
        told(who_flagged.check(Share, &MINE)),
        "flag `sharing` is not known to be on"
    );
    let required = who(UserType::Manager, 1).check(Publish, &MINE);
    assert_eq!(told(required), "`second` is required and does not hold");
    let first = who(UserType::Auditor, 2).check(Destroy, &MINE);
    assert_eq!(told(first), "`first` is required and does not hold");
}

#[test]
fn a_condition_that_says_a_code_says_it_and_no_other_does() {
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
fn a_code_is_said_of_the_very_condition_that_denied() {
    // `second` says a code, but it is `first` that came furthest, and it says none.
    let refused = who(UserType::Operator, 2).check(Archive, &MINE);
    let reason = reason(refused);
    assert_eq!(reason.code(), None);
    assert!(matches!(reason.denial(), Denial::Condition(condition) if condition.name == "first"));
}

#[test]
fn what_is_printed_for_the_caller_has_nothing_of_the_rule() {
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
            "`view` is denied",
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
fn nobody_is_told_that_signing_in_may_help() {
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
            "  not the subject's, so not asked: Anonymous, Manager, Auditor",
            "  required: `second` does not hold",
            "  required: `in_both_trials` holds",
        ]
    );
}

#[test]
fn a_row_that_is_out_of_reach_is_not_said_to_allow() {
    let abroad = Document {
        owner: Some(7),
        tenant: Some("other"),
    };
    let both = who([UserType::Clerk, UserType::Auditor], 0);
    let explained = both.explain(View, &abroad);
    assert!(!explained.is_allowed());
    let rows = explained.paths.iter();
    let rows: Vec<_> = rows
        .map(|row| (row.user_type, row.within_reach, row.allows))
        .collect();
    assert_eq!(rows, [("Clerk", false, false), ("Auditor", false, false)]);
}

#[test]
fn whoever_has_a_tenant_without_a_name_has_the_lists_of_nobody() {
    let lists = |home| format!("{:?}", at(home, UserType::Clerk, 0).scope(View).extent());
    let own = lists(At::Tenant("acme"));
    assert!(
        own.contains("Of(\"acme\")") && own.contains("Global"),
        "{own}"
    );
    let nameless = lists(At::Tenant(""));
    assert!(!nameless.contains("Of("), "{nameless}");
    assert!(nameless.contains("Global"), "{nameless}");
    assert_eq!(nameless, lists(At::Nowhere));
}

#[test]
fn an_authorizer_names_the_flags_and_knows_its_principals() {
    let one = authorizer(ALL_ON);
    let named: Vec<_> = one.flag_names().collect();
    assert_eq!(named, ["sharing", "trial_a", "trial_b"]);
    let principal = one.anonymous();
    assert!(one.made(&principal) && one.clone().made(&principal));
    assert!(!authorizer(ALL_ON).made(&principal));
}

/// Lines move whenever the catalogue is edited.
fn without_line_number(line: &str) -> &str {
    line.split_once(".rs:").map_or(line, |(before, _)| {
        line.get(..before.len() + 3).unwrap_or(line)
    })
}
