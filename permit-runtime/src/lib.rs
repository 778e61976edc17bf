//! The decision: one procedure, in the process, with no I/O and no allocation.
//!
//! Applications use this crate through the facade `permit`, which adds the language (the macros)
//! and the prose. The rooms, from the bottom up:
//!
//! - [`UserType`], [`Subject`], [`Home`], [`Action`]: what an application says about itself;
//! - `truth`, [`Table`], [`Rule`]: what its tables say, as the macros compiled them;
//! - [`Authorizer`], [`Principal`]: who asks, bound to what is in force;
//! - `decide`: the procedure, and [`Permit`], its proof; [`Refused`], its refusal;
//! - [`Explanation`]: the same procedure told to people; [`Abilities`]: told to user interfaces.

#![warn(missing_docs, missing_debug_implementations)]

mod abilities;
mod acting;
mod action;
mod authorizer;
mod bits;
mod clock;
mod condition;
mod consent;
mod decide;
mod each;
#[cfg(feature = "tracing")]
mod events;
mod explain;
mod filter;
mod flag;
mod flags;
mod guard;
mod heard;
mod held;
mod home;
mod internal;
mod observe;
mod permit;
mod place;
mod principal;
mod proves;
mod refused;
mod scope;
mod shape;
mod subject;
mod table;
pub mod testing;
mod truth;
mod user_type;

#[cfg(feature = "tracing")]
pub use self::events::Events;
pub use self::{
    abilities::{Abilities, Ability},
    acting::{Impersonates, Impersonation, NotImpersonated},
    action::{Action, ActionOf, Listed, Permissions, WithoutFields},
    authorizer::{Authorizer, AuthorizerBuilder},
    clock::{Clock, SystemClock},
    condition::Condition,
    consent::{ActionSet, Consent, OAuthScopes},
    decide::{Could, Decision},
    each::EachAction,
    explain::{Answer, Explanation, Path},
    filter::{
        Column, ColumnInfo, Columns, Filter, FilterValue, HomeColumn, HomeFilter, HomeMapping,
        Operator, OrderedValue, OwnerColumn, PlaceColumn, PlaceColumns, Value,
    },
    flag::FlagSource,
    flags::{EnvironmentFlags, InMemoryFlags},
    held::{Held, HeldForm, IntoHeld},
    home::{ContextHome, Home, InTenant},
    internal::{Internal, NotInternal},
    observe::{Decided, Observer},
    permit::Permit,
    place::{Place, PlaceId, Placed, Places},
    principal::{Partition, Principal},
    proves::{Proves, Subjects},
    refused::{Denial, Reason, Refused},
    scope::{Extent, Scope},
    subject::{Owned, Subject},
    table::{ConditionInfo, Rule, Table},
    user_type::{UserType, UserTypes},
};

/// What the macros' expansion names. Not part of the public interface: it may change in any
/// release, together with the macros.
#[doc(hidden)]
pub mod __private {
    pub use crate::{
        action::{Forbidden, Hidden, Keys, ListedOnce, OnDenied, Single, SubjectOf, assert_listed},
        condition::{Inquiry, Named, Who, owns},
        decide::{certain_refusal, part},
        each::{Each, Left},
        filter::{Filterable, HasPlaces, NoPlaces, NoTenants, Skipped, Tenants, owner, read_place},
        guard::{Refusable, refuse, require},
        proves::Includes,
        scope::Scopes,
        shape::{Operation, Permission, Rows, Whole},
        truth::Formula,
    };
}
