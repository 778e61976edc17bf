//! The workload of all benches: requests to a marketplace, decided by permit and by a `match`
//! written by hand.
//!
//! - [`people`]: the subjects and the items;
//! - [`marketplace`]: the catalogue of the marketplace; [`by_hand`]: the same rules, written without
//!   a library;
//! - [`generated`]: catalogues of ten, a hundred and a thousand actions, from the build script;
//! - [`requests`]: shuffled lists of requests; [`measured`]: the ways to decide such a list.
//!
//! Actions are types, so a list of mixed requests needs a dispatch from a request to its action. It
//! is the same for both sides: one function pointer per action, in [`Catalogue`].

#![forbid(unsafe_code)]

pub mod by_hand;
pub mod generated;
pub mod marketplace;
pub mod measured;
pub mod people;
pub mod requests;

use permit::{Could, Explanation, Permissions, Principal};

use self::people::{Item, Member, User};

/// A catalogue in both forms, with one function per action in the order of the catalogue.
pub trait Catalogue: Sized + 'static
where
    User<Self>: Permissions,
{
    /// Decided by permit.
    const ACTIONS: &'static [Functions<Self>];

    /// Decided by the functions written by hand.
    const BY_HAND: &'static [fn(&Member, &Item) -> bool];
}

/// The questions that permit answers about one action.
pub struct Functions<C: 'static>
where
    User<C>: Permissions,
{
    /// Whether it is allowed.
    pub can: fn(&Principal<User<C>>, &Item) -> bool,
    /// Whether a check gives a permit.
    pub check: fn(&Principal<User<C>>, &Item) -> bool,
    /// What is known without a context.
    pub could: fn(&Principal<User<C>>) -> Could,
    /// The full explanation.
    pub explain: fn(&Principal<User<C>>, &Item) -> Explanation,
}

/// The functions of the named actions. An action is done to an item or, written `Action()`, to
/// `()`.
#[macro_export]
macro_rules! functions {
    ($($action:ident $(($($nothing:tt)*))?),* $(,)?) => {
        &[$($crate::functions!(@one $action $(($($nothing)*))?)),*]
    };
    (@one $action:ident) => {
        $crate::Functions {
            can: |who, item| who.can($action, item),
            check: |who, item| who.check($action, item).is_ok(),
            could: |who| who.could($action),
            explain: |who, item| who.explain($action, item),
        }
    };
    (@one $action:ident ()) => {
        $crate::Functions {
            can: |who, _| who.can($action, &()),
            check: |who, _| who.check($action, &()).is_ok(),
            could: |who| who.could($action),
            explain: |who, _| who.explain($action, &()),
        }
    };
}
