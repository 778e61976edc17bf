//! What is guarded, as data: for a listing, a test, a document.

use core::{any::type_name, fmt, panic::Location};

use permit_runtime::{
    adapter::{Guarded, given},
    testing::Routed,
};

/// One endpoint.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// The method, `ANY`, or `-` for what is opaque. A method that has no name here is `OTHER`.
    pub method: &'static str,
    /// The path, with what it is nested under. `*` stands for all requests that no other route matches, by
    /// their path or by their method.
    pub path: String,
    /// What guards it.
    pub guard: Guarded,
    /// The subject whose permission the guard asks for, by the name of its type.
    pub subject: Option<&'static str>,
    /// The handler; `None` for what is opaque.
    pub handler: Option<Handler>,
    /// The file in which it is routed.
    pub file: &'static str,
    /// The line there.
    pub line: u32,
}

impl Routed for RouteInfo {
    fn method(&self) -> &str {
        self.method
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn guard(&self) -> Guarded {
        self.guard
    }

    fn subject(&self) -> Option<&'static str> {
        self.subject
    }
}

/// A handler by its name in the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler(&'static str);

impl Handler {
    /// The handler with this type.
    #[must_use]
    pub fn of<H: ?Sized>() -> Self {
        Self(type_name::<H>())
    }

    /// The handler with this path: `marketplace::items::show`.
    #[must_use]
    pub const fn at(path: &'static str) -> Self {
        Self(path)
    }
}

/// `marketplace::items::show`, or `closure in marketplace::items::routes`.
impl fmt::Display for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let around = self.0.trim_end_matches("::{{closure}}");
        if around.len() < self.0.len() {
            f.write_str("closure in ")?;
        }
        f.write_str(around)
    }
}

/// `GET /items/{id}  allows view_item  marketplace::items::show  (src/items.rs:7)`
impl fmt::Display for RouteInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}  {}", self.method, self.path, self.guard)?;
        if let Some(handler) = self.handler {
            write!(f, "  {handler}")?;
        }
        write!(f, "  ({}:{})", self.file, self.line)
    }
}

/// An endpoint whose path is not known yet.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The method, `ANY`, or `-` for what is opaque.
    pub method: &'static str,
    /// What guards it.
    pub guard: Guarded,
    /// The subject whose permission the guard asks for, by the name of its type.
    pub subject: Option<&'static str>,
    /// The handler; `None` for what is opaque.
    pub handler: Option<Handler>,
    /// Where it is routed.
    pub location: &'static Location<'static>,
}

impl Endpoint {
    /// A router or service of the framework.
    ///
    /// # Panics
    ///
    /// If the reason is empty, at the place of the caller.
    #[must_use]
    #[track_caller]
    pub fn opaque(reason: &'static str) -> Self {
        Self {
            method: "-",
            guard: Guarded::Opaque(given(reason)),
            subject: None,
            handler: None,
            location: Location::caller(),
        }
    }

    /// The same at its path.
    #[must_use]
    pub fn at(self, path: &str) -> RouteInfo {
        RouteInfo {
            method: self.method,
            path: path.to_owned(),
            guard: self.guard,
            subject: self.subject,
            handler: self.handler,
            file: self.location.file(),
            line: self.location.line(),
        }
    }
}
