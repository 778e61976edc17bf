//! What is guarded, as data: for a listing, a test, a document.

use core::{any::type_name, fmt, panic::Location};

use permit_runtime::{adapter::given, testing::AsksFor};

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

/// What guards an endpoint.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guarded {
    /// The action with this key: the handler runs only if it is allowed.
    Allows(&'static str),
    /// The handler itself has to check the action with this key. The guard refuses only a caller that
    /// could never be allowed.
    Asks(&'static str),
    /// The handler itself has to query only the rows on which the action with this key is allowed. The
    /// guard refuses only a caller that could never be allowed.
    Lists(&'static str),
    /// Any known caller.
    SignedIn,
    /// Nothing, and the reason.
    Unguarded(&'static str),
    /// A router or service of the framework, about which permit knows nothing, and the reason.
    Opaque(&'static str),
}

impl Guarded {
    /// The key of the action that is asked for, by the guard or by the handler itself.
    #[must_use]
    pub const fn action(self) -> Option<&'static str> {
        match self {
            Self::Allows(key) | Self::Asks(key) | Self::Lists(key) => Some(key),
            Self::SignedIn | Self::Unguarded(_) | Self::Opaque(_) => None,
        }
    }
}

impl fmt::Display for Guarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Allows(key) => write!(f, "allows {key}"),
            Self::Asks(key) => write!(f, "asks {key}"),
            Self::Lists(key) => write!(f, "lists {key}"),
            Self::SignedIn => f.write_str("signed in"),
            Self::Unguarded(reason) => write!(f, "unguarded: {reason}"),
            Self::Opaque(reason) => write!(f, "opaque: {reason}"),
        }
    }
}

impl AsksFor for RouteInfo {
    fn asks_for(&self) -> Option<(&'static str, &'static str)> {
        self.subject.zip(self.guard.action())
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

#[cfg(test)]
mod tests {
    use super::Guarded;

    #[test]
    fn each_guard_that_asks_for_an_action_names_it() {
        let guards = [
            Guarded::Allows("edit_item"),
            Guarded::Asks("edit_item"),
            Guarded::Lists("edit_item"),
        ];
        assert_eq!(guards.map(Guarded::action), [Some("edit_item"); 3]);
        let others = [
            Guarded::SignedIn,
            Guarded::Unguarded("a reason"),
            Guarded::Opaque("a reason"),
        ];
        assert_eq!(others.map(Guarded::action), [None; 3]);
    }
}
