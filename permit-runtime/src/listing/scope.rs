//! The scope of an action: what a list query asks a database for.

use core::fmt;

use crate::{
    decision::{
        Action, ActionOf, Due, IntoHeld, Listed, Operation, Permit, Rows, Whole, WithoutFields,
        certain_cause, given, reaches,
    },
    listing::filter::{
        ColumnInfo, Filter, Filters, InPlaces, OfTenants, TenantFilter, TenantMapping, in_one_of,
        own,
    },
    principal::{Narrowing, Principal},
    table::{Permissions, Table, truth_table},
    vocabulary::{Indeterminate, Refused, Subject, Tenant, Unknown, UserType, UserTypes},
};

/// The contexts that a principal may do an action on, of all that exist: what a list query asks for.
///
/// It admits exactly the contexts that a check allows, so a list shows neither more nor less. It is as
/// old as its principal.
#[must_use = "a scope that is not part of a query guards nothing"]
pub struct Scope<A: Action> {
    action: A,
    who: Principal<A::Subject>,
    extent: Extent,
    /// In a handler that permit routes.
    due: Option<Due>,
}

/// How much a [`Scope`] admits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing, so no query is needed.
    Nothing,
    /// Everything.
    Everything,
    /// What the filter admits.
    Where(Filter),
}

impl From<Filter> for Extent {
    fn from(filter: Filter) -> Self {
        match filter {
            Filter::Nothing => Self::Nothing,
            Filter::Everything => Self::Everything,
            filter => Self::Where(filter),
        }
    }
}

impl From<Extent> for Filter {
    fn from(extent: Extent) -> Self {
        match extent {
            Extent::Nothing => Self::Nothing,
            Extent::Everything => Self::Everything,
            Extent::Where(filter) => filter,
        }
    }
}

impl<S: Subject> Principal<S> {
    /// The contexts that it may do `action` on, of all that exist: the list query.
    ///
    /// Each condition of the action has to have a filter. Otherwise this does not compile, and the
    /// message names the condition.
    ///
    /// # Errors
    ///
    /// [`Refused::Indeterminate`] when it cannot be said now, because the policy is missing or stale.
    pub fn scope<A: Listed + ActionOf<S>>(&self, action: A) -> Result<Scope<A>, Refused>
    where
        A::Shape: Scopes<A>,
    {
        let filter = filter(self, &action).map_err(|unknown| Indeterminate {
            action: Some(A::TABLE.key()),
            unknown,
        })?;
        Ok(Scope {
            action,
            who: self.clone(),
            extent: filter.into(),
            due: None,
        })
    }
}

impl<A: Action> Scope<A> {
    /// How much it admits.
    pub fn extent(&self) -> &Extent {
        self.used();
        &self.extent
    }

    /// Says that nothing is listed, and why that is right: a search for nothing, for example.
    ///
    /// A handler that gets a scope and puts it into no query has forgotten to, unless it says so.
    ///
    /// # Panics
    ///
    /// If the reason is empty or white space.
    #[track_caller]
    pub fn nothing_to_list(&self, reason: &'static str) {
        let _: &str = given(reason);
        self.used();
    }

    fn used(&self) {
        if let Some(due) = &self.due {
            due.done();
        }
    }

    /// The action with its fields.
    pub const fn action(&self) -> &A {
        &self.action
    }

    /// The principal that asks.
    pub const fn principal(&self) -> &Principal<A::Subject> {
        &self.who
    }

    /// The permits for the rows that a query returned, in their order.
    ///
    /// Each row is checked. A row that the check denies is left out: the query did not ask for this
    /// scope, or the row has changed since.
    ///
    /// # Errors
    ///
    /// [`Refused::Indeterminate`] when a row cannot be decided now.
    pub fn admit<'c, C: IntoHeld<'c, A::Context>>(
        &self,
        rows: impl IntoIterator<Item = C>,
    ) -> Result<Vec<Permit<'c, A>>, Refused>
    where
        A: Listed + Clone,
    {
        self.used();
        let partition = self.who.partition(self.action.clone(), rows)?;
        Ok(partition.permits)
    }
}

/// `scope`, which has to be part of a query: `due` is done when [`Scope::extent`] or [`Scope::admit`] is
/// called.
pub fn owed<A: Action>(scope: Scope<A>, due: Due) -> Scope<A> {
    Scope {
        due: Some(due),
        ..scope
    }
}

/// Its action, and nothing of the values in the filter.
impl<A: Action> fmt::Debug for Scope<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extent = match self.extent {
            Extent::Nothing => "nothing",
            Extent::Everything => "everything",
            Extent::Where(_) => "where",
        };
        write!(f, "Scope({} {extent})", A::TABLE.key())
    }
}

/// The shape of an action, if every part of it has a filter. The macros write shapes.
#[diagnostic::on_unimplemented(
    message = "there is no `scope` of action `{A}`",
    label = "cannot be asked of a database as a whole"
)]
pub trait Scopes<A: Action> {
    /// The rows that its conditions, or its parts, admit.
    ///
    /// # Errors
    ///
    /// When the words in force are not known.
    fn filter(who: &Principal<A::Subject>, action: &A) -> Filtered;
}

/// A filter, or why what is in force is not known.
type Filtered = Result<Filter, Unknown>;

/// The whole filter of one action.
fn filter<A: Listed>(who: &Principal<A::Subject>, action: &A) -> Filtered
where
    A::Shape: Scopes<A>,
{
    // First, so that a consent never answers for a policy that is not known.
    who.known()
        .map_err(|indeterminate| indeterminate.unknown())?;
    let is_blocked = A::TABLE.is_operation() && who.is_operation_blocked(A::INDEX);
    if is_blocked || certain_cause(who, A::LISTED, A::INDEX).is_some() {
        return Ok(Filter::Nothing);
    }
    A::Shape::filter(who, action)
}

impl<A, Conditions, Requirements> Scopes<A> for (Rows, Conditions, Requirements)
where
    A: Listed,
    A::Subject: Permissions,
    A::Context: OfTenants<<A::Subject as Permissions>::Tenancy>,
    A::Context: InPlaces<<A::Subject as Permissions>::Placement>,
    Conditions: Filters<A>,
    Requirements: Filters<A>,
{
    fn filter(who: &Principal<A::Subject>, action: &A) -> Filtered {
        let words = who.words(A::LISTED, A::INDEX)?;
        let mut filters = ConditionFilters::new(A::TABLE.conditions().len());
        let mut rows = |types: UserTypes<_>| {
            allowed(A::LISTED, words, types, &mut filters, |index| {
                Conditions::filter(index, action, who)
            })
        };
        let [near, far] = reaches(who, true);
        let within_reach = match (A::Context::MAPPING, who.tenant()) {
            (None | Some(TenantMapping::OfSubject | TenantMapping::Global), _) => rows(near),
            (Some(TenantMapping::Tenant(_)), Tenant::Platform) => rows(far),
            (Some(TenantMapping::Tenant(column)), tenant) => {
                own(tenant, column).and_then(|| rows(near))
            }
            (Some(TenantMapping::TenantOrGlobal(column)), Tenant::Platform) => {
                everywhere(column.info, rows(near), rows(far))
            }
            (Some(TenantMapping::TenantOrGlobal(column)), tenant) => own(tenant, column)
                .or(at(column.info, TenantFilter::Global))
                .and(rows(near)),
        };
        let filter = consented::<A>(who).and(within_reach);
        Ok(required::<A, Requirements>(who, action, filter))
    }
}

impl<A, Parts, Requirements> Scopes<A> for (Operation, Parts, Requirements)
where
    A: Listed,
    Parts: ScopedParts<A>,
    Requirements: Filters<A>,
{
    fn filter(who: &Principal<A::Subject>, action: &A) -> Filtered {
        Ok(required::<A, Requirements>(
            who,
            action,
            Parts::filter(who)?,
        ))
    }
}

/// The actions of an operation: `(one, (another, ()))`.
#[doc(hidden)]
pub trait ScopedParts<A: Action> {
    /// What all of them admit.
    fn filter(who: &Principal<A::Subject>) -> Filtered;
}

impl<A: Action> ScopedParts<A> for () {
    fn filter(_: &Principal<A::Subject>) -> Filtered {
        Ok(Filter::Everything)
    }
}

impl<A, First, Rest> ScopedParts<A> for (First, Rest)
where
    A: Action,
    First: ScopedPart<A>,
    Rest: ScopedParts<A>,
{
    fn filter(who: &Principal<A::Subject>) -> Filtered {
        Ok(match First::filter(who)? {
            Filter::Nothing => Filter::Nothing,
            first => first.and(Rest::filter(who)?),
        })
    }
}

/// An action of an operation, on the operation's own context.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "operation `{A}` needs a permission on a part of its context, so it has no `scope`",
    label = "cannot be asked of a database as a whole"
)]
pub trait ScopedPart<A: Action> {
    /// What it admits.
    fn filter(who: &Principal<A::Subject>) -> Filtered;
}

impl<A, Permission> ScopedPart<A> for Whole<Permission>
where
    A: Action,
    Permission: Listed + WithoutFields + Action<Subject = A::Subject, Context = A::Context>,
    Permission::Shape: Scopes<Permission>,
{
    fn filter(who: &Principal<A::Subject>) -> Filtered {
        filter(who, &Permission::VALUE)
    }
}

/// The filters of conditions, each made when it is first needed.
struct ConditionFilters(Vec<Option<Filter>>);

impl ConditionFilters {
    fn new(conditions: usize) -> Self {
        Self(vec![None; conditions])
    }

    fn get(&mut self, index: usize, make: impl FnOnce() -> Filter) -> Filter {
        self.0.get_mut(index).map_or(Filter::Nothing, |known| {
            known.get_or_insert_with(make).clone()
        })
    }
}

/// The alternatives of the rules of `types`.
fn allowed<T: UserType>(
    table: &Table<T>,
    words: &[u64],
    types: UserTypes<T>,
    filters: &mut ConditionFilters,
    make: impl Fn(usize) -> Filter,
) -> Filter {
    let alternatives = truth_table::alternatives(truth_table::union(words, types.bits()));
    alternatives.fold(Filter::Nothing, |any, held| {
        any.or_else(|| {
            let indices = (0..table.conditions().len()).filter(|index| held >> index & 1 == 1);
            indices.fold(Filter::Everything, |all, index| {
                all.and_then(|| filters.get(index, || make(index)))
            })
        })
    })
}

/// `so_far`, and what the action requires.
fn required<A: Listed, Requirements: Filters<A>>(
    who: &Principal<A::Subject>,
    action: &A,
    so_far: Filter,
) -> Filter {
    (0..A::TABLE.requirements().len()).fold(so_far, |all, index| {
        all.and_then(|| Requirements::filter(index, action, who))
    })
}

fn all(filters: impl IntoIterator<Item = Filter>) -> Filter {
    filters.into_iter().fold(Filter::Everything, Filter::and)
}

/// `near` of what belongs to no tenant, and `far` of what belongs to any tenant.
fn everywhere(column: ColumnInfo, near: Filter, far: Filter) -> Filter {
    if near == far {
        return near;
    }
    let global = at(column, TenantFilter::Global).and(near);
    global.or(at(column, TenantFilter::AnyTenant).and(far))
}

/// Where the consents of the principal allow it.
fn consented<A: Action>(who: &Principal<A::Subject>) -> Filter
where
    A::Subject: Permissions,
    A::Context: InPlaces<<A::Subject as Permissions>::Placement>,
{
    let narrowing = who.narrowing().into_iter();
    all(narrowing.flat_map(Narrowing::places).map(|places| {
        in_one_of::<A::Context, <A::Subject as Permissions>::Placement>(|kind| {
            places.of_kind(kind).collect()
        })
    }))
}

const fn at(column: ColumnInfo, at: TenantFilter) -> Filter {
    Filter::Tenant { column, at }
}
