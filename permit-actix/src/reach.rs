//! Which routes are reached. actix-web gives a request to the first service whose path matches, so a route
//! after it may never be reached: what guards it then is not what the listing says.

use core::fmt;

use actix_router::ResourceDef;
use permit_web::{Guarded, RouteInfo};

/// What one service takes from those that are registered after it, and the routes that it has itself.
#[derive(Debug)]
pub struct Claim {
    path: ResourceDef,
    /// What to call it.
    name: String,
    /// The method, or `None` if it takes every method.
    method: Option<&'static str>,
    /// Whether it takes each request that its path matches. A guard of actix-web may let it pass.
    always: bool,
    routes: Vec<RouteInfo>,
}

impl Claim {
    /// Of one route, which lets requests of other methods pass.
    pub(crate) fn route(info: &RouteInfo) -> Self {
        Self {
            path: ResourceDef::new(info.path.as_str()),
            name: named(info),
            method: (info.method != "ANY").then_some(info.method),
            always: true,
            routes: vec![info.clone()],
        }
    }

    /// Of a resource, which answers requests of every method.
    pub(crate) fn resource(path: &str, routes: Vec<RouteInfo>) -> Self {
        Self {
            path: ResourceDef::new(path),
            name: format!("the resource `{path}`"),
            method: None,
            always: true,
            routes,
        }
    }

    /// Of a scope, which answers each request whose path begins with its own.
    pub(crate) fn scope(path: &str, routes: Vec<RouteInfo>) -> Self {
        Self {
            path: ResourceDef::prefix(path.trim_end_matches('/')),
            name: format!("the scope `{path}`"),
            method: None,
            always: true,
            routes,
        }
    }

    /// The same behind a guard of actix-web.
    pub(crate) fn conditional(self) -> Self {
        Self {
            always: false,
            ..self
        }
    }

    /// Whether no request reaches `route` after it.
    fn takes(&self, route: &RouteInfo) -> bool {
        let method = self.method.is_none_or(|method| method == route.method);
        self.always && method && sample(&route.path).is_some_and(|path| self.path.is_match(&path))
    }
}

/// Where it is routed.
impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match self.routes.first() {
            Some(first) => write!(f, " ({}:{})", first.file, first.line),
            None => Ok(()),
        }
    }
}

/// The claims at one level, in the order in which actix-web tries them.
#[derive(Default)]
pub(crate) struct Reach(Vec<Claim>);

impl Reach {
    /// Adds a service after the others.
    ///
    /// # Panics
    ///
    /// When one of its routes is never reached.
    #[track_caller]
    pub(crate) fn add(&mut self, claim: Claim) {
        let (routes, before) = (&claim.routes, &self.0);
        for route in routes.iter().filter(|route| is_specific(route)) {
            let taken = before.iter().find(|one| one.takes(route));
            assert!(
                taken.is_none(),
                "{} ({}:{}) is never reached, because {} comes before it",
                named(route),
                route.file,
                route.line,
                Shown(taken),
            );
        }
        self.0.push(claim);
    }

    pub(crate) fn into_claims(self) -> Vec<Claim> {
        self.0
    }
}

/// In a resource a route has no path of its own.
fn named(route: &RouteInfo) -> String {
    format!(
        "`{}`",
        format!("{} {}", route.method, route.path).trim_end()
    )
}

struct Shown<'c>(Option<&'c Claim>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |claim| claim.fmt(f))
    }
}

/// Whether it has a path of its own. A default service, and what is opaque, answer what is left.
fn is_specific(route: &RouteInfo) -> bool {
    !route.path.ends_with('*') && !matches!(route.guard, Guarded::Opaque(_))
}

/// Texts that a parameter may have to match.
const TEXTS: [&str; 6] = [
    "permit-sample",
    "7042",
    "sample",
    "2b1f0c9e-5f3a-4c1d-9e7b-6a5d4c3b2a19",
    "2042-07-31",
    "sample.txt",
];

/// A path that the pattern matches, and that few others do; `None` if none is found.
fn sample(pattern: &str) -> Option<String> {
    let itself = ResourceDef::new(pattern);
    TEXTS.iter().find_map(|text| {
        let mut path = String::new();
        let filled = itself.resource_path_from_iter(&mut path, core::iter::repeat(text));
        (filled && itself.is_match(&path)).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use permit_web::{Endpoint, Guarded, RouteInfo};

    use super::{Claim, sample};

    fn route(method: &'static str, path: &str) -> RouteInfo {
        let mut route = Endpoint::opaque("a test").at(path);
        (route.method, route.guard) = (method, Guarded::Allows("edit_item"));
        route
    }

    #[test]
    fn a_sample_is_matched_by_its_own_pattern() {
        for (pattern, expected) in [
            ("/items/new", Some("/items/new")),
            ("/items/{id}", Some("/items/permit-sample")),
            (r"/items/{id:\d+}", Some("/items/7042")),
            ("/files/{tail:.*}", Some("/files/permit-sample")),
            ("/files/{tail}*", Some("/files/permit-sample")),
            ("/{a}/{b:[a-z]+}", Some("/sample/sample")),
            ("/{a:[A-Z]{9}}", None),
            ("", Some("")),
        ] {
            assert_eq!(sample(pattern).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn a_route_is_taken_by_what_matches_each_of_its_requests_and_by_nothing_else() {
        let of = |method, path: &str| Claim::route(&route(method, path));
        let scope = |path| Claim::scope(path, Vec::new());
        let resource = |path| Claim::resource(path, Vec::new());
        for (claim, method, path, taken) in [
            (of("GET", "/items/{id}"), "GET", "/items/{item}", true),
            (of("GET", "/items/{id}"), "GET", "/items/new", true),
            (of("GET", "/items/{id}"), "POST", "/items/{id}", false),
            (of("ANY", "/items/{id}"), "POST", "/items/{id}", true),
            (of("GET", "/items/{id}"), "ANY", "/items/{id}", false),
            (of("GET", "/items/new"), "GET", "/items/{id}", false),
            (of("GET", r"/{id:\d+}"), "GET", "/{id}", false),
            (of("GET", r"/{id:\d+}"), "GET", "/7", true),
            (of("GET", "/{tail:.*}"), "GET", "/items/{id}", true),
            (resource("/items/{id}"), "POST", "/items/{id}", true),
            (resource("/items"), "POST", "/items/{id}", false),
            (scope("/items"), "GET", "/items/{id}", true),
            (scope("/items"), "GET", "/items", true),
            (scope("/items"), "GET", "/items-old", false),
            (scope("/items/"), "GET", "/items/{id}", true),
            (scope(""), "GET", "/items/{id}", true),
            (scope("/{shop}"), "GET", "/login", true),
            (scope("/a"), "GET", "/{shop}", false),
        ] {
            assert_eq!(
                claim.takes(&route(method, path)),
                taken,
                "{claim}: {method} {path}"
            );
            assert!(!claim.conditional().takes(&route(method, path)));
        }
    }
}
