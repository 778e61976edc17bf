//! Compares `allow if` with Rust's own booleans: the same tokens are in a table and in a function.

#![allow(
    unused_parens,
    clippy::double_parens,
    clippy::eq_op,
    clippy::nonminimal_bool,
    clippy::overly_complex_bool_expr,
    reason = "the tests are about the shape of a formula"
)]

use std::cell::RefCell;

use permit::{Authorizer, Owned, Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

/// What `a`, `b` and `c` answer.
struct User([bool; 3]);

impl Subject for User {
    type UserType = UserType;
    type Id = ();
    fn id(&self) -> Option<&()> {
        Some(&())
    }
    fn user_types(&self) -> UserTypes<UserType> {
        UserType::Member.into()
    }
    fn anonymous() -> Self {
        Self([true; 3])
    }
}

/// The subject owns it, or it has no owner.
struct Thing {
    mine: bool,
}

impl Owned<User> for Thing {
    fn owner(&self) -> Option<&()> {
        self.mine.then_some(&())
    }
}

thread_local! {
    /// Which conditions were evaluated, in order.
    static ASKED: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

fn answer(who: &User, index: usize) -> bool {
    ASKED.with_borrow_mut(|asked| asked.push(index));
    who.0[index]
}

#[permit::condition]
fn a(who: &User) -> bool {
    answer(who, 0)
}

#[permit::condition]
fn b(who: &User) -> bool {
    answer(who, 1)
}

#[permit::condition]
fn c(who: &User) -> bool {
    answer(who, 2)
}

/// The formula as Rust reads it.
type Plain = fn([bool; 3]) -> bool;
/// The formula as permit decides it.
type Asked = fn(&permit::Principal<User>) -> bool;

/// For each shape: an action, a plain function and a decision. Each table also has a row that
/// always allows, for a user type that the subject does not have; that row must not matter.
macro_rules! shapes {
    ($([$a:ident $b:ident $c:ident] $($name:ident = $formula:tt;)*)+) => {
        permit::permissions! {
            <User: UserType>
            $($($name { Anonymous => allow, Member => allow if $formula })*)+
            OwnerLast(context = Thing) { Anonymous => allow, Member => allow if a || owner }
        }
        const SHAPES: &[(&str, Plain, Asked)] = &[$($((
            stringify!($formula),
            |[$a, $b, $c]| { let _ = ($a, $b, $c); $formula },
            |who| who.can($name, &()),
        )),*),+];
    };
}

shapes! {
    [a b c]
    One = (a);
    And2 = (a && b);
    Or2 = (a || b);
    And3 = (a && b && c);
    Or3 = (a || b || c);
    AndOr = ((a && b) || c);
    OrAnd = (a || (b && c));
    AndOfOr = (a && (b || c));
    OrOfAnd = ((a || b) && c);
    AndOrMiddle = ((a && c) || b);
    OrAndMiddle = ((a || c) && b);
    AndNested = (a && (b && c));
    OrNested = (a || (b || c));
    Twice = (a && a);
    TwiceEither = (a || a);
    Absorbed = (a || (a && b));
    AbsorbedBoth = (a && (a || b));
    AnyTwo = ((a && b) || (b && c) || (a && c));
    AllOfAny = ((a || b) && (b || c) && (a || c));
    Parenthesized = (((a)) && ((b) || (((c)))));
    Backwards = (c && (b || a));
    OnlyLast = (c);
}

fn assignments() -> impl Iterator<Item = [bool; 3]> {
    (0..8).map(|bits| [bits & 1 != 0, bits & 2 != 0, bits & 4 != 0])
}

/// Decides, and returns which conditions were evaluated on the way.
fn decided(asked: Asked, values: [bool; 3]) -> (bool, Vec<usize>) {
    let who = Authorizer::<User>::builder()
        .build()
        .principal(User(values));
    ASKED.take();
    let answer = asked(&who);
    (answer, ASKED.take())
}

#[test]
fn every_shape_of_a_rule_decides_as_rust_evaluates_it() {
    assert_eq!(SHAPES.len(), 22);
    for (formula, plain, asked) in SHAPES {
        for values in assignments() {
            let (answer, _) = decided(*asked, values);
            assert_eq!(answer, plain(values), "{formula} with {values:?}");
        }
    }
}

#[test]
fn a_condition_is_evaluated_at_most_once_and_only_if_the_result_depends_on_it() {
    for (formula, plain, ask) in SHAPES {
        for values in assignments() {
            let (_, asked) = decided(*ask, values);
            let about = format!("{formula} with {values:?} asked {asked:?}");
            for (position, index) in asked.iter().enumerate() {
                let (known, again) = asked.split_at(position);
                assert!(!known.contains(index), "{about}");
                assert!(depends(*plain, values, known, *index), "{about}");
                assert!(!again[1..].contains(index), "{about}");
            }
            let settled = (0..3)
                .all(|index| asked.contains(&index) || !depends(*plain, values, &asked, index));
            assert!(settled, "{about}: the result depends on another condition");
        }
    }
}

/// Whether the result can still depend on `index` when only the answers of `known` are given.
fn depends(plain: Plain, values: [bool; 3], known: &[usize], index: usize) -> bool {
    assignments().any(|mut one| {
        for known in known {
            one[*known] = values[*known];
        }
        let mut other = one;
        other[index] = !one[index];
        plain(one) != plain(other)
    })
}

/// `owner` costs nothing, so it is evaluated before every other condition, wherever it is written.
#[test]
fn no_condition_is_evaluated_where_owner_decides_alone() {
    let who = Authorizer::<User>::builder().build();
    let who = who.principal(User([false; 3]));
    for (mine, asked) in [(true, vec![]), (false, vec![0])] {
        ASKED.take();
        assert_eq!(who.can(OwnerLast, &Thing { mine }), mine);
        assert_eq!(ASKED.take(), asked, "mine: {mine}");
    }
}

#[test]
fn the_cells_of_every_shape_agree_with_its_rule() {
    assert_eq!(permit::testing::verify::<User>(), (SHAPES.len() + 1) * 2);
}

#[test]
fn a_rule_is_shown_as_it_is_written() {
    use permit::Permissions;
    let shown = |name: &str| {
        let table = User::ACTIONS
            .iter()
            .find(|table| table.name() == name)
            .unwrap();
        table.rule(UserType::Member).to_string()
    };
    assert_eq!(shown("And3"), "allow if a && b && c");
    assert_eq!(shown("AndOr"), "allow if (a && b) || c");
    assert_eq!(shown("AndOfOr"), "allow if a && (b || c)");
    assert_eq!(shown("AnyTwo"), "allow if (a && b) || (b && c) || (a && c)");
    let anonymous = User::ACTIONS.first().unwrap().rule(UserType::Anonymous);
    assert_eq!(anonymous.to_string(), "allow");
}
