//! Sets of values that a condition looks a field up in: `who.projects.contains(&task.project)`.

use core::hash::{BuildHasher, Hash};
use std::{
    collections::{BTreeSet, HashSet},
    rc::Rc,
    sync::Arc,
};

use crate::listing::filter::{FilterValue, Value};

/// A collection with a method `contains`, whose elements a column of type `T` can be compared with.
///
/// Not implemented for what decides in another way: a range, a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set in which a filter looks up a `{T}`",
    label = "a database is not known to look it up as Rust does",
    note = "a slice, a `Vec`, a `HashSet` and a `BTreeSet` of values of the field's own type are",
    note = "for a field that is an `Option`, write `item.field.is_some_and(|id| set.contains(&id))`"
)]
pub trait FilterSet<T> {
    /// What stands in the columns whose value is in the set.
    fn values(&self) -> Vec<Value>;
}

impl<T: FilterValue + PartialEq> FilterSet<T> for [T] {
    fn values(&self) -> Vec<Value> {
        self.iter().map(FilterValue::value).collect()
    }
}

macro_rules! slices {
    ($([$($generics:tt)*] $slice:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: FilterValue + PartialEq, $($generics)*> FilterSet<T> for $slice {
            fn values(&self) -> Vec<Value> {
                <[T] as FilterSet<T>>::values(self)
            }
        }
    )*};
}

slices! {
    [] Vec<T>;
    [const LENGTH: usize] [T; LENGTH];
}

impl<T: FilterValue + Hash + Eq, B: BuildHasher> FilterSet<T> for HashSet<T, B> {
    fn values(&self) -> Vec<Value> {
        self.iter().map(FilterValue::value).collect()
    }
}

impl<T: FilterValue + Ord> FilterSet<T> for BTreeSet<T> {
    fn values(&self) -> Vec<Value> {
        self.iter().map(FilterValue::value).collect()
    }
}

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, C: FilterSet<T> + ?Sized> FilterSet<T> for $pointer {
            fn values(&self) -> Vec<Value> {
                (**self).values()
            }
        }
    )*};
}

pointers!(&C Box<C> Rc<C> Arc<C>);
