//! Conditions as filters.

use crate::{Action, Principal, Subject};

use super::{Filter, FilterValue, HomeColumn, HomeMapping, OwnerColumn, PlaceColumn, PlaceColumns};

/// A condition that can also be asked of a database: `#[permit::condition(filter)]`, and every
/// condition that does not look at the context.
#[diagnostic::on_unimplemented(
    message = "condition `{Self}` has no filter, so there is no `scope` of action `{A}`",
    label = "`{Self}` cannot be asked of a database",
    note = "declare it with `#[permit::condition(filter)]`: its body is then one expression of \
            comparisons between the context's fields and values"
)]
pub trait Filterable<A, S: Subject, C: ?Sized> {
    /// The rows on which it holds.
    #[doc(hidden)]
    fn filter(action: &A, who: &Principal<S>) -> Filter;
}

/// The built-in condition `owner`, as a type.
#[doc(hidden)]
#[expect(non_camel_case_types, reason = "named as in a table")]
#[derive(Debug)]
pub enum owner {}

impl<A, S: Subject, C: OwnerColumn + ?Sized> Filterable<A, S, C> for owner
where
    S::Id: FilterValue,
{
    fn filter(_: &A, who: &Principal<S>) -> Filter {
        // Unknown never equals unknown.
        who.subject()
            .id()
            .map_or(Filter::Nothing, |id| Filter::Owner {
                column: C::OWNER,
                id: id.value(),
            })
    }
}

/// Several conditions, each of which has a filter: `(one, (another, ()))`.
#[doc(hidden)]
pub trait Filters<A: Action> {
    /// The filter of the one at `index`. The others are not asked: as for a check, a condition is
    /// asked only if the answer depends on it.
    fn filter(index: usize, action: &A, who: &Principal<A::Subject>) -> Filter;
}

impl<A: Action> Filters<A> for () {
    fn filter(_: usize, _: &A, _: &Principal<A::Subject>) -> Filter {
        Filter::Nothing
    }
}

impl<A, First, Rest> Filters<A> for (First, Rest)
where
    A: Action,
    First: Filterable<A, A::Subject, A::Context>,
    Rest: Filters<A>,
{
    fn filter(index: usize, action: &A, who: &Principal<A::Subject>) -> Filter {
        match index.checked_sub(1) {
            None => First::filter(action, who),
            Some(index) => Rest::filter(index, action, who),
        }
    }
}

/// A catalogue that says `tenants`.
#[derive(Clone, Copy, Debug)]
pub struct Tenants;

/// A catalogue that does not.
#[derive(Clone, Copy, Debug)]
pub struct NoTenants;

/// A context of which a database knows where it is at home, as far as its catalogue needs it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says which tenant it belongs to, so it cannot be listed",
    label = "no field is marked `#[column(home)]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(home)]` above a field"
)]
pub trait Homed<Tenancy> {
    /// How a column tells it; `None` when every context is global.
    const MAPPING: Option<HomeMapping>;
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized> Homed<NoTenants> for C {
    const MAPPING: Option<HomeMapping> = None;
}

#[diagnostic::do_not_recommend]
impl<C: HomeColumn + ?Sized> Homed<Tenants> for C {
    const MAPPING: Option<HomeMapping> = Some(C::HOME);
}

/// A catalogue that says `places`.
#[derive(Clone, Copy, Debug)]
pub struct HasPlaces;

/// A catalogue that does not: no context of it is anywhere.
#[derive(Clone, Copy, Debug)]
pub struct NoPlaces;

/// A context of which a database knows where it is, as far as its catalogue needs it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says where it is, so it cannot be listed",
    label = "no field is marked `#[column(place = \"...\")]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(place = \"...\")]` \
            above the fields that `permit::Placed` names"
)]
pub trait Situated<Placement> {
    /// For each kind of place its column.
    const PLACES: &'static [PlaceColumn];
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized> Situated<NoPlaces> for C {
    const PLACES: &'static [PlaceColumn] = &[];
}

#[diagnostic::do_not_recommend]
impl<C: PlaceColumns + ?Sized> Situated<HasPlaces> for C {
    const PLACES: &'static [PlaceColumn] = C::PLACES;
}
