//! What a principal was granted: the actions that it holds everywhere, and on some places.

use core::{fmt, marker::PhantomData};
use std::collections::HashMap;

use crate::{
    table::{ActionIndices, Permissions, Table},
    vocabulary::{Place, Places, Subject},
};

/// What one subject was granted: the condition `granted` asks for it.
///
/// A grant is of a role or of actions, everywhere or on some places. Everywhere means everywhere in the
/// subject's tenant. Grants add: a further one takes nothing away.
///
/// ```
/// # include!("../../../examples/support/reports.rs");
/// # use permit_runtime::{places::Place, policy::Grants};
/// # fn main() -> Result<(), permit_runtime::policy::NotGiven> {
/// let grants = Grants::<User>::none()
///     .role(Role::Viewer)
///     .role_on(Role::Analyst, [Place::new("project", &7)])
///     .actions_on(["edit_report_name"], [Place::new("report", &12)])?;
/// assert!(grants.actions(["edit_reprot_name"]).is_err());
/// # Ok(())
/// # }
/// ```
pub struct Grants<S> {
    everywhere: ActionIndices,
    /// By the kind of a place and its id. The hashes have a seed of their own in each map, because ids are
    /// customers'.
    on: HashMap<String, HashMap<String, ActionIndices>>,
    of: PhantomData<fn() -> S>,
}

impl<S> Grants<S> {
    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self {
            everywhere: ActionIndices::default(),
            on: HashMap::new(),
            of: PhantomData,
        }
    }

    fn add(&mut self, actions: &ActionIndices) {
        self.everywhere.join(actions);
    }

    fn add_on(&mut self, actions: &ActionIndices, places: impl IntoIterator<Item = Place>) {
        for Place { kind, id } in places {
            let of_kind = self.on.entry(kind).or_default();
            of_kind.entry(id).or_default().join(actions);
        }
    }
}

impl<S: Permissions> Grants<S> {
    /// With a role of the code, everywhere.
    #[must_use]
    pub fn role(mut self, role: S::Role) -> Self {
        self.add(&held_by::<S>(role));
        self
    }

    /// With a role of the code, on these places.
    #[must_use]
    pub fn role_on(mut self, role: S::Role, places: impl IntoIterator<Item = Place>) -> Self {
        self.add_on(&held_by::<S>(role), places);
        self
    }

    /// With the actions that have these keys, everywhere.
    ///
    /// # Errors
    ///
    /// When the catalogue has no action with one of the keys, or no row of its table says `granted`.
    pub fn actions<'k>(
        mut self,
        keys: impl IntoIterator<Item = &'k str>,
    ) -> Result<Self, NotGiven> {
        self.add(&with_keys::<S>(keys)?);
        Ok(self)
    }

    /// With the actions that have these keys, on these places.
    ///
    /// # Errors
    ///
    /// As [`actions`](Self::actions).
    pub fn actions_on<'k>(
        mut self,
        keys: impl IntoIterator<Item = &'k str>,
        places: impl IntoIterator<Item = Place>,
    ) -> Result<Self, NotGiven> {
        self.add_on(&with_keys::<S>(keys)?, places);
        Ok(self)
    }
}

/// The actions that the code gives to a role.
fn held_by<S: Permissions>(role: S::Role) -> ActionIndices {
    let tables = S::ACTIONS.iter().enumerate();
    let held = tables.filter(|(_, table)| table.is_held_by(role));
    ActionIndices::with(held.map(|(index, _)| index))
}

fn with_keys<'k, S: Permissions>(
    keys: impl IntoIterator<Item = &'k str>,
) -> Result<ActionIndices, NotGiven> {
    let index = |key: &str| {
        let given = |table: &Table<_>| table.key() == key && table.is_granted();
        let position = S::ACTIONS.iter().position(given);
        position.ok_or_else(|| NotGiven(key.to_owned()))
    };
    let indices: Result<Vec<_>, _> = keys.into_iter().map(index).collect();
    Ok(ActionIndices::with(indices?))
}

impl<S: Subject> Grants<S> {
    /// Whether the action with this index is granted everywhere.
    pub(crate) fn everywhere(&self, index: usize) -> bool {
        self.everywhere.contain(index)
    }

    /// Whether it is granted on one of `places`. An empty id is not a place.
    pub(crate) fn cover(&self, index: usize, places: &Places<'_>) -> bool {
        !self.on.is_empty()
            && places.iter().any(|(kind, id)| {
                let granted = |actions: &ActionIndices| actions.contain(index);
                let of_kind = self.on.get(kind).filter(|_| !id.is_empty());
                of_kind.is_some_and(|ids| id.with_text(|text| ids.get(text).is_some_and(granted)))
            })
    }

    /// Whether it is granted everywhere or on any place.
    pub(crate) fn anywhere(&self, index: usize) -> bool {
        let mut on = self.on.values().flat_map(HashMap::values);
        self.everywhere(index) || on.any(|actions| actions.contain(index))
    }

    /// The ids of the places of this kind on which it is granted, sorted.
    pub(crate) fn of_kind(&self, index: usize, kind: &str) -> Vec<&str> {
        let ids = self.on.get(kind).into_iter().flatten();
        let granted = ids.filter(|(id, actions)| !id.is_empty() && actions.contain(index));
        let mut ids: Vec<_> = granted.map(|(id, _)| id.as_str()).collect();
        ids.sort_unstable();
        ids
    }
}

impl<S> Clone for Grants<S> {
    fn clone(&self) -> Self {
        Self {
            everywhere: self.everywhere.clone(),
            on: self.on.clone(),
            of: PhantomData,
        }
    }
}

/// Nothing of the places: their ids are customers'.
impl<S> fmt::Debug for Grants<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: usize = self.on.values().map(HashMap::len).sum();
        f.debug_struct("Grants")
            .field("places", &places)
            .finish_non_exhaustive()
    }
}

/// The catalogue has no action with this key, or no row of its table says `granted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotGiven(String);

impl fmt::Display for NotGiven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(key) = self;
        write!(
            f,
            "`{key}` is not the key of an action whose table says `granted`"
        )
    }
}

impl core::error::Error for NotGiven {}
