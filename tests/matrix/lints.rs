//! What may be a mistake.

use std::collections::BTreeSet;

use permit::{
    Owned, Subject, UserTypes,
    matrix::{Finding, Level, Lint, Lints, Matrix},
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    Retired,
    #[platform]
    Admin,
}

pub(crate) struct User;

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        None
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserTypes::none()
    }
    fn anonymous() -> Self {
        Self
    }
}

pub(crate) struct Item;

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        None
    }
}

#[permit::condition(flags(trial))]
fn fresh(who: &permit::Principal<User>) -> bool {
    who.flag("trial")
}

permit::permissions! {
    <User: UserType>

    pub(crate) ViewItem(context = Item) { Anonymous | Seller | Admin => allow, Retired => deny }
    pub(crate) EditItem(context = Item) { Anonymous | Retired => deny, Seller => allow if owner, Admin => allow }
    pub(crate) CloseItem(context = Item) { Anonymous | Retired => deny, Seller => allow if owner, Admin => allow }
    pub(crate) MoveItem(context = Item, flag = "moving") { Anonymous | Retired => deny, Seller | Admin => allow }
    pub(crate) PostItem { Anonymous | Retired => deny, Seller | Admin => allow }
    pub(crate) MarkItem(context = Item) { Anonymous | Retired => deny, Seller => allow if owner || (owner && fresh), Admin => allow }
    pub(crate) SellItem(context = Item, requires(fresh)) { Anonymous | Retired => deny, Seller => allow if owner, Admin => deny }
}

fn found(lints: impl Fn(Lints<'_>) -> Lints<'_>) -> Vec<Finding> {
    let matrix = Matrix::of::<User>();
    lints(matrix.lint()).findings()
}

fn of(findings: &[Finding], lint: Lint) -> Vec<&str> {
    let of = findings.iter().filter(|one| one.lint == lint);
    of.map(|one| one.message.as_str()).collect()
}

#[test]
fn each_lint_finds_what_it_is_for_and_nothing_else() {
    let findings = found(|lints| lints.known_flags(["moving", "trial", "old_shop"]));
    for (lint, messages) in [
        (
            Lint::EqualTables,
            &["`edit_item`, `close_item` and `mark_item` have equal tables"][..],
        ),
        (Lint::MayEverything, &[]),
        (Lint::MayNothing, &["`Retired` may do nothing"]),
        (
            Lint::OpenToAnonymous,
            &["an anonymous caller may `view_item`: `allow`"],
        ),
        (
            Lint::WriteWithoutOwnership,
            &["`Seller` may `move_item` on every `Item`"],
        ),
        (
            Lint::UnusedFlag,
            &["flag `old_shop` is that of no action, and no condition reads it"],
        ),
        (
            Lint::UnusedCondition,
            &["no decision about `mark_item` depends on `fresh` in a rule"],
        ),
        (Lint::NeedlessException, &[]),
    ] {
        assert_eq!(of(&findings, lint), messages, "{lint}");
    }
    let mut matrix = Matrix::of::<User>();
    let last = matrix.actions.last_mut().unwrap();
    last.cells[3] = "allow if flag(\"x\")".parse().unwrap();
    let findings = matrix.lint().findings();
    assert_eq!(
        of(&findings, Lint::MayEverything),
        ["`Admin` may do every action, whatever the conditions are"]
    );
}

#[test]
fn a_condition_that_is_required_anyway_is_not_needed_in_a_rule() {
    let mut matrix = Matrix::of::<User>();
    let last = matrix.actions.last_mut().unwrap();
    last.conditions.clone_from(&last.requirements);
    let findings = matrix.lint().findings();
    let told = "no decision about `sell_item` depends on `fresh` in a rule";
    assert!(of(&findings, Lint::UnusedCondition).contains(&told));
}

#[test]
fn the_level_of_a_lint_is_that_of_the_application() {
    let of_level = |level| {
        let findings = found(|lints| lints.level(Lint::OpenToAnonymous, level));
        let one = findings
            .iter()
            .find(|one| one.lint == Lint::OpenToAnonymous);
        one.map(|one| one.level)
    };
    assert_eq!(of_level(Level::Allow), None);
    assert_eq!(of_level(Level::Warn), Some(Level::Warn));
    assert_eq!(of_level(Level::Deny), Some(Level::Deny));
    let findings = found(|lints| lints.level(Lint::MayNothing, Level::Deny));
    let levels: Vec<_> = findings.iter().map(|one| one.level).collect();
    assert!(levels.is_sorted_by(|one, other| one >= other), "{levels:?}");
}

#[test]
fn an_exception_is_about_one_action_or_one_user_type() {
    let lint = Lint::WriteWithoutOwnership;
    for about in ["move_item", "Seller"] {
        let findings = found(|lints| lints.allow(lint, about, "sellers move each other's items"));
        assert_eq!(of(&findings, lint), [""; 0], "{about}");
        assert_eq!(of(&findings, Lint::NeedlessException), [""; 0], "{about}");
    }
    let findings = found(|lints| lints.level(lint, Level::Allow).deny(lint, "Seller"));
    let one = findings.iter().find(|one| one.lint == lint).unwrap();
    assert_eq!(
        (one.level, one.about.as_slice()),
        (
            Level::Deny,
            &["move_item".to_owned(), "Seller".to_owned()][..]
        )
    );
    // Of equal tables one less.
    let findings = found(|lints| lints.allow(Lint::EqualTables, "mark_item", "it will differ"));
    assert_eq!(
        of(&findings, Lint::EqualTables),
        ["`edit_item` and `close_item` have equal tables"]
    );
}

#[test]
fn an_exception_that_is_not_needed_is_found() {
    let findings = found(|lints| {
        let lints = lints.allow(Lint::OpenToAnonymous, "edit_item", "it was open once");
        lints.allow(Lint::MayNothing, "Sellr", "a slip")
    });
    assert_eq!(
        of(&findings, Lint::NeedlessException),
        [
            "`open_to_anonymous` finds nothing about `edit_item`",
            "`may_nothing` finds nothing about `Sellr`",
        ]
    );
}

fn panicked(run: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panicked = std::panic::catch_unwind(run).unwrap_err();
    panicked.downcast_ref::<String>().unwrap().clone()
}

#[test]
fn an_exception_has_a_reason() {
    for reason in ["", " \t"] {
        let said = panicked(|| {
            let _ = Matrix::of::<User>()
                .lint()
                .allow(Lint::MayNothing, "Retired", reason);
        });
        assert_eq!(
            said,
            "give the reason why `may_nothing` is allowed for `Retired`"
        );
    }
}

#[test]
fn an_assertion_fails_for_what_is_denied_only() {
    let matrix = Matrix::of::<User>();
    let said = panicked(|| Matrix::of::<User>().lint().assert());
    assert_eq!(
        said,
        "deny(unused_condition): no decision about `mark_item` depends on `fresh` in a rule\n  \
         help: remove it from the rules, or correct them"
    );
    matrix
        .lint()
        .level(Lint::UnusedCondition, Level::Warn)
        .assert();
}

#[test]
fn a_lint_and_a_level_are_known_by_their_names() {
    let names: BTreeSet<_> = Lint::ALL.iter().map(|lint| lint.name()).collect();
    assert_eq!(names.len(), Lint::ALL.len());
    for lint in Lint::ALL {
        assert_eq!(lint.to_string().parse(), Ok(*lint));
    }
    for level in [Level::Allow, Level::Warn, Level::Deny] {
        assert_eq!(level.to_string().parse(), Ok(level));
    }
    assert_eq!(
        "open".parse::<Lint>().unwrap_err().to_string(),
        "`open` is not the name of a lint"
    );
    assert!("Deny".parse::<Level>().is_err());
    let finding = &found(|lints| lints)[0];
    let json = serde_json::to_value(finding).unwrap();
    assert_eq!(
        (json["lint"].as_str(), json["level"].as_str()),
        (Some("unused_condition"), Some("deny"))
    );
}
