//! The modules of `permit-macros`, and what its tests check of them: a crate of macros cannot be
//! linked, so its files are included a second time.

#[path = "../../permit-macros/src/action.rs"]
mod action;
#[path = "../../permit-macros/src/cast.rs"]
mod cast;
#[path = "../../permit-macros/src/cells.rs"]
mod cells;
#[path = "../../permit-macros/src/columns/mod.rs"]
mod columns;
#[path = "../../permit-macros/src/complete.rs"]
mod complete;
#[path = "../../permit-macros/src/condition.rs"]
mod condition;
#[path = "../../permit-macros/src/defaults.rs"]
mod defaults;
#[path = "../../permit-macros/src/documentation.rs"]
mod documentation;
#[path = "../../permit-macros/src/editor/mod.rs"]
mod editor;
#[path = "../../permit-macros/src/elision.rs"]
mod elision;
#[path = "../../permit-macros/src/enumeration.rs"]
mod enumeration;
#[path = "../../permit-macros/src/error.rs"]
mod error;
#[path = "../../permit-macros/src/expand/mod.rs"]
mod expand;
#[path = "../../permit-macros/src/filter.rs"]
mod filter;
#[path = "../../permit-macros/src/function.rs"]
mod function;
#[path = "../../permit-macros/src/handler.rs"]
mod handler;
#[path = "../../permit-macros/src/held.rs"]
mod held;
#[path = "../../permit-macros/src/hide.rs"]
mod hide;
#[path = "../../permit-macros/src/keys.rs"]
mod keys;
#[path = "../../permit-macros/src/listed.rs"]
mod listed;
#[path = "../../permit-macros/src/misplaced.rs"]
mod misplaced;
#[path = "../../permit-macros/src/misspelt.rs"]
mod misspelt;
#[path = "../../permit-macros/src/model/mod.rs"]
mod model;
#[path = "../../permit-macros/src/tests/mutation.rs"]
mod mutation;
#[path = "../../permit-macros/src/tests/oracle.rs"]
mod oracle;
#[path = "../../permit-macros/src/parse/mod.rs"]
mod parse;
#[path = "../../permit-macros/src/permissions.rs"]
mod permissions;
#[path = "../../permit-macros/src/reads.rs"]
mod reads;
#[path = "../../permit-macros/src/requires/mod.rs"]
mod requires;
#[path = "../../permit-macros/src/roles.rs"]
mod roles;
#[path = "../../permit-macros/src/tests/samples.rs"]
mod samples;
#[path = "../../permit-macros/src/service.rs"]
mod service;
#[path = "../../permit-macros/src/span.rs"]
mod span;
#[path = "../../permit-macros/src/user_type.rs"]
mod user_type;
#[path = "../../permit-macros/src/validate.rs"]
mod validate;
#[path = "../../permit-macros/src/written.rs"]
mod written;

use proc_macro2::{TokenStream, extra::invalidate_current_thread_spans};

/// Bytes as the text of an input. A macro never receives what rustc's own lexer rejects.
pub fn text(bytes: &[u8]) {
    if let Ok(tokens) = String::from_utf8_lossy(bytes).parse::<TokenStream>() {
        oracle::judge(&tokens);
    }
    forget_texts();
}

/// Bytes as changes of a sample.
pub fn tables(bytes: &[u8]) {
    oracle::judge(&mutation::mutated(bytes));
    forget_texts();
}

/// Frees the texts that were read: each is kept for its spans, and a fuzzer reads millions.
fn forget_texts() {
    invalidate_current_thread_spans();
}
