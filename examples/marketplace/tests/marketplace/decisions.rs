//! Every decision of the catalogue, compared with a naive reference that shares nothing with it:
//! for every user type and every pair of them, every state of the flags, and every way in which
//! somebody can be related to what it is about.

use std::collections::BTreeSet;

use marketplace::{
    domain::{Account, AccountId, Cents, Item, ItemId, Order, OrderId, Status, User, UserType},
    permissions::{
        ChangeSettings, OpenSupportDesk, RefundOrder, SuspendUser, TransferFunds, ViewAccount,
        ViewOrder,
        items::{
            AdvisePrice, BuyItem, DeleteItem, EditItem, FeatureItem, PostItem, RepriceItem,
            ViewItem,
        },
    },
};
use permit::{Authorizer, Permissions, Principal, UserType as _, UserTypes};

use UserType::{
    Anonymous, Seller, SellerPremium, Shopper, SupportTierOne, SupportTierThree, SupportTierTwo,
    System,
};

/// Somebody, in plain words.
pub(crate) struct Somebody {
    types: Vec<UserType>,
    me: Option<i64>,
    suspended: bool,
    /// In the order of [`FLAGS`]; `None` is unknown.
    flags: [Option<bool>; 3],
}

const FLAGS: [&str; 3] = [
    "edit_listing_experiment",
    "price_history_trial",
    "price_advice_trial",
];
const LIMIT: u32 = 10_000;

impl Somebody {
    pub(crate) fn principal(&self) -> Principal<User> {
        let flags = self.flags;
        let state = move |flag: &str, _: &User| {
            let place = FLAGS.iter().position(|one| *one == flag);
            place.and_then(|place| flags[place])
        };
        Authorizer::builder().flags(state).build().principal(User {
            account: self.me.map(AccountId),
            user_types: self.types.iter().copied().collect::<UserTypes<_>>(),
            name: "Somebody".into(),
            suspended: self.suspended,
            transfer_limit: Cents::new(LIMIT),
        })
    }

    /// Whether any of the user types may, one after the other. Whoever is something else as well
    /// is no visitor.
    fn any(&self, may: impl Fn(UserType) -> bool) -> bool {
        let known = self.types.iter().any(|one| *one != Anonymous);
        let mut types = self.types.iter();
        types.any(|one| !(known && *one == Anonymous) && may(*one))
    }

    fn is(&self, somebody: i64) -> bool {
        self.me == Some(somebody)
    }

    fn is_not(&self, somebody: i64) -> bool {
        self.me.is_some_and(|me| me != somebody)
    }

    fn on(&self, flag: usize) -> bool {
        self.flags[flag] == Some(true)
    }

    #[expect(clippy::match_same_arms, reason = "a reference is read row by row")]
    fn may_with_item(&self, action: &str, item: &Item) -> bool {
        let (own, anothers) = (self.is(item.seller.0), self.is_not(item.seller.0));
        let (draft, listed) = (item.status == Status::Draft, item.status == Status::Listed);
        let sold = item.status == Status::Sold;
        let row = self.any(|user_type| match (user_type, action) {
            (_, "view_item") if !draft => true,
            (
                Seller | SellerPremium,
                "view_item" | "edit_item" | "reprice_item" | "delete_item",
            ) => own,
            (SellerPremium, "feature_item") | (Seller | SellerPremium, "advise_price") => own,
            (Shopper | Seller | SellerPremium, "buy_item") => anothers,
            (SupportTierOne, "view_item" | "advise_price") => true,
            (SupportTierTwo, "view_item" | "edit_item" | "advise_price") => true,
            (SupportTierThree, "buy_item") => false,
            (SupportTierThree, _) => true,
            (System, "buy_item" | "advise_price") => false,
            (System, _) => true,
            _ => false,
        });
        let required = match action {
            "view_item" => true,
            "edit_item" | "delete_item" => !self.suspended && !sold,
            "reprice_item" => !self.suspended && !sold && self.on(0),
            "feature_item" | "buy_item" => !self.suspended && listed,
            "advise_price" => self.on(1) && self.on(2),
            _ => unreachable!("{action}"),
        };
        row && required
    }

    #[expect(clippy::match_same_arms, reason = "a reference is read row by row")]
    fn may_with_order(&self, action: &str, order: &Order) -> bool {
        let (bought, sold) = (self.is(order.buyer.0), self.is(order.seller.0));
        let row = self.any(|user_type| match (user_type, action) {
            (Shopper, "view_order") => bought,
            (Seller | SellerPremium, "view_order") => bought || sold,
            (Seller | SellerPremium, "refund_order") => sold,
            (SupportTierTwo, "refund_order") => order.amount <= Cents::new(10_000),
            (SupportTierThree | System, _) => true,
            (SupportTierOne | SupportTierTwo, "view_order") => true,
            _ => false,
        });
        row && (action == "view_order" || (!self.suspended && !order.refunded))
    }

    #[expect(clippy::match_same_arms, reason = "a reference is read row by row")]
    fn may_with_account(&self, action: &str, account: &Account) -> bool {
        let (own, anothers) = (self.is(account.id.0), self.is_not(account.id.0));
        let customer = [Shopper, Seller, SellerPremium].contains(&account.user_type);
        self.any(|user_type| match (user_type, action) {
            (Shopper | Seller | SellerPremium, "view_account") => own,
            (SupportTierOne | SupportTierTwo | SupportTierThree, "view_account") => true,
            (SupportTierTwo, "suspend_user") => customer,
            (SupportTierThree, "suspend_user") => anothers,
            (System, _) => true,
            _ => false,
        })
    }

    fn may_transfer(&self, amount: u32, balance: u32, account: &Account) -> bool {
        let own = self.is(account.id.0);
        let customer = [Shopper, Seller, SellerPremium].contains(&account.user_type);
        let row = self.any(|user_type| match user_type {
            Shopper | Seller => own && amount <= LIMIT,
            SellerPremium => own,
            SupportTierTwo => customer && amount <= LIMIT,
            SupportTierThree | System => true,
            Anonymous | SupportTierOne => false,
        });
        row && !self.suspended && amount <= balance
    }

    fn may_alone(&self, action: &str) -> bool {
        match action {
            "post_item" => {
                !self.suspended && self.any(|one| [Seller, SellerPremium, System].contains(&one))
            }
            "open_support_desk" => self.any(|one| {
                [SupportTierOne, SupportTierTwo, SupportTierThree, System].contains(&one)
            }),
            "change_settings" => self.any(|one| [SupportTierThree, System].contains(&one)),
            _ => unreachable!("{action}"),
        }
    }
}

/// Everybody there is: each user type and each pair, known and unknown, suspended and not.
pub(crate) fn everybody() -> Vec<Somebody> {
    let mut everybody = Vec::new();
    let states = [None, Some(false), Some(true)];
    for (place, one) in UserType::ALL.iter().enumerate() {
        for other in &UserType::ALL[place..] {
            for state in 0..27 {
                let flags = [states[state % 3], states[state / 3 % 3], states[state / 9]];
                for (me, suspended) in [(None, false), (Some(1), false), (Some(1), true)] {
                    everybody.push(Somebody {
                        types: vec![*one, *other],
                        me,
                        suspended,
                        flags,
                    });
                }
            }
        }
    }
    everybody
}

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

#[test]
fn every_decision_is_the_one_of_a_naive_reference() {
    let (items, orders, accounts) = (items(), orders(), accounts());
    let mut compared = 0_u32;
    let mut seen = BTreeSet::new();
    for somebody in everybody() {
        let who = somebody.principal();
        let mut same = |action: &'static str, decided: bool, expected: bool| {
            let (types, me, flags) = (&somebody.types, somebody.me, somebody.flags);
            assert_eq!(
                decided, expected,
                "{action}: {types:?} {me:?} {flags:?} suspended: {}",
                somebody.suspended
            );
            compared += 1;
            seen.insert(action);
        };
        for item in &items {
            let expected = |action| somebody.may_with_item(action, item);
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
            same("buy_item", who.can(BuyItem, item), expected("buy_item"));
            same(
                "advise_price",
                who.can(AdvisePrice, item),
                expected("advise_price"),
            );
        }
        for order in &orders {
            let expected = |action| somebody.may_with_order(action, order);
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
            let expected = |action| somebody.may_with_account(action, account);
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
            for amount in [1, LIMIT, LIMIT + 1, BALANCE, BALANCE + 1] {
                let action = TransferFunds {
                    amount: Cents::new(amount),
                    payee: AccountId(3),
                };
                let expected = somebody.may_transfer(amount, BALANCE, account);
                same("transfer_funds", who.can(action, account), expected);
            }
        }
        let expected = |action| somebody.may_alone(action);
        same("post_item", who.can(PostItem, &()), expected("post_item"));
        same(
            "open_support_desk",
            who.can(OpenSupportDesk, &()),
            expected("open_support_desk"),
        );
        same(
            "change_settings",
            who.can(ChangeSettings, &()),
            expected("change_settings"),
        );
    }
    let actions: BTreeSet<_> = User::ACTIONS.iter().map(|action| action.key).collect();
    assert_eq!(actions, seen);
    assert!(compared > 50_0000, "only {compared} were compared");
}

/// `System` has no session: it is tested here, in the process.
#[test]
fn the_marketplace_itself_does_what_its_rows_say() {
    let who = Authorizer::<User>::builder()
        .build()
        .principal(User::system());
    assert!(!who.is_anonymous());
    let items = items();
    assert!(who.can(DeleteItem, &items[0]) && !who.can(BuyItem, &items[2]));
    assert!(who.can(ChangeSettings, &()) && who.can(OpenSupportDesk, &()));
}

/// The trap of `None == None`.
#[test]
fn whoever_is_unknown_owns_nothing() {
    let somebody = Somebody {
        types: vec![Seller, SellerPremium, Shopper],
        me: None,
        suspended: false,
        flags: [Some(true); 3],
    };
    let who = somebody.principal();
    for item in items() {
        assert!(!who.can(EditItem, &item) && !who.can(BuyItem, &item));
    }
    for account in accounts() {
        assert!(!who.can(ViewAccount, &account));
    }
}
