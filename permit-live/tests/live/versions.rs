//! What a release does to the entries that operators made before it.

use permit_live::{CannotFollow, Cell, Live, Standing};

use crate::shop::{EditItem, Item, Store, User, UserType, made, operator};

#[tokio::test]
async fn an_open_never_outlives_the_rule_that_it_was_made_over_and_returns_with_it() {
    let store = Store::new().await;
    let cell = Cell::of::<EditItem>(UserType::Seller);
    made(store.sqlite.operate(&operator()).open(cell, "allow")).await;
    // As if the code had said something else when the open was made.
    store
        .sql("update permit_entry set value = '{\"rule\":\"allow\",\"over\":\"deny\"}'")
        .await;
    let process = store.process().await;
    let who = process.load(UserType::Seller).await;
    assert!(who.can(EditItem, &Item::of("7")) && !who.can(EditItem, &Item::of("8")));
    let status = store.sqlite.status::<User>().await.unwrap();
    assert_eq!(status.entries.first().unwrap().standing, Standing::Outdated);
    drop(process);
    store
        .sql("update permit_entry set value = '{\"rule\":\"allow\",\"over\":\"allow if owner\"}'")
        .await;
    let who = store.process().await.load(UserType::Seller).await;
    assert!(who.can(EditItem, &Item::of("8")));
}

#[tokio::test]
async fn an_orphaned_open_is_shown_and_not_applied_and_an_orphaned_block_keeps_a_process_from_starting()
 {
    let store = Store::new().await;
    store
        .sql(
            "insert into permit_entry (partition, kind, name, value)
             values ('environment', 'open', 'gone/Seller', '{\"rule\":\"allow\",\"over\":\"deny\"}')",
        )
        .await;
    assert!(store.process().await.edits().await.is_ok());
    let status = store.sqlite.status::<User>().await.unwrap();
    assert_eq!(status.entries.first().unwrap().standing, Standing::Orphaned);
    store
        .sql(
            "insert into permit_entry (partition, kind, name, value)
             values ('environment', 'block', 'gone/Seller', '{}')",
        )
        .await;
    let cannot = Live::<User>::from_store(store.again().await)
        .start()
        .await
        .unwrap_err();
    assert!(matches!(cannot, CannotFollow::Invalid(_)));
    assert_eq!(
        cannot.to_string(),
        "the policy cannot be applied: the code does not know what the block `gone/Seller` is about; lift the \
         block if it is not needed any more"
    );
    // It can be lifted although the code does not know it.
    made(
        store
            .sqlite
            .operate(&operator())
            .unblock("gone/Seller".parse::<Cell>().unwrap()),
    )
    .await;
    assert!(store.process().await.edits().await.is_ok());
}
