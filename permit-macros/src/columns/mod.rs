//! `#[derive(Columns)]`, and `columns!` for a struct on which no attribute can be written: maps the fields
//! of a context to columns.

mod attributes;
mod declared;
mod implementation;
mod traits;

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields};

use self::attributes::{Column, Said};
use crate::{
    editor,
    error::{Errors, help},
    misplaced::{self, Helper},
};

const COLUMN: Helper = Helper("column", "column(...)", "on a field");
const COLUMNS: Helper = Helper("columns", "columns(...)", "above the struct");

/// Beside the declaration of a struct: that it has these fields.
pub(crate) fn declare(input: TokenStream) -> TokenStream {
    let fields = syn::parse2(input.clone()).map(|input| declared::fields(&input));
    let (columns, fields) = (derive(input), fields.unwrap_or_default());
    quote!(#columns #fields)
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(input) = errors.keep(syn::parse2::<DeriveInput>(input)) else {
        return quote!(#errors);
    };
    let said = Said::of(&input.attrs, &mut errors);
    misplaced::above(&input, &[COLUMN], &mut errors);
    misplaced::on_variants(&input, &[COLUMN, COLUMNS], &mut errors);
    misplaced::on_fields(&input, &[COLUMNS], &mut errors);
    let mut columns = columns(&input, &mut errors);
    each_once(&mut columns, &mut errors);
    all_places_by_hand(&columns, &mut errors);
    if let Some(global) = &said.global
        && columns.iter().any(|one| one.tenant.is_some())
    {
        errors.at(
            global,
            "`global` says that no row belongs to a tenant, but a field names the tenant",
        );
    }
    if let Some(nowhere) = &said.nowhere
        && columns.iter().any(|one| one.place.is_some())
    {
        errors.at(
            nowhere,
            "`nowhere` says that no row is in a place, but a field names a place",
        );
    }
    for one in columns
        .iter()
        .filter(|one| one.place.is_some())
        .skip(MOST_PLACES)
    {
        let message = format!("a context is in at most {MOST_PLACES} places");
        errors.at(one.ident, message);
    }
    // Emitted after an error as well, so that the error does not cause others in the conditions.
    let implementation = input
        .generics
        .params
        .is_empty()
        .then(|| editor::apart(implementation::write(&input, &columns, &said)));
    let names = editor::only(|| editor::columns(&input, said.krate.as_ref()));
    quote!(#names #errors #implementation)
}

/// As many as `permit::Places` keeps.
const MOST_PLACES: usize = 8;

fn columns<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Vec<Column<'a>> {
    let Data::Struct(data) = &input.data else {
        let message = format!("`{}` is not a struct, so it has no columns", input.ident);
        let words = "write `#[derive(permit::Columns)]` above the struct that a row is read into";
        errors.at(&input.ident, help(message, words));
        return Vec::new();
    };
    let Fields::Named(fields) = &data.fields else {
        let message = format!(
            "the fields of `{}` have no names, so its columns have no names",
            input.ident
        );
        let words = "name each field as its column is named: `struct Item { id: u64 }`";
        errors.at(&input.ident, help(message, words));
        return Vec::new();
    };
    if !input.generics.params.is_empty() {
        errors.at(
            &input.generics,
            "a context with columns has no generic parameters",
        );
    }
    let columns = fields.named.iter();
    columns
        .filter_map(|field| Column::of(field, errors))
        .collect()
}

/// Reports a mark that another field already has, and leaves it out, so that it does not cause other
/// errors.
fn each_once(columns: &mut [Column], errors: &mut Errors) {
    let mut seen = HashSet::new();
    for column in columns {
        let mut is_new = |mark: String| {
            let message = format!("another field already has `{mark}`");
            let is_new = seen.insert(mark);
            if !is_new {
                errors.at(column.ident, message);
            }
            is_new
        };
        column.owners.retain(|owner| is_new(owner.text()));
        let tenant = column.tenant.take();
        column.tenant = tenant.filter(|_| is_new("tenant".to_owned()));
    }
}

/// Reports a place that is read from its field beside one that is written by hand: `Placed` is one
/// implementation for all places.
fn all_places_by_hand(columns: &[Column], errors: &mut Errors) {
    let places = columns.iter().filter(|one| one.place.is_some());
    if !places.clone().any(|one| one.by_hand.is_some()) {
        return;
    }
    for read in places.filter(|one| one.by_hand.is_none()) {
        let message = "another place of this context is `by_hand`, so `permit::places::Placed` is";
        errors.at(read.ident, help(message, "write `by_hand` here as well"));
    }
}
