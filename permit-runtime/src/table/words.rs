//! The words in force where a policy changes cells of the tables.

use core::{fmt, marker::PhantomData};
use std::{collections::HashMap, sync::Arc};

use crate::{
    table::{Permissions, StatedRule, Table},
    vocabulary::{Block, Subject, UserType, UserTypes},
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
    /// What is blocked, by the indices of the action and of the user type.
    blocks: Arc<HashMap<(usize, usize), Arc<Block>>>,
    of: PhantomData<fn() -> S>,
}

impl<S: Permissions> Words<S> {
    /// What the code says.
    #[must_use]
    pub fn of_code() -> Self {
        Self {
            actions: S::ACTIONS.iter().map(in_code).collect(),
            blocks: Arc::default(),
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

    /// Puts a rule of the action's own conditions in force for a user type, instead of the code's.
    ///
    /// # Errors
    ///
    /// As [`deny`](Self::deny).
    pub fn state(
        &mut self,
        key: &str,
        user_type: S::UserType,
        rule: &StatedRule,
    ) -> Result<(), NotAnAction> {
        let index = index_of::<S>(key, false)?;
        let bit = UserTypes::from(user_type).bits();
        for (held, word) in self.of_action(index).iter_mut().enumerate() {
            let allows = rule.cell() >> held & 1 == 1;
            *word = if allows { *word | bit } else { *word & !bit };
        }
        Ok(())
    }

    /// Blocks an action for a user type: it is denied, whatever its rule says, with the message of the
    /// block. The action may be an operation. Rules are stated before they are blocked.
    ///
    /// # Errors
    ///
    /// When the catalogue has no action with this key.
    pub fn block(
        &mut self,
        key: &str,
        user_type: S::UserType,
        block: &Arc<Block>,
    ) -> Result<(), NotAnAction> {
        let index = index_of::<S>(key, true)?;
        let bit = UserTypes::from(user_type).bits();
        let mut allowed = false;
        for word in self.of_action(index) {
            allowed |= *word & bit != 0;
            *word &= !bit;
        }
        // Where the rule denies already, the block is not the reason.
        if allowed {
            let at = (index, user_type.index());
            Arc::make_mut(&mut self.blocks).insert(at, Arc::clone(block));
        }
        Ok(())
    }

    fn change(
        &mut self,
        key: &str,
        user_type: S::UserType,
        change: impl Fn(&mut u64, u64),
    ) -> Result<(), NotAnAction> {
        let index = index_of::<S>(key, false)?;
        let bit = UserTypes::from(user_type).bits();
        for word in self.of_action(index) {
            change(word, bit);
        }
        Ok(())
    }

    /// The words of the action with this index, to change.
    fn of_action(&mut self, index: usize) -> &mut [u64] {
        let actions = Arc::make_mut(&mut self.actions);
        actions.get_mut(index).map_or(&mut [], Arc::make_mut)
    }
}

/// The words of an action in the code. An operation has no rules: each user type that is not blocked may
/// ask its parts.
fn in_code<T: UserType>(table: &Table<T>) -> Arc<[u64]> {
    if table.is_operation() {
        Arc::from([!0])
    } else {
        table.of_code().into()
    }
}

/// The index of the action with this key, which may be an operation.
fn index_of<S: Permissions>(key: &str, operations: bool) -> Result<usize, NotAnAction> {
    let actions = S::ACTIONS.iter();
    let position = actions
        .enumerate()
        .find(|(_, table)| table.key() == key && (operations || !table.is_operation()));
    let (index, _) = position.ok_or_else(|| NotAnAction(key.to_owned()))?;
    Ok(index)
}

impl<S: Subject> Words<S> {
    /// Those of the action with this index, as many as its conditions have combinations.
    #[inline]
    pub(crate) fn of(&self, combinations: usize, index: usize) -> Option<&[u64]> {
        self.actions.get(index)?.get(..combinations)
    }

    /// What blocks the action with this index for a user type.
    pub(crate) fn block_of(&self, index: usize, user_type: S::UserType) -> Option<&Arc<Block>> {
        self.blocks.get(&(index, user_type.index()))
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
            blocks: Arc::clone(&self.blocks),
            of: PhantomData,
        }
    }
}

/// The catalogue has no action with this key, or the action is an operation, which has no table to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAnAction(String);

impl fmt::Display for NotAnAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not the key of an action with a table", self.0)
    }
}

impl core::error::Error for NotAnAction {}
