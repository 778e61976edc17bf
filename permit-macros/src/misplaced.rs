//! Attributes of a derive in a place where it does not read them. rustc accepts a helper attribute
//! anywhere in the item, so it would be ignored in silence.

use syn::{Attribute, Data, DeriveInput, Field};

use crate::error::Errors;

/// A helper attribute: its name, how it is written, and where it belongs.
pub(crate) struct Helper(
    pub(crate) &'static str,
    pub(crate) &'static str,
    pub(crate) &'static str,
);

impl Helper {
    fn report(&self, attributes: &[Attribute], errors: &mut Errors) {
        let Self(name, written, place) = self;
        for attribute in attributes.iter().filter(|one| one.path().is_ident(name)) {
            errors.at(attribute, format!("`#[{written}]` belongs {place}"));
        }
    }
}

/// Reports each of `helpers` above the item itself.
pub(crate) fn above(input: &DeriveInput, helpers: &[Helper], errors: &mut Errors) {
    for helper in helpers {
        helper.report(&input.attrs, errors);
    }
}

/// Reports each of `helpers` on a variant.
pub(crate) fn on_variants(input: &DeriveInput, helpers: &[Helper], errors: &mut Errors) {
    if let Data::Enum(data) = &input.data {
        for variant in &data.variants {
            for helper in helpers {
                helper.report(&variant.attrs, errors);
            }
        }
    }
}

/// Reports each of `helpers` on a field.
pub(crate) fn on_fields(input: &DeriveInput, helpers: &[Helper], errors: &mut Errors) {
    for field in fields(&input.data) {
        for helper in helpers {
            helper.report(&field.attrs, errors);
        }
    }
}

fn fields(data: &Data) -> Vec<&Field> {
    match data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => data.variants.iter().flat_map(|one| &one.fields).collect(),
        Data::Union(data) => data.fields.named.iter().collect(),
    }
}
