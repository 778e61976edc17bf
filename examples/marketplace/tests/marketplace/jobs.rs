//! The marketplace's own jobs, and that no caller can act as the marketplace itself.

use std::process::{Command, Output};

use marketplace::{
    database::apps,
    domain::{AccountId, AppId, ConnectedApp, Moment, User, UserType},
    open,
    permissions::acting::ForgetApp,
};
use permit::{
    Authorizer, Cause, Permissions,
    acting::Internal,
    assert_denies,
    testing::{self, assert_every_action_is_asked_for},
};
use reqwest::{Method, StatusCode};

use crate::{
    lists::database,
    stage::{Stage, config, file},
};

fn nightly(path: &std::path::Path) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_marketplace"));
    program.arg("nightly").arg("--database").arg(path);
    program.output().unwrap()
}

async fn names(stage: &Stage) -> Vec<i64> {
    let names = sqlx::query_scalar("SELECT id FROM connected_apps ORDER BY id");
    names.fetch_all(&stage.pool).await.unwrap()
}

#[tokio::test]
async fn the_nightly_job_deletes_only_expired_applications_while_the_marketplace_runs() {
    let stage = Stage::new().await;
    sqlx::query("UPDATE connected_apps SET expires_at = 1 WHERE id IN (1, 8)")
        .execute(&stage.pool)
        .await
        .unwrap();
    assert_eq!(names(&stage).await, [1, 2, 3, 8]);
    for (forgotten, left) in [(2, [2, 3]), (0, [2, 3])] {
        let output = nightly(&file(&stage.folder));
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            said,
            format!("deleted {forgotten} expired connected applications\n")
        );
        assert!(output.status.success());
        assert_eq!(names(&stage).await, left);
    }
}

#[tokio::test]
async fn the_nightly_job_does_not_create_a_missing_database() {
    let folder = tempfile::TempDir::new().unwrap();
    let output = nightly(&file(&folder));
    assert!(!output.status.success() && !file(&folder).exists());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--database PATH"), "{said}");
}

#[tokio::test]
async fn in_the_process_the_job_returns_its_count_or_its_failure() {
    let stage = Stage::new().await;
    let state = open(&config(&stage.folder)).await.unwrap();
    sqlx::query("UPDATE connected_apps SET expires_at = 1 WHERE id = 3")
        .execute(&stage.pool)
        .await
        .unwrap();
    let done = marketplace::jobs::nightly(&state).await.unwrap();
    assert_eq!(done.forgotten, 1);
    sqlx::query("ALTER TABLE connected_apps RENAME TO elsewhere")
        .execute(&stage.pool)
        .await
        .unwrap();
    let failed = marketplace::jobs::nightly(&state).await.unwrap_err();
    assert!(failed.to_string().contains("changed nothing"), "{failed}");
    state.database.close().await;
}

#[tokio::test]
async fn every_action_of_the_catalogue_is_asked_for_by_a_route_or_by_a_job() {
    let stage = Stage::new().await;
    let mut state = open(&config(&stage.folder)).await.unwrap();
    let recorder = testing::Recorder::new();
    state.authorizer = Authorizer::builder().observer(recorder.clone()).build();
    sqlx::query("UPDATE connected_apps SET expires_at = 1 WHERE id = 3")
        .execute(&stage.pool)
        .await
        .unwrap();
    marketplace::jobs::nightly(&state).await.unwrap();
    let routes = marketplace::handlers::routes();
    assert_every_action_is_asked_for::<User>(routes.routes(), recorder.elsewhere());
    state.database.close().await;
}

fn app(expires_at: Moment) -> ConnectedApp {
    ConnectedApp {
        id: AppId(4),
        account: AccountId(1),
        name: String::new(),
        actions: String::new(),
        connected_at: Moment::of(0),
        expires_at,
    }
}

#[tokio::test]
async fn the_data_layer_deletes_only_the_application_of_the_permit() {
    testing::arm!();
    let pool = database().await;
    let mut write = pool.begin().await.unwrap();
    let permit = testing::permit(ForgetApp, app(Moment::of(0)));
    apps::forget(&mut write, &permit).await.unwrap();
    let left: Vec<i64> = sqlx::query_scalar("SELECT id FROM connected_apps ORDER BY id")
        .fetch_all(&mut *write)
        .await
        .unwrap();
    assert_eq!(left, [1, 2, 3, 5, 6, 7, 8, 9, 10]);
}

#[test]
fn only_a_job_deletes_applications_and_only_expired_ones() {
    let authorizer = Authorizer::<User>::builder().build();
    let job = authorizer.internal("a test").unwrap();
    assert_eq!(job.internal_reason(), Some("a test"));
    assert!(job.check(ForgetApp, app(Moment::of(1))).is_ok());
    assert_denies!(job, ForgetApp, &app(Moment::of(99_999_999_999)), "expired");
    let table = User::ACTIONS.iter().find(|one| one.key() == "forget_app");
    for one in <UserType as permit::UserType>::ALL {
        let denies = table.unwrap().rule(*one).to_string() == "deny";
        assert_eq!(denies, *one != UserType::System, "{one:?}");
    }
}

#[test]
fn no_request_acts_as_the_marketplace_itself() {
    let authorizer = Authorizer::<User>::builder().build();
    let who = authorizer.principal(User::internal());
    assert!(who.user_types().is_empty() && !who.is_internal());
    assert_denies!(who, ForgetApp, &app(Moment::of(0)), Cause::NoUserType);
}

/// Even if such an account is in the database, in spite of its checks.
#[tokio::test]
async fn an_account_that_claims_to_be_the_marketplace_may_do_nothing() {
    let stage = Stage::new().await;
    let insert = "INSERT INTO accounts (id, name, user_type, demo) VALUES (77, 'S', 'System', 1)";
    assert!(sqlx::query(insert).execute(&stage.pool).await.is_err());
    let mut connection = stage.pool.acquire().await.unwrap();
    sqlx::raw_sql("PRAGMA ignore_check_constraints = ON")
        .execute(&mut *connection)
        .await
        .unwrap();
    sqlx::query(insert).execute(&mut *connection).await.unwrap();
    let session = stage.sign_in(77).await;
    let mut stage = stage;
    stage.cookies.push(session);
    for path in ["/", "/settings", "/support", "/orders", "/items/new"] {
        let status = stage.get(7, path).await.status();
        assert!(
            [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status),
            "{path}: {status}"
        );
    }
    let answer = stage.send(7, Method::POST, "/items/102/delete", "").await;
    assert!(answer.status().is_client_error());
}
