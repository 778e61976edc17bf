//! Whether files that are committed say what the code says.

use core::any::type_name;
use std::{env, fs, io, path::Path};

use crate::{
    decision::Guarded,
    matrix::{Cell, Changes, Malformed, Matrix, MatrixRoute, RouteMatrix},
    table::Permissions,
    testing::Routed,
};

/// The environment variable that has the files written.
const UPDATE: &str = "PERMIT_UPDATE";

/// How the files are written, for messages and for their first line.
const WRITE: &str = "PERMIT_UPDATE=1 cargo test";

/// What `assert_matrix!` calls: compares the matrix of `S` with the file at `path` in `directory`.
///
/// # Panics
///
/// When they differ; the message says how, what widens first. And when the file cannot be read, written or
/// understood.
#[track_caller]
pub fn assert_matrix<S: Permissions>(directory: &str, path: &str) {
    let matrix = Matrix::of::<S>();
    assert_committed(directory, path, &matrix.markdown(), |text| {
        Ok(Matrix::diff(&Matrix::from_markdown(text)?, &matrix))
    });
}

/// What `assert_routes!` calls: compares what each user type of `S` may do at each of `routes` with the file at
/// `path` in `directory`.
///
/// # Panics
///
/// As [`assert_matrix`]. And when a route asks for an action that the catalogue of `S` does not list.
#[track_caller]
pub fn assert_routes<S: Permissions>(
    directory: &str,
    path: &str,
    routes: impl IntoIterator<Item = impl Routed>,
) {
    let matrix = Matrix::of::<S>();
    let mut listed = Vec::new();
    for one in routes {
        listed.push(route::<S>(&matrix, &one));
    }
    let routes = RouteMatrix::of(&matrix, listed);
    assert_committed(directory, path, &routes.markdown(), |text| {
        Ok(RouteMatrix::diff(
            &RouteMatrix::from_markdown(text)?,
            &routes,
        ))
    });
}

/// What each user type may do at a route.
#[track_caller]
fn route<S: Permissions>(matrix: &Matrix, one: &impl Routed) -> MatrixRoute {
    let guard = one.guard();
    let other = one.subject().filter(|subject| *subject != type_name::<S>());
    let types = matrix.user_types.iter();
    let cells = match guard {
        Guarded::Allows(_) | Guarded::Asks(_) | Guarded::Lists(_) | Guarded::SignedIn
            if other.is_some() =>
        {
            Vec::new()
        }
        Guarded::Allows(key) | Guarded::Asks(key) | Guarded::Lists(key) => {
            let action = matrix.action(key);
            let cells = action.map(|action| action.cells.clone());
            assert!(
                cells.is_some(),
                "`{} {}` asks for `{key}`, which the catalogue of `{}` does not list",
                one.method(),
                one.path(),
                matrix.subject,
            );
            cells.unwrap_or_default()
        }
        Guarded::SignedIn => types
            .map(|one| {
                if one.anonymous {
                    Cell::deny()
                } else {
                    Cell::allow()
                }
            })
            .collect(),
        // permit knows nothing of what is opaque, so it may be open.
        Guarded::Unguarded(_) | Guarded::Opaque(_) => types.map(|_| Cell::allow()).collect(),
    };
    let guard = other.filter(|_| cells.is_empty()).map_or_else(
        || guard.to_string(),
        |subject| format!("{guard}, by the catalogue of {subject}"),
    );
    MatrixRoute::new(one.method(), one.path(), guard, cells)
}

/// `compare` reads a text of the file, and says what is different in the code.
#[track_caller]
fn assert_committed(
    directory: &str,
    path: &str,
    text: &str,
    compare: impl Fn(&str) -> Result<Changes, Malformed>,
) {
    let first =
        format!("<!-- Written by `{WRITE}`. The tables in the code are the source. -->\n\n");
    let text = first + text;
    let place = Path::new(directory).join(path);
    let read = match fs::read_to_string(&place) {
        Ok(read) => Some(read.replace("\r\n", "\n")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => failed(&format!("`{path}` cannot be read: {error}")),
    };
    if read.as_ref() == Some(&text) {
        return;
    }
    let problem = match read.as_deref() {
        None => format!("there is no file `{path}` in `{directory}`"),
        Some(read) => match compare(read) {
            Ok(changes) if changes.is_empty() => in_form(path, read, &text),
            Ok(changes) => format!("`{path}` does not say what the code says. The code\n{changes}"),
            Err(error) => format!("`{path}`, {error}"),
        },
    };
    if is_update() {
        if let Err(error) = fs::write(&place, text) {
            failed(&format!("`{path}` cannot be written: {error}"));
        }
        eprintln!("{problem}\nWritten: {}", place.display());
        return;
    }
    let problem = problem.trim_end();
    failed(&format!(
        "{problem}\nhelp: if the code is right, write the file and commit it: `{WRITE}`"
    ));
}

/// The first line that is written in another way.
fn in_form(path: &str, read: &str, text: &str) -> String {
    let same = read.lines().zip(text.lines());
    let same = same.take_while(|(one, other)| one == other).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or_default().to_owned();
    format!(
        "`{path}` means what the code says, and is written in another way. In line {}\n  \
         it has      `{}`\n  instead of  `{}`",
        same + 1,
        line(read),
        line(text),
    )
}

/// Whether the files are written.
#[track_caller]
fn is_update() -> bool {
    match env::var(UPDATE).as_deref() {
        Ok("1") => true,
        Ok("" | "0") | Err(env::VarError::NotPresent) => false,
        _ => failed(&format!("`{UPDATE}` is `1`, or is not set")),
    }
}

#[track_caller]
#[expect(clippy::panic, reason = "an assertion of a test")]
fn failed(message: &str) -> ! {
    panic!("{message}")
}
