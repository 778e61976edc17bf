//! The decision: one procedure, in the process, without I/O and without an allocation.
//!
//! Applications use this crate through the facade `permit`, which adds the language (the macros) and
//! the prose. Its folders, from the bottom up; each uses only itself and what stands below it:
//!
//! - `vocabulary`: what an application says about itself, and the words for what a check came to;
//! - `table`: what its tables say, as the macros compiled them;
//! - `policy`: what is in force beside the code;
//! - `principal`: subjects bound to what is in force, and what narrows them;
//! - `decision`: actions, the procedure, its proofs, refusals and explanations;
//! - `listing`: list queries;
//! - `matrix`: a whole catalogue in words, and what changed in it;
//! - `testing`: for the tests of an application.

// docs.rs shows at each item the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs, missing_debug_implementations)]

mod decision;
mod listing;
#[cfg(feature = "matrix")]
pub mod matrix;
pub mod policy;
mod principal;
mod table;
pub mod testing;
mod vocabulary;

// Each statement names one folder, so that `.ci/structure` can take a folder away.
pub use crate::decision::{
    Action, ActionOf, Caller, Could, Decision, Explanation, Listed, Permit, Proves, WithoutFields,
};
pub use crate::listing::{Extent, Scope};
pub use crate::principal::{Authorizer, AuthorizerBuilder, Principal};
pub use crate::table::Permissions;
pub use crate::vocabulary::{
    Cause, Consent, Denial, Owned, Refused, Roles, Subject, UserType, UserTypes,
};

/// On whose behalf a caller acts: consents, impersonation, jobs of the application's own.
pub mod acting {
    pub use crate::decision::{
        ActionSet, Caller, Impersonates, NotAdmitted, NotImpersonated, OAuthScopes, UnknownActions,
    };
    pub use crate::principal::{Impersonation, Internal, NotInternal};
    pub use crate::vocabulary::Consent;
}

/// Catalogues: every action of a subject, with its table, by its type or by its key.
pub mod catalogue {
    pub use crate::decision::{
        ActionSchema, Catalogue, CatalogueAction, Condition, ConditionSchema, EachAction,
        FromPrincipal, ListedActions, Named, NotDecided, RoleSchema, RowSchema, Schema,
    };
    pub use crate::table::{Formula, Permissions, Rule, Table};
    pub use crate::vocabulary::{ConditionInfo, NoRole, RoleInfo, Roles};
}

/// The time.
pub mod clock {
    pub use crate::vocabulary::{Clock, SystemClock};
}

/// Decisions explained to people.
pub mod explain {
    pub use crate::decision::{ConditionResult, Explanation, RowResult};
}

/// Filters: conditions as trees, from which list queries are written.
pub mod filter {
    pub use crate::listing::filter::{
        Cast, Column, ColumnInfo, Columns, Filter, FilterSet, FilterValue, Filterable, IdColumn,
        KindOf, NoKind, Operator, OrderedValue, OwnerColumn, PlaceColumn, PlaceColumns, Skipped,
        TenantColumn, TenantColumns, TenantFilter, TenantMapping, Value, ValueKind, granted, owner,
    };
}

/// Feature flags, and where their state comes from.
pub mod flags {
    pub use crate::principal::{
        EnvironmentFlags, FlagSource, InMemoryFlags, ResolveFlags, ResolvedFlags, Resolves,
    };
}

/// What a user interface mirrors of a principal.
pub mod interface {
    pub use crate::decision::{Abilities, Ability};
}

/// Observers of decisions: logs, metrics, tests.
pub mod observe {
    #[cfg(feature = "tracing")]
    pub use crate::principal::Events;
    pub use crate::principal::{Decided, Observer};
}

/// Places: what contains a context.
pub mod places {
    pub use crate::vocabulary::{AsId, Id, Place, PlaceSet, Placed, Places};
}

/// Proofs, and the contexts that they hold.
pub mod proof {
    pub use crate::decision::{Held, HeldForm, IntoHeld, Partition, Permit, Proves, Subjects};
}

/// Refusals: what was denied or could not be decided, and why.
pub mod refusal {
    pub use crate::vocabulary::{Cause, Denial, Indeterminate, Refused, Unknown};
}

/// What actions and catalogues are made of, as types.
pub mod shape {
    pub use crate::decision::{Operation, Rows, Whole};
    pub use crate::listing::filter::{Declared, Undeclared};
}

/// Tenants: which contexts a subject reaches.
pub mod tenancy {
    pub use crate::vocabulary::{AsId, ContextTenant, Id, InTenant, Tenant};
}

/// What an adapter for a framework needs: permit-web and the crates above it are written with this.
///
/// An adapter extracts a request's caller and the context of an action, and answers. In this order:
///
/// 1. [`Authorizer::admit`] makes the principal of the request's [`Caller`], and [`narrow`](adapter::narrow)
///    applies the consents that layers added;
/// 2. [`refuse_early`](adapter::refuse_early) refuses a caller that could never be allowed, before
///    anything is loaded;
/// 3. the adapter loads the context, and [`Principal::check`] decides.
pub mod adapter {
    pub use crate::decision::{
        Due, Duty, Guarded, Neglect, given, may_nothing, narrow, refuse, refuse_early, require,
        require_without_context,
    };
    pub use crate::listing::{Scopes, owed};
    pub use crate::vocabulary::escaped;
}

/// What the macros' expansion names. Not part of the public interface: it may change in any
/// release, together with the macros.
#[doc(hidden)]
pub mod __private {
    pub use crate::decision::{
        ActionVisit, Belongs, Evaluation, FirstOf, HiddenContext, Includes, ListedOnce, Lists,
        Meant, NoVisit, NotHidden, PartContext, SameContext, SameSubject, Sight, Single, SubjectOf,
        View, VisitActions, is_hidden, owns, part, refuse, require, require_without_context, sees,
    };
    pub use crate::listing::filter::Agreement;
    pub use crate::table::{Hidden, Keys, Terms, assert_user_types};
    #[cfg(feature = "testing")]
    pub use crate::testing::armed::arm;
    pub use crate::vocabulary::{
        IdType, Known, NotOptional, and_place_in, assert_known, tenant_in, tenant_or_global_in,
    };
}
