//! The compiler `tsc` and node, where they are there.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder below the one that has the packages, so that they are found from it.
pub(crate) struct Workshop {
    folder: PathBuf,
}

/// Whether a test without node is a failure. On a machine that has it, nothing is left out.
const REQUIRED: &str = "PERMIT_REQUIRE_NODE";

impl Workshop {
    /// An empty one, or `None` where there is no node, or where its packages are not installed.
    pub(crate) fn new(name: &str) -> Option<Self> {
        let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node");
        if let Some(reason) = missing(&packages) {
            assert!(
                std::env::var_os(REQUIRED).is_none_or(|value| value != "1"),
                "`{name}` cannot run, and {REQUIRED} is set: {reason}"
            );
            // Not by `eprintln!`, which is not shown of a test that passes.
            let words = format!("skipped: `{name}` compares nothing: {reason}\n");
            io::stderr().write_all(words.as_bytes()).unwrap();
            return None;
        }
        let folder = packages.join("written").join(name);
        // There may be one of an earlier run.
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

    /// One of the programs beside the packages.
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

    /// Runs what was compiled on the cases, and returns how many were compared.
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
        return Some("there is no `node` here; install Node.js 20 or a later one");
    }
    // npm writes it last.
    let installed = packages.join("node_modules/.package-lock.json").exists();
    (!installed).then_some("run `npm ci` in `permit-interface/tests/node`")
}
