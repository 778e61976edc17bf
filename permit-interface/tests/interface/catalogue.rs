//! The catalogue of a marketplace, with a context of every form, and the principals that ask.

use permit::{Authorizer, Owned, Principal, Subject, UserType as _, UserTypes};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Shopper,
    Seller,
    SellerPremium,
    SupportTierOne,
    SupportTierTwo,
    SupportTierThree,
    System,
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Option<u64>,
    pub(crate) kinds: UserTypes<UserType>,
    pub(crate) suspended: bool,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.kinds
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            kinds: UserType::Anonymous.into(),
            suspended: false,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) seller: Option<u64>,
    pub(crate) sold: bool,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        self.seller.as_ref()
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) buyer: u64,
    pub(crate) amount: u64,
}

impl Owned<User> for Order {
    fn owner(&self) -> Option<&u64> {
        Some(&self.buyer)
    }
}

#[permit::condition(says = "suspended")]
fn in_good_standing(who: &User) -> bool {
    !who.suspended
}

#[permit::condition]
fn unsold(_who: &User, item: &Item) -> bool {
    !item.sold
}

#[permit::condition]
fn small(_who: &User, order: &Order) -> bool {
    order.amount <= 100
}

#[permit::condition]
fn named(_who: &User, name: &str) -> bool {
    !name.is_empty()
}

#[permit::condition(flags(trial))]
fn in_trial(who: &Principal<User>) -> bool {
    who.flag("trial")
}

#[permit::condition]
fn under_limit(action: &Transfer, _who: &User, _on: &Order) -> bool {
    action.cents <= 100
}

/// Move money.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Order)]
#[permissions(
    Anonymous | Shopper | SupportTierOne => deny,
    Seller | SellerPremium => allow if owner && under_limit,
    SupportTierTwo | SupportTierThree | System => allow,
)]
pub(crate) struct Transfer {
    pub(crate) cents: u64,
}

/// Write the orders into a file.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = [Order])]
#[permissions(
    Anonymous | Shopper | Seller | SellerPremium => deny,
    SupportTierOne | SupportTierTwo | SupportTierThree | System => allow,
)]
pub(crate) struct Export<'a> {
    #[expect(
        dead_code,
        reason = "an action may borrow, even if no condition reads the field"
    )]
    pub(crate) title: &'a str,
}

/// Look at an item.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous | Shopper => allow if unsold,
    Seller | SellerPremium => allow if owner || unsold,
    SupportTierOne | SupportTierTwo | SupportTierThree | System => allow,
)]
pub(crate) struct ViewItem;

permit::permissions! {
    <User: UserType>

    use ViewItem;
    use Transfer;
    use Export<'_>;

    /// Put an item up for sale.
    pub(crate) PostItem(requires(in_good_standing)) {
        Anonymous | Shopper | SupportTierOne | SupportTierTwo | SupportTierThree => deny,
        Seller | SellerPremium | System => allow,
    }

    /// Change an item. The comment */ does not end, and "quotes" stay.
    ///
    /// A second paragraph is not part of the description.
    pub(crate) EditItem(context = Item, requires(in_good_standing, unsold)) {
        Anonymous | Shopper | SupportTierOne => deny,
        Seller | SellerPremium => allow if owner,
        SupportTierTwo | SupportTierThree | System => allow,
    }

    pub(crate) RepriceItem(context = Item, flag = "experiment") {
        Anonymous | Shopper | SupportTierOne | SupportTierTwo => deny,
        Seller => allow if owner && unsold,
        SellerPremium => allow if owner,
        SupportTierThree | System => allow,
    }

    /// Take an item off the marketplace.
    pub(crate) DeleteItem(context = Item) {
        Anonymous | Shopper | SupportTierOne | SupportTierTwo => deny,
        Seller => allow if owner && unsold,
        SellerPremium => allow if owner && (unsold || in_trial),
        SupportTierThree | System => allow,
    }

    /// Look at an order.
    pub(crate) ViewOrder(context = Order) {
        Anonymous => deny,
        Shopper | Seller | SellerPremium => allow if owner,
        SupportTierOne | SupportTierTwo | SupportTierThree | System => allow,
    }

    /// Give the money back.
    pub(crate) RefundOrder(context = Order, requires(small)) {
        Anonymous | Shopper | Seller | SellerPremium | SupportTierOne => deny,
        SupportTierTwo => allow if small,
        SupportTierThree | System => allow,
    }

    /// Take a name.
    pub(crate) TakeName(context = str) {
        Anonymous => deny,
        Shopper | Seller | SellerPremium | SupportTierOne => allow if named,
        SupportTierTwo | SupportTierThree | System => allow,
    }

    /// An action whose key is also a property of every object in JavaScript.
    pub(crate) Constructor {
        Anonymous | Shopper | Seller | SellerPremium => deny,
        SupportTierOne | SupportTierTwo | SupportTierThree | System => allow,
    }

    /// Removed by `cfg`.
    #[cfg(any())]
    pub(crate) SwitchedOff {
        Anonymous | Shopper | Seller | SellerPremium => allow,
        SupportTierOne | SupportTierTwo | SupportTierThree | System => allow,
    }

    /// Change the settings.
    pub(crate) ChangeSettings {
        Anonymous | Shopper | Seller | SellerPremium | SupportTierOne | SupportTierTwo => deny,
        SupportTierThree | System => allow,
    }
}

/// Every principal that asks: each user type and each pair of them, in good standing and suspended,
/// with every state of the flags. Each has the id 7 or no id.
pub(crate) fn people() -> Vec<(String, Principal<User>)> {
    let mut people = Vec::new();
    for (first, one) in UserType::ALL.iter().enumerate() {
        for other in UserType::ALL.iter().skip(first) {
            for state in 0..8_u8 {
                let (suspended, experiment, trial) =
                    (state & 1 != 0, state & 2 != 0, state & 4 != 0);
                let user_types: UserTypes<UserType> = [*one, *other].into();
                let known = !user_types.is_anonymous() && *other != UserType::System;
                let flags = move |flag: &str, _: &User| {
                    Some(if flag == "trial" { trial } else { experiment })
                };
                let who = Authorizer::builder().flags(flags).build().principal(User {
                    id: known.then_some(7),
                    kinds: user_types,
                    suspended,
                });
                people.push((format!("{user_types}, in state {state}"), who));
            }
        }
    }
    people
}

/// One of each kind: owned by the caller, by another user, or without an owner; sold or not.
pub(crate) fn items() -> Vec<Item> {
    let sellers = [Some(7), Some(8), None];
    let both = sellers.map(|seller| [false, true].map(|sold| Item { seller, sold }));
    both.into_iter().flatten().collect()
}

pub(crate) fn orders() -> Vec<Order> {
    let all = [7, 8].map(|buyer| [100, 101].map(|amount| Order { buyer, amount }));
    all.into_iter().flatten().collect()
}
