//! The modules of a crate, and where a path leads in them.

use std::{collections::BTreeMap, fs, path::Path};

use syn::{Item, visit::Visit as _};

use crate::paths::{Collector, Import, Named, imports};

/// The modules of a crate, by their paths without `crate`.
#[derive(Default)]
pub(crate) struct Modules {
    modules: BTreeMap<Vec<String>, Module>,
    named: Vec<(String, Named)>,
}

/// What one module declares and imports.
#[derive(Default)]
struct Module {
    items: Vec<String>,
    imports: Vec<Import>,
}

/// One folder uses what is declared in another, or in itself.
pub(crate) struct Used {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) path: String,
    pub(crate) place: String,
}

impl Modules {
    /// Those of the sources below `root`.
    pub(crate) fn read(root: &Path) -> Self {
        let mut modules = Self::default();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                    modules.add(name, &fs::read_to_string(&path).unwrap());
                }
            }
        }
        modules
    }

    /// Those of these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let mut modules = Self::default();
        for (name, text) in files {
            modules.add(name, text);
        }
        modules
    }

    fn add(&mut self, file: &str, text: &str) {
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let path = file.trim_end_matches(".rs").replace('\\', "/");
        let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
        if matches!(module.last().map(String::as_str), Some("lib" | "mod")) {
            module.pop();
        }
        let mut collector = Collector {
            module: module.clone(),
            named: Vec::new(),
        };
        collector.visit_file(&parsed);
        let named = collector.named.into_iter();
        self.named.extend(named.map(|one| (file.to_owned(), one)));
        self.declare(&module, &parsed.items);
    }

    fn declare(&mut self, path: &[String], items: &[Item]) {
        for item in items {
            if let Item::Mod(inner) = item
                && let Some((_, items)) = &inner.content
            {
                let mut below = path.to_vec();
                below.push(inner.ident.to_string());
                self.declare(&below, items);
            }
            let module = self.modules.entry(path.to_vec()).or_default();
            if let Item::Use(item) = item {
                module.imports.extend(imports(&item.tree));
            } else if let Some(name) = name(item) {
                module.items.push(name);
            }
        }
        self.modules.entry(path.to_vec()).or_default();
    }

    /// Whether there is a module at the top with this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.modules.contains_key(&vec![name.to_owned()])
    }

    /// Every use of something that the crate declares.
    pub(crate) fn uses(&self) -> impl Iterator<Item = Used> {
        self.named.iter().filter_map(|(file, named)| {
            let declared = self.resolve(&named.module, &named.path, 0)?;
            Some(Used {
                from: named.module.first()?.clone(),
                to: declared.first()?.clone(),
                path: named.path.join("::"),
                place: format!("{file}:{}", named.line),
            })
        })
    }

    /// The module that declares what `path` names in `module`; a module declares itself.
    fn resolve(&self, module: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        // Imports that lead in a circle name nothing.
        if depth > 16 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.within(&[], rest, depth),
            "self" => self.within(module, rest, depth),
            "super" => {
                let (_, above) = module.split_last()?;
                // The rest may begin with `super` as well.
                let mut rest = rest.to_vec();
                rest.insert(0, "self".to_owned());
                if rest.get(1).is_some_and(|next| next == "super") {
                    rest.remove(0);
                }
                self.resolve(above, &rest, depth + 1)
            }
            _ => self.within(module, path, depth),
        }
    }

    fn within(&self, module: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        let Some((first, rest)) = path.split_first() else {
            return Some(module.to_vec());
        };
        let mut below = module.to_vec();
        below.push(first.clone());
        if self.modules.contains_key(&below) {
            return self.within(&below, rest, depth);
        }
        let declared = self.modules.get(module)?;
        if declared.items.iter().any(|item| item == first) {
            return Some(module.to_vec());
        }
        let mut candidates = declared.imports.iter().filter_map(|import| {
            let mut target = import.path.clone();
            match &import.name {
                Some(name) if name == first => {}
                Some(_) => return None,
                None => target.push(first.clone()),
            }
            target.extend_from_slice(rest);
            // `use name::…` without a root is another crate's, or a module's beside it.
            if target.first() == Some(first) && import.path.len() == 1 && import.name.is_some() {
                return None;
            }
            self.resolve(module, &target, depth + 1)
        });
        candidates.next()
    }
}

/// The name that an item declares.
fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
