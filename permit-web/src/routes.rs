//! What is guarded, as data: for a listing, a test, a document.

use core::{fmt, panic::Location};

/// One endpoint.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteInfo {
    /// The method, `ANY`, or `-` for what is opaque.
    pub method: &'static str,
    /// The path, with what it is nested under. `*` stands for all paths that no other route matches.
    pub path: String,
    /// What guards it.
    pub guard: Guarded,
    /// The handler's name in the code; empty for what is opaque.
    pub handler: &'static str,
    /// The file in which it is routed.
    pub file: &'static str,
    /// The line there.
    pub line: u32,
}

/// What guards an endpoint.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guarded {
    /// The action with this key.
    Action(&'static str),
    /// Any known caller.
    SignedIn,
    /// Nothing, and the reason.
    Unguarded(&'static str),
    /// A router or service of the framework, about which permit knows nothing, and the reason.
    Opaque(&'static str),
}

impl fmt::Display for Guarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Action(key) => f.write_str(key),
            Self::SignedIn => f.write_str("signed in"),
            Self::Unguarded(reason) => write!(f, "unguarded: {reason}"),
            Self::Opaque(reason) => write!(f, "opaque: {reason}"),
        }
    }
}

/// `GET /items/{id}  view_item  marketplace::items::show`
impl fmt::Display for RouteInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}  {}", self.method, self.path, self.guard)?;
        if !self.handler.is_empty() {
            write!(f, "  {}", self.handler)?;
        }
        write!(f, "  ({}:{})", self.file, self.line)
    }
}

/// The reason of an exception, which has to be given: the listing of the routes shows it to a reviewer.
///
/// # Panics
///
/// If it is empty or white space, at the place of the caller.
#[must_use]
#[track_caller]
pub fn given(reason: &'static str) -> &'static str {
    assert!(
        !reason.trim().is_empty(),
        "give the reason why this needs no permission"
    );
    reason
}

/// An endpoint whose path is not known yet.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The method, `ANY`, or `-` for what is opaque.
    pub method: &'static str,
    /// What guards it.
    pub guard: Guarded,
    /// The handler's name in the code; empty for what is opaque.
    pub handler: &'static str,
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
            handler: "",
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
            handler: self.handler,
            file: self.location.file(),
            line: self.location.line(),
        }
    }
}
