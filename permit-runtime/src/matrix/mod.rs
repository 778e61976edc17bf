//! The permission matrix: a whole catalogue in words, as an owned value.
//!
//! [`Matrix::of`] reads the tables of a catalogue. The matrix is printed as Markdown, TSV, JSON or one HTML
//! file, read again from JSON and Markdown, compared with another one ([`Matrix::diff`]), and searched for
//! what looks like a mistake ([`Matrix::lint`]).
//!
//! ```
//! # include!("../../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! #     pub PostItem { Anonymous => deny, Seller => allow, Support => deny }
//! # }
//! # use permit_runtime::matrix::Matrix;
//! # fn main() {
//! let matrix = Matrix::of::<User>();
//! let told = matrix.what_can(UserType::Seller).to_string();
//! assert!(told.ends_with("\n- `edit_item`: `allow if owner`\n- `post_item`: `allow`\n"));
//! println!("{}", matrix.who_can::<EditItem>());
//! # }
//! ```
//!
//! # What it knows
//!
//! It knows the tables in the code: no live policy, and of a condition its name, never its body. If a catalogue
//! has two functions with one name, in rows or as requirements, the second is `name'2` in all of its actions. A
//! cell is about one user type: a subject with several may do what each of them may, and an operation also where
//! one of them may do a part and another one the rest. Consents, impersonation and tenants narrow further. It
//! says which contexts the catalogue hides, and from which callers.

mod agreement;
mod cell;
mod changes;
mod comparing;
mod html;
mod json;
mod lint;
mod lints;
mod malformed;
mod markdown;
mod model;
mod names;
mod parsing;
mod premise;
mod reading;
mod routes;
mod view;

pub(crate) use self::agreement::verify;
pub use self::{
    cell::Cell,
    changes::{Change, ChangeKind, Changes},
    lint::{Finding, Level, Lint, UnknownName},
    lints::Lints,
    malformed::Malformed,
    model::{Matrix, MatrixAction, MatrixHidden, MatrixPart, MatrixUserType},
    premise::Premise,
    reading::NotACell,
    routes::{MatrixRoute, RouteMatrix},
    view::View,
};
pub use crate::decision::ConditionSchema;

/// A text in quotation marks, as JSON has it, without a backtick: it stands in code spans.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('`', "\\u0060")
}

/// `one`, or `one, two and three`.
fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [firsts @ .., last] => format!("{} and {last}", firsts.join(", ")),
    }
}
