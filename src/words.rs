//! The words of the language, as an editor completes and explains them. Only rust-analyzer reads this
//! module: in an editor, the macros name each word by its path here.

#![allow(non_upper_case_globals)]

/// What a rule may be.
pub mod rule {
    /// The user type may do the action: always, or with `if CONDITION` when the condition holds.
    pub const allow: () = ();
    /// The user type may never do the action.
    pub const deny: () = ();
}

/// What a row of roles may say.
pub mod hold {
    /// The role holds the action.
    pub const grant: () = ();
    /// The role does not hold the action.
    pub const withhold: () = ();
}

/// The conditions of permit itself.
pub mod condition {
    /// The caller owns the context: [`Owned::owner`](crate::Owned::owner) is the id of the caller.
    pub const owner: () = ();
    /// The caller was granted the action: by a role that holds it, everywhere in its tenant or on a place of
    /// the context.
    pub const granted: () = ();
}

/// The arguments of a derived action.
pub mod action {
    pub use super::inline::{context, fixed, flag, name, never_impersonated, requires, was};

    /// `subject = User`: your own type of callers.
    pub const subject: () = ();
    /// `user_type = path::UserType`: the enum of user types, if it has another name or is not in scope.
    pub const user_type: () = ();
    /// `roles = path::Role`: the enum of roles, if it has another name or is not in scope.
    pub const roles: () = ();
}

/// The arguments of an action in a catalogue.
pub mod inline {
    /// `context = Item`: what the action is done to. Without it, the action has no context.
    pub const context: () = ();
    /// `flag = "..."`: the feature flag of the action. A flag that is off or unknown denies the action.
    pub const flag: () = ();
    /// `name = "..."`: the stable key of the action, if it is not its name in `snake_case`.
    pub const name: () = ();
    /// `requires(one, another)`: conditions that have to hold in every row.
    pub const requires: () = ();
    /// No impersonated caller may do the action.
    pub const never_impersonated: () = ();
    /// No operator opens the action, and no customer blocks it.
    pub const fixed: () = ();
    /// `was = "..."`: a key that the action had before. What is stored under it is this action's.
    pub const was: () = ();
}

/// The arguments of a catalogue.
pub mod catalogue {
    /// Every context says which tenant it belongs to.
    pub const tenants: () = ();
    /// Every context says which places it is in.
    pub const places: () = ();
    /// Actions may be granted by roles: `roles`, or `roles = path::Role`.
    pub const roles: () = ();
}

/// What an operation has instead of a table.
pub mod operation {
    /// `all_of(One, Another(field))`: the operation is allowed when each of these actions is.
    pub const all_of: () = ();
}

/// The arguments of a condition.
pub mod function {
    /// List queries use the condition as well: its body becomes a filter on rows.
    pub const filter: () = ();
    /// `flags(beta)`: the feature flags that the function asks for.
    pub const flags: () = ();
    /// `says = "..."`: the reason code that a refused caller is told.
    pub const says: () = ();
}

/// The arguments of a context with columns.
pub mod columns {
    /// No row belongs to a tenant.
    pub const global: () = ();
    /// No row is in a place.
    pub const nowhere: () = ();
}

/// The arguments of a column.
pub mod column {
    /// The application writes the trait that a check reads, because the value is computed.
    pub const by_hand: () = ();
    /// `cast = "uuid"`: the type of the column on PostgreSQL, where it is one of its own.
    pub const cast: () = ();
    /// `owner = User`: the column has the id of the owner.
    pub const owner: () = ();
    /// `place = "..."`: the column has the id of a place of this kind.
    pub const place: () = ();
    /// The field has no column.
    pub const skip: () = ();
    /// The column has the id of the tenant.
    pub const tenant: () = ();
    /// The column has the id of the tenant, or none for a row of the platform.
    pub const tenant_or_global: () = ();
}
