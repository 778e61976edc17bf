//! The conditions that the tables name. Each is a plain function. None of them reads the user type
//! of the subject, because the rows of a table do that.
//!
//! Conditions that read a row are filters as well: in a list, the database evaluates them.
//!
//! What a condition `says` is a public reason code, which the caller may see. The texts for people
//! are in [`crate::pages::reason`].

use permit::{Principal, Subject};

use super::{TransferFunds, items::BuyItem};
use crate::domain::{
    Account, Bundle, Cents, ConnectedApp, Item, Moment, Order, Status, User, UserType,
};

/// The largest amount that support, tier two, may refund: a hundred euros.
const SMALL_REFUND: Cents = Cents::new(10_000);

/// The account is not suspended.
///
/// An action that changes something requires it. Customers who are suspended still see what they saw;
/// support then sees no more than every visitor.
#[permit::condition(says = "account_suspended")]
pub(super) fn in_good_standing(who: &User) -> bool {
    !who.suspended
}

/// The caller acts in person, and not through a third-party application.
#[permit::condition(says = "in_person")]
pub(super) fn in_person(who: &Principal<User>) -> bool {
    !who.is_delegated()
}

/// The account belongs to another user. This never holds for a subject without an id.
#[permit::condition(filter, says = "your_own")]
pub(super) fn of_another_user(who: &User, account: &Account) -> bool {
    who.id().is_some() && who.id() != Some(&account.id)
}

/// The item belongs to another user. This never holds for a subject without an id.
#[permit::condition(filter, says = "your_own")]
pub(super) fn sold_by_another_user(who: &User, item: &Item) -> bool {
    who.id().is_some() && who.id() != Some(&item.seller)
}

/// The order was placed by another user. This never holds for a
/// subject without an id.
#[permit::condition(filter, says = "your_own")]
pub(super) fn bought_by_another_user(who: &User, order: &Order) -> bool {
    who.id().is_some() && who.id() != Some(&order.buyer)
}

/// The credit goes to another user. This never holds for a subject without an id.
#[permit::condition(filter, says = "your_own")]
pub(super) fn to_another_user(action: &TransferFunds, who: &User, _account: &Account) -> bool {
    who.id().is_some() && who.id() != Some(&action.payee)
}

/// The target is another user. This never holds for a subject without an id.
#[permit::condition(says = "your_own")]
pub(super) fn another_user(who: &User, target: &User) -> bool {
    who.id().is_some() && target.id().is_some() && who.id() != target.id()
}

/// Everyone may see the item.
#[permit::condition(filter)]
pub(super) fn published(_who: &User, item: &Item) -> bool {
    item.status != Status::Draft
}

/// The item can be bought.
#[permit::condition(filter, says = "not_for_sale")]
pub(super) fn for_sale(_who: &User, item: &Item) -> bool {
    item.status == Status::Listed
}

/// The price is the one that the buyer saw. It may have changed since.
#[permit::condition(filter, says = "price_changed")]
pub(super) fn price_unchanged(action: &BuyItem, _who: &User, item: &Item) -> bool {
    item.price == action.price
}

/// Both listings are of one seller.
#[permit::condition(says = "another_seller")]
pub(super) fn of_one_seller(_who: &User, bundle: &Bundle) -> bool {
    bundle.kept.seller == bundle.added.seller
}

/// The item has not been bought yet.
#[permit::condition(filter, says = "item_sold")]
pub(super) fn unsold(_who: &User, item: &Item) -> bool {
    item.status != Status::Sold
}

/// Both trials are on. Advice without the price history would be a guess.
#[permit::condition(flags(price_history_trial, price_advice_trial), says = "not_in_trial")]
pub(super) fn in_both_trials(who: &Principal<User>) -> bool {
    who.flag("price_history_trial") && who.flag("price_advice_trial")
}

/// The subject is the seller of the order.
#[permit::condition(filter)]
pub(super) fn sold_by_caller(who: &User, order: &Order) -> bool {
    who.id() == Some(&order.seller)
}

/// The amount is at most [`SMALL_REFUND`].
#[permit::condition(filter, says = "ask_support_tier_three")]
pub(super) fn small_refund(_who: &User, order: &Order) -> bool {
    order.amount <= SMALL_REFUND
}

/// The buyer has not got the money back yet.
#[permit::condition(filter, says = "already_refunded")]
pub(super) fn unrefunded(_who: &User, order: &Order) -> bool {
    !order.refunded
}

/// The account belongs to a shopper or a seller, not to the marketplace's own staff.
#[permit::condition(filter, says = "only_customers")]
pub(super) fn is_customer(_who: &User, account: &Account) -> bool {
    account.user_type == UserType::Shopper
        || account.user_type == UserType::Seller
        || account.user_type == UserType::SellerPremium
}

/// The user is a seller, premium or not, and has no other user type.
#[permit::condition(says = "only_sellers")]
pub(super) fn sells(_who: &User, target: &User) -> bool {
    let mut types = target.user_types.iter();
    !target.user_types.is_empty()
        && types.all(|one| matches!(one, UserType::Seller | UserType::SellerPremium))
}

/// The application has expired.
#[permit::condition(filter)]
pub(super) fn expired(who: &Principal<User>, app: &ConnectedApp) -> bool {
    app.expires_at <= Moment::from(who.now())
}

/// The amount is at most what the subject may move in one transfer.
#[permit::condition(filter, says = "over_limit")]
pub(super) fn under_limit(action: &TransferFunds, who: &User, _account: &Account) -> bool {
    action.amount <= who.transfer_limit
}

/// The account has enough credit.
#[permit::condition(filter, says = "not_enough_credit")]
pub(super) fn covered(action: &TransferFunds, _who: &User, account: &Account) -> bool {
    action.amount <= account.balance
}
