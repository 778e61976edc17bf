//! Paths below paths, by the rules of axum's `nest`.

pub(crate) use permit_web::Endpoint;
pub use permit_web::{Guarded, RouteInfo};

/// An endpoint that is nested.
pub(crate) trait Below {
    /// The same below `prefix`.
    fn below(self, prefix: &str) -> Self;
}

impl Below for RouteInfo {
    fn below(mut self, prefix: &str) -> Self {
        self.path = match (prefix.strip_suffix('/'), self.path.as_str()) {
            (Some(prefix), path) => format!("{prefix}/{}", path.trim_start_matches('/')),
            (None, "/") => prefix.to_owned(),
            (None, "*") => format!("{prefix}/*"),
            (None, path) => format!("{prefix}{path}"),
        };
        self
    }
}
