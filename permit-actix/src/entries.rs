//! What is routed so far: the list that applications, scopes and resources keep, and the services of
//! actix-web's own, which are registered last.

use core::fmt;

use actix_web::{dev::HttpServiceFactory, web};
use permit_web::{Endpoint, OnUnchecked, RouteInfo};

use crate::{
    reach::{Claim, Reach},
    route::Route,
    service::GuardedService,
    unchecked::Judge,
};

/// Adds something to a configuration of actix-web.
pub(crate) type Step = Box<dyn FnOnce(&mut web::ServiceConfig)>;

/// The routes below the paths of their scope or resource.
pub(crate) struct Entries {
    /// Several only of a resource; that of an application is empty.
    prefixes: Vec<String>,
    routes: Vec<RouteInfo>,
    reach: Reach,
    /// The services that permit does not look at. actix-web gives a request to the first service whose
    /// path matches, so these come after everything that is guarded.
    opaque: Vec<Step>,
    pub(crate) on_unchecked: OnUnchecked,
    /// Whether a guard of actix-web stands before it, which may let a request pass.
    pub(crate) conditional: bool,
    /// Whether it is in something of permit's, which finishes the answers.
    pub(crate) within: bool,
}

/// The routes of an application: their paths are complete.
impl Default for Entries {
    fn default() -> Self {
        Self::below([String::new()])
    }
}

impl Entries {
    /// Routes below each of `prefixes`.
    pub(crate) fn below(prefixes: impl IntoIterator<Item = String>) -> Self {
        Self {
            prefixes: prefixes.into_iter().map(|path| slashed(&path)).collect(),
            routes: Vec::new(),
            reach: Reach::default(),
            opaque: Vec::new(),
            on_unchecked: OnUnchecked::default(),
            conditional: false,
            within: false,
        }
    }

    /// Adds a handler, and returns actix-web's route of it.
    #[track_caller]
    pub(crate) fn route(&mut self, path: &str, route: Route) -> actix_web::Route {
        let info = route.endpoint.at(&slashed(path));
        let claim = Claim::route(&info);
        self.reach.add(if route.conditional {
            claim.conditional()
        } else {
            claim
        });
        self.routes.push(info);
        route.inner
    }

    /// Adds the handler of all other requests, whatever the method. `path` is `*` where there are
    /// paths below, and empty where there are none.
    pub(crate) fn otherwise(&mut self, path: &str, route: Route) -> actix_web::Route {
        let route = route.any_method();
        self.routes.push(route.endpoint.at(path));
        route.inner
    }

    /// Adds the routes of a service.
    #[track_caller]
    pub(crate) fn service<S: GuardedService>(&mut self, service: S) -> S {
        for claim in service.claims() {
            self.reach.add(claim);
        }
        self.routes.extend(service.routes());
        service.within()
    }

    /// Adds a service of actix-web's, which permit does not look at.
    #[track_caller]
    pub(crate) fn opaque<S: HttpServiceFactory + 'static>(
        &mut self,
        reason: &'static str,
        service: S,
    ) {
        self.routes.push(Endpoint::opaque(reason).at("*"));
        self.opaque.push(Box::new(|config| {
            config.service(service);
        }));
    }

    /// Adds what a function configured. Its services are registered where it is called, and the opaque
    /// ones among them after everything else.
    #[track_caller]
    pub(crate) fn extend(&mut self, configured: Self) {
        for claim in configured.reach.into_claims() {
            self.reach.add(claim);
        }
        self.routes.extend(configured.routes);
        self.opaque.extend(configured.opaque);
    }

    /// What registers the opaque services.
    pub(crate) fn take_opaque(&mut self) -> impl FnOnce(&mut web::ServiceConfig) + use<> {
        let steps = core::mem::take(&mut self.opaque);
        move |config| {
            for step in steps {
                step(config);
            }
        }
    }

    /// What judges the answers, if nothing of permit's is around it.
    pub(crate) fn judge(&self) -> Judge {
        Judge::new(self.on_unchecked, self.whole())
    }

    /// The routes, without the prefixes.
    pub(crate) fn relative(&self) -> &[RouteInfo] {
        &self.routes
    }

    /// The routes below each prefix. `*` stands for all paths that no other route matches.
    pub(crate) fn whole(&self) -> Vec<RouteInfo> {
        let prefixes = self.prefixes.iter();
        prefixes.flat_map(|prefix| self.under(prefix)).collect()
    }

    /// What is taken from the services after it: `claim` of each prefix and the routes below it.
    pub(crate) fn claims(&self, claim: fn(&str, Vec<RouteInfo>) -> Claim) -> Vec<Claim> {
        let each = self.prefixes.iter();
        let each = each.map(|prefix| claim(prefix, self.under(prefix).collect()));
        if self.conditional {
            each.map(Claim::conditional).collect()
        } else {
            each.collect()
        }
    }

    fn under<'e>(&'e self, prefix: &'e str) -> impl Iterator<Item = RouteInfo> + 'e {
        self.routes.iter().map(move |route| under(prefix, route))
    }
}

impl fmt::Debug for Entries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entries").field(&self.routes).finish()
    }
}

fn under(prefix: &str, route: &RouteInfo) -> RouteInfo {
    let mut route = route.clone();
    route.path = match route.path.as_str() {
        "*" if prefix.is_empty() => "*".to_owned(),
        "*" => format!("{prefix}/*"),
        path => format!("{prefix}{path}"),
    };
    route
}

/// A path as actix-web reads it: it begins with a slash, or is empty.
pub(crate) fn slashed(path: &str) -> String {
    if path.is_empty() || path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}
