//! The user types, or the roles, that the sources of a package declare.

use std::fs;

use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
use syn::{
    Attribute, ItemEnum, Path, Token,
    ext::IdentExt as _,
    punctuated::Punctuated,
    spanned::Spanned as _,
    visit::{self, Visit},
};
use walkdir::{DirEntry, WalkDir};

use super::kind::Kind;

/// A user type or a role, where an enum declares it.
pub(crate) struct Declared {
    pub(crate) name: String,
    /// The attributes that enable and disable it, as they are written.
    pub(crate) cfgs: Vec<String>,
    /// The enum, with its file.
    pub(crate) place: String,
}

/// The variants of each enum of this kind below `folder`, which contains a package.
pub(crate) fn declared(folder: &Utf8Path, kind: Kind) -> Vec<Declared> {
    let mut found = Vec::new();
    for path in sources(folder) {
        let Ok(source) = fs::read_to_string(&path) else {
            continue;
        };
        // A file that does not parse is reported by the compiler.
        let Ok(file) = syn::parse_file(&source) else {
            continue;
        };
        let mut enums = Enums {
            kind,
            source: &source,
            path: path.strip_prefix(folder).unwrap_or(&path),
            found: &mut found,
        };
        enums.visit_file(&file);
    }
    found
}

/// The files of one package: no other package below it, and nothing that is built.
fn sources(folder: &Utf8Path) -> impl Iterator<Item = Utf8PathBuf> {
    let belongs = |entry: &DirEntry| {
        let folder = entry.path();
        entry.depth() == 0
            || !folder.is_dir()
            || !(folder.join("Cargo.toml").exists()
                || folder.join("CACHEDIR.TAG").exists()
                || entry.file_name().to_string_lossy().starts_with('.'))
    };
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = entries.filter_entry(belongs).filter_map(Result::ok);
    let paths = paths.filter_map(|entry| Utf8PathBuf::from_path_buf(entry.into_path()).ok());
    paths.filter(|path| path.extension() == Some("rs"))
}

struct Enums<'a> {
    kind: Kind,
    source: &'a str,
    path: &'a Utf8Path,
    found: &'a mut Vec<Declared>,
}

impl Visit<'_> for Enums<'_> {
    fn visit_item_enum(&mut self, item: &ItemEnum) {
        if item.attrs.iter().any(|one| derives(one, self.kind)) {
            for variant in &item.variants {
                let cfgs = variant
                    .attrs
                    .iter()
                    .filter(|one| one.path().is_ident("cfg"));
                self.found.push(Declared {
                    name: variant.ident.to_string(),
                    cfgs: cfgs.map(|cfg| self.text(cfg)).collect(),
                    place: format!("`{}` in {}", item.ident.unraw(), self.path),
                });
            }
        }
        visit::visit_item_enum(self, item);
    }
}

impl Enums<'_> {
    /// As it is written, on one line.
    fn text(&self, attribute: &Attribute) -> String {
        let text = self.source.get(attribute.span().byte_range());
        let words: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
        words.join(" ")
    }
}

fn derives(attribute: &Attribute, kind: Kind) -> bool {
    attribute.path().is_ident("derive")
        && attribute
            .parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
            .is_ok_and(|derived| derived.iter().any(|path| kind.is_derived_by(path)))
}
