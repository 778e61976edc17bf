//! What a change accepts, and what it refuses.

use std::time::{Duration, SystemTime};

use permit::Authorizer;
use permit_live::{Cell, NotChanged, Sqlite, Target};

use crate::shop::{EditItem, Operate, Store, User, UserType, made, operator};

use UserType::{Seller, Shopper};

fn soon() -> SystemTime {
    SystemTime::now() + Duration::from_mins(1)
}

fn seller() -> Cell {
    Cell::of::<EditItem>(Seller)
}

/// What is said of a change that is refused. Nothing is stored then.
async fn refused(store: &Store, change: permit_live::Pending<'_, User>) -> String {
    let before = store.sqlite.status::<User>().await.unwrap();
    let refused = change.commit("a test").await.unwrap_err();
    assert_eq!(store.sqlite.status::<User>().await.unwrap(), before);
    refused.to_string()
}

#[tokio::test]
async fn a_change_that_does_not_fit_the_code_is_refused_and_says_how_to_fix_it() {
    let store = Store::new().await;
    let (operator, sqlite) = (operator(), &store.sqlite);
    let begin = || sqlite.operate(&operator);
    let cell = |text: &str| text.parse::<Cell>().unwrap();
    for (change, says) in [
        (
            begin().block(cell("edit_itm/Seller")),
            "the code has no action `edit_itm`",
        ),
        (
            begin().block(cell("edit_item/Saler")),
            "the code has no user type `Saler`; it has `Anonymous`, `Shopper`, `Seller`, `Support`, `System`",
        ),
        (
            begin().unblock(seller()),
            "`edit_item/Seller` is not blocked",
        ),
        (begin().close(seller()), "`edit_item/Seller` is not open"),
        (
            begin().open(seller(), "allow if published"),
            "the action has no condition `published`; it has `owner`",
        ),
        (
            begin().open(cell("replace/Seller"), "allow"),
            "an operation has no rules of its own; state those of `view_item`, `edit_item`",
        ),
        (
            begin().open(seller(), "deny"),
            "`deny` allows less than the code, which says `allow if owner`; an open only widens, and a block denies",
        ),
        (
            begin().open(seller(), "allow if owner"),
            "the code says `allow if owner` for `edit_item/Seller` already",
        ),
        (
            begin().open(Cell::of::<EditItem>(Shopper), "allow"),
            "the code denies this, so the open needs an end",
        ),
        (
            begin()
                .block(seller())
                .until(SystemTime::now() - Duration::from_secs(9)),
            "the end has passed already",
        ),
    ] {
        assert_eq!(refused(&store, change).await, says);
    }
    let without = begin().block(seller()).commit("  ").await;
    assert!(matches!(without, Err(NotChanged::NoReason)));
    assert_eq!(sqlite.status::<User>().await.unwrap().revision, 0);
}

#[tokio::test]
async fn one_of_several_edits_that_is_refused_refuses_them_all() {
    let store = Store::new().await;
    let operator = operator();
    let change = store
        .sqlite
        .operate(&operator)
        .block(seller())
        .close(seller());
    assert_eq!(
        refused(&store, change).await,
        "`edit_item/Seller` is not open"
    );
}

#[tokio::test]
async fn a_second_block_never_makes_the_first_one_shorter() {
    let store = Store::new().await;
    let operator = operator();
    let begin = || store.sqlite.operate(&operator);
    let end = async || {
        let status = store.sqlite.status::<User>().await.unwrap();
        let block = status.entries.first().unwrap().clone();
        (block.until, block.message)
    };
    let second = |time: SystemTime| {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Some(SystemTime::UNIX_EPOCH + Duration::from_secs(since.as_secs()))
    };
    let (early, late) = (soon(), soon() + Duration::from_mins(1));
    made(begin().block(seller()).until(early).message("first")).await;
    made(begin().block(seller()).until(late)).await;
    assert_eq!(end().await, (second(late), Some("first".to_owned())));
    made(begin().block(seller()).until(early).message("third")).await;
    assert_eq!(end().await, (second(late), Some("third".to_owned())));
    made(begin().block(seller())).await;
    assert_eq!(end().await.0, None);
    made(begin().block(seller()).until(late)).await;
    assert_eq!(end().await.0, None);
}

#[tokio::test]
async fn a_change_that_was_made_from_an_older_value_is_a_conflict_and_one_of_another_entry_is_not()
{
    let store = Store::new().await;
    let operator = operator();
    let begin = || store.sqlite.operate(&operator);
    let seen = made(begin().block(seller()).message("mine")).await;
    made(begin().block(Target::user_type(Shopper))).await;
    // Another entry has changed since: that is no conflict.
    made(begin().block(seller()).message("mine still").seeing(seen)).await;
    let change = begin().unblock(seller()).seeing(seen);
    assert_eq!(
        refused(&store, change).await,
        "the block `edit_item/Seller` was changed in the meantime: it was {\"message\":\"mine\"} and is \
         {\"message\":\"mine still\"} now; look at it again"
    );
    // What was not there when the operator looked counts as well.
    let change = begin().block(seller()).seeing(0);
    let said = refused(&store, change).await;
    assert!(
        said.contains("it was nothing and is {\"message\":\"mine still\"} now"),
        "{said}"
    );
}

#[tokio::test]
async fn two_writers_at_once_make_one_change_each_and_lose_none() {
    let store = Store::new().await;
    let mut writers = Vec::new();
    for index in 0..8 {
        let sqlite = store.again().await;
        writers.push(tokio::spawn(async move {
            let cell = Cell::of::<EditItem>(Seller);
            let change = sqlite
                .operate(&operator())
                .block(cell)
                .message(&index.to_string());
            change.commit("a test").await.unwrap().revision
        }));
    }
    let mut revisions = Vec::new();
    for writer in writers {
        revisions.push(writer.await.unwrap());
    }
    revisions.sort_unstable();
    assert_eq!(revisions, (1..=8).collect::<Vec<_>>());
    assert!(
        store
            .sqlite
            .verify(&crate::shop::key())
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_retry_with_the_same_request_is_the_same_change() {
    let store = Store::new().await;
    let operator = operator();
    let change = || {
        store
            .sqlite
            .operate(&operator)
            .block(seller())
            .request("one")
    };
    let first = change().commit("a test").await.unwrap();
    made(store.sqlite.operate(&operator).unblock(seller())).await;
    assert_eq!(change().commit("a test").await.unwrap(), first);
    let status = store.sqlite.status::<User>().await.unwrap();
    assert!(
        status.entries.is_empty() && status.revision == 2,
        "it did not block again"
    );
}

#[tokio::test]
async fn without_the_signing_key_the_policy_is_only_read() {
    let store = Store::new().await;
    let reading = Sqlite::existing(store.path(), "test").await.unwrap();
    let operator = operator();
    let change = reading
        .operate(&operator)
        .block(seller())
        .commit("a test")
        .await;
    assert!(matches!(change, Err(NotChanged::ReadOnly)));
}

#[tokio::test]
async fn the_log_names_who_and_a_job_by_its_reason() {
    let store = Store::new().await;
    made(store.sqlite.operate(&operator()).block(seller())).await;
    let authorizer = Authorizer::<User>::builder().build();
    let job = authorizer.internal("the command line").unwrap();
    let permit = job.check(Operate, ()).unwrap();
    made(store.sqlite.operate(&permit).unblock(seller())).await;
    let consent = permit::Consent::of::<User, (Operate,)>();
    let delegated = authorizer
        .principal(User::of(UserType::Support))
        .delegated(consent);
    let permit = delegated.check(Operate, ()).unwrap();
    made(store.sqlite.operate(&permit).block(seller())).await;
    let history = store.sqlite.history(9).await.unwrap();
    let actors: Vec<_> = history.iter().map(|one| one.actor.as_str()).collect();
    assert_eq!(
        actors,
        ["7, by consent", "the application: the command line", "7"]
    );
}
