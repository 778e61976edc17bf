//! Callers: a subject, and on whose behalf it acts.

use core::{fmt, future::Future, pin::Pin};
use std::time::SystemTime;

use crate::{
    decision::{Impersonates, NotImpersonated, WithoutFields, narrow},
    principal::{Authorizer, Principal},
    table::Permissions,
    vocabulary::{Consent, Id, Refused, Subject, Tenant},
};

/// A subject, and on whose behalf it acts: for itself, under a consent, or impersonated.
///
/// An application says with it who sends a request; [`Authorizer::admit`] makes the principal.
/// Nothing that narrows a caller can be taken away again.
///
/// ```
/// # include!("../../../examples/support/shop.rs");
/// # use permit_runtime::{Consent, acting::Caller};
/// # fn main() {
/// # let (user, token) = (User::seller(7), Consent::to(["view_item"]));
/// let caller = Caller::from(user);             // acts for itself
/// let caller = Caller::delegated(caller, token); // a third party's application
/// # drop(caller);
/// # }
/// ```
pub struct Caller<S: Subject> {
    subject: S,
    /// The id of the tenant through which an anonymous caller came in.
    at: Option<String>,
    staff: Option<Staff<S>>,
    consents: Vec<Consent>,
}

/// The staff member who acts as the subject.
struct Staff<S: Subject> {
    subject: S,
    until: SystemTime,
    /// Checks the impersonating action, and impersonates.
    impersonate: Impersonate<S>,
}

type Impersonate<S> = for<'a> fn(&'a Principal<S>, S, SystemTime) -> Impersonated<'a, S>;

type Impersonated<'a, S> =
    Pin<Box<dyn Future<Output = Result<Principal<S>, NotAdmitted>> + Send + 'a>>;

/// Acts for itself.
impl<S: Subject> From<S> for Caller<S> {
    fn from(subject: S) -> Self {
        Self {
            subject,
            at: None,
            staff: None,
            consents: Vec::new(),
        }
    }
}

impl<S: Subject> Caller<S> {
    /// An anonymous caller of the tenant with this id: on the tenant's own domain, for example. It reaches
    /// what is global and what is the tenant's, by the rows of the anonymous user type.
    ///
    /// Without a tenant, an anonymous caller is `Caller::from(S::anonymous())`.
    #[must_use]
    pub fn anonymous_at<'a>(tenant: impl Into<Id<'a>>) -> Self {
        Self {
            at: Some(tenant.into().to_string()),
            ..S::anonymous().into()
        }
    }

    /// `caller` under a consent: a third party's application, an API token, a read-only mode. A
    /// caller that acts under a consent already is narrowed further.
    #[must_use]
    pub fn delegated(caller: impl Into<Self>, consent: Consent) -> Self {
        let mut caller = caller.into();
        caller.consents.push(consent);
        caller
    }

    /// The staff member `staff` who acts as `target` until a time, if the action `A` allows it.
    ///
    /// If it is not allowed, the caller is refused. It never becomes the staff member alone.
    #[must_use]
    pub fn impersonating<A>(staff: S, target: S, until: SystemTime) -> Self
    where
        A: Impersonates<Subject = S> + WithoutFields + 'static,
        S: Clone,
    {
        Self {
            subject: target,
            at: None,
            staff: Some(Staff {
                subject: staff,
                until,
                impersonate: impersonate::<A>,
            }),
            consents: Vec::new(),
        }
    }

    /// The subject. Where a staff member acts as it, the subject that is impersonated.
    #[must_use]
    pub const fn subject(&self) -> &S {
        &self.subject
    }
}

fn impersonate<A>(
    staff: &Principal<A::Subject>,
    target: A::Subject,
    until: SystemTime,
) -> Impersonated<'_, A::Subject>
where
    A: Impersonates + WithoutFields + 'static,
    A::Subject: Clone,
{
    let impersonated = staff
        .check(A::VALUE, target)
        .map(|permit| staff.load_impersonated(permit, until));
    Box::pin(async { Ok(impersonated.map_err(NotAdmitted::Refused)?.await?) })
}

impl<S: Permissions> Authorizer<S> {
    /// The principal of `caller`, after the flags and the policy have been loaded.
    ///
    /// # Errors
    ///
    /// When the caller may not impersonate the subject.
    pub async fn admit(&self, caller: impl Into<Caller<S>>) -> Result<Principal<S>, NotAdmitted> {
        let Caller {
            subject,
            at,
            staff,
            consents,
        } = caller.into();
        let principal = match (staff, at) {
            (None, None) => self.load(subject).await,
            (None, Some(tenant)) => self.load_anonymous_at(Tenant::of(tenant.as_str())).await,
            (Some(staff), _) => {
                let who = self.load(staff.subject).await;
                (staff.impersonate)(&who, subject, staff.until).await?
            }
        };
        Ok(narrow(principal, consents))
    }
}

/// The id of the subject, and how the caller is narrowed.
impl<S: Subject> fmt::Debug for Caller<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut caller = f.debug_struct("Caller");
        caller.field("subject", &self.subject.id());
        if let Some(tenant) = &self.at {
            caller.field("at", tenant);
        }
        let staff = self.staff.as_ref().map(|staff| staff.subject.id());
        caller
            .field("staff", &staff)
            .field("consents", &self.consents.len())
            .finish()
    }
}

/// Why a caller gets no principal.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAdmitted {
    /// The staff member may not impersonate the subject.
    Refused(Refused),
    /// The subject is never impersonated, or not any more.
    NotImpersonated(NotImpersonated),
}

impl From<NotImpersonated> for NotAdmitted {
    fn from(not: NotImpersonated) -> Self {
        Self::NotImpersonated(not)
    }
}

impl fmt::Display for NotAdmitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => refused.fmt(f),
            Self::NotImpersonated(not) => not.fmt(f),
        }
    }
}

impl core::error::Error for NotAdmitted {}
