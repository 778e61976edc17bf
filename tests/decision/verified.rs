//! What `verify` compares: the exhaustive `match` with the words, and with the text that explanations
//! show. The macros cannot write tables that differ, so these are written by hand.

use std::panic;

use permit::{
    __private::Terms,
    Permissions, Subject, UserTypes,
    catalogue::{ConditionInfo, Formula, NoRole, Rule, Table},
    shape::Undeclared,
    testing::verify,
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
}

/// `Anonymous => deny, Clerk => allow if owner`
fn rule(user_type: UserType) -> Rule {
    match user_type {
        UserType::Anonymous => Rule::DENY,
        UserType::Clerk => Rule::allow_if("owner", Formula::condition(0)),
    }
}

const TERMS: &Terms<UserType> =
    &Terms::new(0, module_path!(), file!()).under(&[ConditionInfo::owner()]);

/// The subject of a catalogue with one table: its words, and its text.
macro_rules! subjects {
    ($($subject:ident: $words:expr, $text:expr;)*) => {$(
        struct $subject;

        impl Subject for $subject {
            type UserType = UserType;
            type Id = u64;

            fn id(&self) -> Option<&u64> {
                None
            }

            fn user_types(&self) -> UserTypes<UserType> {
                UserType::Anonymous.into()
            }

            fn anonymous() -> Self {
                Self
            }
        }

        impl Permissions for $subject {
            const ACTIONS: &'static [Table<UserType>] =
                &[Table::new(&$words, ($text, 4, 7), rule, TERMS)];
            const RULES: &'static [fn(UserType) -> Rule] = &[rule];
            const TENANTS: bool = false;
            type Tenancy = Undeclared;
            type Placement = Undeclared;
            type Role = NoRole;
            type Actions = ();
        }
    )*};
}

subjects! {
    Right: [0b00, 0b10], "edit\nEdit\n\n()\nowner\n45";
    AllowsAlways: [0b10, 0b10], "edit\nEdit\n\n()\nowner\n45";
    AllowsAnother: [0b00, 0b01], "edit\nEdit\n\n()\nowner\n54";
    HasTooFewWords: [0b00], "edit\nEdit\n\n()\nowner\n45";
    SaysAnotherCondition: [0b00, 0b10], "edit\nEdit\n\n()\nlender\n45";
    SaysNoCondition: [0b00, 0b10], "edit\nEdit\n\n()\nowner\n44";
    SaysACondition: [0b00, 0b10], "edit\nEdit\n\n()\nowner\n55";
    SaysNothing: [0b00, 0b10], "";
}

/// The message if `S` is refused.
fn refused<S: Permissions>() -> Option<String> {
    let refused = panic::catch_unwind(verify::<S>).err()?;
    refused.downcast_ref::<String>().cloned()
}

#[test]
fn a_table_is_refused_if_its_words_or_its_text_differ_from_its_match() {
    assert_eq!(verify::<Right>(), 2);
    let clerk = "the table of `Edit` says `allow if owner` for `Clerk`, and";
    let anonymous = "the table of `Edit` says `deny` for `Anonymous`, and";
    for (refused, expected) in [
        (
            refused::<AllowsAlways>(),
            format!("{clerk} its words say otherwise"),
        ),
        (
            refused::<AllowsAnother>(),
            format!("{anonymous} its words say otherwise"),
        ),
        (
            refused::<HasTooFewWords>(),
            "the table of `Edit` has 1 words for 1 conditions".to_owned(),
        ),
        (
            refused::<SaysAnotherCondition>(),
            format!("{clerk} explanations show `allow if lender`"),
        ),
        (
            refused::<SaysNoCondition>(),
            format!("{clerk} explanations show `allow`"),
        ),
        (
            refused::<SaysACondition>(),
            format!("{anonymous} explanations show `deny`"),
        ),
        (
            refused::<SaysNothing>(),
            "the table of `` says `allow if owner` for `Clerk`, and explanations show `allow`"
                .to_owned(),
        ),
    ] {
        assert_eq!(refused, Some(expected));
    }
}

#[test]
fn a_table_without_a_text_still_decides_by_its_words_and_says_no_line() {
    let [table] = SaysNothing::ACTIONS else {
        unreachable!("one table")
    };
    assert_eq!(table.rule(UserType::Anonymous), Rule::DENY);
    assert_eq!(table.rule(UserType::Clerk).line(), 0);
    let [table] = Right::ACTIONS else {
        unreachable!("one table")
    };
    let rules = [UserType::Anonymous, UserType::Clerk].map(|one| table.rule(one));
    assert_eq!(rules.map(Rule::line), [8, 9]);
    assert_eq!(
        rules.map(|rule| rule.to_string()),
        ["deny", "allow if owner"]
    );
}
