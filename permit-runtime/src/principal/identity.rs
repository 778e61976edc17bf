//! Who a principal is, before anything is in force for it.

use crate::vocabulary::{Subject, Tenant, UserType, UserTypes};

/// A subject with the user types and the tenant that count for its principal.
pub(crate) struct Identity<S: Subject> {
    pub(super) subject: S,
    pub(super) user_types: UserTypes<S::UserType>,
    tenant: TenantSource,
}

/// Where the tenant of a principal comes from.
enum TenantSource {
    /// The subject says it, if the subject is known.
    Subject,
    /// It is not known.
    Unknown,
    /// Who made the principal said it.
    Given(Box<str>),
}

impl<S: Subject> Identity<S> {
    /// That of a caller. Without the user types that are marked `#[internal]`.
    pub(crate) fn of(subject: S) -> Self {
        let user_types = subject.user_types().within(!S::UserType::INTERNAL);
        Self {
            subject,
            user_types,
            tenant: TenantSource::Subject,
        }
    }

    /// With all user types of the subject, those that are marked `#[internal]` as well.
    pub(crate) fn with_all_user_types(subject: S) -> Self {
        let user_types = subject.user_types();
        Self {
            subject,
            user_types,
            tenant: TenantSource::Subject,
        }
    }

    /// The same at this tenant, whatever the subject says.
    pub(crate) fn at(mut self, tenant: Tenant<'_>) -> Self {
        self.tenant = match tenant {
            Tenant::Of(id) => TenantSource::Given(id.to_string().into()),
            Tenant::Platform | Tenant::Unknown => TenantSource::Unknown,
        };
        self
    }

    #[inline]
    pub(super) fn tenant(&self) -> Tenant<'_> {
        match &self.tenant {
            TenantSource::Subject if !self.user_types.is_anonymous() => self.subject.tenant(),
            TenantSource::Given(id) => Tenant::of(&**id),
            TenantSource::Subject | TenantSource::Unknown => Tenant::Unknown,
        }
    }
}
