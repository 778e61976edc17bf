//! The package that is edited, and whether there is an editor.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A package with one file.
pub(crate) struct Package {
    folder: PathBuf,
}

impl Package {
    pub(crate) fn write() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
        fs::create_dir_all(folder.join("src")).unwrap();
        let permit = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = format!(
            r#"[package]
name = "edited"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
permit = {{ package = "permit-rs", path = "{}" }}

[workspace]
"#,
            permit.display()
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        // The versions that are already here.
        fs::copy(permit.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let package = Self { folder };
        package.save(crate::SHOP);
        package
    }

    fn save(&self, text: &str) {
        fs::write(self.folder.join("src/lib.rs"), text).unwrap();
    }

    /// What rustc says of `text`, if it does not compile.
    pub(crate) fn compile(&self, text: &str) -> Result<(), String> {
        self.save(text);
        let checked = self
            .in_its_folder(&mut Command::new(env!("CARGO")))
            .args(["check", "--quiet"])
            .output()
            .unwrap();
        self.save(crate::SHOP);
        let said = String::from_utf8_lossy(&checked.stderr).into_owned();
        if checked.status.success() {
            Ok(())
        } else {
            Err(said)
        }
    }

    /// A program in the folder. It compiles into a folder there.
    pub(crate) fn in_its_folder<'c>(&self, program: &'c mut Command) -> &'c mut Command {
        let target = self.folder.join("target");
        program
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target)
    }

    pub(crate) fn uri(&self) -> String {
        format!("file://{}", self.folder.display())
    }

    pub(crate) fn file(&self) -> String {
        format!("{}/src/lib.rs", self.uri())
    }
}

/// rust-analyzer, or what `PERMIT_RUST_ANALYZER` names instead.
pub(crate) fn program() -> OsString {
    std::env::var_os("PERMIT_RUST_ANALYZER").unwrap_or_else(|| "rust-analyzer".into())
}

/// Why there is no editor here, if there is none.
pub(crate) fn missing() -> Option<String> {
    let program = program();
    let version = Command::new(&program).arg("--version").output();
    if !version.is_ok_and(|version| version.status.success()) {
        let program = program.display();
        return Some(format!(
            "`{program} --version` fails; `rustup component add rust-analyzer`"
        ));
    }
    let root = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .unwrap();
    let root = String::from_utf8(root.stdout).unwrap();
    let root = Path::new(root.trim());
    if !root.join("libexec/rust-analyzer-proc-macro-srv").exists() {
        return Some("the toolchain has no program that expands macros for rust-analyzer".into());
    }
    let sources = std::env::var_os("RUST_SRC_PATH")
        .map_or_else(|| root.join("lib/rustlib/src/rust/library"), PathBuf::from);
    if !sources.join("core/src/lib.rs").exists() {
        let sources = sources.display();
        return Some(format!(
            "no `core` in {sources}; `rustup component add rust-src`"
        ));
    }
    None
}
