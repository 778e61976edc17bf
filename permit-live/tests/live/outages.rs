//! No outage is read as consent, and none needs a restart.

use std::{
    fs,
    time::{Duration, Instant},
};

use permit::{Refused, refusal::Unknown};
use permit_live::{CannotFollow, Cell, Live, Sqlite};
use sqlx::Connection as _;

use crate::shop::{EditItem, Process, Store, User, UserType, made, operator};

/// After how long news are stale in these tests.
const STALE: Duration = Duration::from_secs(2);

fn seller() -> Cell {
    Cell::of::<EditItem>(UserType::Seller)
}

/// Waits until decisions are indeterminate, and asserts that nothing was allowed beyond the bound.
async fn is_indeterminate_at_the_bound(process: &Process) {
    let start = Instant::now();
    loop {
        match process.edits().await {
            Ok(()) => assert!(start.elapsed() < STALE, "allowed beyond the bound"),
            Err(Refused::Indeterminate(one)) => {
                assert_eq!(one.unknown(), Unknown::Stale);
                break;
            }
            Err(denied) => panic!("{denied}"),
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    // The poll that fails may still wait for the store.
    while process.live.alarm().is_none() {
        assert!(start.elapsed() < 3 * STALE);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn recovers(process: &Process) {
    process.until_edits_are(true).await;
    tokio::time::sleep(Duration::from_millis(1200)).await;
    assert_eq!(process.live.alarm(), None);
}

#[tokio::test]
async fn a_store_that_is_locked_is_503_at_the_bound_and_recovers_when_it_is_released() {
    let store = Store::new().await;
    let process = store.process().await;
    let mut locker = store.connect().await;
    sqlx::query("begin exclusive")
        .execute(&mut locker)
        .await
        .unwrap();
    is_indeterminate_at_the_bound(&process).await;
    assert!(process.live.alarm().unwrap().to_string().contains("locked"));
    locker.close().await.unwrap();
    recovers(&process).await;
}

#[tokio::test]
async fn a_store_that_cannot_be_written_any_more_is_503_at_the_bound_although_it_can_be_read() {
    let store = Store::new().await;
    let process = store.process().await;
    // Each write fails, as on a full disk; each read succeeds.
    store
        .sql(
            "create trigger full before update on permit_process
             begin select raise(abort, 'database or disk is full'); end",
        )
        .await;
    is_indeterminate_at_the_bound(&process).await;
    assert!(
        process
            .live
            .alarm()
            .unwrap()
            .to_string()
            .contains("disk is full")
    );
    store.sql("drop trigger full").await;
    recovers(&process).await;
}

#[tokio::test]
async fn a_store_that_is_gone_is_503_at_the_bound_and_a_copy_with_its_history_is_followed_again() {
    let store = Store::new().await;
    made(
        store
            .sqlite
            .operate(&operator())
            .block(Cell::of::<EditItem>(UserType::Support)),
    )
    .await;
    let process = store.process().await;
    let aside = store.directory.path().join("aside");
    fs::rename(store.path(), &aside).unwrap();
    is_indeterminate_at_the_bound(&process).await;
    fs::rename(&aside, store.path()).unwrap();
    recovers(&process).await;
}

#[tokio::test]
async fn a_store_that_went_back_never_allows_again_what_was_revoked() {
    let store = Store::new().await;
    let process = store.process().await;
    let old = store.directory.path().join("old");
    fs::copy(store.path(), &old).unwrap();
    made(store.sqlite.operate(&operator()).block(seller())).await;
    process.until_edits_are(false).await;
    fs::copy(&old, store.path()).unwrap();
    // The log of the old copy goes on in another way.
    made(
        store
            .sqlite
            .operate(&operator())
            .block(Cell::of::<EditItem>(UserType::Shopper)),
    )
    .await;
    let start = Instant::now();
    while start.elapsed() < STALE + Duration::from_millis(500) {
        assert!(process.edits().await.is_err());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(matches!(
        process.edits().await,
        Err(Refused::Indeterminate(_))
    ));
    let alarm = process.live.alarm().unwrap().to_string();
    assert!(alarm.contains("does not contain change 1"), "{alarm}");
    // A restart accepts the loss.
    let again = store.process().await;
    assert!(again.edits().await.is_ok());
}

#[tokio::test]
async fn a_policy_that_cannot_be_applied_leaves_the_last_good_one_until_it_is_stale() {
    let store = Store::new().await;
    made(
        store
            .sqlite
            .operate(&operator())
            .block(Cell::of::<EditItem>(UserType::Shopper)),
    )
    .await;
    let process = store.process().await;
    store
        .sql("update permit_entry set kind = 'grant'; update permit_head set revision = 2, mac = 'x'")
        .await;
    is_indeterminate_at_the_bound(&process).await;
    let alarm = process.live.alarm().unwrap().to_string();
    assert!(alarm.contains("no entries of the kind `grant`"), "{alarm}");
    let cannot = Live::<User>::from_store(store.again().await)
        .start()
        .await
        .unwrap_err();
    assert!(matches!(cannot, CannotFollow::Invalid(_)));
}

#[tokio::test]
async fn a_process_does_not_start_without_its_store_or_with_that_of_another_environment() {
    let store = Store::new().await;
    let other = Sqlite::open(store.path(), "production").await.unwrap_err();
    assert_eq!(
        other.to_string(),
        "the store of the policy is of the environment `test`, and this process is configured for `production`"
    );
    let missing = store.directory.path().join("missing");
    assert!(Sqlite::existing(&missing, "test").await.is_err());
    assert!(!missing.exists());
    let text = store.directory.path().join("text");
    fs::write(
        &text,
        "this is not a database, and long enough to be seen as one or not at all",
    )
    .unwrap();
    for path in [text, store.directory.path().join("other.sqlite")] {
        if !path.exists() {
            let options = sqlx::sqlite::SqliteConnectOptions::new()
                .filename(&path)
                .create_if_missing(true);
            let mut connection = sqlx::ConnectOptions::connect(&options).await.unwrap();
            sqlx::raw_sql("create table t (a)")
                .execute(&mut connection)
                .await
                .unwrap();
            connection.close().await.unwrap();
        }
        let error = Sqlite::open(&path, "test").await.unwrap_err().to_string();
        assert!(
            error.ends_with("is not a store of a policy; name another file"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn when_the_last_clone_is_dropped_nothing_follows_any_more() {
    let store = Store::new().await;
    let Process { live, authorizer } = store.process().await;
    drop((live, authorizer));
    store.sql("delete from permit_process").await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(store.sqlite.processes().await.unwrap().is_empty());
}
