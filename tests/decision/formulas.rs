//! `allow if` against Rust's own booleans: the same tokens stand in a table and in a function.

#![allow(
    unused_parens,
    clippy::double_parens,
    clippy::eq_op,
    clippy::nonminimal_bool,
    clippy::overly_complex_bool_expr,
    reason = "the shape of a formula is what is looked at"
)]

use std::cell::RefCell;

use permit::{Authorizer, Owned, Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Nobody,
    Somebody,
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
        UserType::Somebody.into()
    }
    fn anonymous() -> Self {
        Self([true; 3])
    }
}

/// It is somebody's, or nobody's.
struct Thing {
    mine: bool,
}

impl Owned<User> for Thing {
    fn owner(&self) -> Option<&()> {
        self.mine.then_some(&())
    }
}

thread_local! {
    /// Which conditions were asked, in order.
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

/// For each shape an action, a plain function and a question. Beside it stands a row that allows
/// always, for the user type that the subject is not: it must not matter.
macro_rules! shapes {
    ($([$a:ident $b:ident $c:ident] $($name:ident = $formula:tt;)*)+) => {
        permit::permissions! {
            <User: UserType>
            $($($name { Nobody => allow, Somebody => allow if $formula })*)+
            OwnerLast(context = Thing) { Nobody => allow, Somebody => allow if a || owner }
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

/// Decides, and says which conditions were asked on the way.
fn decided(asked: Asked, values: [bool; 3]) -> (bool, Vec<usize>) {
    let who = Authorizer::<User>::builder()
        .build()
        .principal(User(values));
    ASKED.take();
    let answer = asked(&who);
    (answer, ASKED.take())
}

#[test]
fn every_shape_of_a_rule_decides_as_rust_reads_it() {
    assert_eq!(SHAPES.len(), 22);
    for (formula, plain, asked) in SHAPES {
        for values in assignments() {
            let (answer, _) = decided(*asked, values);
            assert_eq!(answer, plain(values), "{formula} with {values:?}");
        }
    }
}

#[test]
fn nothing_is_asked_twice_and_nothing_that_the_answer_does_not_depend_on() {
    for (formula, plain, ask) in SHAPES {
        for values in assignments() {
            let (_, asked) = decided(*ask, values);
            let told = format!("{formula} with {values:?} asked {asked:?}");
            for (position, index) in asked.iter().enumerate() {
                let (known, again) = asked.split_at(position);
                assert!(!known.contains(index), "{told}");
                assert!(depends(*plain, values, known, *index), "{told}");
                assert!(!again[1..].contains(index), "{told}");
            }
            let settled = (0..3)
                .all(|index| asked.contains(&index) || !depends(*plain, values, &asked, index));
            assert!(settled, "{told}: the answer still depended on another");
        }
    }
}

/// Whether, with just the answers of `known`, the result can still turn on `index`.
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

/// `owner` costs nothing, so it is known before anybody is asked, wherever it stands.
#[test]
fn no_condition_is_asked_where_owner_decides_alone() {
    let who = Authorizer::<User>::builder().build();
    let who = who.principal(User([false; 3]));
    for (mine, asked) in [(true, vec![]), (false, vec![0])] {
        ASKED.take();
        assert_eq!(who.can(OwnerLast, &Thing { mine }), mine);
        assert_eq!(ASKED.take(), asked, "mine: {mine}");
    }
}

#[test]
fn the_cells_of_every_shape_say_what_its_rule_says() {
    assert_eq!(permit::testing::verify::<User>(), (SHAPES.len() + 1) * 2);
}

#[test]
fn a_rule_is_shown_as_it_is_written() {
    use permit::Permissions;
    let shown = |name: &str| {
        let table = User::ACTIONS
            .iter()
            .find(|table| table.name == name)
            .unwrap();
        table.rule(UserType::Somebody).to_string()
    };
    assert_eq!(shown("And3"), "allow if a && b && c");
    assert_eq!(shown("AndOr"), "allow if (a && b) || c");
    assert_eq!(shown("AndOfOr"), "allow if a && (b || c)");
    assert_eq!(shown("AnyTwo"), "allow if (a && b) || (b && c) || (a && c)");
    let nobody = User::ACTIONS.first().unwrap().rule(UserType::Nobody);
    assert_eq!(nobody.to_string(), "allow");
}
