//! What a policy changes, as every reader sees it.

use permit::{
    Action as _, Cause, Could, Permissions as _, Refused, UserType as _, catalogue::Rule,
};

use crate::{
    policies::{Fixed, by_code, load, under},
    readers::{answers, close, could, seller_of_the_changed},
    shop::{Close, Edit, ITEMS, Promote, Replace, User, UserType, View},
};

use UserType::{Anonymous, Premium, Seller, Support};

/// The people that are tried: of one user type, and of two.
const PEOPLE: [&[UserType]; 7] = [
    &[Anonymous],
    &[Seller],
    &[Premium],
    &[Support],
    &[Seller, Premium],
    &[Seller, Support],
    &[Premium, Support],
];

/// The actions with a table, by key, and the operation that needs the first two.
const KEYS: [&str; 4] = ["view", "edit", "close", "promote"];

/// Calls a macro's body for each action on items.
macro_rules! for_each_action {
    ($who:expr, $item:expr, $then:expr) => {
        $then("view", answers::<View>($who, $item));
        $then("edit", answers::<Edit>($who, $item));
        $then("close", answers::<Close>($who, $item));
        $then("promote", answers::<Promote>($who, $item));
        $then("replace", answers::<Replace>($who, $item));
    };
}

/// What the code allows a principal of `types`.
fn in_code(key: &str, types: &[UserType], item: usize) -> bool {
    if types.is_empty() {
        return false;
    }
    let who = load(&by_code(), types);
    let item = &ITEMS[item];
    match key {
        "view" => who.can(View, item),
        "edit" => who.can(Edit, item),
        "close" => who.can(Close, item),
        "promote" => who.can(Promote, item),
        _ => who.can(Replace, item),
    }
}

/// What a cell decides for one user type of `types`, if the cell of `blocked` is blocked.
fn expected(key: &str, types: &[UserType], blocked: (&str, UserType), item: usize) -> bool {
    let parts: &[&str] = if key == "replace" {
        &["view", "edit"]
    } else {
        &[key]
    };
    parts.iter().all(|part| {
        let left: Vec<_> = types
            .iter()
            .copied()
            .filter(|one| (*part, *one) != blocked)
            .collect();
        // One by one, because without the other user types the tenant may be another.
        left.iter().any(|one| {
            let alone = [*one];
            if types.contains(&Support) && *one != Support {
                // Only user types of the platform reach a tenant from the platform.
                return false;
            }
            in_code(part, &alone, item)
        })
    })
}

#[test]
fn a_blocked_cell_is_denied_by_every_reader_and_nothing_else_is() {
    let mut compared = 0;
    let mut denied = 0;
    for key in KEYS {
        for blocked in UserType::ALL.iter().filter(|one| **one != UserType::Robot) {
            let authorizer = under(Fixed::with(|words| words.deny(key, *blocked).unwrap()));
            for types in PEOPLE {
                let who = load(&authorizer, types);
                for (index, item) in ITEMS.iter().enumerate() {
                    for_each_action!(&who, item, |asked: &str, answers: Vec<(&str, bool)>| {
                        let expected = expected(asked, types, (key, *blocked), index);
                        for (reader, answer) in answers {
                            assert_eq!(
                                answer, expected,
                                "{reader} of `{asked}` by {types:?} on {item:?}, \
                                 where `{key}` is blocked for {blocked:?}"
                            );
                            compared += 1;
                        }
                        denied += usize::from(!expected && in_code(asked, types, index));
                    });
                }
            }
        }
    }
    println!("{compared} answers, {denied} of the code's taken away");
    assert_eq!((compared, denied), (COMPARED, TAKEN_AWAY));
}

const COMPARED: usize = 16_800;
const TAKEN_AWAY: usize = 74;

#[test]
fn without_a_change_a_policy_decides_as_the_code() {
    let authorizer = under(Fixed::code());
    for types in PEOPLE {
        let who = load(&authorizer, types);
        for (index, item) in ITEMS.iter().enumerate() {
            for_each_action!(&who, item, |asked: &str, answers: Vec<(&str, bool)>| {
                let expected = in_code(asked, types, index);
                for (reader, answer) in answers {
                    assert_eq!(answer, expected, "{reader} of `{asked}` by {types:?}");
                }
            });
        }
    }
}

#[test]
fn an_opened_cell_is_allowed_by_every_reader_except_for_its_flag_and_requirements() {
    let authorizer = under(Fixed::with(|words| {
        words.allow("close", Anonymous).unwrap();
        words.allow("promote", Seller).unwrap();
    }));
    let anonymous = load(&authorizer, &[Anonymous]);
    // An anonymous caller belongs to no tenant, so its items stay out of reach.
    assert!(!anonymous.can(Close, &ITEMS[1]));
    let seller = load(&authorizer, &[Seller]);
    for (reader, answer) in answers::<Promote>(&seller, &ITEMS[2]) {
        assert!(answer, "{reader}");
    }
    let authorizer = under(Fixed::with(|words| words.allow("close", Seller).unwrap()));
    let seller = load(&authorizer, &[Seller]);
    for (item, allowed) in ITEMS.iter().zip([false, true, true]) {
        for (reader, answer) in answers::<Close>(&seller, item) {
            assert_eq!(answer, allowed, "{reader} on {item:?}");
        }
    }
}

#[test]
fn what_is_said_before_the_context_is_known_obeys_the_policy() {
    let blocked = under(Fixed::with(|words| {
        words.deny("edit", Seller).unwrap();
        words.allow("view", Seller).unwrap();
    }));
    let who = load(&blocked, &[Seller]);
    for (reader, answer) in could::<Edit>(&who) {
        assert_eq!(answer, Could::Never, "{reader}");
    }
    for (reader, answer) in could::<View>(&who) {
        assert_eq!(answer, Could::Always, "{reader}");
    }
    for (reader, answer) in could::<Replace>(&who) {
        assert_eq!(answer, Could::Never, "{reader}");
    }
    let by_code = load(&by_code(), &[Seller]);
    assert_eq!(by_code.could(Edit), Could::Depends);
    assert_eq!(by_code.could(View), Could::Depends);
}

#[test]
fn abilities_name_the_conditions_in_force() {
    let blocked = under(Fixed::with(|words| words.allow("view", Seller).unwrap()));
    let conditions = |who: permit::Principal<User>| {
        let abilities = who.abilities().unwrap();
        let view = abilities.iter().find(|one| one.key() == "view").unwrap();
        view.conditions()
    };
    assert_eq!(
        conditions(load(&by_code(), &[Seller])),
        ["owner", "published"]
    );
    assert!(conditions(load(&blocked, &[Seller])).is_empty());
}

#[test]
fn a_blocked_user_type_counts_for_no_decision_and_the_subject_stays_known() {
    for types in PEOPLE {
        let who = load(&under(Fixed::blocking(&[Seller])), types);
        let left: Vec<_> = types.iter().copied().filter(|one| *one != Seller).collect();
        for (index, item) in ITEMS.iter().enumerate() {
            for_each_action!(&who, item, |asked: &str, answers: Vec<(&str, bool)>| {
                let expected =
                    expected(asked, &left, ("", Anonymous), index) && in_code(asked, &left, index);
                for (reader, answer) in answers {
                    assert_eq!(answer, expected, "{reader} of `{asked}` by {types:?}");
                }
            });
        }
        assert_eq!(who.is_anonymous(), *types == [Anonymous]);
        assert_eq!(who.user_types(), types.iter().copied().collect());
    }
    let who = load(&under(Fixed::blocking(&[Seller])), &[Seller]);
    let Err(Refused::Denied(denial)) = who.check(View, &ITEMS[0]) else {
        panic!("it is blocked");
    };
    assert!(matches!(denial.cause(), Cause::Blocked(_)));
    assert!(!denial.is_anonymous());
}

#[test]
fn a_permit_under_a_policy_proves_what_the_policy_allows() {
    let who = load(&under(Fixed::code()), &[Seller]);
    let permit = close(&who, ITEMS[1]).unwrap();
    assert_eq!(seller_of_the_changed(&permit), 7);
    let blocked = under(Fixed::with(|words| words.deny("close", Seller).unwrap()));
    assert!(close(&load(&blocked, &[Seller]), ITEMS[1]).is_none());
}

#[test]
fn an_explanation_shows_the_rule_of_the_code_and_the_rule_in_force() {
    let blocked = under(Fixed::with(|words| {
        words.deny("view", Seller).unwrap();
        words.allow("edit", Seller).unwrap();
    }));
    let who = load(&blocked, &[Seller]);
    let view = who.explain(View, &ITEMS[0]);
    let [row] = view.rows.as_slice() else {
        panic!("{view}");
    };
    assert_eq!(row.rule.to_string(), "allow if owner || published");
    assert_eq!(row.changed.as_deref(), Some("deny"));
    assert!(row.conditions.is_empty() && !row.allows);
    assert!(
        view.to_string()
            .contains("    in force by the policy: deny\n"),
        "{view}"
    );
    let edit = who.explain(Edit, &ITEMS[2]);
    assert!(
        edit.to_string()
            .contains("    in force by the policy: allow\n"),
        "{edit}"
    );
    let unchanged = who.explain(Close, &ITEMS[1]);
    assert!(!unchanged.to_string().contains("the policy"), "{unchanged}");

    let who = load(&under(Fixed::blocking(&[Seller])), &[Seller]);
    let told = who.explain(View, &ITEMS[0]);
    assert!(told.rows[0].blocked, "{told}");
    assert!(
        told.to_string()
            .contains("    the policy blocks this user type\n"),
        "{told}"
    );
}

#[test]
fn a_table_itself_still_says_what_the_code_says() {
    let view = &User::ACTIONS[0];
    assert_eq!(view.rule(Seller).to_string(), "allow if owner || published");
    assert_eq!(View::rule(Premium).line(), Rule::ALLOW.line());
}
