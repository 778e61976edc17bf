//! The words in force where a policy changes cells of the tables.

use core::{fmt, marker::PhantomData};
use std::sync::Arc;

use crate::{
    table::{Permissions, Table},
    vocabulary::{Subject, UserTypes},
};

/// The tables of a whole catalogue as a policy has them: the code's, with some cells changed.
///
/// A policy puts one together when it changes, never for a decision, and gives a clone to each
/// principal that it binds. Cloning it copies a pointer.
///
/// ```
/// # include!("../../../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// # use permit_runtime::policy::Words;
/// # fn main() -> Result<(), permit_runtime::policy::NotAnAction> {
/// let mut words = Words::<User>::of_code();
/// words.deny("edit_item", UserType::Seller)?;
/// assert!(words.deny("edit_itm", UserType::Seller).is_err());
/// # Ok(())
/// # }
/// ```
pub struct Words<S> {
    /// By the index of the action. Shared, so that a clone costs nothing.
    actions: Arc<[Arc<[u64]>]>,
    of: PhantomData<fn() -> S>,
}

impl<S: Permissions> Words<S> {
    /// What the code says.
    #[must_use]
    pub fn of_code() -> Self {
        Self {
            actions: S::ACTIONS
                .iter()
                .map(|table| table.of_code().into())
                .collect(),
            of: PhantomData,
        }
    }

    /// Denies an action to a user type.
    ///
    /// # Errors
    ///
    /// When the catalogue has no action with this key, or the action is an operation, which has no
    /// table.
    pub fn deny(&mut self, key: &str, user_type: S::UserType) -> Result<(), NotAnAction> {
        self.change(key, user_type, |word, bit| *word &= !bit)
    }

    /// Allows an action to a user type, whatever its conditions are. Its requirements stay.
    ///
    /// # Errors
    ///
    /// As [`deny`](Self::deny).
    pub fn allow(&mut self, key: &str, user_type: S::UserType) -> Result<(), NotAnAction> {
        self.change(key, user_type, |word, bit| *word |= bit)
    }

    fn change(
        &mut self,
        key: &str,
        user_type: S::UserType,
        change: impl Fn(&mut u64, u64),
    ) -> Result<(), NotAnAction> {
        let unknown = || NotAnAction(key.to_owned());
        let position = S::ACTIONS.iter().position(|table| table.key() == key);
        let index = position.ok_or_else(unknown)?;
        let is_operation = S::ACTIONS.get(index).is_none_or(Table::is_operation);
        let actions = Arc::make_mut(&mut self.actions);
        let words = actions.get_mut(index).filter(|_| !is_operation);
        let words = Arc::make_mut(words.ok_or_else(unknown)?);
        let bit = UserTypes::from(user_type).bits();
        for word in words {
            change(word, bit);
        }
        Ok(())
    }
}

impl<S: Subject> Words<S> {
    /// Those of the action with this index, as many as its conditions have combinations.
    #[inline]
    pub(crate) fn of(&self, combinations: usize, index: usize) -> Option<&[u64]> {
        self.actions.get(index)?.get(..combinations)
    }
}

impl<S> fmt::Debug for Words<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words").finish_non_exhaustive()
    }
}

impl<S> Clone for Words<S> {
    fn clone(&self) -> Self {
        Self {
            actions: Arc::clone(&self.actions),
            of: PhantomData,
        }
    }
}

/// The catalogue has no action with this key, or the action is an operation, which has no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAction(String);

impl fmt::Display for NotAnAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the key of an action with a table", self.0)
    }
}

impl core::error::Error for NotAnAction {}
