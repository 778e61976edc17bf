//! The decision: actions, the procedure that decides them, and its proofs, refusals and explanations.

mod abilities;
mod action;
mod action_set;
mod caller;
mod catalogue;
mod check;
mod condition;
mod could;
mod decide;
mod delegation;
mod due;
mod each_action;
mod evaluation;
mod explain;
mod granted;
mod guarded;
mod held;
mod hidden;
mod impersonation;
mod known;
mod oauth;
mod observed;
mod permit;
mod proves;
mod reason;
mod require;
mod schema;
mod shape;

pub use self::{
    abilities::{Abilities, Ability},
    action::{Action, ActionOf, Listed, ListedOnce, Lists, Single, SubjectOf, WithoutFields},
    action_set::ActionSet,
    caller::{Caller, NotAdmitted},
    catalogue::{Catalogue, CatalogueAction, NotDecided},
    check::Partition,
    condition::{Condition, FromPrincipal, Meant, Named, owns},
    could::{Could, refuse_early},
    decide::{Decision, part},
    delegation::{UnknownActions, may_nothing, narrow},
    due::{Due, Duty, Neglect, given},
    each_action::{ActionVisit, EachAction, ListedActions, NoVisit, VisitActions},
    evaluation::Evaluation,
    explain::{ConditionResult, Explanation, RowResult},
    guarded::Guarded,
    held::{Held, HeldForm, IntoHeld},
    hidden::{HiddenContext, NotHidden, Sight, View, is_hidden, sees},
    impersonation::{Impersonates, NotImpersonated},
    oauth::OAuthScopes,
    permit::Permit,
    proves::{Belongs, FirstOf, Includes, PartContext, Proves, SameContext, SameSubject, Subjects},
    require::{refuse, require, require_without_context},
    schema::{ActionSchema, ConditionSchema, RoleSchema, RowSchema, Schema},
    shape::{Operation, Rows, Whole},
};
pub(crate) use self::{
    could::{certain_cause, reaches},
    granted::counting,
};
