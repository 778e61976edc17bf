//! Principals of staff who act as another subject.

use core::{fmt, future::Future};
use std::time::SystemTime;

use crate::{
    decision::{Action, Listed, Permit},
    principal::Principal,
    vocabulary::{Subject, UserType},
};

/// The action by which the application lets one person act as another. Its context is the subject
/// that is impersonated.
///
/// It is implemented for that action alone: `impl permit::acting::Impersonates for ActAsCustomer {}`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action by which one person acts as another",
    label = "does not impersonate",
    note = "write `impl permit::acting::Impersonates for {Self} {{}}`; its context is the subject that is impersonated"
)]
pub trait Impersonates: Listed<Context = <Self as Action>::Subject> {}

impl<S: Subject> Principal<S> {
    /// The principal of a staff member who acts as another subject until a time.
    ///
    /// It may do what the other may, except for actions that are `never_impersonated`. It names both:
    /// the other is its [`subject`](Self::subject), the staff member its [`actor`](Self::actor). The
    /// permit is for the application's own impersonating action, on the subject that is impersonated.
    ///
    /// Under a policy the result is indeterminate, as with
    /// [`Authorizer::principal`](crate::Authorizer::principal); use
    /// [`load_impersonated`](Self::load_impersonated).
    ///
    /// # Errors
    ///
    /// When the subject is never impersonated: it has a `#[platform]` or an `#[internal]` user type,
    /// is anonymous, or is the staff member; when this principal acts on behalf of another itself;
    /// and when the permit was given to another principal.
    pub fn impersonate<A>(
        &self,
        permit: Permit<'_, A>,
        until: SystemTime,
    ) -> Result<Self, NotImpersonated>
    where
        A: Impersonates<Subject = S>,
        S: Clone,
    {
        let target = self.impersonated(permit, until)?;
        let target = self.authorizer().principal(target);
        Ok(target.acted_as_by(self, until))
    }

    /// As [`impersonate`](Self::impersonate), after the flags and the policy of the other subject have
    /// been loaded.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn load_impersonated<A>(
        &self,
        permit: Permit<'_, A>,
        until: SystemTime,
    ) -> impl Future<Output = Result<Self, NotImpersonated>> + Send + use<A, S>
    where
        A: Impersonates<Subject = S>,
        S: Clone,
    {
        // The permit is used up before the wait, so the future does not hold it.
        let target = self.impersonated(permit, until);
        let staff = self.clone();
        async move {
            let target = staff.authorizer().load(target?).await;
            Ok(target.acted_as_by(&staff, until))
        }
    }

    /// The subject that the permit allows to impersonate.
    fn impersonated<A>(
        &self,
        permit: Permit<'_, A>,
        until: SystemTime,
    ) -> Result<S, NotImpersonated>
    where
        A: Impersonates<Subject = S>,
        S: Clone,
    {
        if !permit.principal().is(self) {
            return Err(NotImpersonated::NotYours);
        }
        if self.impersonation().is_some() || self.is_delegated() || self.is_internal() {
            return Err(NotImpersonated::ActsForAnother);
        }
        if self.now() >= until {
            return Err(NotImpersonated::Expired);
        }
        let target = permit.into_context();
        let types = target.user_types();
        if types.is_anonymous() || target.id().is_none() {
            return Err(NotImpersonated::Anonymous);
        }
        if target.id() == self.subject().id() {
            return Err(NotImpersonated::Yourself);
        }
        let has_any = |marked: u64| !types.within(marked).is_empty();
        if has_any(S::UserType::PLATFORM) || has_any(S::UserType::INTERNAL) {
            return Err(NotImpersonated::Protected);
        }
        Ok(S::clone(&target))
    }

    fn acted_as_by(&self, staff: &Self, until: SystemTime) -> Self {
        self.narrowed(|narrowing| narrowing.impersonated(staff.clone(), until))
    }
}

/// Why a subject is not impersonated.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotImpersonated {
    /// The permit was given to another principal.
    NotYours,
    /// The principal acts on behalf of another itself.
    ActsForAnother,
    /// The end has passed already.
    Expired,
    /// The subject to impersonate is anonymous.
    Anonymous,
    /// The subject to impersonate is the staff member.
    Yourself,
    /// The subject to impersonate has a `#[platform]` or an `#[internal]` user type.
    Protected,
}

impl fmt::Display for NotImpersonated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotYours => "the permit to impersonate was given to another principal",
            Self::ActsForAnother => {
                "a principal that acts on behalf of another cannot impersonate a subject"
            }
            Self::Expired => "the impersonation would have ended already",
            Self::Anonymous => "an anonymous subject cannot be impersonated",
            Self::Yourself => "a subject cannot impersonate itself",
            Self::Protected => {
                "a subject with a platform or an internal user type cannot be impersonated"
            }
        })
    }
}

impl core::error::Error for NotImpersonated {}
