//! A catalogue by key: for a console, a decision service or a store, which know actions by their keys
//! and contexts without their types.

use core::{any::Any, fmt};
use std::collections::HashMap;

use crate::{
    decision::{
        ActionOf, Could, Decision, EachAction, Explanation, HeldForm as _, Listed, ListedActions,
        Schema, WithoutFields, could::Question,
    },
    principal::Principal,
    table::{Table, TableOf},
    vocabulary::Subject,
};

/// Every action of the catalogue of `S`, found by its key.
///
/// Make it once, when the process starts.
///
/// ```
/// # include!("../../../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// # use permit_runtime::{Authorizer, catalogue::Catalogue};
/// # fn main() {
/// let catalogue = Catalogue::<User>::new();
/// let action = catalogue.action("edit_item").unwrap();
///
/// let who = Authorizer::<User>::builder().build().principal(User::seller(7));
/// assert!(action.decide(&who, &Item { seller: 7 }).unwrap().is_allowed());
/// assert!(!action.decide(&who, &Item { seller: 8 }).unwrap().is_allowed());
/// assert!(action.decide(&who, &"another context").is_err());
/// # }
/// ```
pub struct Catalogue<S: Subject> {
    actions: Vec<CatalogueAction<S>>,
    by_key: HashMap<&'static str, usize>,
}

/// One action of a [`Catalogue`].
pub struct CatalogueAction<S: Subject> {
    table: &'static TableOf<S>,
    index: usize,
    tenants: bool,
    /// `None` for an action with fields.
    by_type: Option<ByType<S>>,
}

/// What is asked of an action on an erased context. Each is `None` if the context does not have the type
/// of the action's context.
struct ByType<S: Subject> {
    decide: fn(&Principal<S>, &dyn Any) -> Option<Decision>,
    explain: fn(&Principal<S>, &dyn Any) -> Option<Explanation>,
}

impl<S: ListedActions> Catalogue<S> {
    /// That of `S`.
    #[must_use]
    pub fn new() -> Self {
        let tables = S::ACTIONS.iter().enumerate();
        let actions = tables.map(|(index, table)| CatalogueAction {
            table,
            index,
            tenants: S::TENANTS,
            by_type: None,
        });
        let keys = S::ACTIONS.iter().map(Table::key);
        let mut catalogue = Self {
            actions: actions.collect(),
            by_key: keys.enumerate().map(|(index, key)| (key, index)).collect(),
        };
        S::each_action(&mut catalogue);
        catalogue
    }

    /// What leaves the process about it.
    #[must_use]
    pub fn schema(&self) -> Schema {
        Schema::of::<S>()
    }
}

impl<S: Subject> Catalogue<S> {
    /// Every action, in the order of the catalogue.
    pub fn actions(&self) -> impl Iterator<Item = &CatalogueAction<S>> {
        self.actions.iter()
    }

    /// The action with this key.
    #[must_use]
    pub fn action(&self, key: &str) -> Option<&CatalogueAction<S>> {
        self.actions.get(*self.by_key.get(key)?)
    }
}

impl<S: Subject> EachAction<S> for Catalogue<S> {
    fn action<A>(&mut self)
    where
        A: Listed + WithoutFields + ActionOf<S>,
        A::Context: 'static,
    {
        if let Some(action) = self.actions.get_mut(A::INDEX) {
            action.by_type = Some(ByType {
                decide: |who, context| {
                    let context = A::Context::of_any(context)?;
                    Some(who.decision(&A::VALUE, context))
                },
                explain: |who, context| {
                    let context = A::Context::of_any(context)?;
                    Some(who.explain(A::VALUE, context))
                },
            });
        }
    }
}

impl<S: Subject> CatalogueAction<S> {
    /// Its key.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        self.table.key()
    }

    /// Its table.
    #[must_use]
    pub const fn table(&self) -> &'static TableOf<S> {
        self.table
    }

    /// What can be said of it before its context is known.
    #[must_use]
    pub fn could(&self, who: &Principal<S>) -> Could {
        let question = Question {
            table: self.table,
            index: self.index,
            tenants: self.tenants,
        };
        question.could(who)
    }

    /// Decides it on `context`, which is a value of the action's own context type: a `String` where
    /// that is `str`, a `Vec` where it is a slice.
    ///
    /// # Errors
    ///
    /// When the action has fields, so that it has no value of its own, and when `context` has another
    /// type. Neither is an answer.
    pub fn decide(&self, who: &Principal<S>, context: &dyn Any) -> Result<Decision, NotDecided> {
        let ByType { decide, .. } = self.by_type.as_ref().ok_or(NotDecided::HasFields)?;
        decide(who, context).ok_or(NotDecided::OtherContext)
    }

    /// Explains its decision on `context`, for developers and operators: see [`Principal::explain`].
    ///
    /// # Errors
    ///
    /// As [`decide`](Self::decide).
    pub fn explain(
        &self,
        who: &Principal<S>,
        context: &dyn Any,
    ) -> Result<Explanation, NotDecided> {
        let ByType { explain, .. } = self.by_type.as_ref().ok_or(NotDecided::HasFields)?;
        explain(who, context).ok_or(NotDecided::OtherContext)
    }
}

impl<S: ListedActions> Default for Catalogue<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Subject> fmt::Debug for Catalogue<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.actions()).finish()
    }
}

impl<S: Subject> fmt::Debug for CatalogueAction<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CatalogueAction").field(&self.key()).finish()
    }
}

/// Why an action was not decided by its key.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDecided {
    /// The action has fields, so it has no value of its own.
    HasFields,
    /// The context has another type than the action's.
    OtherContext,
}

impl fmt::Display for NotDecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HasFields => "the action has fields, so it has no value of its own",
            Self::OtherContext => "the context is not of the type that the action is done to",
        })
    }
}

impl core::error::Error for NotDecided {}
