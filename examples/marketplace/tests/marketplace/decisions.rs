//! Every decision of the catalogue, compared with a naive reference that shares no code with it:
//! for every user type and every pair of them, every state of the flags, and every relation between
//! a subject and a context.

use std::collections::BTreeSet;

use marketplace::{
    domain::{
        Account, AccountId, AppId, Bundle, Cents, ConnectedApp, Item, ItemId, Moment, Order,
        OrderId, Status, User, UserType,
    },
    permissions::{
        ChangeSettings, OpenSupportDesk, OperatePolicy, RefundOrder, SuspendUser, TransferFunds,
        ViewAccount, ViewMatrix, ViewOrder,
        acting::{ActAsSeller, DisconnectApp, ForgetApp, ManageApps},
        items::{
            AdvisePrice, BundleItems, BuyItem, DeleteItem, EditItem, FeatureItem, PostItem,
            RepriceItem, ViewItem,
        },
    },
};
use permit::{
    Authorizer, Cause, Permissions, Subject as _, UserType as _, assert_allows, assert_denies,
    catalogue::Table, testing,
};

use UserType::{
    Anonymous, Seller, SellerPremium, Shopper, SupportTierOne, SupportTierThree, SupportTierTwo,
    System,
};

use crate::reference::{LIMIT, every_caller};

fn items() -> Vec<Item> {
    let statuses = [Status::Draft, Status::Listed, Status::Sold];
    let all = statuses
        .into_iter()
        .flat_map(|status| [1, 2].map(|seller| (status, seller)));
    all.map(|(status, seller)| Item {
        id: ItemId(1),
        seller: AccountId(seller),
        seller_name: String::new(),
        title: String::new(),
        description: String::new(),
        price: Cents::new(1),
        status,
        featured: false,
    })
    .collect()
}

fn orders() -> Vec<Order> {
    let all = (0..16_u8).map(|bits| Order {
        id: OrderId(1),
        item: ItemId(1),
        title: String::new(),
        buyer: AccountId(1 + i64::from(bits & 1)),
        buyer_name: String::new(),
        seller: AccountId(1 + i64::from(bits >> 1 & 1)),
        seller_name: String::new(),
        amount: Cents::new(if bits & 4 == 0 { 10_000 } else { 10_001 }),
        refunded: bits & 8 != 0,
        placed_at: String::new(),
    });
    all.collect()
}

const BALANCE: u32 = 50_000;

fn accounts() -> Vec<Account> {
    let all = UserType::ALL
        .iter()
        .flat_map(|user_type| [1, 2].map(|id| (*user_type, id)));
    all.map(|(user_type, id)| Account {
        id: AccountId(id),
        name: String::new(),
        user_type,
        suspended: false,
        balance: Cents::new(BALANCE),
        transfer_limit: Cents::new(LIMIT),
    })
    .collect()
}

const OVER: Moment = Moment::of(1_700_000_000);

fn apps() -> Vec<ConnectedApp> {
    let all = [OVER, Moment::of(99_999_999_999)]
        .into_iter()
        .flat_map(|expires_at| [1, 2].map(|account| (expires_at, account)));
    all.map(|(expires_at, account)| ConnectedApp {
        id: AppId(1),
        account: AccountId(account),
        name: String::new(),
        actions: String::new(),
        connected_at: Moment::of(0),
        expires_at,
    })
    .collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "it has a part for each action")]
fn every_decision_equals_that_of_a_naive_reference() {
    let (items, orders, accounts) = (items(), orders(), accounts());
    let mut compared = 0_u32;
    let mut seen = BTreeSet::new();
    for caller in every_caller() {
        let who = caller.principal();
        let mut same = |action: &'static str, decided: bool, expected: bool| {
            let (types, me, flags) = (&caller.types, caller.me, caller.flags);
            assert_eq!(
                decided, expected,
                "{action}: {types:?} {me:?} {flags:?} suspended: {}",
                caller.suspended
            );
            compared += 1;
            seen.insert(action);
        };
        for item in &items {
            let expected = |action| caller.may_with_item(action, item);
            same("view_item", who.can(ViewItem, item), expected("view_item"));
            same("edit_item", who.can(EditItem, item), expected("edit_item"));
            same(
                "reprice_item",
                who.can(RepriceItem, item),
                expected("reprice_item"),
            );
            same(
                "delete_item",
                who.can(DeleteItem, item),
                expected("delete_item"),
            );
            same(
                "feature_item",
                who.can(FeatureItem, item),
                expected("feature_item"),
            );
            for price in [item.price, Cents::new(2)] {
                let expected = price == item.price && expected("buy_item");
                same("buy_item", who.can(BuyItem { price }, item), expected);
            }
            same(
                "advise_price",
                who.can(AdvisePrice, item),
                expected("advise_price"),
            );
        }
        for order in &orders {
            let expected = |action| caller.may_with_order(action, order);
            same(
                "view_order",
                who.can(ViewOrder, order),
                expected("view_order"),
            );
            same(
                "refund_order",
                who.can(RefundOrder, order),
                expected("refund_order"),
            );
        }
        for account in &accounts {
            let expected = |action| caller.may_with_account(action, account);
            same(
                "view_account",
                who.can(ViewAccount, account),
                expected("view_account"),
            );
            same(
                "suspend_user",
                who.can(SuspendUser, account),
                expected("suspend_user"),
            );
            same(
                "manage_apps",
                who.can(ManageApps, account),
                expected("manage_apps"),
            );
            for amount in [1, LIMIT, LIMIT + 1, BALANCE, BALANCE + 1] {
                for payee in [1, 3] {
                    let action = TransferFunds {
                        amount: Cents::new(amount),
                        payee: AccountId(payee),
                    };
                    let expected = caller.may_transfer(amount, BALANCE, account, payee);
                    same("transfer_funds", who.can(action, account), expected);
                }
            }
        }
        let expected = |action| caller.may_alone(action);
        same("post_item", who.can(PostItem, &()), expected("post_item"));
        same(
            "open_support_desk",
            who.can(OpenSupportDesk, &()),
            expected("open_support_desk"),
        );
        same(
            "view_matrix",
            who.can(ViewMatrix, &()),
            expected("view_matrix"),
        );
        same(
            "operate_policy",
            who.can(OperatePolicy, &()),
            expected("operate_policy"),
        );
        same(
            "change_settings",
            who.can(ChangeSettings, &()),
            expected("change_settings"),
        );
    }
    let actions: BTreeSet<_> = User::ACTIONS.iter().map(Table::key).collect();
    let elsewhere = BTreeSet::from(ELSEWHERE);
    assert_eq!(actions, &seen | &elsewhere);
    assert!(seen.is_disjoint(&elsewhere));
    assert!(compared > 500_000, "only {compared} were compared");
}

/// The actions that other tests compare, because their contexts are different.
const ELSEWHERE: [&str; 4] = [
    "forget_app",
    "disconnect_app",
    "act_as_seller",
    "bundle_items",
];

#[test]
fn a_bundle_needs_permission_to_edit_the_kept_and_to_delete_the_added_listing() {
    let items = items();
    let mut compared = [0; 2];
    for caller in every_caller() {
        let who = caller.principal();
        for (kept, added) in items
            .iter()
            .flat_map(|one| items.iter().map(move |other| (one, other)))
        {
            let expected = caller.may_with_item("edit_item", kept)
                && caller.may_with_item("delete_item", added)
                && kept.seller == added.seller;
            let both = Bundle {
                kept: kept.clone(),
                added: added.clone(),
            };
            let types = &caller.types;
            assert_eq!(who.can(BundleItems, &both), expected, "{types:?}");
            compared[usize::from(expected)] += 1;
        }
    }
    assert!(compared.iter().all(|count| *count > 1_000), "{compared:?}");
}

#[test]
fn decisions_about_acting_for_others_equal_those_of_the_reference() {
    let apps = apps();
    let mut compared = [0; 2];
    for caller in every_caller() {
        let who = caller.principal();
        let mut same = |action: &str, decided: bool, expected: bool| {
            assert!(ELSEWHERE.contains(&action));
            let (types, me) = (&caller.types, caller.me);
            assert_eq!(decided, expected, "{action}: {types:?} {me:?}");
            compared[usize::from(decided)] += 1;
        };
        for app in &apps {
            let over = app.expires_at == OVER;
            let expected = over && caller.any(|one| one == System);
            same("forget_app", who.can(ForgetApp, app), expected);
            let own = caller.is(app.account.0);
            let customer = |one| [Shopper, Seller, SellerPremium].contains(&one);
            let expected = own && caller.any(customer);
            same("disconnect_app", who.can(DisconnectApp, app), expected);
        }
        for types in [
            &[][..],
            &[Shopper],
            &[Seller],
            &[SellerPremium],
            &[Seller, Shopper],
        ] {
            let target = User {
                account: Some(AccountId(2)),
                user_types: types.iter().copied().collect(),
                ..User::anonymous()
            };
            let expected = caller.is_not(2) && caller.may_act(types);
            same("act_as_seller", who.can(ActAsSeller, &target), expected);
            let themselves = User {
                account: Some(AccountId(1)),
                ..target
            };
            let expected = caller.is_not(1) && caller.may_act(types);
            same("act_as_seller", who.can(ActAsSeller, &themselves), expected);
        }
    }
    let [denied, allowed] = compared;
    assert!(denied > 10_000 && allowed > 1_000, "{denied} and {allowed}");
}

/// `System` has no session, so it is tested here, in the process.
#[test]
fn the_marketplace_itself_does_what_its_rows_say() {
    let authorizer = Authorizer::<User>::builder().build();
    let who = authorizer.internal("a test").unwrap();
    assert!(!who.is_anonymous());
    let items = items();
    assert_allows!(who, DeleteItem, &items[0]);
    assert_denies!(who, BuyItem::offered(&items[2]), &items[2], Cause::Row);
    assert_allows!(who, ChangeSettings, &());
    assert_allows!(who, OpenSupportDesk, &());
}

/// A missing id never equals a missing owner. The reason of each denial is tested as well.
#[test]
fn a_subject_without_an_id_owns_nothing() {
    testing::arm!();
    let unknown = |user_type: UserType| User {
        user_types: user_type.into(),
        ..User::anonymous()
    };
    for (user_type, who) in testing::each_user_type(unknown) {
        for item in &items() {
            match user_type {
                Anonymous | Shopper | SupportTierOne => {
                    assert_denies!(who, EditItem, item, Cause::Row);
                }
                Seller | SellerPremium => assert_denies!(who, EditItem, item, "owner"),
                SupportTierTwo | SupportTierThree | System if item.status == Status::Sold => {
                    assert_denies!(who, EditItem, item, "unsold");
                }
                SupportTierTwo | SupportTierThree | System => assert_allows!(who, EditItem, item),
            }
            match user_type {
                Shopper | Seller | SellerPremium => {
                    assert_denies!(who, BuyItem::offered(item), item, "sold_by_another_user");
                }
                Anonymous | SupportTierOne | SupportTierTwo | SupportTierThree | System => {
                    assert_denies!(who, BuyItem::offered(item), item, Cause::Row);
                }
            }
        }
        for account in &accounts() {
            match user_type {
                Anonymous => assert_denies!(who, ViewAccount, account, Cause::Row),
                Shopper | Seller | SellerPremium => {
                    assert_denies!(who, ViewAccount, account, "owner");
                }
                SupportTierOne | SupportTierTwo | SupportTierThree | System => {
                    assert_allows!(who, ViewAccount, account);
                }
            }
        }
    }
}
