//! What is routed so far, as data: the list that applications, scopes and resources keep.

use actix_web::dev::HttpServiceFactory;
use permit_web::{Endpoint, RouteInfo};

use crate::{route::Route, service::GuardedService};

/// The routes below the paths of their scope or resource.
#[derive(Clone, Debug)]
pub(crate) struct Entries {
    /// Several only of a resource; that of an application is empty.
    prefixes: Vec<String>,
    routes: Vec<RouteInfo>,
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
        }
    }

    /// Adds a handler, and returns actix-web's route of it.
    pub(crate) fn route(&mut self, path: &str, route: Route) -> actix_web::Route {
        self.routes.push(route.endpoint.at(&slashed(path)));
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
    pub(crate) fn service<S: GuardedService>(&mut self, service: S) -> S {
        self.extend(service.routes());
        service
    }

    /// Adds a service of actix-web's, which permit does not look at.
    #[track_caller]
    pub(crate) fn opaque<S: HttpServiceFactory>(&mut self, reason: &'static str, service: S) -> S {
        self.routes.push(Endpoint::opaque(reason).at("*"));
        service
    }

    /// Adds routes that are listed elsewhere already.
    pub(crate) fn extend(&mut self, routes: impl IntoIterator<Item = RouteInfo>) {
        self.routes.extend(routes);
    }

    /// The routes, without the prefixes.
    pub(crate) fn relative(&self) -> &[RouteInfo] {
        &self.routes
    }

    /// The same, by value.
    pub(crate) fn into_relative(self) -> Vec<RouteInfo> {
        self.routes
    }

    /// The routes below each prefix. `*` stands for all paths that no other route matches.
    pub(crate) fn whole(&self) -> Vec<RouteInfo> {
        let prefixes = self.prefixes.iter();
        let each = prefixes.flat_map(|prefix| self.routes.iter().map(|route| under(prefix, route)));
        each.collect()
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
