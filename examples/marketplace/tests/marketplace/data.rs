//! The data layer, with permits that were made without a check: these tests are about its rows, and
//! not about who is allowed.

use std::fmt::Debug;

use marketplace::{
    database::{Undone, Write, accounts, items, orders},
    domain::{Account, AccountId, Bundle, Cents, Item, ItemChanges, ItemId, Order, OrderId, User},
    permissions::{
        RefundOrder, TransferFunds,
        items::{BundleItems, BuyItem, DeleteItem, EditItem, FeatureItem, PostItem, RepriceItem},
    },
};
use permit::testing;
use sqlx::{FromRow, SqlitePool, sqlite::SqliteRow};

use crate::lists::database;

const TOO_MUCH: Cents = Cents::new(10_000_000);

async fn item(write: &mut Write, id: i64) -> Item {
    items::load(&mut **write, ItemId(id))
        .await
        .unwrap()
        .unwrap()
}

async fn order(write: &mut Write, id: i64) -> Order {
    orders::load(&mut **write, OrderId(id))
        .await
        .unwrap()
        .unwrap()
}

async fn account(write: &mut Write, id: i64) -> Account {
    let found = accounts::load(&mut **write, AccountId(id)).await;
    found.unwrap().unwrap()
}

/// Every row except the one with the id `but`, as text.
async fn others<T>(write: &mut Write, query: &'static str, id: fn(&T) -> i64, but: i64) -> String
where
    T: for<'r> FromRow<'r, SqliteRow> + Debug + Send + Unpin,
{
    let mut rows: Vec<T> = sqlx::query_as(query).fetch_all(&mut **write).await.unwrap();
    let before = rows.len();
    rows.retain(|row| id(row) != but);
    assert!(rows.len() > 10 && before - rows.len() <= 1);
    format!("{rows:#?}")
}

async fn other_items(write: &mut Write, but: i64) -> String {
    let id = |item: &Item| item.id.0;
    others(write, "SELECT * FROM items_with_names ORDER BY id", id, but).await
}

fn changes() -> ItemChanges {
    ItemChanges {
        title: "Lamp".into(),
        description: "Bright".into(),
        price: Cents::new(1250),
        listed: true,
    }
}

#[tokio::test]
async fn only_the_row_of_the_permit_is_changed() {
    testing::arm!();
    let pool = database().await;
    let mut write = pool.begin().await.unwrap();
    let others = other_items(&mut write, 4).await;

    let permit = testing::permit(EditItem, item(&mut write, 4).await);
    items::edit(&mut write, &permit, &changes()).await.unwrap();
    let permit = testing::permit(FeatureItem, item(&mut write, 4).await);
    items::feature(&mut write, &permit, true).await.unwrap();
    let now = item(&mut write, 4).await;
    assert_eq!(
        (now.title.as_str(), now.price, now.featured),
        ("Lamp", Cents::new(1250), true)
    );

    let permit = testing::permit(RepriceItem, now);
    items::set_price(&mut write, &permit, Cents::new(7))
        .await
        .unwrap();
    assert_eq!(item(&mut write, 4).await.price, Cents::new(7));
    assert_eq!(other_items(&mut write, 4).await, others);
}

/// An action for one field: its function of the data layer writes that field alone.
#[tokio::test]
async fn an_action_for_one_field_changes_no_other_field() {
    testing::arm!();
    let pool = database().await;
    let mut write = pool.begin().await.unwrap();
    let before = item(&mut write, 4).await;

    let permit = testing::permit(RepriceItem, before.clone());
    let price = Cents::new(7);
    items::set_price(&mut write, &permit, price).await.unwrap();
    let repriced = item(&mut write, 4).await;
    let expected = Item { price, ..before };
    assert_eq!(format!("{repriced:?}"), format!("{expected:?}"));

    let featured = !repriced.featured;
    let permit = testing::permit(FeatureItem, repriced);
    items::feature(&mut write, &permit, featured).await.unwrap();
    let now = item(&mut write, 4).await;
    let expected = Item {
        featured,
        ..expected
    };
    assert_eq!(format!("{now:?}"), format!("{expected:?}"));
}

#[tokio::test]
async fn only_the_row_of_the_permit_is_deleted() {
    testing::arm!();
    let pool = database().await;
    let mut write = pool.begin().await.unwrap();
    // An item that has not been bought.
    let query = "SELECT id FROM items WHERE id NOT IN (SELECT item FROM orders)";
    let id: i64 = sqlx::query_scalar(query)
        .fetch_one(&mut *write)
        .await
        .unwrap();
    let others = other_items(&mut write, id).await;
    let permit = testing::permit(DeleteItem, item(&mut write, id).await);
    items::delete(&mut write, &permit).await.unwrap();
    assert!(
        items::load(&mut *write, ItemId(id))
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(other_items(&mut write, id).await, others);
}

#[tokio::test]
async fn a_bundle_keeps_one_listing_for_the_price_of_both() {
    testing::arm!();
    let pool = database().await;
    let mut write = pool.begin().await.unwrap();
    let query = "SELECT id FROM items WHERE id NOT IN (SELECT item FROM orders) LIMIT 2";
    let ids: Vec<i64> = sqlx::query_scalar(query)
        .fetch_all(&mut *write)
        .await
        .unwrap();
    let price = "SELECT sum(price) FROM items WHERE id IN (?, ?)";
    let price: Cents = sqlx::query_scalar(price)
        .bind(ids[0])
        .bind(ids[1])
        .fetch_one(&mut *write)
        .await
        .unwrap();
    let (kept, added) = (
        item(&mut write, ids[0]).await,
        item(&mut write, ids[1]).await,
    );
    let both = Bundle {
        kept: kept.clone(),
        added: added.clone(),
    };
    let permit = testing::permit(BundleItems, both);
    items::bundle(&mut write, &permit).await.unwrap();
    let now = item(&mut write, ids[0]).await;
    assert_eq!(now.title, format!("{} and {}", kept.title, added.title));
    assert_eq!(
        now.description,
        format!("{}\n{}", kept.description, added.description)
    );
    assert_eq!((now.price, now.seller), (price, kept.seller));
    let gone = items::load(&mut *write, ItemId(ids[1])).await.unwrap();
    assert!(gone.is_none());
}

#[tokio::test]
async fn a_subject_without_an_account_cannot_post_or_buy_even_if_a_table_allows_it() {
    testing::arm!();
    let pool = database().await;
    let mut write = pool.begin().await.unwrap();
    for who in [
        permit::Subject::anonymous(),
        permit::acting::Internal::internal(),
    ] {
        let who = testing::principal(who);
        let permit = testing::permit_of(who.clone(), PostItem, ());
        let posted = items::post(&mut write, &permit, &changes()).await;
        assert!(matches!(
            posted,
            Err(Undone::Database(sqlx::Error::InvalidArgument(_)))
        ));
        let item = item(&mut write, 4).await;
        let permit = testing::permit_of(who, BuyItem::offered(&item), item);
        let bought = orders::place(&mut write, &permit).await;
        assert!(matches!(bought, Err(sqlx::Error::InvalidArgument(_))));
    }
}

/// The sum of the credit on all accounts.
async fn credit(pool: &SqlitePool) -> i64 {
    let sum = sqlx::query_scalar("SELECT sum(balance) FROM accounts");
    sum.fetch_one(pool).await.unwrap()
}

#[tokio::test]
async fn a_payment_that_is_not_possible_fails_and_creates_no_credit() {
    testing::arm!();
    let pool = database().await;
    let before = credit(&pool).await;

    let mut write = pool.begin().await.unwrap();
    let buyer = testing::principal(User::from(account(&mut write, 1).await));
    let dear = Item {
        price: TOO_MUCH,
        ..item(&mut write, 4).await
    };
    let permit = testing::permit_of(buyer, BuyItem::offered(&dear), dear);
    assert_eq!(orders::place(&mut write, &permit).await.unwrap(), None);
    write.rollback().await.unwrap();

    let mut write = pool.begin().await.unwrap();
    let dear = Order {
        amount: TOO_MUCH,
        ..order(&mut write, 1).await
    };
    let permit = testing::permit(RefundOrder, dear);
    assert!(!orders::refund(&mut write, &permit).await.unwrap());
    write.rollback().await.unwrap();

    for (amount, payee) in [(TOO_MUCH, 2), (Cents::new(1), 4711)] {
        let transfer = TransferFunds {
            amount,
            payee: AccountId(payee),
        };
        let mut write = pool.begin().await.unwrap();
        let permit = testing::permit(transfer, account(&mut write, 1).await);
        assert!(!accounts::transfer(&mut write, &permit).await.unwrap());
        write.rollback().await.unwrap();
    }
    assert_eq!(credit(&pool).await, before);
}
