//! permit
pub use permit_macros::{Action, UserType, condition, permissions, requires};
pub use permit_runtime::{
    Action, ActionOf, Answer, Authorizer, AuthorizerBuilder, Clock, Condition, ConditionInfo,
    ContextHome, Could, Decision, Denial, Explanation, FlagSource, Held, HeldForm, Home, InTenant,
    IntoHeld, Listed, Owned, Partition, Path, Permissions, Permit, Principal, Reason, Refused,
    Rule, Subject, SystemClock, Table, UserType, UserTypes, WithoutFields, testing,
};

#[doc(hidden)]
pub mod __private {
    pub use permit_macros::{expand_action, expand_permissions};
    pub use permit_runtime::__private::*;
}
