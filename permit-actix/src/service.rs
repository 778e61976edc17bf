//! What a guarded scope takes as a whole: a resource, another scope, a marked service.

use actix_web::dev::HttpServiceFactory;
use permit_web::RouteInfo;

use crate::reach::Claim;

/// A service that has only guarded handlers.
///
/// These are [`Scope`](crate::Scope), [`Resource`](crate::Resource), and the services that
/// `#[requires]` or `#[guarded]` above a `#[get("/path")]` marks. Only they implement it.
#[diagnostic::on_unimplemented(
    message = "this service is not guarded by a permission",
    label = "`{Self}` proves nothing about its callers",
    note = "write `#[permit_actix::requires(SomeAction)]` above its `#[get(…)]`, or route it with `permit_actix::get`; \
            a scope or a resource is made by `permit_actix::scope` or `permit_actix::resource`",
    note = "if it needs no permission, say so: `.service_unguarded(\"the reason\", service)`"
)]
pub trait GuardedService: HttpServiceFactory {
    #[doc(hidden)]
    fn routes(&self) -> Vec<RouteInfo>;

    /// What it takes from the services that are registered after it.
    #[doc(hidden)]
    fn claims(&self) -> Vec<Claim> {
        self.routes().iter().map(Claim::route).collect()
    }

    /// The same in something of permit's, which finishes the answers.
    #[doc(hidden)]
    #[must_use]
    fn within(self) -> Self
    where
        Self: Sized,
    {
        self
    }
}

impl<S: GuardedService> GuardedService for Vec<S> {
    fn routes(&self) -> Vec<RouteInfo> {
        self.iter().flat_map(S::routes).collect()
    }

    fn claims(&self) -> Vec<Claim> {
        self.iter().flat_map(S::claims).collect()
    }

    fn within(self) -> Self {
        self.into_iter().map(S::within).collect()
    }
}

/// Several services, as `actix_web::services!` combines them.
macro_rules! services {
    ($($service:ident)+) => {
        #[diagnostic::do_not_recommend]
        #[allow(non_snake_case)]
        impl<$($service: GuardedService),+> GuardedService for ($($service,)+) {
            fn routes(&self) -> Vec<RouteInfo> {
                let ($($service,)+) = self;
                let mut routes = Vec::new();
                $(routes.extend($service.routes());)+
                routes
            }

            fn claims(&self) -> Vec<Claim> {
                let ($($service,)+) = self;
                let mut claims = Vec::new();
                $(claims.extend($service.claims());)+
                claims
            }

            fn within(self) -> Self {
                let ($($service,)+) = self;
                ($($service.within(),)+)
            }
        }
    };
}

services!(S1);
services!(S1 S2);
services!(S1 S2 S3);
services!(S1 S2 S3 S4);
services!(S1 S2 S3 S4 S5);
services!(S1 S2 S3 S4 S5 S6);
services!(S1 S2 S3 S4 S5 S6 S7);
services!(S1 S2 S3 S4 S5 S6 S7 S8);
services!(S1 S2 S3 S4 S5 S6 S7 S8 S9);
services!(S1 S2 S3 S4 S5 S6 S7 S8 S9 S10);
services!(S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11);
services!(S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11 S12);
