//! The authorizer: what is in force in this process, and the making of principals.

use core::fmt;
use std::sync::Arc;

use crate::{
    policy::Policy,
    principal::{
        AuthorizerBuilder, FlagSource, Identity, Internal, NotInternal, Observer, Principal,
        ResolveFlags,
        bound_subject::InForce,
        caught::{caught, caught_output},
        flags::{FlagIndex, Flags},
    },
    table::Permissions,
    vocabulary::{Clock, Id, Subject, Tenant, Unknown, UserType},
};

/// Makes principals. An application makes one authorizer for each subject type when it starts;
/// cloning it is cheap.
///
/// There are two forms of each method. The loading form (`load`, `load_anonymous`, …) awaits the
/// asynchronous flags and the policy; without either it returns at once. The other form is for
/// applications that have neither: under a policy its principals are indeterminate.
pub struct Authorizer<S: Subject> {
    shared: Arc<Shared<S>>,
}

pub(super) struct Shared<S: Subject> {
    pub(super) source: Option<Box<dyn FlagSource<S>>>,
    pub(super) resolver: Option<Box<dyn ResolveFlags<S>>>,
    pub(super) policy: Option<Box<dyn Policy<S>>>,
    pub(super) flags: FlagIndex,
    /// The flags that `source` cannot tell apart.
    pub(super) ambiguous: Vec<&'static str>,
    pub(super) clock: Box<dyn Clock>,
    pub(super) observer: Option<Box<dyn Observer<S>>>,
}

impl<S: Subject> Authorizer<S> {
    /// Starts one. Without a [`FlagSource`] no flag is on.
    pub fn builder() -> AuthorizerBuilder<S>
    where
        S: Permissions,
    {
        AuthorizerBuilder::new()
    }

    pub(super) fn of(shared: Shared<S>) -> Self {
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Binds a subject to what is in force. All decisions of one request use one principal.
    ///
    /// The principal does not have the user types that are marked `#[internal]`: no caller acts with
    /// one. Only [`internal`](Self::internal) gives them.
    #[must_use]
    pub fn principal(&self, subject: S) -> Principal<S> {
        self.make(Identity::of(subject))
    }

    /// As [`principal`](Self::principal), after the flags and the policy have been loaded.
    pub async fn load(&self, subject: S) -> Principal<S> {
        self.make_loaded(Identity::of(subject)).await
    }

    /// The principal of a job of the application's own that no user has asked for, on contexts of no
    /// tenant. A job that a user started checks again as that user.
    ///
    /// The reason is for the log.
    ///
    /// # Errors
    ///
    /// When [`Internal::internal`] has a user type that is not marked `#[internal]`, or none; and when the
    /// reason is empty or white space.
    pub fn internal(&self, reason: &str) -> Result<Principal<S>, NotInternal>
    where
        S: Internal,
    {
        let job = self.make(job(Tenant::Unknown, reason)?);
        Ok(job.narrowed(|narrowing| narrowing.internal(reason)))
    }

    /// As [`internal`](Self::internal), after the flags and the policy have been loaded.
    ///
    /// # Errors
    ///
    /// As there.
    pub async fn load_internal(&self, reason: &str) -> Result<Principal<S>, NotInternal>
    where
        S: Internal,
    {
        let job = self.make_loaded(job(Tenant::Unknown, reason)?).await;
        Ok(job.narrowed(|narrowing| narrowing.internal(reason)))
    }

    /// As [`internal`](Self::internal), for a job on contexts of one tenant and on global ones.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn internal_at<'a>(
        &self,
        tenant: impl Into<Id<'a>>,
        reason: &str,
    ) -> Result<Principal<S>, NotInternal>
    where
        S: Internal,
    {
        let job = self.make(job(Tenant::of(tenant), reason)?);
        Ok(job.narrowed(|narrowing| narrowing.internal(reason)))
    }

    /// As [`internal_at`](Self::internal_at), after the flags and the policy have been loaded.
    ///
    /// # Errors
    ///
    /// As there.
    pub async fn load_internal_at(
        &self,
        tenant: impl Into<Id<'_>> + Send,
        reason: &str,
    ) -> Result<Principal<S>, NotInternal>
    where
        S: Internal,
    {
        let job = self.make_loaded(job(Tenant::of(tenant), reason)?).await;
        Ok(job.narrowed(|narrowing| narrowing.internal(reason)))
    }

    /// The principal of an anonymous caller whose tenant is not known either.
    #[must_use]
    pub fn anonymous(&self) -> Principal<S> {
        self.principal(S::anonymous())
    }

    /// As [`anonymous`](Self::anonymous), after the flags and the policy have been loaded.
    pub async fn load_anonymous(&self) -> Principal<S> {
        self.load(S::anonymous()).await
    }

    /// The principal of an anonymous caller of `tenant`: on a tenant's own domain, for example. An
    /// anonymous caller does not belong to the platform, so [`Tenant::Platform`] counts as unknown.
    #[must_use]
    pub fn anonymous_at(&self, tenant: Tenant<'_>) -> Principal<S> {
        self.make(Identity::of(S::anonymous()).at(tenant))
    }

    /// As [`anonymous_at`](Self::anonymous_at), after the flags and the policy have been loaded.
    pub async fn load_anonymous_at(&self, tenant: Tenant<'_>) -> Principal<S> {
        let identity = Identity::of(S::anonymous()).at(tenant);
        self.make_loaded(identity).await
    }

    /// The flags that the catalogue names: those that are read when a principal is made.
    pub fn flag_names(&self) -> impl Iterator<Item = &'static str> {
        self.shared.flags.names().iter().copied()
    }

    /// The flags of the catalogue that the source of [`flags`](AuthorizerBuilder::flags) cannot tell
    /// apart, such as those of one environment variable. It is not asked about them, so they are
    /// unknown, and therefore off, unless the source of
    /// [`resolve_flags`](AuthorizerBuilder::resolve_flags) knows them.
    ///
    /// A check for when the process starts, and for a test:
    ///
    /// ```
    /// # include!("../../../examples/support/shop.rs");
    /// # permit::permissions! { <User: UserType>
    /// #     pub Search(flag = "new_search") { Anonymous => deny, Seller | Support => allow }
    /// # }
    /// # use permit_runtime::{Authorizer, flags::EnvironmentFlags};
    /// # fn main() {
    /// let flags = EnvironmentFlags::read("FLAG_");
    /// let authorizer = Authorizer::<User>::builder().flags(flags).build();
    /// let ambiguous: Vec<_> = authorizer.ambiguous_flags().collect();
    /// assert!(ambiguous.is_empty(), "rename all but one: {ambiguous:?}");
    /// # }
    /// ```
    pub fn ambiguous_flags(&self) -> impl Iterator<Item = &'static str> {
        self.shared.ambiguous.iter().copied()
    }

    /// Whether `principal` was made by this authorizer.
    #[must_use]
    pub fn made(&self, principal: &Principal<S>) -> bool {
        self.is(principal.authorizer())
    }

    /// Whether both are the same authorizer.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    pub(crate) fn make(&self, identity: Identity<S>) -> Principal<S> {
        let flags = self.read_flags(&identity.subject, |_| None);
        let in_force = match self.shared.policy {
            None => InForce::Code,
            Some(_) => InForce::Unknown(Unknown::NotLoaded),
        };
        Principal::new(self.clone(), identity, flags, in_force)
    }

    async fn make_loaded(&self, identity: Identity<S>) -> Principal<S> {
        let flags = match &self.shared.resolver {
            None => self.read_flags(&identity.subject, |_| None),
            Some(resolver) => {
                let names = self.flag_names().collect();
                let resolved = caught_output(|| resolver.resolve(names, &identity.subject)).await;
                let resolved = resolved.unwrap_or_default();
                self.read_flags(&identity.subject, |flag| resolved.state(flag))
            }
        };
        let in_force = match &self.shared.policy {
            None => InForce::Code,
            Some(policy) => {
                let bound =
                    caught_output(|| policy.bind(&identity.subject, identity.tenant())).await;
                match bound {
                    Some(Ok(binding)) if binding.is_reliable() => InForce::Policy(binding),
                    Some(Ok(_)) => InForce::Unknown(Unknown::Stale),
                    Some(Err(_)) | None => InForce::Unknown(Unknown::Unavailable),
                }
            }
        };
        Principal::new(self.clone(), identity, flags, in_force)
    }

    fn read_flags(&self, subject: &S, resolved: impl Fn(&str) -> Option<bool>) -> Flags {
        let source = self.shared.source.as_deref();
        let asked = |flag| {
            let source = source.filter(|_| !self.shared.ambiguous.contains(&flag));
            source.and_then(|source| caught(|| source.is_on(flag, subject)).flatten())
        };
        self.shared
            .flags
            .read(|flag| resolved(flag).or_else(|| asked(flag)))
    }

    pub(super) fn flags(&self) -> &FlagIndex {
        &self.shared.flags
    }

    pub(crate) fn observer(&self) -> Option<&dyn Observer<S>> {
        self.shared.observer.as_deref()
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }
}

/// The application itself, at `tenant`.
fn job<S: Internal>(tenant: Tenant<'_>, reason: &str) -> Result<Identity<S>, NotInternal> {
    if reason.trim().is_empty() {
        return Err(NotInternal::NoReason);
    }
    let identity = Identity::with_all_user_types(S::internal());
    let types = identity.user_types;
    if types.is_empty() || types.bits() & !S::UserType::INTERNAL != 0 {
        return Err(NotInternal::UserType);
    }
    Ok(identity.at(tenant))
}

impl<S: Subject> Clone for Authorizer<S> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
        }
    }
}

impl<S: Subject> fmt::Debug for Authorizer<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorizer")
            .field("flags", &self.shared.flags)
            .field("policy", &self.shared.policy.is_some())
            .finish_non_exhaustive()
    }
}
