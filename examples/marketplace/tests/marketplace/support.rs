//! Support: what it may not do for itself, and what it may not do when it is suspended.

use std::collections::BTreeSet;

use marketplace::{
    domain::{Account, AccountId, Cents, Item, ItemId, Order, OrderId, Status, User, UserType},
    permissions::{
        RefundOrder, SuspendUser, TransferFunds, acting::ActAsSeller, items::FeatureItem,
    },
};
use permit::{
    Permissions as _, UserType as _, UserTypes, assert_allows, assert_denies, catalogue::Table,
    testing,
};
use reqwest::{Method, StatusCode};

use crate::{
    cases::{CASES, On},
    stage::Stage,
};

use UserType::{Seller, SellerPremium, Shopper, SupportTierOne, SupportTierThree, SupportTierTwo};

/// Support with account 1, which has another user type as well.
fn everyone_of_support() -> Vec<User> {
    let mut everyone = Vec::new();
    for tier in [SupportTierOne, SupportTierTwo, SupportTierThree] {
        for other in [tier, Shopper, Seller, SellerPremium] {
            everyone.push(User {
                account: Some(AccountId(1)),
                user_types: UserTypes::from([tier, other]),
                name: String::new(),
                suspended: false,
                transfer_limit: Cents::new(10_000),
            });
        }
    }
    everyone
}

fn account(id: i64, user_type: UserType) -> Account {
    Account {
        id: AccountId(id),
        name: String::new(),
        user_type,
        suspended: false,
        balance: Cents::new(50_000),
        transfer_limit: Cents::new(10_000),
    }
}

fn order(buyer: i64, seller: i64) -> Order {
    Order {
        id: OrderId(1),
        item: ItemId(1),
        title: String::new(),
        buyer: AccountId(buyer),
        buyer_name: String::new(),
        seller: AccountId(seller),
        seller_name: String::new(),
        amount: Cents::new(100),
        refunded: false,
        placed_at: String::new(),
    }
}

fn item(seller: i64) -> Item {
    Item {
        id: ItemId(1),
        seller: AccountId(seller),
        seller_name: String::new(),
        title: String::new(),
        description: String::new(),
        price: Cents::new(1),
        status: Status::Listed,
        featured: false,
    }
}

#[test]
fn support_never_credits_itself_whatever_else_it_is() {
    for user in everyone_of_support() {
        let types = user.user_types;
        let who = testing::principal(user);
        for of in UserType::ALL {
            // From the account of any other user to its own.
            let to_itself = TransferFunds {
                amount: Cents::new(1),
                payee: AccountId(1),
            };
            let from = account(2, *of);
            assert!(!who.can(to_itself, &from), "{types} from {of:?}");
        }
        // The money back of its own purchase.
        assert!(!who.can(RefundOrder, &order(1, 2)), "{types}");
        // Its own suspension, and its own item at the top.
        for of in UserType::ALL {
            assert!(!who.can(SuspendUser, &account(1, *of)), "{types}: {of:?}");
        }
        let featured = who.can(FeatureItem, &item(1));
        assert_eq!(featured, types.contains(SellerPremium), "{types}");
        // Itself, in another role.
        let themselves = User {
            account: Some(AccountId(1)),
            ..User::from(account(1, Seller))
        };
        assert!(!who.can(ActAsSeller, &themselves), "{types}");
    }
}

#[test]
fn support_still_does_it_for_others() {
    let three = testing::principal(User {
        account: Some(AccountId(1)),
        ..User::from(account(1, SupportTierThree))
    });
    let transfer = TransferFunds {
        amount: Cents::new(1),
        payee: AccountId(3),
    };
    assert_allows!(three, transfer, &account(2, Seller));
    assert_allows!(three, RefundOrder, &order(2, 3));
    assert_allows!(three, FeatureItem, &item(2));
    let own = TransferFunds {
        payee: AccountId(1),
        ..transfer
    };
    assert_denies!(three, own, &account(2, Seller), "to_another_user");
}

/// What support that is suspended still gets: what a visitor gets, and its own account.
#[tokio::test]
async fn suspended_support_does_nothing_and_sees_no_more_than_a_visitor() {
    let stage = Stage::new().await;
    sqlx::query("UPDATE accounts SET suspended = 1 WHERE id IN (4, 5, 6)")
        .execute(&stage.pool)
        .await
        .unwrap();
    let before = stage.content().await;
    let mut seen = BTreeSet::new();
    let mut asked = 0;
    for case in CASES {
        for person in [4, 5, 6] {
            let (method, path) = (case.method(), case.path(person));
            let answer = stage.send(person, method.clone(), &path, case.form).await;
            let status = answer.status();
            let about = format!("{person}: {method} {path}");
            asked += 1;
            if status.is_client_error() {
                assert!([403, 404].contains(&status.as_u16()), "{about}: {status}");
                continue;
            }
            assert!(method.is_safe(), "{about}: {status}");
            seen.insert(case.endpoint);
            let own_account = case.action == "view_account" && matches!(case.on, On::Own(0));
            if !own_account {
                let visitor = stage.send(0, method, &path, case.form).await;
                assert_eq!(visitor.status(), status, "{about}");
            }
        }
    }
    assert_eq!(before, stage.content().await);
    assert!(asked > 200, "only {asked}");
    let expected = BTreeSet::from([
        "GET /",
        "GET /items/{item}",
        "GET /accounts/{account}",
        "GET /api/items",
    ]);
    assert_eq!(seen, expected);
    // Neither drafts in the list, nor links to what is refused.
    let page = stage.page(6, "/").await;
    assert!(!page.contains("/items/2"), "{page}");
    for link in ["\"/support\"", "\"/settings\"", "\"/orders\""] {
        assert!(!page.contains(link), "{link}");
    }
}

/// The actions that change nothing. Every other one has to say that it requires an account in good standing
/// and is not done by impersonation.
const READING: [&str; 7] = [
    "view_item",
    "view_order",
    "view_account",
    "advise_price",
    "open_support_desk",
    "view_matrix",
    // A customer sees and disconnects applications also when suspended, which only takes powers away. What
    // an application may do is decided again, for its user.
    "manage_apps",
];

#[test]
fn every_action_that_changes_something_requires_good_standing() {
    let mut changing = 0;
    let standing = |key: &str| {
        let table = User::ACTIONS.iter().find(|table| table.key() == key);
        let mut required = table.unwrap().requirements().iter();
        required.any(|one| one.name == "in_good_standing")
    };
    for table in User::ACTIONS {
        let parts: Vec<_> = table.parts().map(Table::key).collect();
        let by_parts = !parts.is_empty() && parts.iter().all(|part| standing(part));
        let required = standing(table.key()) || by_parts;
        let exempt = READING.contains(&table.key()) || table.key() == "disconnect_app";
        // Jobs are not suspended.
        let exempt = exempt || table.key() == "forget_app";
        assert!(required || exempt, "{}", table.key());
        changing += usize::from(required);
    }
    assert!(changing >= 13, "{changing}");
}

#[tokio::test]
async fn a_refund_of_the_own_purchase_says_why() {
    let stage = Stage::new().await;
    let answer = stage.send(6, Method::POST, "/orders/406/refund", "").await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let text = answer.text().await.unwrap();
    assert!(text.contains("\"reason\":\"your_own\""), "{text}");
}
