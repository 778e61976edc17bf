//! The decision: one procedure, in the process, with no I/O and no allocation.
//!
//! Applications use this crate through the facade `permit`, which adds the language (the macros)
//! and the prose. The rooms, from the bottom up:
//!
//! - [`UserType`], [`Subject`], [`Home`], [`Action`]: what an application says about itself;
//! - `truth`, [`Table`], [`Rule`]: what its tables say, as the macros compiled them;
//! - [`Authorizer`], [`Principal`]: who asks, bound to what is in force;
//! - `decide`: the procedure, and [`Permit`], its proof; [`Refused`], its refusal;
//! - [`Explanation`]: the same procedure told to people.

#![warn(missing_docs, missing_debug_implementations)]

mod action;
mod authorizer;
mod clock;
mod condition;
mod decide;
mod explain;
mod flag;
mod guard;
mod held;
mod home;
mod permit;
mod principal;
mod refused;
mod subject;
mod table;
pub mod testing;
mod truth;
mod user_type;

pub use self::{
    action::{Action, ActionOf, Listed, Permissions, WithoutFields},
    authorizer::{Authorizer, AuthorizerBuilder},
    clock::{Clock, SystemClock},
    condition::Condition,
    decide::{Could, Decision},
    explain::{Answer, Explanation, Path},
    flag::FlagSource,
    held::{Held, HeldForm, IntoHeld},
    home::{ContextHome, Home, InTenant},
    permit::Permit,
    principal::{Partition, Principal},
    refused::{Denial, Reason, Refused},
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
        decide::certain_refusal,
        guard::{Refusable, refuse, require},
        truth::Formula,
    };
}
