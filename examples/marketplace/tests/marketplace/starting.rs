//! Starting and stopping, in the process and as a program.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Command, Stdio},
};

use marketplace::{CannotStart, start};
use reqwest::Method;
use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use crate::stage::{Stage, config, file};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_marketplace"))
}

/// What the program prints when it cannot start.
fn refusal(folder: &TempDir, port: u16) -> String {
    let output = program()
        .arg("--database")
        .arg(file(folder))
        .args(["--port", &port.to_string()])
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_port_in_use_is_reported_in_one_line_and_no_database_is_created() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    assert_eq!(
        refusal(&folder, port),
        format!(
            "error: port {port} is in use; choose another port: `--port PORT`, or `--port 0` for \
             any free port\n"
        )
    );
    assert!(!file(&folder).exists());
}

#[test]
fn a_file_that_is_not_a_database_is_reported_in_one_line_and_not_changed() {
    let folder = TempDir::new().unwrap();
    let text = "This is a letter and not a database. ".repeat(100);
    fs::write(file(&folder), &text).unwrap();
    let path = file(&folder).display().to_string();
    assert_eq!(
        refusal(&folder, 0),
        format!("error: `{path}` is not a SQLite database; name another file: `--database PATH`\n")
    );
    assert_eq!(fs::read_to_string(file(&folder)).unwrap(), text);
}

#[tokio::test]
async fn the_database_of_another_application_is_not_changed() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}?mode=rwc", file(&folder).display());
    let mut other = SqliteConnection::connect(&url).await.unwrap();
    sqlx::raw_sql("CREATE TABLE theirs (id INTEGER)")
        .execute(&mut other)
        .await
        .unwrap();
    other.close().await.unwrap();
    let before = fs::read(file(&folder)).unwrap();
    let error = start(config(&folder)).await.unwrap_err();
    assert!(matches!(error, CannotStart::Database(_)));
    assert!(
        error
            .to_string()
            .contains("the database of another application"),
        "{error}"
    );
    assert_eq!(fs::read(file(&folder)).unwrap(), before);
}

#[tokio::test]
async fn a_missing_folder_is_reported() {
    let folder = TempDir::new().unwrap();
    let mut config = config(&folder);
    config.database = folder.path().join("nowhere").join("marketplace.sqlite");
    let error = start(config).await.unwrap_err().to_string();
    assert!(
        error.contains("cannot open") && error.contains("--database PATH"),
        "{error}"
    );
}

#[tokio::test]
async fn the_next_start_keeps_all_data_and_sessions() {
    let stage = Stage::new().await;
    stage.send(2, Method::POST, "/items/102/delete", "").await;
    let content = stage.content().await;
    let Stage {
        running,
        pool,
        client,
        folder,
        cookies,
        ..
    } = stage;
    assert!(running.created());
    pool.close().await;
    drop(client);
    running.stop().await.unwrap();

    let stage = Stage::again(folder, cookies).await;
    assert!(!stage.running.created());
    assert_eq!(content, stage.content().await);
    assert_eq!(stage.get(6, "/settings").await.status(), 200);
    assert_eq!(stage.get(2, "/items/102").await.status(), 404);
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::new().await;
    let mode = fs::metadata(file(&stage.folder))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[cfg(unix)]
#[test]
fn the_program_prints_its_address_and_stops_on_a_signal() {
    for signal in ["INT", "TERM"] {
        let folder = TempDir::new().unwrap();
        let mut child = program()
            .arg("--database")
            .arg(file(&folder))
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert!(first.contains("http://127.0.0.1:"), "{first}");
        let told = Command::new("kill")
            .args(["-s", signal, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(told.success());
        assert!(child.wait().unwrap().success(), "{signal}");
        assert_eq!(lines.last().unwrap().unwrap(), "stopped");
    }
}

#[test]
fn help_names_every_option() {
    let output = program().arg("--help").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    for option in [
        "--port",
        "--database",
        "--host",
        "--production",
        "3000",
        "marketplace.sqlite",
    ] {
        assert!(text.contains(option), "{text}");
    }
}
