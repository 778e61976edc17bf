//! What is different between two matrices.

use permit::matrix::{Cell, Change, ChangeKind, Changes, Matrix};

use crate::{
    cells::{cell, holds, rules},
    shop::User,
};

/// The shop's matrix, with a change.
fn with(change: impl Fn(&mut Matrix)) -> Matrix {
    let mut matrix = Matrix::of::<User>();
    change(&mut matrix);
    matrix
}

/// The index of an action.
fn at(matrix: &Matrix, key: &str) -> usize {
    matrix
        .actions
        .iter()
        .position(|one| one.key == key)
        .unwrap()
}

/// What one change of the shop's matrix is told as.
fn told(change: impl Fn(&mut Matrix)) -> Vec<(ChangeKind, String)> {
    let changes = Matrix::diff(&Matrix::of::<User>(), &with(change));
    changes
        .iter()
        .map(|one| (one.kind, one.words.clone()))
        .collect()
}

/// With another cell for the action with this key, by the position of the user type.
fn changed(key: &'static str, user_type: usize, rule: &'static str) -> impl Fn(&mut Matrix) {
    move |matrix| {
        let index = at(matrix, key);
        matrix.actions[index].cells[user_type] = rule.parse().unwrap();
    }
}

#[test]
fn equal_matrices_have_no_difference() {
    let changes = Matrix::diff(&Matrix::of::<User>(), &Matrix::of::<User>());
    assert!(changes.is_empty() && !changes.widens());
    assert_eq!(changes.to_string(), "");
    assert_eq!(changes, Changes::default());
}

#[test]
fn a_changed_cell_is_always_told_and_widens_exactly_where_it_allows_more() {
    let mut compared = 0;
    for before in rules() {
        for after in rules() {
            let of = |rule: u8| with(|matrix| matrix.actions[1].cells[2] = cell(rule));
            let changes = Matrix::diff(&of(before), &of(after));
            let world_widens = |world: &u8| {
                let allows = |rule| cell(rule).allows(|one| holds(*world, one));
                allows(after) && !allows(before)
            };
            let widens = (0..8).any(|world| world_widens(&world));
            assert_eq!(changes.is_empty(), before == after);
            assert_eq!(changes.widens(), widens, "{changes}");
            let all: Vec<&Change> = changes.iter().collect();
            if before != after {
                let [one] = all.as_slice() else {
                    panic!("{changes}");
                };
                let narrows = one.kind == ChangeKind::Narrowing;
                assert_eq!(narrows, !widens, "{changes}");
                assert_eq!(one.user_type.as_deref(), Some("Seller"));
                assert_eq!(one.action.as_deref(), Some("edit_item"));
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 400);
}

#[test]
fn each_way_in_which_a_cell_changes_has_its_words() {
    use ChangeKind::{Narrowing, Widening};
    let from = |old: &'static str, new: &'static str| {
        let [old, new] = [old, new].map(|rule| with(changed("view_item", 1, rule)));
        let changes = Matrix::diff(&old, &new);
        let one = changes.iter().next().unwrap().clone();
        (one.kind, one.words)
    };
    for (old, new, kind, words) in [
        ("deny", "allow", Widening, "`Shopper` may now `view_item`"),
        (
            "deny",
            "allow if owner",
            Widening,
            "`Shopper` may now `view_item`, only if `owner`",
        ),
        (
            "allow if owner",
            "allow",
            Widening,
            "`Shopper` may now always `view_item`; before only if `owner`",
        ),
        (
            "allow if owner",
            "allow if owner || fresh",
            Widening,
            "`Shopper` may now `view_item` if `owner || fresh`; before only if `owner`",
        ),
        (
            "allow if owner",
            "allow if fresh",
            Widening,
            "`Shopper` may now `view_item` if `fresh`; before only if `owner`",
        ),
        (
            "allow",
            "deny",
            Narrowing,
            "`Shopper` may no longer `view_item`; before always",
        ),
        (
            "allow if owner",
            "deny",
            Narrowing,
            "`Shopper` may no longer `view_item`; before only if `owner`",
        ),
        (
            "allow",
            "allow if flag(\"beta\")",
            Narrowing,
            "`Shopper` may `view_item` only if `flag(\"beta\")`; before always",
        ),
        (
            "allow if owner || fresh",
            "allow if owner && fresh",
            Narrowing,
            "`Shopper` may `view_item` only if `owner && fresh`; before only if `owner || fresh`",
        ),
    ] {
        assert_eq!(from(old, new), (kind, words.to_owned()));
    }
}

#[test]
fn what_widens_comes_first() {
    let new = with(|matrix| {
        matrix.actions[0].description.clear();
        matrix.actions[0].cells[1] = Cell::deny();
        matrix.actions[1].cells[0] = Cell::allow();
    });
    assert_eq!(
        Matrix::diff(&Matrix::of::<User>(), &new).to_string(),
        "allows more:\n  \
           `Anonymous` may now `edit_item`\n\
         allows less:\n  \
           `Shopper` may no longer `view_item`; before always\n\
         allows the same:\n  \
           `view_item` is described in other words\n",
    );
}

#[test]
fn a_new_action_and_a_new_user_type_widen_where_they_allow() {
    use ChangeKind::{Other, Widening};
    let new_action = told(|matrix| {
        let mut action = matrix.actions[1].clone();
        action.key = "copy_item".to_owned();
        matrix.actions.push(action);
    });
    assert_eq!(
        new_action,
        [
            (
                Widening,
                "`Seller` may now `copy_item`, only if `flag(\"editing\") && owner && unsold`"
                    .to_owned()
            ),
            (
                Widening,
                "`Support` may now `copy_item`, only if `flag(\"editing\")`".to_owned()
            ),
            (Other, "`copy_item` is a new action".to_owned()),
        ]
    );
    let new_user_type = told(|matrix| {
        let mut one = matrix.user_types[1].clone();
        one.name = "Moderator".to_owned();
        matrix.user_types.push(one);
        for action in &mut matrix.actions {
            let cell = action.cells[0].clone();
            action.cells.push(cell);
        }
    });
    assert_eq!(
        new_user_type,
        [
            (Widening, "`Moderator` may now `view_item`".to_owned()),
            (Other, "`Moderator` is a new user type".to_owned()),
        ]
    );
    // The other way round.
    let old = with(|matrix| {
        matrix.actions.remove(0);
        matrix.user_types.remove(1);
        for action in &mut matrix.actions {
            action.cells.remove(1);
        }
    });
    let changes = Matrix::diff(&Matrix::of::<User>(), &old);
    let kinds: Vec<_> = changes
        .iter()
        .map(|one| (one.kind, one.words.as_str()))
        .collect();
    assert_eq!(kinds.len(), 5 + 2, "{changes}");
    assert!(!changes.widens());
    assert!(kinds.contains(&(Other, "`view_item` is no longer an action")));
    assert!(kinds.contains(&(Other, "`Shopper` is no longer a user type")));
}

/// A change of anything in a matrix, and what it is told as.
type Field = (fn(&mut Matrix), &'static [(ChangeKind, &'static str)]);

#[test]
fn a_change_of_any_field_is_told() {
    use ChangeKind::{Narrowing, Other, Widening};
    let fields: [Field; 23] = [
        (
            |matrix| matrix.subject = "Person".to_owned(),
            &[(Other, "the subject is `Person`; before `User`")],
        ),
        (
            |matrix| matrix.tenants = false,
            &[(Widening, "contexts no longer belong to tenants")],
        ),
        (
            |matrix| drop(matrix.hidden.remove(0)),
            &[(
                Widening,
                "`Item` is no longer hidden; before unless the caller may `view_item`",
            )],
        ),
        (
            |matrix| {
                let mut order = matrix.hidden[0].clone();
                order.context = "Order".to_owned();
                matrix.hidden.push(order);
            },
            &[(
                Narrowing,
                "`Order` is now hidden unless the caller may `view_item`",
            )],
        ),
        (
            |matrix| drop(matrix.hidden[1].views.pop()),
            &[(
                Widening,
                "`Exchange` is now hidden unless the caller may `view_item` on `old`; \
                 before unless `view_item` on `old` and `view_item` on `new`",
            )],
        ),
        (
            |matrix| {
                let mut edit = matrix.hidden[0].views[0].clone();
                edit.key = "edit_item".to_owned();
                matrix.hidden[0].views.push(edit);
            },
            &[(
                Narrowing,
                "`Item` is now hidden unless the caller may `view_item` and `edit_item`; \
                 before unless `view_item`",
            )],
        ),
        (
            |matrix| matrix.hidden.swap(0, 1),
            &[(
                Other,
                "the user types, the hidden contexts or the actions are in another order",
            )],
        ),
        (
            |matrix| matrix.user_types[1].platform = true,
            &[(
                Widening,
                "`Shopper` now reaches the contexts of every tenant",
            )],
        ),
        (
            |matrix| matrix.user_types[3].platform = false,
            &[(
                Narrowing,
                "`Support` no longer reaches the contexts of every tenant",
            )],
        ),
        (
            |matrix| matrix.user_types[4].internal = false,
            &[(Widening, "`Job` is no longer for internal jobs only")],
        ),
        (
            |matrix| matrix.user_types[1].internal = true,
            &[(Narrowing, "`Shopper` is now for internal jobs only")],
        ),
        (
            |matrix| {
                matrix.user_types[0].anonymous = false;
                matrix.user_types[1].anonymous = true;
            },
            &[(
                Widening,
                "an anonymous caller is now `Shopper`; before `Anonymous`",
            )],
        ),
        (
            |matrix| matrix.user_types.swap(1, 2),
            &[(
                Widening,
                "`Shopper` may now `edit_item`, only if `flag(\"editing\") && owner && unsold`",
            )],
        ),
        (
            |matrix| matrix.actions.swap(0, 1),
            &[(
                Other,
                "the user types, the hidden contexts or the actions are in another order",
            )],
        ),
        (
            |matrix| matrix.actions[0].name = "SeeItem".to_owned(),
            &[
                (Other, "`view_item`, now: `SeeItem` on `Item`."),
                (Other, "`view_item`, no longer: `ViewItem` on `Item`."),
            ],
        ),
        (
            |matrix| matrix.actions[0].module = "shop".to_owned(),
            &[(
                Other,
                "`view_item` is now in `shop`; before in `matrix::shop`",
            )],
        ),
        (
            |matrix| matrix.actions[0].context = "Order".to_owned(),
            &[
                (Other, "`view_item`, now: `ViewItem` on `Order`."),
                (Other, "`view_item`, no longer: `ViewItem` on `Item`."),
            ],
        ),
        (
            |matrix| matrix.actions[0].flag = Some("x".to_owned()),
            &[(Other, "`view_item`, now: Behind the flag `x`.")],
        ),
        (
            |matrix| matrix.actions[0].never_impersonated = true,
            &[(
                Narrowing,
                "staff who impersonate a user may no longer `view_item`",
            )],
        ),
        (
            |matrix| matrix.actions[9].never_impersonated = false,
            &[(
                Widening,
                "staff who impersonate a user may now `refund_order`",
            )],
        ),
        (
            |matrix| matrix.actions[1].conditions[1].says = None,
            &[
                (Other, "`edit_item`, now: Its rules ask `owner`, `unsold`."),
                (
                    Other,
                    "`edit_item`, no longer: Its rules ask `owner`, `unsold` (says `sold`).",
                ),
            ],
        ),
        (
            |matrix| matrix.actions[9].requirements.clear(),
            &[(Other, "`refund_order`, no longer: Requires `trained`.")],
        ),
        (
            |matrix| matrix.actions[3].parts[0].on = "new".to_owned(),
            &[
                (
                    Other,
                    "`replace_item`, now: Needs all of `edit_item` on `new`, `view_item` on `new`.",
                ),
                (
                    Other,
                    "`replace_item`, no longer: Needs all of `edit_item` on `old`, `view_item` on `new`.",
                ),
            ],
        ),
    ];
    for (change, expected) in fields {
        let told = told(change);
        let told: Vec<_> = told
            .iter()
            .map(|(kind, words)| (*kind, words.as_str()))
            .collect();
        assert_eq!(told[..expected.len()], *expected, "{told:?}");
    }
}
