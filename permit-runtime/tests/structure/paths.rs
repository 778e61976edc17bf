//! The paths that a file names, with the module in which each stands.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{
    Ident, ItemMod, ItemUse, Macro, UseTree,
    spanned::Spanned as _,
    visit::{self, Visit},
};

/// A path of a file, and the line in which it stands.
pub(crate) struct Named {
    /// The module, without `crate`.
    pub(crate) module: Vec<String>,
    /// The path as it is written.
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// What a module makes visible by another name: `use path as name`, or all of a path.
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    /// `None` for `path::*`.
    pub(crate) name: Option<String>,
}

/// Collects the paths below one file's module.
pub(crate) struct Collector {
    pub(crate) module: Vec<String>,
    pub(crate) named: Vec<Named>,
}

impl Collector {
    fn name(&mut self, path: Vec<String>, line: usize) {
        let module = self.module.clone();
        self.named.push(Named { module, path, line });
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let line = item.span().start().line;
        for import in imports(&item.tree) {
            self.name(import.path, line);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|one| one.ident.to_string());
        self.name(segments.collect(), path.span().start().line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        self.tokens(item.mac.tokens.clone());
    }
}

impl Collector {
    /// Finds `crate::…`, `self::…` and `super::…` among tokens that are not parsed.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            index += 1;
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) if is_root(first) => {
                    let mut path = vec![first.to_string()];
                    while let Some(TokenTree::Ident(next)) = tokens.get(index + 2)
                        && tokens.get(index).is_some_and(is_colon)
                        && tokens.get(index + 1).is_some_and(is_colon)
                    {
                        path.push(next.to_string());
                        index += 3;
                    }
                    if path.len() > 1 {
                        self.name(path, first.span().start().line);
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_root(ident: &Ident) -> bool {
    ["crate", "self", "super"].iter().any(|root| ident == root)
}

fn is_colon(token: &TokenTree) -> bool {
    token.to_token_stream().to_string() == ":"
}

/// The imports of a tree, each apart.
pub(crate) fn imports(tree: &UseTree) -> Vec<Import> {
    match tree {
        UseTree::Path(path) => {
            let mut imports = imports(&path.tree);
            for import in &mut imports {
                import.path.insert(0, path.ident.to_string());
            }
            imports
        }
        UseTree::Name(name) => vec![import(&name.ident, &name.ident)],
        UseTree::Rename(rename) => vec![import(&rename.ident, &rename.rename)],
        UseTree::Glob(_) => vec![Import {
            path: Vec::new(),
            name: None,
        }],
        UseTree::Group(group) => group.items.iter().flat_map(imports).collect(),
    }
}

fn import(ident: &Ident, name: &Ident) -> Import {
    Import {
        path: vec![ident.to_string()],
        name: Some(name.to_string()),
    }
}
