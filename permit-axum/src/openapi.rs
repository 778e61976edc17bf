//! Guarded handlers and their OpenAPI operations, written once: `utoipa-axum` with permit's routers.

use core::fmt;

use permit_web::Differences;
use utoipa::openapi::{Components, OpenApi, Paths, RefOr, Schema};

use crate::{MethodRouter, Router};

/// What [`routes!`](crate::routes) makes of handlers: their schemas, their operations and their routes.
pub type Described<S = ()> = (Vec<(String, RefOr<Schema>)>, Paths, MethodRouter<S>);

/// A router and the OpenAPI document of its routes: as that of `utoipa-axum`, for guarded handlers only.
///
/// [`routes!`](crate::routes) is that of `utoipa-axum`, and takes method, path and description of a handler
/// from its `#[utoipa::path]`. A handler without a guard does not compile, and each operation has the answers
/// of its guard.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use permit_axum::{Allowed, OpenApiRouter, Router, get, routes, unguarded};
/// use utoipa::OpenApi;
///
/// /// Look at an item.
/// #[utoipa::path(get, path = "/items/{id}", responses((status = 200)))]
/// async fn show(_: Allowed<ViewItem>) {}
///
/// /// Change an item.
/// #[utoipa::path(put, path = "/items/{id}", responses((status = 204)))]
/// async fn edit(_: Allowed<EditItem>) {}
///
/// #[derive(OpenApi)]
/// #[openapi(info(title = "The shop"))]
/// struct Document;
///
/// # fn main() {
/// let items = OpenApiRouter::new(Document::openapi()).routes(routes!(show, edit));
/// let (router, document, differences): (Router<App>, _, _) = items.into_parts();
///
/// // Nothing is routed that is not described.
/// assert!(differences.is_empty(), "{differences}");
/// let item = &document.paths.paths["/items/{id}"];
/// assert!(item.put.as_ref().is_some_and(|put| put.responses.responses.contains_key("403")));
/// assert_eq!(router.routes().len(), 2);
///
/// // What has no operation is added to the router.
/// let health = unguarded("reveals nothing about any user", async || "well");
/// let router = router.route("/health", get(health));
/// # }
/// ```
///
/// The application depends on `utoipa` and `utoipa-axum`. Their own `OpenApiRouter` makes a router of axum's,
/// which permit does not look at: [`Router::merge_unguarded`] takes it while an application moves over.
#[must_use = "a router that is not served answers no request"]
pub struct OpenApiRouter<S = ()> {
    router: Router<S>,
    document: OpenApi,
}

impl<S: Clone + Send + Sync + 'static> OpenApiRouter<S> {
    /// One without routes, whose operations are added to `document`.
    pub fn new(document: OpenApi) -> Self {
        Self {
            router: Router::new(),
            document,
        }
    }

    /// Adds the routes of handlers, with their operations.
    ///
    /// # Panics
    ///
    /// As [`Router::route`].
    #[track_caller]
    pub fn routes(mut self, (schemas, paths, handlers): Described<S>) -> Self {
        for (path, item) in paths.paths {
            let routed = if path.is_empty() { "/" } else { &path };
            self.router = self.router.route(routed, handlers.clone());
            let items = &mut self.document.paths.paths;
            if let Some(described) = items.get_mut(&path) {
                described.merge_operations(item);
            } else {
                items.insert(path, item);
            }
        }
        let components = &mut self.document.components;
        let components = components.get_or_insert_with(Components::new);
        components.schemas.extend(schemas);
        self
    }

    /// Adds the routes of another one below `path`, with their operations.
    ///
    /// # Panics
    ///
    /// As [`Router::nest`].
    #[track_caller]
    pub fn nest(self, path: &str, nested: Self) -> Self {
        Self {
            router: self.router.nest(path, nested.router),
            document: self
                .document
                .nest_with_path_composer(path, nested.document, below),
        }
    }

    /// Adds the routes of another one, with their operations.
    ///
    /// # Panics
    ///
    /// As [`Router::merge`].
    #[track_caller]
    pub fn merge(mut self, other: Self) -> Self {
        self.document.merge(other.document);
        Self {
            router: self.router.merge(other.router),
            document: self.document,
        }
    }

    /// Changes the router, which keeps its operations: a layer around what is there already, for example.
    pub fn map(self, change: impl FnOnce(Router<S>) -> Router<S>) -> Self {
        Self {
            router: change(self.router),
            document: self.document,
        }
    }

    /// The router; the document, with the answers of the guards; and where the two differ, as
    /// [`Router::describe`] finds it.
    pub fn into_parts(mut self) -> (Router<S>, OpenApi, Differences) {
        let differences = self.router.describe(&mut self.document);
        (self.router, self.document, differences)
    }
}

/// The path that axum's `nest` gives a route.
fn below(prefix: &str, path: &str) -> String {
    match (prefix.strip_suffix('/'), path) {
        (Some(prefix), path) => format!("{prefix}/{}", path.trim_start_matches('/')),
        (None, "" | "/") => prefix.to_owned(),
        (None, path) => format!("{prefix}{path}"),
    }
}

impl<S> fmt::Debug for OpenApiRouter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OpenApiRouter").field(&self.router).finish()
    }
}

/// Guarded handlers with their operations, for [`OpenApiRouter::routes`]. Each has `#[utoipa::path]`, and all
/// of them the same path.
///
/// It is `utoipa_axum::routes!` with permit's [`MethodRouter`], so a handler without a guard does not compile:
///
/// ```compile_fail,E0277
/// # include!("../tests/ui/support/app.rs");
/// use permit_axum::{OpenApiRouter, routes};
///
/// #[utoipa::path(get, path = "/items/{id}", responses((status = 200)))]
/// async fn show() {}
///
/// # fn main() {
/// # let document = utoipa::openapi::OpenApiBuilder::new().build();
/// let router: OpenApiRouter<App> = OpenApiRouter::new(document).routes(routes!(show));
/// # }
/// ```
#[macro_export]
macro_rules! routes {
    ($($handlers:tt)+) => {{
        // `utoipa_axum::routes!` names the method router by its path in `axum`.
        use $crate::__openapi as axum;
        ::utoipa_axum::routes!($($handlers)+)
    }};
}
