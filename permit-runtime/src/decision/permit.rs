//! The proof that one action on one context was allowed.

use core::fmt;

use crate::{
    decision::{Action, Held, HeldForm},
    principal::Principal,
};

/// The proof that one action on one context was allowed to one principal.
///
/// Only a check makes one. It cannot be copied, stored or sent over a wire, and it carries the context
/// that was checked. So a function of the data layer that takes it cannot be given another item, and
/// cannot be called for another action. Such a function works on [`context`](Self::context) and
/// [`action`](Self::action) alone.
///
/// It is about its context at the moment of the check. It does not see changes by interior mutability
/// afterwards. A queued job or an open socket checks again.
#[must_use = "a permit is the proof that the data layer asks for"]
pub struct Permit<'c, A: Action> {
    action: A,
    principal: Principal<A::Subject>,
    context: Held<'c, A::Context>,
}

impl<'c, A: Action> Permit<'c, A> {
    /// Only a check calls this, after the decision has allowed.
    pub(crate) const fn new(
        action: A,
        principal: Principal<A::Subject>,
        context: Held<'c, A::Context>,
    ) -> Self {
        Self {
            action,
            principal,
            context,
        }
    }

    /// The action with its fields, as it was checked. The data layer takes amounts and formats
    /// from here alone.
    pub const fn action(&self) -> &A {
        &self.action
    }

    /// The principal that is allowed.
    pub const fn principal(&self) -> &Principal<A::Subject> {
        &self.principal
    }

    /// The context that it is allowed on.
    pub fn context(&self) -> &A::Context {
        self.context.get()
    }

    /// Gives the proof up for its context.
    pub fn into_context(self) -> Held<'c, A::Context>
    where
        A::Context: HeldForm,
    {
        self.context
    }
}

/// The key of the action, and nothing of the subject or the context.
impl<A: Action> fmt::Debug for Permit<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Permit").field(&A::TABLE.key()).finish()
    }
}
