//! The endpoints of an application, with what each user type may do there.

use crate::matrix::{
    Cell, ChangeKind, Changes, Malformed,
    markdown::{code, paragraph, rows},
    parsing::{Line, Lines, cells},
    view::grouped,
};

/// The endpoints of an application, each with what each user type may do there: what a router's listing says,
/// and the matrix.
///
/// It prints as Markdown, and is read from it. `assert_routes!` compares it with a file.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteMatrix {
    /// The name of the subject's type, without its path.
    pub subject: String,
    /// The names of the user types, in the order of declaration.
    pub user_types: Vec<String>,
    /// Each endpoint, in the order of paths and methods.
    pub routes: Vec<MatrixRoute>,
}

/// An endpoint of a [`RouteMatrix`].
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRoute {
    /// Its method and its path: `GET /items/{id}`.
    pub endpoint: String,
    /// What guards it, in words: `allows edit_item`, or the reason why nothing does.
    pub guard: String,
    /// What each user type may do, in the order of the user types. None if its guard asks for an action of
    /// another subject.
    pub cells: Vec<Cell>,
}

// Only `assert_routes!` makes one; a committed file is read without it.
#[cfg(feature = "testing")]
impl MatrixRoute {
    pub(crate) fn new(method: &str, path: &str, guard: String, cells: Vec<Cell>) -> Self {
        Self {
            endpoint: format!("{method} {path}"),
            guard,
            cells,
        }
    }
}

impl RouteMatrix {
    /// That of these routes, in a fixed order.
    #[cfg(feature = "testing")]
    pub(crate) fn of(matrix: &crate::matrix::Matrix, mut routes: Vec<MatrixRoute>) -> Self {
        let place = |route: &MatrixRoute| {
            let (method, path) = route.endpoint.split_once(' ').unwrap_or_default();
            (path.to_owned(), method.to_owned(), route.guard.clone())
        };
        routes.sort_by_key(place);
        let types = matrix.user_types.iter();
        Self {
            subject: matrix.subject.clone(),
            user_types: types.map(|one| one.name.clone()).collect(),
            routes,
        }
    }

    /// As Markdown. [`from_markdown`](Self::from_markdown) reads it again.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut lines = vec![format!("# Routes of {}", code(&self.subject))];
        let types: Vec<_> = self.user_types.iter().map(|name| code(name)).collect();
        paragraph(&mut lines, format!("User types: {}.", types.join(", ")));
        for route in &self.routes {
            paragraph(&mut lines, format!("## {}", code(&route.endpoint)));
            paragraph(&mut lines, format!("Guard: {}.", code(&route.guard)));
            if !route.cells.is_empty() {
                let names = self.user_types.iter().map(String::as_str);
                lines.push(String::new());
                rows(&grouped(names.zip(&route.cells)), &mut lines);
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// Reads the Markdown of routes. Comments, `<!-- … -->`, are left out.
    ///
    /// # Errors
    ///
    /// When the text is not that of routes. The error names the line.
    pub fn from_markdown(text: &str) -> Result<Self, Malformed> {
        let mut lines = Lines::of(text);
        let mut line = lines.next("# Routes of `SUBJECT`")?.after("# Routes of ")?;
        let subject = line.code()?;
        line.end()?;
        let mut line = lines.next("User types: `NAME`.")?.after("User types: ")?;
        let user_types = line.all(Line::code)?;
        line.after(".")?.end()?;
        let names: Vec<_> = user_types.iter().map(String::as_str).collect();
        let mut routes = Vec::new();
        while let Some(heading) = lines.peek() {
            lines.skip();
            let mut line = heading.after("## ")?;
            let endpoint = line.code()?;
            line.end()?;
            let mut line = lines.next("Guard: `GUARD`.")?.after("Guard: ")?;
            let guard = line.code()?;
            line.after(".")?.end()?;
            let has_rows = lines
                .peek()
                .is_some_and(|line| line.text().starts_with("- "));
            let cells = if has_rows {
                cells(&mut lines, heading, &endpoint, &names)?
            } else {
                Vec::new()
            };
            routes.push(MatrixRoute {
                endpoint,
                guard,
                cells,
            });
        }
        Ok(Self {
            subject,
            user_types,
            routes,
        })
    }

    /// What is different in `new`. A route that one of them does not have is denied to each user type there.
    /// If the guard of a route leaves more to its handler, or lets more callers pass unseen, that is told as
    /// widening.
    #[must_use]
    pub fn diff(old: &Self, new: &Self) -> Changes {
        let mut changes = Changes::default();
        if old.subject != new.subject {
            let words = format!(
                "the subject is {}; before {}",
                code(&new.subject),
                code(&old.subject)
            );
            changes.add(ChangeKind::Other, words);
        }
        let (before, now) = (old.numbered(), new.numbered());
        let gone = before
            .iter()
            .filter(|(key, _)| !now.iter().any(|(new, _)| new == key));
        for (key, _) in now.iter().chain(gone) {
            let find = |all: &[(Key<'_>, &MatrixRoute)]| {
                let found = all.iter().find(|(other, _)| other == key);
                found.map(|(_, route)| (*route).clone())
            };
            route(
                key.0,
                [(old, find(&before)), (new, find(&now))],
                &mut changes,
            );
        }
        if changes.is_empty() && old != new {
            let words = "the user types or the routes are in another order";
            changes.add(ChangeKind::Other, words.to_owned());
        }
        changes.sorted()
    }

    /// Each with the number of routes before it that have its method and its path.
    fn numbered(&self) -> Vec<(Key<'_>, &MatrixRoute)> {
        let routes = self.routes.iter().enumerate();
        let routes = routes.map(|(index, route)| {
            let before = self.routes.iter().take(index);
            let same = before.filter(|one| one.endpoint == route.endpoint);
            ((route.endpoint.as_str(), same.count()), route)
        });
        routes.collect()
    }

    fn cell<'c>(&self, route: Option<&'c MatrixRoute>, user_type: &str) -> Option<&'c Cell> {
        let index = self.user_types.iter().position(|one| one == user_type)?;
        route?.cells.get(index)
    }
}

/// The method and the path, and a number among those that are equal.
type Key<'r> = (&'r str, usize);

fn route(
    endpoint: &str,
    [(old, before), (new, now)]: [(&RouteMatrix, Option<MatrixRoute>); 2],
    changes: &mut Changes,
) {
    let told = code(endpoint);
    match (&before, &now) {
        (Some(before), Some(now)) if before.guard != now.guard => {
            let kind = if trust(&now.guard) > trust(&before.guard) {
                ChangeKind::Widening
            } else {
                ChangeKind::Other
            };
            let [before, now] = [before, now].map(|one| code(&one.guard));
            changes.add(
                kind,
                format!("{told} has another guard: {now}; before {before}"),
            );
        }
        (None, Some(now)) => {
            let words = format!("{told} is a new route: {}", code(&now.guard));
            changes.add(ChangeKind::Other, words);
        }
        (Some(before), None) => {
            let words = format!(
                "{told} is no longer a route; before {}",
                code(&before.guard)
            );
            changes.add(ChangeKind::Other, words);
        }
        _ => {}
    }
    let deny = Cell::deny();
    let gone = old
        .user_types
        .iter()
        .filter(|name| !new.user_types.contains(name));
    for name in new.user_types.iter().chain(gone) {
        let cells = [
            old.cell(before.as_ref(), name).unwrap_or(&deny),
            new.cell(now.as_ref(), name).unwrap_or(&deny),
        ];
        changes.cell(name, endpoint, None, cells);
    }
}

/// How much a guard leaves to what follows it, by its first word.
fn trust(guard: &str) -> usize {
    let words: [&[&str]; 4] = [
        &["allows"],
        &["asks", "lists"],
        &["signed"],
        &["unguarded:"],
    ];
    let first = guard.split(' ').next().unwrap_or_default();
    let found = words.iter().position(|words| words.contains(&first));
    found.unwrap_or(words.len())
}
