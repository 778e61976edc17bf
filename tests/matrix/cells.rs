//! What a cell means, and how it is written.

use permit::{
    Authorizer, Could, Permissions, UserType as _,
    matrix::{Cell, Matrix, Premise},
};

use crate::shop::{
    CheckItem, CheckOld, EditItem, Exchange, Item, KeepItem, MarkItem, PostItem, ReplaceItem,
    SwapItems, User, UserType, ViewItem, refunds::RefundOrder,
};

/// The premises of the exhaustive tests, as they are written.
const PREMISES: [&str; 3] = ["owner", "fresh", "flag(\"beta\")"];

/// Every rule over [`PREMISES`]: for each, whether it allows in each of the eight worlds. A rule is positive:
/// what holds more is allowed more.
pub(crate) fn rules() -> Vec<u8> {
    let is_positive = |rule: &u8| {
        (0..8_u8).all(|world| {
            let more = (0..3).map(|index| world | 1 << index);
            rule >> world & 1 == 0 || more.into_iter().all(|more| rule >> more & 1 == 1)
        })
    };
    (0..=u8::MAX).filter(is_positive).collect()
}

/// A rule as a text, as plainly as possible: one alternative for each world in which it allows.
fn text(rule: u8) -> String {
    let worlds = (0..8_u8).filter(|world| rule >> world & 1 == 1);
    let alternatives = worlds.map(|world| {
        let held = PREMISES.iter().enumerate();
        let held = held.filter(|(index, _)| world >> index & 1 == 1);
        let held: Vec<_> = held.map(|(_, premise)| *premise).collect();
        format!("({})", held.join(" && "))
    });
    match rule {
        0 => "deny".to_owned(),
        u8::MAX => "allow".to_owned(),
        _ => format!("allow if {}", alternatives.collect::<Vec<_>>().join(" || ")),
    }
}

pub(crate) fn cell(rule: u8) -> Cell {
    text(rule).parse().unwrap()
}

/// Whether a premise holds in a world.
pub(crate) fn holds(world: u8, premise: &Premise) -> bool {
    let index = PREMISES.iter().position(|one| *one == premise.to_string());
    world >> index.unwrap() & 1 == 1
}

#[test]
fn a_cell_means_the_same_after_it_was_written_and_read() {
    assert_eq!(rules().len(), 20);
    for rule in rules() {
        let cell = cell(rule);
        let read: Cell = cell.to_string().parse().unwrap();
        assert_eq!(read, cell, "{rule:08b}");
        for world in 0..8 {
            let expected = rule >> world & 1 == 1;
            assert_eq!(cell.allows(|one| holds(world, one)), expected, "{cell}");
        }
        let could = match rule {
            0 => Could::Never,
            u8::MAX => Could::Always,
            _ => Could::Depends,
        };
        assert_eq!(cell.could(), could);
    }
}

#[test]
fn cells_are_equal_if_and_only_if_they_mean_the_same() {
    for one in rules() {
        for other in rules() {
            let implied = one & !other == 0;
            assert_eq!(cell(one) == cell(other), one == other);
            assert_eq!(cell(one).implies(&cell(other)), implied, "{one} {other}");
            let same_text = cell(one).to_string() == cell(other).to_string();
            assert_eq!(same_text, one == other);
        }
    }
}

#[test]
fn a_cell_depends_on_what_makes_a_difference_only() {
    for rule in rules() {
        let makes_a_difference = |index: &usize| {
            (0..8_u8).any(|world| {
                rule >> (world | 1 << index) & 1 != rule >> (world & !(1 << index)) & 1
            })
        };
        let expected = (0..3).filter(makes_a_difference).count();
        assert_eq!(cell(rule).premises().len(), expected, "{}", cell(rule));
    }
}

#[test]
fn a_cell_is_written_in_the_shorter_form() {
    for (read, written) in [
        ("deny", "deny"),
        ("allow", "allow"),
        ("allow if fresh && owner", "allow if owner && fresh"),
        ("allow if a || (a && b)", "allow if a"),
        ("allow if (a && b) || c", "allow if (a && b) || c"),
        ("allow if (a || c) && (b || c)", "allow if (a && b) || c"),
        (
            "allow if (a || b) && (c || d)",
            "allow if (a || b) && (c || d)",
        ),
        (
            "allow if (a && c) || (a && d) || (b && c) || (b && d)",
            "allow if (a || b) && (c || d)",
        ),
        (
            "allow if a && (b || (c && d))",
            "allow if a && (b || (c && d))",
        ),
        (
            "allow if b(new) && flag(\"x\\\"\\u0060\") && (owner || b(old.item))",
            "allow if flag(\"x\\\"\\u0060\") && b(new) && (owner || b(old.item))",
        ),
    ] {
        let cell: Cell = read.parse().unwrap();
        assert_eq!(cell.to_string(), written);
    }
}

#[test]
fn a_cell_of_many_parts_stays_small() {
    let pairs: Vec<_> = (0..40)
        .map(|index| format!("(a{index} || b{index})"))
        .collect();
    let text = format!("allow if {}", pairs.join(" && "));
    let cell: Cell = text.parse().unwrap();
    assert_eq!(cell.to_string().len(), text.len());
    // As alternatives it would have more parts than memory has room for.
    let pairs: Vec<_> = (0..40)
        .map(|index| format!("(a{index} && b{index})"))
        .collect();
    let error = format!("allow if {}", pairs.join(" || ")).parse::<Cell>();
    let error = error.unwrap_err().to_string();
    assert!(error.contains("more than 1024 combinations"), "{error}");
}

#[test]
fn what_is_not_a_cell_is_refused_with_its_place() {
    for (text, says) in [
        ("", "is not `deny`, `allow` or `allow if CONDITIONS`"),
        ("Allow", "is not `deny`"),
        ("allow if ", "expected a condition at the end"),
        ("allow if a &&", "expected `&&` or `||` at ` &&`"),
        ("allow if a && ", "expected a condition at the end"),
        (
            "allow if a && b || c",
            "need parentheses between them at `c`",
        ),
        ("allow if (a", "expected `)` at the end"),
        ("allow if a)", "expected `&&` or `||` at `)`"),
        ("allow if a()", "expected a part of the context at `)`"),
        ("allow if !a", "expected a condition at `!a`"),
        ("allow if flag(\"x)", "expected the key of a flag"),
        ("allow if flag(\"\\x\")", "expected the key of a flag"),
        ("allow if a b", "expected `&&` or `||` at ` b`"),
    ] {
        let error = text.parse::<Cell>().unwrap_err().to_string();
        assert!(error.contains(says), "{text}: {error}");
    }
    let deep = format!("allow if {}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert!(
        deep.parse::<Cell>()
            .unwrap_err()
            .to_string()
            .contains("too many parentheses")
    );
}

fn of(matrix: &Matrix, key: &str, user_type: UserType) -> Cell {
    matrix.action(key).unwrap().cells[user_type.index()].clone()
}

#[test]
fn a_flag_a_requirement_and_the_actions_of_an_operation_are_part_of_a_cell() {
    let matrix = Matrix::of::<User>();
    for (key, user_type, expected) in [
        ("view_item", UserType::Anonymous, "allow"),
        ("edit_item", UserType::Shopper, "deny"),
        ("edit_item", UserType::Support, "allow if flag(\"editing\")"),
        (
            "edit_item",
            UserType::Seller,
            "allow if flag(\"editing\") && owner && unsold",
        ),
        ("refund_order", UserType::Support, "allow if trained"),
        (
            "refund_order",
            UserType::Seller,
            "allow if trained && unsold",
        ),
        (
            "post_item",
            UserType::Seller,
            "allow if flag(\"a \\\"b\\\" \\u0060c\\u0060 | d <e>\") && in_trial && trained",
        ),
        (
            "replace_item",
            UserType::Seller,
            "allow if flag(\"editing\") && owner(old) && unsold(old)",
        ),
        ("replace_item", UserType::Shopper, "deny"),
        // Two functions with one name.
        ("mark_item", UserType::Seller, "allow if unsold && unsold'2"),
        // One of them as a requirement; alone; and in an operation.
        (
            "check_item",
            UserType::Seller,
            "allow if unsold && unsold'2",
        ),
        ("keep_item", UserType::Seller, "allow if unsold'2"),
        (
            "check_old",
            UserType::Seller,
            "allow if unsold(old) && unsold'2(old)",
        ),
        // `trained` is about the caller alone, so it is one condition for both items.
        (
            "swap_items",
            UserType::Support,
            "allow if flag(\"editing\") && trained",
        ),
        (
            "swap_items",
            UserType::Seller,
            "allow if flag(\"editing\") && owner(new) && owner(old) && trained && unsold(new) && unsold(old)",
        ),
    ] {
        assert_eq!(of(&matrix, key, user_type).to_string(), expected, "{key}");
    }
}

#[test]
fn no_action_behind_a_flag_looks_like_a_plain_allow() {
    let matrix = Matrix::of::<User>();
    let behind: Vec<_> = matrix
        .actions
        .iter()
        .filter(|one| one.flag.is_some())
        .collect();
    assert_eq!(behind.len(), 2);
    for action in behind {
        assert!(
            action.cells.iter().all(|cell| !cell.is_allow()),
            "{}",
            action.key
        );
    }
}

/// Every small world of the shop: who asks, what is on, and what the items are.
#[test]
fn the_matrix_says_what_is_decided_for_every_form_of_an_action() {
    let matrix = Matrix::of::<User>();
    let (mut cases, mut allowed) = (0, 0);
    for bits in 0..1_u32 << 7 {
        let bit = move |index: u32| bits >> index & 1 == 1;
        let item = |mine: u32, sold: u32| Item {
            seller: if bit(mine) { 7 } else { 8 },
            sold: bit(sold),
        };
        let (old, new) = (item(0, 1), item(2, 3));
        let flags = move |_: &str, _: &User| Some(bit(4));
        let authorizer = Authorizer::<User>::builder().flags(flags).build();
        for user_type in UserType::ALL {
            if *user_type == UserType::Job {
                // A user never has it.
                continue;
            }
            let who = authorizer.principal(User {
                id: bit(5).then_some(7),
                kind: *user_type,
                trained: bit(6),
            });
            let holds = |premise: &Premise| {
                let part = |on: &str| if on == "new" { new } else { old };
                match premise {
                    Premise::Flag(_) => bit(4),
                    Premise::Owner(on) => bit(5) && part(on).seller == 7,
                    Premise::Granted(_) => false,
                    Premise::Condition { name, on } => match name.as_str() {
                        "unsold" => !part(on).sold,
                        "in_trial" => bit(4),
                        "trained" | "unsold'2" => bit(6),
                        other => panic!("{other}"),
                    },
                }
            };
            let exchange = Exchange { old, new };
            let decided = [
                ("view_item", who.can(ViewItem, &old)),
                ("edit_item", who.can(EditItem, &old)),
                ("refund_order", who.can(RefundOrder { amount: 1 }, &old)),
                ("post_item", who.can(PostItem, &())),
                ("replace_item", who.can(ReplaceItem, &exchange)),
                ("mark_item", who.can(MarkItem, &old)),
                ("swap_items", who.can(SwapItems, &exchange)),
                ("check_item", who.can(CheckItem, &old)),
                ("keep_item", who.can(KeepItem, &old)),
                ("check_old", who.can(CheckOld, &exchange)),
            ];
            assert_eq!(decided.len(), User::ACTIONS.len());
            for (key, decided) in decided {
                let cell = of(&matrix, key, *user_type);
                assert_eq!(
                    cell.allows(holds),
                    decided,
                    "{key} of {user_type:?}: {cell}"
                );
                cases += 1;
                allowed += usize::from(decided);
            }
        }
    }
    println!("{cases} decisions compared with the matrix, {allowed} of them allowed");
    assert_eq!(cases, 128 * 4 * 10);
    assert!(allowed > cases / 5, "{allowed}");
}

#[test]
fn the_cells_of_every_action_agree_with_its_rules() {
    assert_eq!(permit::testing::verify::<User>(), 5 * 7);
}
