//! The compiler `tsc` and node, where they are installed.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder inside of the one with the packages, so node finds them.
pub(crate) struct Workshop {
    folder: PathBuf,
}

/// The environment variable that makes a test without node fail. With node, no test is skipped.
const REQUIRED: &str = "PERMIT_REQUIRE_NODE";

impl Workshop {
    /// An empty folder, or `None` if node or its packages are not installed.
    pub(crate) fn new(name: &str) -> Option<Self> {
        let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node");
        if let Some(reason) = missing(&packages) {
            assert!(
                std::env::var_os(REQUIRED).is_none_or(|value| value != "1"),
                "`{name}` cannot run, and {REQUIRED} is set: {reason}"
            );
            // Not with `eprintln!`, which is not shown for a test that passes.
            let words = format!("skipped: `{name}` compares nothing: {reason}\n");
            io::stderr().write_all(words.as_bytes()).unwrap();
            return None;
        }
        let folder = packages.join("written").join(name);
        // An earlier run may have left one.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let workshop = Self { folder };
        workshop.write("package.json", "{ \"type\": \"module\" }\n");
        for program in ["person.ts", "run.mjs"] {
            workshop.copy(program);
        }
        Some(workshop)
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join(file), text).unwrap();
    }

    /// Copies one of the programs.
    pub(crate) fn copy(&self, program: &str) {
        let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node/programs");
        fs::copy(programs.join(program), self.folder.join(program)).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).unwrap()
    }

    /// Compiles `files` as strictly as the compiler can.
    pub(crate) fn compile(&self, files: &[&str]) {
        let compiler = "../../node_modules/typescript/bin/tsc";
        let options = [
            compiler,
            "--strict",
            "--noUncheckedIndexedAccess",
            "--exactOptionalPropertyTypes",
            "--verbatimModuleSyntax",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "--jsx",
            "react-jsx",
            "--outDir",
            "compiled",
        ];
        self.run(options.iter().chain(files).copied());
    }

    /// Runs a compiled program on the cases, and returns how many decisions it compared.
    pub(crate) fn compare(&self, program: &str) -> usize {
        let output = self.run(["run.mjs", program]);
        output.trim().parse().unwrap()
    }

    fn run<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> String {
        let mut node = Command::new("node");
        node.args(arguments).current_dir(&self.folder);
        let Output {
            status,
            stdout,
            stderr,
        } = node.output().unwrap();
        let (said, complained) = (
            String::from_utf8_lossy(&stdout),
            String::from_utf8_lossy(&stderr),
        );
        assert!(status.success(), "{node:?}:\n{said}{complained}");
        said.into_owned()
    }
}

fn missing(packages: &Path) -> Option<&'static str> {
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|output| output.status.success()) {
        return Some("`node` is not installed; install Node.js 20 or later");
    }
    // npm writes this file last.
    let installed = packages.join("node_modules/.package-lock.json").exists();
    (!installed).then_some("run `npm ci` in `permit-interface/tests/node`")
}
