//! An exhaustive test of tables of up to six conditions. It decides 32 randomly generated tables of
//! eight user types with every assignment of the conditions, for no user type, each user type and
//! each pair, in each state of the flag and for each tenant of the subject. It compares each
//! decision with Rust's own booleans. The number of cases is printed and asserted.

#![allow(
    unused_parens,
    clippy::double_parens,
    clippy::eq_op,
    clippy::match_same_arms,
    clippy::nonminimal_bool,
    clippy::overly_complex_bool_expr,
    clippy::too_many_lines,
    reason = "the tests are about the shape of a formula"
)]

use permit::{
    Authorizer, Owned, Permissions, Principal, Subject, UserType as _, UserTypes,
    matrix::{Matrix, Premise},
    tenancy::{ContextTenant, Id, InTenant, Tenant},
};

/// Uses the same tokens of each table as permit's rules and as Rust expressions.
macro_rules! tables {
    ([$a:ident $b:ident $c:ident $d:ident $e:ident $owner:ident] $(
        $name:ident($($head:tt)*) [$flag:literal $required:tt] {
            $($user_type:ident => $effect:ident $(if $formula:tt)?,)*
        }
    )*) => {
        permit::permissions! {
            <User: UserType, tenants>
            $(pub(super) $name($($head)*) {
                $($user_type => $effect $(if $formula)?,)*
            })*
        }
        pub(super) const SHAPES: &[Shape] = &[$(Shape {
            name: stringify!($name),
            behind_a_flag: $flag,
            required: {
                let plain: Plain = |[$a, $b, $c, $d, $e, $owner], _| {
                    let _ = ($a, $b, $c, $d, $e, $owner);
                    $required
                };
                plain
            },
            row: {
                let plain: Plain = |[$a, $b, $c, $d, $e, $owner], user_type| {
                    let _ = ($a, $b, $c, $d, $e, $owner);
                    match user_type {
                        $(UserType::$user_type => plain!($effect $(if $formula)?),)*
                    }
                };
                plain
            },
            asked: {
                let asked: Asked = |who, thing| who.can($name, thing);
                asked
            },
        }),*];
    };
}

/// A rule as Rust reads it.
macro_rules! plain {
    (deny) => {
        false
    };
    (allow) => {
        true
    };
    (allow if $formula:tt) => {
        $formula
    };
}

mod tables;

/// The answers of `a` to `e` and of `owner`.
type Answers = [bool; 6];
/// A formula as Rust reads it.
type Plain = fn(Answers, UserType) -> bool;
/// A table as permit decides it.
type Asked = fn(&Principal<User>, &Thing) -> bool;

struct Shape {
    name: &'static str,
    behind_a_flag: bool,
    required: Plain,
    row: Plain,
    asked: Asked,
}

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    One,
    Two,
    Three,
    Four,
    #[platform]
    Five,
    Six,
    #[platform]
    Seven,
}

/// The tenants that subjects have. An anonymous subject reaches none, and an empty id is the id of
/// no tenant.
const SUBJECT_TENANTS: [Tenant<'static>; 5] = [
    Tenant::Platform,
    Tenant::Of(Id::text("acme")),
    Tenant::Of(Id::text("other")),
    Tenant::Of(Id::text("")),
    Tenant::Unknown,
];
/// The tenants that things have; `None` is global.
const TENANTS: [Option<&str>; 4] = [None, Some("acme"), Some("other"), Some("")];
const STATES: [Option<bool>; 3] = [Some(true), Some(false), None];

struct User {
    types: UserTypes<UserType>,
    tenant: Tenant<'static>,
    answers: Answers,
}

impl Subject for User {
    type UserType = UserType;
    type Id = ();
    fn id(&self) -> Option<&()> {
        Some(&())
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.types
    }
    fn anonymous() -> Self {
        Self {
            types: UserType::Anonymous.into(),
            tenant: Tenant::Unknown,
            answers: [false; 6],
        }
    }
    fn tenant(&self) -> Tenant<'_> {
        self.tenant
    }
}

struct Thing {
    mine: bool,
    tenant: Option<&'static str>,
}

impl Owned<User> for Thing {
    fn owner(&self) -> Option<&()> {
        self.mine.then_some(&())
    }
}

impl InTenant for Thing {
    fn tenant(&self) -> ContextTenant<'_> {
        self.tenant.map_or(ContextTenant::Global, ContextTenant::of)
    }
}

/// The conditions, each with its own answer.
macro_rules! conditions {
    ($($name:ident = $index:literal),*) => {$(
        #[permit::condition]
        fn $name(who: &User) -> bool {
            who.answers[$index]
        }
    )*};
}

conditions!(a = 0, b = 1, c = 2, d = 3, e = 4);

/// No user type, each user type, and each pair. The anonymous user type is dropped when there is
/// another one, so it is in no pair.
fn sets() -> Vec<Vec<UserType>> {
    let mut sets = vec![vec![]];
    for (position, one) in UserType::ALL.iter().enumerate() {
        sets.push(vec![*one]);
        let others = UserType::ALL.iter().take(position);
        let known = others.filter(|other| **other != UserType::Anonymous);
        sets.extend(known.map(|other| vec![*other, *one]));
    }
    sets
}

fn assignments() -> impl Iterator<Item = Answers> {
    (0..64_u8).map(|bits| [1, 2, 4, 8, 16, 32].map(|bit| bits & bit != 0))
}

/// The decision procedure, written as plainly as possible.
fn reference(shape: &Shape, set: &[UserType], state: Option<bool>, who: &User, at: &Thing) -> bool {
    let reaches = |user_type| match (at.tenant, who.tenant) {
        (None, _) => true,
        (Some(_), _) if set == [UserType::Anonymous] => false,
        (Some(tenant), Tenant::Of(own)) => !tenant.is_empty() && tenant == own.to_string(),
        (Some(_), Tenant::Platform) => matches!(user_type, UserType::Five | UserType::Seven),
        (Some(_), Tenant::Unknown) => false,
    };
    if shape.behind_a_flag && state != Some(true) {
        return false;
    }
    let some_row_allows = set
        .iter()
        .any(|one| reaches(*one) && (shape.row)(who.answers, *one));
    some_row_allows && (shape.required)(who.answers, UserType::Anonymous)
}

#[test]
fn every_table_of_six_conditions_decides_as_rust_evaluates_it() {
    let (mut cases, mut allowed) = (0_usize, 0_usize);
    for state in STATES {
        let authorizer = Authorizer::builder()
            .flags(move |_: &str, _: &User| state)
            .build();
        for (set, own) in sets()
            .iter()
            .flat_map(|set| SUBJECT_TENANTS.map(|own| (set, own)))
        {
            for answers in assignments() {
                let who = authorizer.principal(User {
                    types: set.iter().copied().collect(),
                    tenant: own,
                    answers,
                });
                for tenant in TENANTS {
                    let mine = answers[5];
                    let thing = Thing { mine, tenant };
                    for shape in tables::SHAPES {
                        // A table without a flag is not decided again for each state of the flag.
                        if !shape.behind_a_flag && state != Some(true) {
                            continue;
                        }
                        let decided = (shape.asked)(&who, &thing);
                        let expected = reference(shape, set, state, who.subject(), &thing);
                        assert_eq!(
                            decided, expected,
                            "{} for {set:?} at {own:?}, {answers:?}, {tenant:?}, {state:?}",
                            shape.name
                        );
                        cases += 1;
                        allowed += usize::from(decided);
                    }
                }
            }
        }
    }
    println!("{cases} decisions on tables of up to six conditions, {allowed} of them allowed");
    let flagged = tables::SHAPES
        .iter()
        .filter(|one| one.behind_a_flag)
        .count();
    let asked = tables::SHAPES.len() - flagged + flagged * STATES.len();
    assert_eq!(sets().len(), 1 + 8 + 7 * 6 / 2);
    assert_eq!(
        cases,
        asked * sets().len() * SUBJECT_TENANTS.len() * 64 * TENANTS.len()
    );
    assert!(cases / 10 < allowed && allowed < cases / 2, "{allowed}");
}

/// In the matrix of these tables, by itself: what a cell says is what the decision is.
#[test]
fn the_matrix_says_what_is_decided_in_every_small_world() {
    let matrix = Matrix::of::<User>();
    let (mut cases, mut allowed) = (0_usize, 0_usize);
    for state in STATES {
        let authorizer = Authorizer::builder()
            .flags(move |_: &str, _: &User| state)
            .build();
        for (index, user_type) in UserType::ALL.iter().enumerate() {
            for answers in assignments() {
                let who = authorizer.principal(User {
                    types: (*user_type).into(),
                    tenant: Tenant::Platform,
                    answers,
                });
                let thing = Thing {
                    mine: answers[5],
                    tenant: None,
                };
                let holds = |premise: &Premise| match premise {
                    Premise::Flag(key) => key == "beta" && state == Some(true),
                    Premise::Owner(_) => answers[5],
                    Premise::Granted(_) => false,
                    Premise::Condition { name, .. } => {
                        answers["abcde".find(name.as_str()).unwrap()]
                    }
                };
                for (shape, table) in tables::SHAPES.iter().zip(User::ACTIONS) {
                    let cell = &matrix.action(table.key()).unwrap().cells[index];
                    let decided = (shape.asked)(&who, &thing);
                    assert_eq!(cell.allows(holds), decided, "{} is {cell}", shape.name);
                    cases += 1;
                    allowed += usize::from(decided);
                }
            }
        }
    }
    println!("{cases} decisions compared with the matrix, {allowed} of them allowed");
    assert_eq!(cases, STATES.len() * 8 * 64 * tables::SHAPES.len());
    assert!(cases / 10 < allowed && allowed < cases / 2, "{allowed}");
}

#[test]
fn the_cells_of_every_table_of_six_conditions_agree_with_its_match() {
    let most = User::ACTIONS.iter().map(|table| table.conditions().len());
    assert_eq!(most.max(), Some(6));
    let cells = permit::testing::verify::<User>();
    println!("{cells} cells with 64 assignments each: {}", cells * 64);
    assert_eq!(cells, tables::SHAPES.len() * UserType::ALL.len());
}
