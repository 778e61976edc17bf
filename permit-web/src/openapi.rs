//! What the guards answer, in an application's OpenAPI document.

use core::fmt;

use utoipa::openapi::{
    ContentBuilder, Object, ObjectBuilder, OpenApi, PathItem, Ref, RefOr, Response,
    ResponseBuilder, Schema, Type, path::Operation,
};

use crate::{Guarded, RouteInfo};

/// The name under which the document has the schema of a refusal.
const REFUSAL: &str = "PermitRefusal";

/// The name under which an operation has the key of its action.
const ACTION: &str = "x-permit-action";

/// The name under which an operation says what its guard does with the action.
const GUARD: &str = "x-permit-guard";

/// The method of a route for every method.
const ANY: &str = "ANY";

/// The method of tunnels.
const CONNECT: &str = "CONNECT";

/// Every method that an application has invented, in the listing of the routes.
const OTHER: &str = "OTHER";

/// The methods that only a document of OpenAPI 3.2 can have an operation for.
const NEED_NOT_BE_DESCRIBED: [&str; 3] = [CONNECT, OTHER, "QUERY"];

/// What answers a `HEAD` request that has no route of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// The route for `GET`, if there is one.
    ByGet,
    /// Nothing, except a route for every method.
    ByNothing,
}

/// Where the routes and the document differ.
#[must_use = "a route that the document lacks is easily overlooked"]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Guarded or not, they have no operation in the document.
    pub routes: Vec<RouteInfo>,
    /// Method and path of operations without a route.
    pub operations: Vec<(&'static str, String)>,
}

impl Differences {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.routes.is_empty() && self.operations.is_empty()
    }
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for route in &self.routes {
            writeln!(f, "no operation describes {route}")?;
        }
        for (method, path) in &self.operations {
            writeln!(f, "no route answers {method} {path}")?;
        }
        Ok(())
    }
}

/// Gives each operation of `document` the answers of its route's guard, and the key of its action
/// as `x-permit-action`, and `allows`, `asks` or `lists` as `x-permit-guard`. An answer that an operation describes already stays as it is.
///
/// `head` says what the framework does with `HEAD`. A document may describe it, and need not.
pub fn describe(routes: &[RouteInfo], head: Head, document: &mut OpenApi) -> Differences {
    let mut differences = Differences::default();
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations_of(item) {
            let answering = answering(routes, head, method, path);
            // Where requests choose among several routes, the first gives its key.
            for route in answering.iter().rev() {
                guarded(operation, route.guard);
            }
            if answering.is_empty() && !routes.iter().any(|route| hides(route, path)) {
                differences.operations.push((method, path.clone()));
            }
        }
    }
    let paths = &mut document.paths.paths;
    let undescribed = routes.iter().filter(|route| {
        let mut items = paths.iter_mut().filter(|(path, _)| same(path, &route.path));
        let described = items.any(|(_, item)| {
            let mut methods = operations_of(item).map(|(method, _)| method);
            methods.any(|method| route.method == method || route.method == ANY)
        });
        // A document has no path for a fallback.
        let describable =
            !route.path.ends_with('*') && !NEED_NOT_BE_DESCRIBED.contains(&route.method);
        !described && describable && !matches!(route.guard, Guarded::Opaque(_))
    });
    differences.routes = undescribed.cloned().collect();
    let components = document.components.get_or_insert_default();
    components.schemas.insert(REFUSAL.to_owned(), refusal());
    differences
}

/// The routes that answer `method` at `path`. One for every method answers what no other does.
fn answering<'r>(
    routes: &'r [RouteInfo],
    head: Head,
    method: &str,
    path: &str,
) -> Vec<&'r RouteInfo> {
    let of = |method: &str| {
        let routes = routes.iter().filter(|route| route.method == method);
        let routes = routes.filter(|route| same(path, &route.path));
        routes.collect::<Vec<_>>()
    };
    let by_get = method == "HEAD" && head == Head::ByGet;
    let methods = [Some(method), by_get.then_some("GET"), Some(ANY)];
    let each = methods.into_iter().flatten().map(of);
    let mut answering = each.filter(|routes| !routes.is_empty());
    answering.next().unwrap_or_default()
}

/// Whether `path` may be behind `route`, which is opaque. Its routes are not known.
fn hides(route: &RouteInfo, path: &str) -> bool {
    let prefix = unnamed(route.path.trim_end_matches('*').trim_end_matches('/'));
    let path = unnamed(path);
    let under = path.strip_prefix(prefix.as_str());
    matches!(route.guard, Guarded::Opaque(_))
        && under.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether two templates are one path.
fn same(one: &str, other: &str) -> bool {
    unnamed(one) == unnamed(other)
}

/// A template without the names of its parameters, which may differ.
fn unnamed(path: &str) -> String {
    let mut named = false;
    let kept = path.chars().filter(|letter| {
        if matches!(letter, '{' | '}') {
            named = *letter == '{';
            return true;
        }
        !named
    });
    kept.collect()
}

fn operations_of(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let each = [
        ("GET", &mut item.get),
        ("PUT", &mut item.put),
        ("POST", &mut item.post),
        ("DELETE", &mut item.delete),
        ("OPTIONS", &mut item.options),
        ("HEAD", &mut item.head),
        ("PATCH", &mut item.patch),
        ("TRACE", &mut item.trace),
        ("QUERY", &mut item.query),
    ];
    let named = each
        .into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_mut()?)));
    let additional = item.additional_operations.iter_mut();
    named.chain(additional.map(|(method, operation)| {
        let method = if method == CONNECT { CONNECT } else { OTHER };
        (method, operation)
    }))
}

/// What a guard may answer, and for which action.
fn guarded(operation: &mut Operation, guard: Guarded) {
    let answers: &[(&str, &str)] = match guard {
        Guarded::Allows(_) | Guarded::Asks(_) | Guarded::Lists(_) => &[
            ("401", "The caller is anonymous; signing in may help."),
            ("403", "It is denied."),
            ("503", "It cannot be decided now."),
        ],
        Guarded::SignedIn => &[
            ("401", "The caller is anonymous; signing in may help."),
            ("403", "The caller may do nothing."),
            ("503", "It cannot be decided now."),
        ],
        Guarded::Unguarded(_) | Guarded::Opaque(_) => &[],
    };
    for (status, description) in answers {
        let responses = &mut operation.responses.responses;
        let response = || RefOr::T(answer(description));
        responses
            .entry((*status).to_owned())
            .or_insert_with(response);
    }
    let (does, key) = match guard {
        Guarded::Allows(key) => ("allows", key),
        Guarded::Asks(key) => ("asks", key),
        Guarded::Lists(key) => ("lists", key),
        Guarded::SignedIn | Guarded::Unguarded(_) | Guarded::Opaque(_) => return,
    };
    let extensions = operation.extensions.get_or_insert_default();
    extensions.insert(ACTION.to_owned(), key.into());
    extensions.insert(GUARD.to_owned(), does.into());
}

fn answer(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(REFUSAL)));
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content.build())
        .build()
}

/// Problem details, as the guards write them.
fn refusal() -> RefOr<Schema> {
    let text = || Object::with_type(Type::String);
    let object = ObjectBuilder::new()
        .description(Some("A refusal, as problem details (RFC 9457)."))
        .property("type", text())
        .property("title", text())
        .property("status", Object::with_type(Type::Integer))
        .property("detail", text())
        .property("action", text())
        .property("reason", text())
        .required("type")
        .required("title")
        .required("status");
    RefOr::T(Schema::Object(object.build()))
}
