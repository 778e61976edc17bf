//! The attributes of an action that is declared in the catalogue.

use syn::{Attribute, Ident, Path, Token, parse::ParseStream, parse_quote, punctuated::Punctuated};

use crate::error::{Errors, help};

/// The traits that every inline action already has.
const DERIVED: [&str; 3] = ["Clone", "Copy", "Debug"];

/// The attributes that are left on the struct. The others are reported.
pub(super) fn of_inline(
    attributes: Vec<Attribute>,
    action: &Ident,
    errors: &mut Errors,
) -> Vec<Attribute> {
    let left = attributes.into_iter().filter_map(|attribute| {
        let name = attribute.path().get_ident().map(ToString::to_string);
        match name.as_deref() {
            Some("derive") => derive(attribute, errors),
            Some(name @ ("action" | "permissions" | "roles")) => {
                let message = format!("`#[{name}(...)]` belongs above a struct");
                let words = if name == "roles" {
                    "write `roles { ... }` behind the table, with the rows in braces".to_owned()
                } else {
                    format!("write `{action}(context = Item) {{ ... }}`, with the rows in braces")
                };
                errors.at(attribute, help(message, words));
                None
            }
            _ => Some(attribute),
        }
    });
    left.collect()
}

/// `#[derive(…)]` without what an inline action already has.
fn derive(attribute: Attribute, errors: &mut Errors) -> Option<Attribute> {
    let read = |input: ParseStream| Punctuated::<Path, Token![,]>::parse_terminated(input);
    let Ok(paths) = attribute.parse_args_with(read) else {
        return Some(attribute);
    };
    let (had, left): (Vec<Path>, Vec<Path>) = paths.into_iter().partition(is_had);
    if had.is_empty() {
        return Some(attribute);
    }
    for path in had {
        let last = path.segments.last().map(|last| last.ident.to_string());
        let message = if last.as_deref() == Some("Action") {
            "an inline action is declared by its table, and not derived"
        } else {
            "an inline action already has `Clone`, `Copy` and `Debug`"
        };
        errors.at(path, help(message, "remove it"));
    }
    (!left.is_empty()).then(|| parse_quote!(#[derive(#(#left),*)]))
}

fn is_had(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| last.ident == "Action" || DERIVED.iter().any(|one| last.ident == one))
}
