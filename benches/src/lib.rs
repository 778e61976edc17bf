//! The workload that everything here measures: requests to a marketplace, decided by permit and by
//! a `match` written by hand.
//!
//! - [`people`]: who acts, and what is acted on;
//! - [`marketplace`]: its catalogue, and [`by_hand`] the same rules as a programmer without a
//!   library writes them;
//! - [`generated`]: catalogues of ten, a hundred and a thousand actions, made by the build script;
//! - [`requests`]: who asks for what, shuffled; and [`measured`], how a list of them is decided.
//!
//! Actions are types, so a list of mixed requests needs a way from a request to its action. It is
//! the same for both sides: a function pointer for each action, in [`Catalogue`].

#![forbid(unsafe_code)]

pub mod by_hand;
pub mod generated;
pub mod marketplace;
pub mod measured;
pub mod people;
pub mod requests;

use permit::{Could, Explanation, Permissions, Principal};

use self::people::{Item, Member, User};

/// A catalogue, both ways, with a function for each action in the order of the catalogue.
pub trait Catalogue: Sized + 'static
where
    User<Self>: Permissions,
{
    /// Through permit.
    const ACTIONS: &'static [Functions<Self>];

    /// As written by hand.
    const BY_HAND: &'static [fn(&Member, &Item) -> bool];
}

/// What permit can be asked about one action.
pub struct Functions<C: 'static>
where
    User<C>: Permissions,
{
    /// Whether it is allowed.
    pub can: fn(&Principal<User<C>>, &Item) -> bool,
    /// Whether there is a permit.
    pub check: fn(&Principal<User<C>>, &Item) -> bool,
    /// What is certain without a context.
    pub could: fn(&Principal<User<C>>) -> Could,
    /// The whole story.
    pub explain: fn(&Principal<User<C>>, &Item) -> Explanation,
}

/// The functions of the actions named, each on an item or, written `Action()`, on nothing.
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
