//! The modules of a library, with what they declare, import and export.
//!
//! This is not what the compiler knows: macros are not expanded, and a `cfg` is only respected if it says
//! `test`. A path that is found wrongly does not compile in the harness.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use cargo_metadata::camino::{Utf8Path, Utf8PathBuf};
use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprLit, Ident, Item, ItemMod, Lit, Meta, UseTree, Visibility,
    ext::IdentExt as _, spanned::Spanned as _,
};

use super::Words;
use crate::failure::Failure;

/// A `permissions! { <User: UserType> … }`.
pub(crate) struct Catalogue {
    /// The module that it is in.
    pub(super) module: Words,
    /// The subject, as it is written there.
    pub(super) subject: Words,
    pub(super) file: Utf8PathBuf,
    pub(super) line: usize,
}

/// Everything that may lead from a name to a type.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) catalogues: Vec<Catalogue>,
    modules: BTreeMap<Words, Module>,
}

#[derive(Default)]
struct Module {
    /// Whether another crate can name it.
    public: bool,
    /// The types that it declares, and whether they are `pub`.
    types: BTreeMap<String, bool>,
    imports: Vec<Import>,
}

/// One leaf of a `use`.
struct Import {
    public: bool,
    path: Words,
    /// `None`: everything that is in the path.
    name: Option<String>,
}

/// How many imports lead from a name to its type at most. It ends circles.
const DEPTH: usize = 16;

impl Tree {
    /// Reads the library whose root is `file`.
    pub(super) fn read(file: &Utf8Path) -> Result<Self, Failure> {
        let mut tree = Self::default();
        let folder = file.parent().unwrap_or(file);
        tree.file(file, folder, &Words::new(), true)?;
        Ok(tree)
    }

    /// Reads one file, whose modules are files in `folder`.
    fn file(
        &mut self,
        file: &Utf8Path,
        folder: &Utf8Path,
        module: &Words,
        public: bool,
    ) -> Result<(), Failure> {
        let source = fs::read_to_string(file).map_err(|error| Failure::about(file, error))?;
        let parsed = syn::parse_file(&source).map_err(|error| {
            Failure::about(
                file,
                format_args!("line {}: {error}", error.span().start().line),
            )
        })?;
        self.items(parsed.items, file, folder, module, public)
    }

    fn items(
        &mut self,
        items: Vec<Item>,
        file: &Utf8Path,
        folder: &Utf8Path,
        module: &Words,
        public: bool,
    ) -> Result<(), Failure> {
        let mut this = Module {
            public,
            ..Module::default()
        };
        for item in items {
            match item {
                Item::Struct(item) => declare(&mut this, &item.ident, &item.vis),
                Item::Enum(item) => declare(&mut this, &item.ident, &item.vis),
                Item::Type(item) => declare(&mut this, &item.ident, &item.vis),
                Item::Use(item) => {
                    import(&mut this, &item.tree, &Words::new(), is_public(&item.vis));
                }
                Item::Macro(item) => {
                    let last = item.mac.path.segments.last();
                    if last.is_some_and(|last| last.ident == "permissions")
                        && let Some(subject) = subject(&item.mac.tokens)
                    {
                        self.catalogues.push(Catalogue {
                            module: module.clone(),
                            subject,
                            file: file.to_owned(),
                            line: item.span().start().line,
                        });
                    }
                }
                Item::Mod(item) if !is_test(&item.attrs) => {
                    let public = public && is_public(&item.vis);
                    self.module(item, file, folder, module, public)?;
                }
                _ => {}
            }
        }
        self.modules.insert(module.clone(), this);
        Ok(())
    }

    fn module(
        &mut self,
        item: ItemMod,
        file: &Utf8Path,
        folder: &Utf8Path,
        module: &Words,
        public: bool,
    ) -> Result<(), Failure> {
        let name = item.ident.unraw().to_string();
        let path = stated_path(&item.attrs);
        let mut inside = module.clone();
        inside.push(name.clone());
        if let Some((_, items)) = item.content {
            let folder = folder.join(path.unwrap_or(name));
            return self.items(items, file, &folder, &inside, public);
        }
        let (file, folder) = if let Some(path) = path {
            // Beside the file, whatever the file is called.
            let file = file.parent().unwrap_or(file).join(path);
            let folder = file.parent().unwrap_or(&file).to_owned();
            (file, folder)
        } else {
            let folder = folder.join(&name);
            let beside = folder.with_extension("rs");
            let file = if beside.exists() {
                beside
            } else {
                folder.join("mod.rs")
            };
            (file, folder)
        };
        // A module that does not exist may be behind a `cfg`. If it is not, the compiler says so.
        if file.exists() {
            self.file(&file, &folder, &inside, public)?;
        }
        Ok(())
    }

    /// The shortest path by which another crate can name the type that `path` means in `module`.
    pub(super) fn public(&self, module: &[String], path: &[String]) -> Option<Words> {
        let meant = self.resolved(module, path, DEPTH)?;
        let mut shortest: Option<Words> = None;
        for (inside, one) in self.modules.iter().filter(|(_, one)| one.public) {
            let declared = one
                .types
                .iter()
                .filter(|(_, public)| **public)
                .map(|(name, _)| name.clone());
            let imports = one.imports.iter().filter(|import| import.public);
            // A type keeps its name through `*`, unless it was renamed on the way.
            let names = imports.filter_map(|import| import.name.as_ref().or(meant.last()).cloned());
            let names: BTreeSet<String> = declared.chain(names).collect();
            for name in names {
                let candidate: Words = inside.iter().cloned().chain([name.clone()]).collect();
                let better = shortest
                    .as_ref()
                    .is_none_or(|best| candidate.len() < best.len());
                if better && self.resolved(inside, &[name], DEPTH).as_ref() == Some(&meant) {
                    shortest = Some(candidate);
                }
            }
        }
        shortest
    }

    /// Where the type is declared that `path` means in `module`.
    fn resolved(&self, module: &[String], path: &[String], depth: usize) -> Option<Words> {
        let depth = depth.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let inside = match first.as_str() {
            "crate" => Some(Words::new()),
            "self" => Some(module.to_vec()),
            "super" => Some(module.split_last()?.1.to_vec()),
            name => {
                let child: Words = module.iter().cloned().chain([name.to_owned()]).collect();
                self.modules.contains_key(&child).then_some(child)
            }
        };
        if let Some(inside) = inside
            && !rest.is_empty()
        {
            return self.resolved(&inside, rest, depth);
        }
        let this = self.modules.get(module)?;
        if rest.is_empty() && this.types.contains_key(first) {
            return Some(module.iter().cloned().chain([first.clone()]).collect());
        }
        let named = this
            .imports
            .iter()
            .filter(|import| import.name.as_ref() == Some(first));
        let named = named.map(|import| import.path.iter().chain(rest).cloned().collect::<Words>());
        let everything = this.imports.iter().filter(|import| import.name.is_none());
        let everything = everything.map(|import| import.path.iter().chain(path).cloned().collect());
        named
            .chain(everything)
            // An import of a name by itself is a name of another crate.
            .filter(|import| import.as_slice() != path)
            .find_map(|import| self.resolved(module, &import, depth))
    }
}

fn declare(module: &mut Module, ident: &Ident, visibility: &Visibility) {
    module
        .types
        .insert(ident.to_string(), is_public(visibility));
}

fn import(module: &mut Module, tree: &UseTree, before: &Words, public: bool) {
    let mut path = before.clone();
    let name = match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.unraw().to_string());
            import(module, &inner.tree, &path, public);
            return;
        }
        UseTree::Group(group) => {
            for inner in &group.items {
                import(module, inner, before, public);
            }
            return;
        }
        UseTree::Name(leaf) if leaf.ident == "self" => path.last().cloned(),
        UseTree::Name(leaf) => {
            path.push(leaf.ident.to_string());
            Some(leaf.ident.to_string())
        }
        UseTree::Rename(leaf) => {
            path.push(leaf.ident.to_string());
            Some(leaf.rename.to_string())
        }
        UseTree::Glob(_) => None,
    };
    module.imports.push(Import { public, path, name });
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_test(attributes: &[Attribute]) -> bool {
    let mut cfgs = attributes.iter().filter(|one| one.path().is_ident("cfg"));
    cfgs.any(|cfg| cfg.parse_args::<Ident>().is_ok_and(|ident| ident == "test"))
}

/// `#[path = "other.rs"]`
fn stated_path(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|one| one.path().is_ident("path"))?;
    match &attribute.meta {
        Meta::NameValue(meta) => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(path),
                ..
            }) => Some(path.value()),
            _ => None,
        },
        _ => None,
    }
}

/// The path between `<` and `:`, in which `::` is no end.
fn subject(tokens: &TokenStream) -> Option<Words> {
    let mut tokens = tokens.clone().into_iter();
    match tokens.next()? {
        TokenTree::Punct(open) if open.as_char() == '<' => {}
        _ => return None,
    }
    let mut words = Words::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(_) if colons == 1 => return Some(words),
            TokenTree::Ident(word) => {
                colons = 0;
                words.push(word.to_string());
            }
            TokenTree::Punct(colon) if colon.as_char() == ':' => {
                colons += 1;
                if colons > 2 {
                    return Some(words);
                }
            }
            _ => return None,
        }
    }
    None
}
