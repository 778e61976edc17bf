//! The log tells what was tampered with.

use permit_live::{Cell, Finding, SigningKey};

use crate::shop::{EditItem, Store, UserType, ViewItem, key, made, operator};

/// A store with five changes.
async fn written() -> Store {
    let store = Store::new().await;
    let operator = operator();
    let begin = || store.sqlite.operate(&operator);
    let (edit, view) = (
        Cell::of::<EditItem>(UserType::Seller),
        Cell::of::<ViewItem>(UserType::Seller),
    );
    made(begin().block(edit.clone()).message("one")).await;
    made(begin().block(view.clone())).await;
    made(begin().block(edit.clone()).message("two").unblock(view)).await;
    made(begin().unblock(edit.clone())).await;
    made(begin().open(edit, "allow")).await;
    store
}

async fn found(store: &Store) -> Vec<Finding> {
    store.sqlite.verify(&key()).await.unwrap()
}

#[tokio::test]
async fn what_permit_wrote_is_found_whole() {
    let store = written().await;
    assert!(found(&store).await.is_empty());
    let history = store.sqlite.history(2).await.unwrap();
    assert_eq!(
        history.iter().map(|one| one.revision).collect::<Vec<_>>(),
        [5, 4]
    );
    let third = store.sqlite.history(3).await.unwrap();
    assert_eq!(third.last().unwrap().operations.len(), 2);
}

#[tokio::test]
async fn an_edited_change_a_removed_one_a_cut_tail_and_an_edited_entry_are_told_apart() {
    let edited = |revision| vec![Finding::Edited { revision }];
    for (sql, expected) in [
        (
            "update permit_change set reason = 'x' where revision = 3",
            edited(3),
        ),
        (
            "update permit_change set actor = '8' where revision = 1",
            edited(1),
        ),
        (
            "update permit_operation set now = '{}' where revision = 5",
            {
                let mut found = edited(5);
                found.push(Finding::Entry {
                    kind: "open".into(),
                    name: "edit_item/Seller".into(),
                });
                found
            },
        ),
        ("delete from permit_operation where revision = 4", {
            let mut found = edited(4);
            found.push(Finding::Entry {
                kind: "block".into(),
                name: "edit_item/Seller".into(),
            });
            found
        }),
        (
            "delete from permit_change where revision = 2",
            vec![Finding::Removed { revision: 2 }],
        ),
        (
            "delete from permit_change where revision = 1",
            vec![Finding::Removed { revision: 1 }],
        ),
        (
            "delete from permit_change where revision = 5; delete from permit_operation where revision = 5",
            vec![
                Finding::Truncated { last: 4, head: 5 },
                Finding::Entry {
                    kind: "open".into(),
                    name: "edit_item/Seller".into(),
                },
            ],
        ),
        (
            "update permit_entry set value = '{\"rule\":\"allow\",\"over\":\"deny\"}'",
            vec![Finding::Entry {
                kind: "open".into(),
                name: "edit_item/Seller".into(),
            }],
        ),
        (
            "delete from permit_entry",
            vec![Finding::Entry {
                kind: "open".into(),
                name: "edit_item/Seller".into(),
            }],
        ),
        (
            "insert into permit_entry (partition, kind, name, value) values ('environment', 'open', 'a/B', '{}')",
            vec![Finding::Entry {
                kind: "open".into(),
                name: "a/B".into(),
            }],
        ),
    ] {
        let store = written().await;
        store.sql(sql).await;
        let found = found(&store).await;
        // A removed change also takes away what it wrote; these entries were changed again later.
        assert_eq!(found, expected, "{sql}");
    }
}

#[tokio::test]
async fn another_key_does_not_verify_the_log() {
    let store = written().await;
    let other = SigningKey::random().unwrap();
    let found = store.sqlite.verify(&other).await.unwrap();
    assert_eq!(found.len(), 5);
}
