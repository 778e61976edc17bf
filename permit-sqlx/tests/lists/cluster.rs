//! A PostgreSQL server in a temporary folder, on a Unix socket there.

use std::{
    env, fs,
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;

/// The user and group `nobody` of Debian: PostgreSQL does not run as root.
const NOBODY: u32 = 65_534;

/// A running server.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    is_root: bool,
}

impl Cluster {
    /// Starts a server. Where PostgreSQL is not installed, it prints a message and returns `None`;
    /// with `PERMIT_REQUIRE_POSTGRES=1` it panics instead.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            let message = "PostgreSQL is not installed, so its tests are skipped";
            let required = env::var("PERMIT_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
            assert!(!required, "{message}");
            println!("{message}");
            return None;
        };
        let folder = TempDir::new().unwrap();
        let is_root = fs::metadata(folder.path()).unwrap().uid() == 0;
        if is_root {
            chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let this = Self {
            folder,
            programs,
            is_root,
        };
        let (data, socket) = (this.data(), this.folder.path().to_str().unwrap());
        let locale = ["--locale=C", "--encoding=UTF8", "--no-sync"];
        this.run(
            "initdb",
            &[
                &["--username=permit", "--auth=trust", "-D", &data],
                &locale[..],
            ]
            .concat(),
        );
        let settings = format!("-k '{socket}' -h '' -c fsync=off");
        let log = this.folder.path().join("log");
        let log = log.to_str().unwrap();
        this.run(
            "pg_ctl",
            &["start", "--wait", "-D", &data, "-l", log, "-o", &settings],
        );
        Some(this)
    }

    /// How to connect.
    pub fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(self.folder.path())
            .username("permit")
            .database("postgres")
    }

    fn data(&self) -> String {
        self.folder.path().join("data").to_str().unwrap().to_owned()
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = Command::new(self.programs.join(program));
        // Not in the folder of the tests, to which the account of the cluster may have no access.
        command.args(arguments).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null());
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let status = command.status().unwrap();
        assert!(status.success(), "{program}: {status}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        self.run("pg_ctl", &["stop", "-m", "immediate", "-D", &data]);
    }
}

/// Where the programs of the newest PostgreSQL are, as Debian installs them.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let version = |path: &Path| path.file_name()?.to_str()?.parse::<u32>().ok();
    let versions = versions.filter_map(|version| Some(version.ok()?.path()));
    let newest = versions.max_by_key(|path| version(path))?;
    let programs = newest.join("bin");
    programs.join("initdb").exists().then_some(programs)
}
