//! Which subject a library has, found in its sources: the subject of its `permissions!`, by a path that
//! another crate can name.

mod tree;

use std::collections::BTreeMap;

use cargo_metadata::{Package, Target, camino::Utf8Path};

use self::tree::{Catalogue, Tree};
use crate::failure::Failure;

/// A path below the library: `["domain", "User"]`.
type Words = Vec<String>;

/// The path of the subject of a library, without the name of the library: `domain::User`.
///
/// # Errors
///
/// If the package has no library, or its library has no catalogue, several, or one whose subject
/// is not public. The message says what to write.
pub(crate) fn subject(package: &Package, said: Option<&str>) -> Result<String, Failure> {
    let library = library(package)?;
    let name = library.name.replace('-', "_");
    if let Some(said) = said {
        return stated(said, &name);
    }
    let tree = Tree::read(&library.src_path)?;
    // Several catalogues in one module tree may be behind different `cfg`s.
    let mut found: BTreeMap<Words, &Catalogue> = BTreeMap::new();
    let mut hidden = Vec::new();
    for catalogue in &tree.catalogues {
        match tree.public(&catalogue.module, &catalogue.subject) {
            Some(path) => drop(found.insert(path, catalogue)),
            None => hidden.push(catalogue),
        }
    }
    let place = |catalogue: &Catalogue| catalogue.place(package.manifest_path.parent());
    let mut subjects = found.iter();
    match (subjects.next(), subjects.next(), hidden.as_slice()) {
        (Some((path, _)), None, []) => Ok(path.join("::")),
        (None, _, hidden) => {
            let file = library.src_path.file_name().unwrap_or("lib.rs");
            let hidden = hidden.first();
            let hidden = hidden.map(|one| (one.subject.join("::"), place(one)));
            Err(nothing(&package.name, file, hidden))
        }
        (Some(_), _, hidden) => {
            let stated = found.iter().map(|(path, catalogue)| {
                format!("--subject {}    # {}", path.join("::"), place(catalogue))
            });
            // Another program cannot name it, but the caller may know another path.
            let not_public = hidden.iter().map(|catalogue| {
                let subject = catalogue.subject.join("::");
                format!("`{subject}` at {} is not public", place(catalogue))
            });
            let lines: Vec<String> = stated.chain(not_public).collect();
            let message = format!("`{}` has {} catalogues", package.name, lines.len());
            let help = format!("say which one:\n{}", lines.join("\n"));
            Err(Failure::new(message).help(help))
        }
    }
}

/// Why there is no subject: `hidden` is one that is not public, with its place.
fn nothing(package: &str, file: &str, hidden: Option<(String, String)>) -> Failure {
    let Some((subject, place)) = hidden else {
        let message = format!("the library of `{package}` has no `permissions!`");
        return Failure::new(message)
            .help("if a macro writes it, say its subject: --subject path::to::User");
    };
    let message =
        format!("`{subject}`, which has the catalogue at {place}, is not public in `{package}`");
    Failure::new(message).help(format!(
        "make it public, with its modules or by a `pub use` in {file}; or say its path: \
         --subject path::to::User",
    ))
}

/// The library of a package: what another package can depend on.
pub(crate) fn library(package: &Package) -> Result<&Target, Failure> {
    let library = package
        .targets
        .iter()
        .find(|target| target.is_lib() || target.is_rlib());
    library.ok_or_else(|| {
        let message = format!("`{}` has no library, so no other program can read its catalogue", package.name);
        Failure::new(message).help(format!(
            "move the subject and the catalogue, with their modules, from src/main.rs to src/lib.rs, and \
             import them in src/main.rs: `use {}::User;`",
            package.name.replace('-', "_"),
        ))
    })
}

/// The path that the caller stated, below the library.
fn stated(said: &str, library: &str) -> Result<String, Failure> {
    let path = syn::parse_str::<syn::Path>(said).map_err(|error| {
        let message = format!("`{said}` is not the path of a type: {error}");
        Failure::new(message).help("write it as another crate does: --subject path::to::User")
    })?;
    let words: Words = path
        .segments
        .iter()
        .map(|one| one.ident.to_string())
        .collect();
    let below = match words.split_first() {
        Some((first, below)) if (first == "crate" || first == library) && !below.is_empty() => {
            below
        }
        _ => &words,
    };
    Ok(below.join("::"))
}

impl Catalogue {
    /// Its file and line.
    fn place(&self, folder: Option<&Utf8Path>) -> String {
        let file = folder.and_then(|folder| self.file.strip_prefix(folder).ok());
        format!("{}:{}", file.unwrap_or(&self.file), self.line)
    }
}

#[cfg(test)]
mod tests;
