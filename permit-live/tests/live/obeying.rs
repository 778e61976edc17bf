//! A change in one process is obeyed in the others.

use std::time::{Duration, Instant, SystemTime};

use permit::{Could, Refused};
use permit_live::{Cell, Kind, Live, Standing, Target};

use crate::shop::{
    EditItem, Item, Process, Replace, Store, User, UserType, ViewItem, made, operator,
};

use UserType::{Seller, Shopper};

/// How soon every process on the machine obeys.
const SOON: Duration = Duration::from_millis(1500);

fn seller() -> Cell {
    Cell::of::<EditItem>(Seller)
}

#[tokio::test]
async fn a_block_is_obeyed_by_another_process_within_a_second_and_a_half_with_its_message() {
    let store = Store::new().await;
    let (writer, reader) = (store.again().await, store.process().await);
    assert!(reader.edits().await.is_ok());

    made(
        writer
            .operate(&operator())
            .block(seller())
            .message("editing is paused"),
    )
    .await;
    assert!(reader.until_edits_are(false).await < SOON);
    let Err(Refused::Denied(denial)) = reader.edits().await else {
        panic!("a block is a denial");
    };
    assert_eq!(denial.message(), Some("editing is paused"));

    made(writer.operate(&operator()).unblock(seller())).await;
    assert!(reader.until_edits_are(true).await < SOON);
}

#[tokio::test]
async fn an_open_is_obeyed_and_ends_on_its_second_and_the_code_is_back() {
    let store = Store::new().await;
    let reader = Live::from_store(store.again().await).start().await;
    let reader = Process::of(reader.unwrap());
    let cell = Cell::of::<EditItem>(Shopper);
    let end = SystemTime::now() + Duration::from_secs(4);
    let open = reader
        .live
        .operate(&operator())
        .open(cell, "allow if owner")
        .until(end);
    let revision = made(open).await;
    assert!(reader.live.caught_up(revision).await);
    let shopper = reader.load(Shopper).await;
    assert!(shopper.can(EditItem, &Item::of("7")));
    assert!(!shopper.can(EditItem, &Item::of("8")));
    assert!(
        !shopper.can(Replace, &Item::of("7")),
        "the other action is not open"
    );
    // The principal lives on beyond the end: it is denied, and never indeterminate.
    let second = |time: SystemTime| {
        let since = time.duration_since(SystemTime::UNIX_EPOCH);
        since.unwrap().as_secs()
    };
    let mut asked = 0;
    loop {
        let allowed = shopper.check(EditItem, Item::of("7")).is_ok();
        if second(SystemTime::now()) >= second(end) {
            break;
        }
        assert!(allowed && shopper.known().is_ok());
        asked += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(asked > 10);
    let late = shopper.check(EditItem, Item::of("7"));
    assert!(matches!(late, Err(Refused::Denied(_))));
    let status = store.sqlite.status::<User>().await.unwrap();
    assert_eq!(status.entries.first().unwrap().standing, Standing::Ended);
    assert_eq!(status.in_force(Kind::Open).count(), 0);
}

#[tokio::test]
async fn an_action_and_a_user_type_are_blocked_as_a_whole() {
    let store = Store::new().await;
    let reader = store.process().await;
    let answers = async |reader: &Process| {
        let mut answers = Vec::new();
        for user_type in [Seller, UserType::Support] {
            let who = reader.load(user_type).await;
            answers.push(who.can(EditItem, &Item::of("7")));
            answers.push(who.can(ViewItem, &Item::of("7")));
        }
        answers
    };
    assert_eq!(answers(&reader).await, [true, true, true, true]);
    let live = &reader.live;
    let action = made(
        live.operate(&operator())
            .block(Target::action::<EditItem>()),
    )
    .await;
    assert!(live.caught_up(action).await);
    assert_eq!(answers(&reader).await, [false, true, false, true]);
    let types = live
        .operate(&operator())
        .unblock(Target::action::<EditItem>());
    let types = made(
        types
            .block(Target::user_type(Seller))
            .message("sellers are paused"),
    )
    .await;
    assert!(live.caught_up(types).await);
    assert_eq!(answers(&reader).await, [false, false, true, true]);
    let who = reader.load(Seller).await;
    assert_eq!(who.could(EditItem), Could::Never);
    let refused = who.check(Replace, &Item::of("7")).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`replace` is denied: sellers are paused"
    );
}

#[tokio::test]
async fn an_operation_is_blocked_without_its_actions() {
    let store = Store::new().await;
    let reader = store.process().await;
    let block = reader
        .live
        .operate(&operator())
        .block(Target::action::<Replace>());
    assert!(reader.live.caught_up(made(block).await).await);
    let who = reader.load(Seller).await;
    assert!(who.can(EditItem, &Item::of("7")) && who.can(ViewItem, &Item::of("7")));
    assert!(!who.can(Replace, &Item::of("7")));
}

#[tokio::test]
async fn a_block_wins_over_an_open_of_the_same_cell() {
    let store = Store::new().await;
    let reader = store.process().await;
    let change = reader
        .live
        .operate(&operator())
        .open(seller(), "allow")
        .block(seller());
    assert!(reader.live.caught_up(made(change).await).await);
    assert!(reader.edits().await.is_err());
    let change = reader.live.operate(&operator()).unblock(seller());
    assert!(reader.live.caught_up(made(change).await).await);
    let who = reader.load(Seller).await;
    assert!(
        who.can(EditItem, &Item::of("8")),
        "the open is still in force"
    );
}

#[tokio::test]
async fn a_process_starts_with_the_policy_of_the_others_and_is_listed() {
    let store = Store::new().await;
    made(store.sqlite.operate(&operator()).block(seller())).await;
    let start = Instant::now();
    let process = store.process().await;
    assert!(process.edits().await.is_err());
    assert!(start.elapsed() < SOON && process.live.is_ready() && process.live.revision() == 1);
    let listed = store.sqlite.processes().await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed.first().unwrap().name, "test");
    process.live.stop().await;
    assert!(store.sqlite.processes().await.unwrap().is_empty());
}
