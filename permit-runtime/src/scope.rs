//! The list query: which of all contexts a check would allow, before any is loaded.

use core::fmt;

use crate::{
    Action, ActionOf, ColumnInfo, Filter, Home, HomeFilter, HomeMapping, IntoHeld, Listed,
    Permissions, Permit, Principal, Subject, Table, UserTypes, WithoutFields,
    acting::Acting,
    decide,
    filter::{Filters, Homed, Situated},
    shape::{Operation, Rows, Whole},
    truth,
};

/// What a principal may do an action on, of all that there is: what a list query asks for.
///
/// It admits exactly the contexts that a check allows, so that a list shows neither more nor less.
/// It is as old as its principal.
#[must_use = "a scope that no query asks for guards nothing"]
pub struct Scope<A: Action> {
    action: A,
    who: Principal<A::Subject>,
    extent: Extent,
}

/// How much a [`Scope`] lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing, so that no query needs to be made.
    Nothing,
    /// Everything.
    Everything,
    /// What the filter lets in.
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
    /// What it may do `action` on, of all that there is: the list query.
    ///
    /// Each condition of the action has to have a filter, else this does not compile and names the
    /// one that has none.
    pub fn scope<A: Listed + ActionOf<S>>(&self, action: A) -> Scope<A>
    where
        A::Shape: Scopes<A>,
    {
        let extent = filter(self, &action).into();
        Scope {
            action,
            who: self.clone(),
            extent,
        }
    }
}

impl<A: Action> Scope<A> {
    /// How much it lets in.
    pub const fn extent(&self) -> &Extent {
        &self.extent
    }

    /// The action with its fields.
    pub const fn action(&self) -> &A {
        &self.action
    }

    /// Who asks.
    pub const fn principal(&self) -> &Principal<A::Subject> {
        &self.who
    }

    /// The permits for the rows that a query gave, in their order.
    ///
    /// Each is checked: a row that the check denies, because the query did not ask for this scope
    /// or because it has changed since, is left out.
    pub fn admit<'c, C: IntoHeld<'c, A::Context>>(
        &self,
        rows: impl IntoIterator<Item = C>,
    ) -> Vec<Permit<'c, A>>
    where
        A: Listed + Clone,
    {
        self.who.partition(self.action.clone(), rows).0
    }
}

/// Its action, and nothing of whom the filter is about.
impl<A: Action> fmt::Debug for Scope<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extent = match self.extent {
            Extent::Nothing => "nothing",
            Extent::Everything => "everything",
            Extent::Where(_) => "where",
        };
        write!(f, "Scope({} {extent})", A::TABLE.key)
    }
}

/// What an action is made of, when all of it has a filter.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "there is no `scope` of action `{A}`",
    label = "cannot be asked of a database as a whole"
)]
pub trait Scopes<A: Action> {
    /// The rows that its conditions, or its parts, let in; nothing yet of flags and consents.
    fn filter(who: &Principal<A::Subject>, action: &A) -> Filter;
}

/// The whole filter of one action.
fn filter<A: Listed>(who: &Principal<A::Subject>, action: &A) -> Filter
where
    A::Shape: Scopes<A>,
{
    if decide::certain_denial(who, A::TABLE, A::INDEX).is_some() {
        return Filter::Nothing;
    }
    A::Shape::filter(who, action)
}

impl<A, Conditions, Requirements> Scopes<A> for (Rows, Conditions, Requirements)
where
    A: Listed,
    A::Subject: Permissions,
    A::Context: Homed<<A::Subject as Permissions>::Tenancy>,
    A::Context: Situated<<A::Subject as Permissions>::Placement>,
    Conditions: Filters<A>,
    Requirements: Filters<A>,
{
    fn filter(who: &Principal<A::Subject>, action: &A) -> Filter {
        let mut asked = Asked::new(A::TABLE.conditions.len());
        let mut rows = |types: UserTypes<_>| {
            allowed(A::TABLE, types.bits(), &mut asked, |index| {
                Conditions::filter(index, action, who)
            })
        };
        let [near, far] = decide::reaches(who, true);
        let within_reach = match (A::Context::MAPPING, who.home()) {
            (None | Some(HomeMapping::Subject | HomeMapping::Global), _) => rows(near),
            (Some(HomeMapping::Tenant(_)), Home::Platform) => rows(far),
            (Some(HomeMapping::Tenant(column)), home) => own(home, column).and_then(|| rows(near)),
            (Some(HomeMapping::TenantOrGlobal(column)), Home::Platform) => {
                everywhere(column, rows(near), rows(far))
            }
            (Some(HomeMapping::TenantOrGlobal(column)), home) => own(home, column)
                .or(at(column, HomeFilter::Global))
                .and(rows(near)),
        };
        required::<A, Requirements>(who, action, consented::<A>(who).and(within_reach))
    }
}

impl<A, Parts, Requirements> Scopes<A> for (Operation, Parts, Requirements)
where
    A: Listed,
    Parts: ScopedParts<A>,
    Requirements: Filters<A>,
{
    fn filter(who: &Principal<A::Subject>, action: &A) -> Filter {
        required::<A, Requirements>(who, action, Parts::filter(who))
    }
}

/// The permissions of an operation: `(one, (another, ()))`.
#[doc(hidden)]
pub trait ScopedParts<A: Action> {
    /// What each of them lets in.
    fn filter(who: &Principal<A::Subject>) -> Filter;
}

impl<A: Action> ScopedParts<A> for () {
    fn filter(_: &Principal<A::Subject>) -> Filter {
        Filter::Everything
    }
}

impl<A, First, Rest> ScopedParts<A> for (First, Rest)
where
    A: Action,
    First: ScopedPart<A>,
    Rest: ScopedParts<A>,
{
    fn filter(who: &Principal<A::Subject>) -> Filter {
        First::filter(who).and_then(|| Rest::filter(who))
    }
}

/// A permission of an operation, on the operation's own context.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "operation `{A}` needs a permission on a part of its context, so it has no `scope`",
    label = "cannot be asked of a database as a whole"
)]
pub trait ScopedPart<A: Action> {
    /// What it lets in.
    fn filter(who: &Principal<A::Subject>) -> Filter;
}

impl<A, Permission> ScopedPart<A> for Whole<Permission>
where
    A: Action,
    Permission: Listed + WithoutFields + Action<Subject = A::Subject, Context = A::Context>,
    Permission::Shape: Scopes<Permission>,
{
    fn filter(who: &Principal<A::Subject>) -> Filter {
        filter(who, &Permission::VALUE)
    }
}

/// The filters of conditions, as far as they were asked for.
struct Asked(Vec<Option<Filter>>);

impl Asked {
    fn new(conditions: usize) -> Self {
        Self(vec![None; conditions])
    }

    fn get(&mut self, index: usize, ask: impl FnOnce() -> Filter) -> Filter {
        self.0.get_mut(index).map_or(Filter::Nothing, |known| {
            known.get_or_insert_with(ask).clone()
        })
    }
}

/// The alternatives of the rules of `types`.
fn allowed<T>(
    table: &Table<T>,
    types: u64,
    asked: &mut Asked,
    ask: impl Fn(usize) -> Filter,
) -> Filter {
    let alternatives = truth::alternatives(truth::union(table.allowed, types));
    alternatives.fold(Filter::Nothing, |any, held| {
        any.or_else(|| {
            let indices = (0..table.conditions.len()).filter(|index| held >> index & 1 == 1);
            indices.fold(Filter::Everything, |all, index| {
                all.and_then(|| asked.get(index, || ask(index)))
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
    (0..A::TABLE.requirements.len()).fold(so_far, |all, index| {
        all.and_then(|| Requirements::filter(index, action, who))
    })
}

fn all(filters: impl IntoIterator<Item = Filter>) -> Filter {
    filters.into_iter().fold(Filter::Everything, Filter::and)
}

/// What belongs to the subject's own tenant.
fn own(home: Home<'_>, column: ColumnInfo) -> Filter {
    match home {
        // An empty id is an id that somebody forgot.
        Home::Of(own) if !own.is_empty() => at(column, HomeFilter::Of(own.to_owned())),
        Home::Of(_) | Home::Nowhere | Home::Platform => Filter::Nothing,
    }
}

/// `near` of what is no tenant's, and `far` of what is any tenant's.
fn everywhere(column: ColumnInfo, near: Filter, far: Filter) -> Filter {
    if near == far {
        return near;
    }
    let global = at(column, HomeFilter::Global).and(near);
    global.or(at(column, HomeFilter::AnyTenant).and(far))
}

/// Where the consents of the principal allow it.
fn consented<A: Action>(who: &Principal<A::Subject>) -> Filter
where
    A::Subject: Permissions,
    A::Context: Situated<<A::Subject as Permissions>::Placement>,
{
    let acting = who.acting().into_iter();
    all(acting.flat_map(Acting::places).map(|places| {
        let kinds = A::Context::PLACES.iter();
        kinds.fold(Filter::Nothing, |any, (kind, column, read)| {
            let named = places.iter().filter(|place| place.kind == *kind);
            let one_of: Vec<_> = named.filter_map(|place| read(&place.id)).collect();
            if one_of.is_empty() {
                return any;
            }
            any.or(Filter::Place {
                column: *column,
                kind,
                one_of,
            })
        })
    }))
}

const fn at(column: ColumnInfo, at: HomeFilter) -> Filter {
    Filter::Home { column, at }
}
