//! Conditions as filters.

use crate::{
    decision::{Action, Listed, counting},
    listing::filter::{
        Filter, FilterValue, OwnerColumn, PlaceColumn, PlaceColumns, TenantColumn, TenantColumns,
        TenantFilter, TenantMapping,
    },
    principal::Principal,
    table::Permissions,
    vocabulary::{Subject, Tenant},
};

/// A condition that a database can evaluate as well: `#[permit::condition(filter)]`, and every
/// condition that does not look at the context.
#[diagnostic::on_unimplemented(
    message = "condition `{Self}` has no filter, so there is no `scope` of action `{A}`",
    label = "a database cannot evaluate `{Self}`",
    note = "declare it with `#[permit::condition(filter)]`: its body is then one expression of \
            comparisons between the context's fields and values"
)]
pub trait Filterable<A, S: Subject, C: ?Sized> {
    /// The rows on which it holds.
    #[doc(hidden)]
    fn filter(action: &A, who: &Principal<S>) -> Filter;
}

/// The built-in condition `owner`, as a type. The shape of an action names it.
#[expect(non_camel_case_types, reason = "named as in a table")]
#[derive(Debug)]
pub enum owner {}

impl<A, S: Subject, C: OwnerColumn<S> + ?Sized> Filterable<A, S, C> for owner
where
    S::Id: FilterValue,
{
    fn filter(_: &A, who: &Principal<S>) -> Filter {
        // An unknown id never equals another unknown id.
        who.subject()
            .id()
            .map_or(Filter::Nothing, |id| Filter::Owner {
                column: C::OWNER,
                id: id.value(),
            })
    }
}

/// The built-in condition `granted`, as a type.
#[expect(non_camel_case_types, reason = "named as in a table")]
#[derive(Debug)]
pub enum granted {}

impl<A, S, C> Filterable<A, S, C> for granted
where
    A: Listed + Action<Subject = S, Context = C>,
    S: Permissions,
    C: OfTenants<S::Tenancy> + InPlaces<S::Placement> + ?Sized,
{
    fn filter(_: &A, who: &Principal<S>) -> Filter {
        let Some(grants) = counting(who, A::TENANTS) else {
            return Filter::Nothing;
        };
        let covered = if grants.everywhere(A::INDEX) {
            Filter::Everything
        } else {
            in_one_of::<C, S::Placement>(|kind| grants.of_kind(A::INDEX, kind))
        };
        // What a tenant granted does not count on rows that belong to no tenant.
        match (C::MAPPING, who.tenant()) {
            (Some(TenantMapping::Global), Tenant::Of(_)) => Filter::Nothing,
            (Some(TenantMapping::TenantOrGlobal(column)), tenant @ Tenant::Of(_)) => {
                own(tenant, column).and(covered)
            }
            _ => covered,
        }
    }
}

/// The rows that are in a place of those that `ids` gives for each kind.
pub(crate) fn in_one_of<'i, C: InPlaces<Placement> + ?Sized, Placement>(
    ids: impl Fn(&str) -> Vec<&'i str>,
) -> Filter {
    let kinds = C::PLACES.iter();
    kinds.fold(Filter::Nothing, |any, (kind, column, read)| {
        let one_of: Vec<_> = ids(kind).into_iter().filter_map(read).collect();
        if one_of.is_empty() {
            return any;
        }
        any.or(Filter::Place {
            column: *column,
            kind,
            one_of,
        })
    })
}

/// The rows that belong to the subject's own tenant.
pub(crate) fn own(tenant: Tenant<'_>, column: TenantColumn) -> Filter {
    let Tenant::Of(id) = tenant else {
        return Filter::Nothing;
    };
    // An id that the column cannot hold is in no row, and an empty one is not an id.
    let id = (column.read)(&id.to_string()).filter(|_| !id.is_empty());
    id.map_or(Filter::Nothing, |id| Filter::Tenant {
        column: column.info,
        at: TenantFilter::Of(id),
    })
}

/// Several conditions with filters: `(one, (another, ()))`.
#[doc(hidden)]
pub trait Filters<A: Action> {
    /// The filter of the condition at `index`. The others are not evaluated: as in a check, a
    /// condition is evaluated only if the answer depends on it.
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

/// A word that the head of a catalogue has: `tenants` or `places`.
#[derive(Clone, Copy, Debug)]
pub struct Declared;

/// A word that the head of a catalogue does not have: its contexts belong to no tenant, or are in no
/// place.
#[derive(Clone, Copy, Debug)]
pub struct Undeclared;

/// A context whose tenant a database knows, as far as its catalogue needs it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says which tenant it belongs to, so it cannot be listed",
    label = "no field is marked `#[column(tenant)]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(tenant)]` above a field"
)]
pub trait OfTenants<Tenancy> {
    /// How a column tells it; `None` when every context is global.
    const MAPPING: Option<TenantMapping>;
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized> OfTenants<Undeclared> for C {
    const MAPPING: Option<TenantMapping> = None;
}

#[diagnostic::do_not_recommend]
impl<C: TenantColumns + ?Sized> OfTenants<Declared> for C {
    const MAPPING: Option<TenantMapping> = Some(C::TENANT);
}

/// A context whose places a database knows, as far as its catalogue needs it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "no column of `{Self}` says where it is, so it cannot be listed",
    label = "no field is marked `#[column(place = \"...\")]`",
    note = "write `#[derive(permit::Columns)]` above `{Self}`, and `#[column(place = \"...\")]` \
            above the fields that `permit::places::Placed` names"
)]
pub trait InPlaces<Placement> {
    /// For each kind of place its column.
    const PLACES: &'static [PlaceColumn];
}

#[diagnostic::do_not_recommend]
impl<C: ?Sized> InPlaces<Undeclared> for C {
    const PLACES: &'static [PlaceColumn] = &[];
}

#[diagnostic::do_not_recommend]
impl<C: PlaceColumns + ?Sized> InPlaces<Declared> for C {
    const PLACES: &'static [PlaceColumn] = C::PLACES;
}
