//! What operators open and block: by the command line, and on the page.

use std::{
    process::{Command, Output},
    time::{Duration, Instant},
};

use reqwest::{Method, StatusCode};
use sqlx::Connection as _;
use tempfile::TempDir;

use crate::stage::{PEOPLE, Stage, config, file};

/// How soon every process obeys.
const SOON: Duration = Duration::from_millis(1500);

/// Runs a command of the program on the policy of `folder`.
fn policy(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_marketplace"));
    program
        .arg("policy")
        .args(arguments)
        .arg("--database")
        .arg(file(folder));
    program.output().unwrap()
}

/// What a command says that has to succeed.
fn said(folder: &TempDir, arguments: &[&str]) -> String {
    let output = policy(folder, arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a command says that has to fail.
fn refused(folder: &TempDir, arguments: &[&str]) -> String {
    let output = policy(folder, arguments);
    assert!(!output.status.success() && output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

/// Waits until a seller's own page of an item answers so, and returns how long that took.
async fn until(stage: &Stage, expected: StatusCode) -> Duration {
    let start = Instant::now();
    loop {
        let status = stage.get(2, "/items/102/edit").await.status();
        if status == expected {
            return start.elapsed();
        }
        assert!(start.elapsed() < Duration::from_secs(10), "{status}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_block_from_the_command_line_is_obeyed_by_each_running_process_with_its_message() {
    let stage = Stage::new().await;
    // Another process, with a server of its own on the same two files.
    let other = marketplace::start(config(&stage.folder)).await.unwrap();
    let asked = async || {
        let url = format!("http://{}/items/102/edit", other.address());
        let answer = stage
            .client
            .get(url)
            .header("cookie", stage.cookie(2))
            .send();
        answer.await.unwrap()
    };
    assert_eq!(until(&stage, StatusCode::OK).await.as_secs(), 0);
    assert_eq!(asked().await.status(), 200);
    let block = [
        "block",
        "edit_item/Seller",
        "--reason",
        "fraud wave",
        "--message",
        "Editing is paused.",
    ];
    assert_eq!(
        said(&stage.folder, &block),
        "`edit_item/Seller` is blocked (change 1)\n"
    );
    assert!(until(&stage, StatusCode::FORBIDDEN).await < SOON);
    let page = stage.page(2, "/items/102/edit").await;
    assert!(page.contains("<p>Editing is paused.</p>"), "{page}");
    let start = Instant::now();
    while asked().await.status() != 403 {
        assert!(start.elapsed() < SOON);
    }
    assert_eq!(
        stage.get(3, "/items/103/edit").await.status(),
        200,
        "another user type"
    );

    let lifted = said(
        &stage.folder,
        &["unblock", "edit_item/Seller", "--reason", "over"],
    );
    assert_eq!(
        lifted,
        "`edit_item/Seller` is not blocked any more (change 2)\n"
    );
    assert!(until(&stage, StatusCode::OK).await < SOON);
    other.stop().await.unwrap();
}

#[tokio::test]
async fn the_commands_show_what_is_in_force_who_changed_it_and_that_nothing_was_tampered_with() {
    let stage = Stage::new().await;
    let folder = &stage.folder;
    assert!(said(folder, &["status"]).contains("nothing is opened or blocked"));
    assert_eq!(said(folder, &["history"]), "nothing was changed so far\n");
    let rule = "allow if sold_by_caller";
    said(
        folder,
        &[
            "open",
            "refund_order/Shopper",
            rule,
            "--for",
            "2h",
            "--reason",
            "ticket 812",
        ],
    );
    said(
        folder,
        &[
            "block",
            "*/SupportTierOne",
            "--until",
            "2199-01-01 00:00",
            "--reason",
            "audit",
        ],
    );
    let status = said(folder, &["status"]);
    for words in [
        "policy of `demonstration`, change 2\n",
        "block */SupportTierOne until 2199-01-01 00:00 UTC\n",
        "open  refund_order/Shopper until ",
        ": `allow if sold_by_caller` over `deny`\n      in force; by the application: the command line at ",
        ": ticket 812\n",
        "process marketplace ",
    ] {
        assert!(status.contains(words), "{status}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&said(folder, &["status", "--json"])).unwrap();
    assert_eq!(json["revision"], 2);
    assert_eq!(json["entries"][1]["rule"], rule);
    let history = said(folder, &["history", "--most", "1"]);
    assert!(history.contains("   2  ") && history.contains("audit") && !history.contains("812"));
    let json: serde_json::Value =
        serde_json::from_str(&said(folder, &["history", "--json"])).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    assert_eq!(
        said(folder, &["verify"]),
        "the log and the policy are as they were written\n"
    );
    said(
        folder,
        &["close", "refund_order/Shopper", "--reason", "done"],
    );

    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(config(folder).policy);
    let mut connection = sqlx::SqliteConnection::connect_with(&options)
        .await
        .unwrap();
    let edit = "update permit_change set reason = 'x' where revision = 1";
    sqlx::query(edit).execute(&mut connection).await.unwrap();
    assert_eq!(
        refused(folder, &["verify"]),
        "error: change 1 was edited, or signed with another key\n"
    );
}

#[tokio::test]
async fn a_command_that_does_not_fit_says_how_to_fix_it() {
    let stage = Stage::new().await;
    for (arguments, says) in [
        (
            &["block", "edit_itm/Seller", "--reason", "x"][..],
            "the code has no action `edit_itm`",
        ),
        (
            &["block", "edit_item", "--reason", "x"],
            "write ACTION/USER_TYPE, as in `edit_item/Seller`",
        ),
        (&["block", "edit_item/Seller"], "--reason <REASON>"),
        (
            &["block", "edit_item/Seller", "--reason", " "],
            "a change needs a reason",
        ),
        (
            &["unblock", "edit_item/Seller", "--reason", "x"],
            "`edit_item/Seller` is not blocked",
        ),
        (
            &["open", "refund_order/Shopper", "--reason", "x"],
            "the code denies this, so the open needs an end",
        ),
        (
            &["block", "edit_item/Seller", "--for", "2w", "--reason", "x"],
            "write `90s`, `30m`, `2h` or `3d`",
        ),
        (
            &[
                "block",
                "edit_item/Seller",
                "--until",
                "friday",
                "--reason",
                "x",
            ],
            "write `2026-12-01 12:00`, in UTC",
        ),
        (
            &[
                "block",
                "edit_item/Seller",
                "--until",
                "2020-01-01 00:00",
                "--reason",
                "x",
            ],
            "the end has passed",
        ),
    ] {
        let errors = refused(&stage.folder, arguments);
        assert!(errors.contains(says), "{errors}");
    }
    let empty = TempDir::new().unwrap();
    let errors = refused(&empty, &["status"]);
    assert!(
        errors.contains("start the marketplace once, or name the file: `--policy PATH`"),
        "{errors}"
    );
}

#[tokio::test]
async fn operators_block_and_open_on_a_page_without_scripts_and_no_one_else_does() {
    let stage = Stage::new().await;
    for (name, person) in PEOPLE {
        let may = person == 6;
        let status = stage.get(person, "/policy").await.status();
        assert_eq!(status == 200, may, "{name}");
        let block =
            "change=block&action=edit_item&user_type=Seller&ends=hour&reason=fraud&message=Paused";
        if !may {
            let answer = stage.send(person, Method::POST, "/policy", block).await;
            assert!([401, 403].contains(&answer.status().as_u16()), "{name}");
        }
    }
    let block =
        "change=block&action=edit_item&user_type=Seller&ends=hour&reason=fraud&message=Paused";
    assert_eq!(
        stage.send(6, Method::POST, "/policy", block).await.status(),
        303
    );
    // The process that made the change obeys at once.
    assert_eq!(stage.get(2, "/items/102/edit").await.status(), 403);
    let page = stage.page(6, "/policy").await;
    for words in [
        "blocked</span> <code>edit_item/Seller</code>",
        "<q>Paused</q>",
        "By 6, ",
        ": fraud</p>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let lift = "change=unblock&target=edit_item/Seller&reason=over&seen=1";
    assert_eq!(
        stage.send(6, Method::POST, "/policy", lift).await.status(),
        303
    );
    assert_eq!(stage.get(2, "/items/102/edit").await.status(), 200);

    let open =
        "change=open&action=edit_item&user_type=Shopper&rule=allow&ends=hour&reason=x&seen=2";
    assert_eq!(
        stage.send(6, Method::POST, "/policy", open).await.status(),
        303
    );
    assert!(
        stage
            .page(6, "/policy")
            .await
            .contains("open beyond the code")
    );
    assert_eq!(stage.get(1, "/items/102/edit").await.status(), 200);
    let close = "change=close&target=edit_item/Shopper&reason=over&seen=3";
    assert_eq!(
        stage.send(6, Method::POST, "/policy", close).await.status(),
        303
    );
    assert_eq!(stage.get(1, "/items/102/edit").await.status(), 403);
}

#[tokio::test]
async fn what_is_wrong_in_a_form_is_said_at_its_field_and_nothing_is_lost() {
    let stage = Stage::new().await;
    for (body, says) in [
        (
            "change=block&action=edit_item&user_type=Seller&ends=hour&reason=&message=Keep",
            "Write why.",
        ),
        (
            "change=block&action=edit_item&user_type=Seller&reason=x&message=Keep",
            "Choose when it ends.",
        ),
        (
            "change=block&action=*&user_type=*&ends=hour&reason=x&message=Keep",
            "Choose one action",
        ),
        (
            "change=block&action=gone&user_type=Seller&ends=hour&reason=x&message=Keep",
            "no action `gone`",
        ),
        (
            "change=open&action=edit_item&user_type=Shopper&rule=allow&ends=lifted&reason=Keep",
            "needs an end",
        ),
        (
            "change=open&action=edit_item&user_type=Shopper&rule=Keep&ends=hour&reason=x",
            "`Keep` is not a rule",
        ),
        (
            "change=unblock&target=edit_item/Seller&reason=Keep",
            "is not blocked",
        ),
    ] {
        let answer = stage.send(6, Method::POST, "/policy", body).await;
        assert_eq!(answer.status(), 422, "{body}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(says), "{says}: {page}");
        assert!(
            page.contains("Keep") || body.starts_with("change=unblock"),
            "{body}"
        );
    }
    let block = "change=block&action=edit_item&user_type=Seller&ends=hour&reason=x&request=one";
    for _ in 0..2 {
        // A form that is sent twice is obeyed once.
        assert_eq!(
            stage.send(6, Method::POST, "/policy", block).await.status(),
            303
        );
    }
    assert!(said(&stage.folder, &["status"]).starts_with("policy of `demonstration`, change 1\n"));
    let stale = "change=unblock&target=edit_item/Seller&reason=x&seen=0";
    let answer = stage.send(6, Method::POST, "/policy", stale).await;
    let page = answer.text().await.unwrap();
    assert!(page.contains("was changed in the meantime"), "{page}");
}
