//! `decide(p, a, c)`: the procedure, step by step.

use super::{
    Action, Asked, Condition, Consent, Context, ContextTenant, Impersonation, Principal, Tenant,
    Time, UserType, World,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Allow,
    Deny,
    Indeterminate,
}

/// An answer, and the step of the procedure that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decided {
    pub(crate) answer: Answer,
    pub(crate) step: u8,
    /// For people.
    pub(crate) because: &'static str,
}

impl Decided {
    pub(crate) fn is_allowed(self) -> bool {
        self.answer == Answer::Allow
    }

    const fn allow(step: u8) -> Self {
        Self {
            answer: Answer::Allow,
            step,
            because: "nothing denies it",
        }
    }

    const fn deny(step: u8, because: &'static str) -> Self {
        Self {
            answer: Answer::Deny,
            step,
            because,
        }
    }

    const fn indeterminate(because: &'static str) -> Self {
        Self {
            answer: Answer::Indeterminate,
            step: 2,
            because,
        }
    }
}

/// Whether `who` may do the action with this key on `context`. An action that is not in the catalogue is
/// denied.
pub(crate) fn decide(
    world: &World,
    who: &Principal,
    action: &str,
    context: &Context,
    now: Time,
) -> Decided {
    let asked = Asked { world, who, now };
    match world.code.action(action) {
        Some(action) => asked.decide(action, context),
        None => Decided::deny(0, "there is no such action"),
    }
}

impl<'a> Asked<'a> {
    fn decide(self, action: &'a Action, context: &Context) -> Decided {
        // 1. The action is an operation: see below.
        if action.is_operation() {
            return Decided {
                step: 1,
                ..self.operation(action, context)
            };
        }

        // 2. There is a policy, and the principal has no binding, or one whose freshness is more than
        // `stale` ago: indeterminate.
        if let Some(policy) = &self.world.policy {
            match &self.who.binding {
                None => return Decided::indeterminate("the principal has no binding"),
                Some(binding) if self.now > binding.fresh + policy.stale => {
                    return Decided::indeterminate("the binding is stale");
                }
                Some(_) => {}
            }
        }

        // 3. Deny if the operator blocks the subject, the actor, or the tenant of either; if the subject's
        // tenant blocks the subject, or the actor's the actor;
        if self.is_blocked(&self.who.subject) {
            return Decided::deny(3, "the subject or its tenant is blocked");
        }
        if self.is_blocked(self.who.actor()) {
            return Decided::deny(3, "the actor or its tenant is blocked");
        }
        // if not consented to;
        for consent in &self.who.consents {
            if !self.is_consented(consent, action, context) {
                return Decided::deny(3, "a consent does not cover it");
            }
        }
        // if impersonated and expired, or barred, or each user type by which the actor may impersonate is
        // blocked.
        if let Some(impersonation) = &self.who.impersonation {
            if self.now >= impersonation.until {
                return Decided::deny(3, "the impersonation has ended");
            }
            if action.barred {
                return Decided::deny(3, "the action is never impersonated");
            }
            if !self.may_impersonate(impersonation) {
                return Decided::deny(3, "the actor may not impersonate any more");
            }
        }

        // 4. Deny if the action has a flag that is not known to be on.
        if !self.is_flag_on(action) {
            return Decided::deny(4, "the flag is not known to be on");
        }

        // 5. Deny unless for some unblocked user type of the subject: it may act in the tenant of the
        // context, and an alternative of its rule has all its conditions true.
        let subject = &self.who.subject;
        let is_some_row_true = self.unblocked(subject).any(|user_type| {
            self.may_act_in_tenant(user_type, context)
                && self
                    .rule(subject, action, user_type)
                    .alternatives
                    .iter()
                    .any(|all| {
                        all.iter()
                            .all(|condition| self.holds(condition, action, user_type, context))
                    })
        });
        if !is_some_row_true {
            return Decided::deny(5, "no row allows it");
        }

        // 6. Deny unless each requirement holds.
        if !self.are_requirements_met(action, context) {
            return Decided::deny(6, "a requirement does not hold");
        }
        Decided::allow(6)
    }

    fn operation(self, operation: &'a Action, context: &Context) -> Decided {
        // Decide each of its actions in full, and stop with the first answer that is not allow;
        for part in &operation.parts {
            let context = if part.on.is_empty() {
                context
            } else {
                &context.parts[&part.on]
            };
            let decided = decide(self.world, self.who, &part.action, context, self.now);
            if !decided.is_allowed() {
                return decided;
            }
        }
        // deny if the principal is impersonated and the operation is barred;
        if self.who.impersonation.is_some() && operation.barred {
            return Decided::deny(1, "the operation is never impersonated");
        }
        // deny unless for some unblocked user type of the subject its rule is not deny;
        let subject = &self.who.subject;
        if !self
            .unblocked(subject)
            .any(|user_type| !self.rule(subject, operation, user_type).is_deny())
        {
            return Decided::deny(1, "the operation is blocked for each user type");
        }
        // deny unless its flag is known to be on and its requirements hold; else allow.
        if !self.is_flag_on(operation) {
            return Decided::deny(1, "the flag of the operation is not known to be on");
        }
        if !self.are_requirements_met(operation, context) {
            return Decided::deny(1, "a requirement of the operation does not hold");
        }
        Decided::allow(1)
    }

    /// Whether a consent names the action, has not ended, and is everywhere or covers a place of the
    /// context.
    fn is_consented(self, consent: &Consent, action: &Action, context: &Context) -> bool {
        let is_here = match &consent.places {
            None => true,
            Some(places) => context.is_in(places),
        };
        consent.actions.contains(&action.key) && self.is_running(consent.until) && is_here
    }

    /// Whether some user type by which the actor may impersonate is not blocked.
    fn may_impersonate(self, impersonation: &'a Impersonation) -> bool {
        let actor = &impersonation.actor;
        match self.world.code.action(&impersonation.by) {
            Some(by) => self
                .unblocked(actor)
                .any(|user_type| !self.rule(actor, by, user_type).is_deny()),
            None => false,
        }
    }

    fn is_flag_on(self, action: &Action) -> bool {
        match &action.flag {
            None => true,
            Some(flag) => self.who.flags.get(flag) == Some(&true),
        }
    }

    /// Whether a user type of the subject may act in the tenant of the context: the same known one, or
    /// the context is global or `()`, or the user type and the subject are the platform's.
    fn may_act_in_tenant(self, user_type: &UserType, context: &Context) -> bool {
        match (&self.who.subject.tenant, &context.tenant) {
            (_, ContextTenant::Global | ContextTenant::OfSubject) => true,
            (Tenant::Of(own), ContextTenant::Of(its)) => !own.is_empty() && own == its,
            (Tenant::Platform, ContextTenant::Of(_)) => user_type.platform,
            (Tenant::Unknown, ContextTenant::Of(_)) => false,
        }
    }

    /// Whether a condition holds in the row of `user_type`.
    fn holds(
        self,
        condition: &Condition,
        action: &Action,
        user_type: &UserType,
        context: &Context,
    ) -> bool {
        match condition {
            Condition::Granted => self.granted(action, user_type, context),
            other => self.holds_everywhere(other, context),
        }
    }

    /// Whether a condition holds that no row changes.
    fn holds_everywhere(self, condition: &Condition, context: &Context) -> bool {
        let subject = &self.who.subject;
        match condition {
            Condition::Owner => match (&subject.id, &context.owner) {
                (Some(id), Some(owner)) => id == owner,
                _ => false,
            },
            // It is not a requirement.
            Condition::Granted => false,
            Condition::Of(name) => subject.holds.contains(name) || context.holds.contains(name),
        }
    }

    fn are_requirements_met(self, action: &Action, context: &Context) -> bool {
        action
            .requirements
            .iter()
            .all(|condition| self.holds_everywhere(condition, context))
    }
}
