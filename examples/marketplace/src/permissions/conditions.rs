//! The conditions that the tables name. Each is a plain function, and none of them reads the user
//! type of the one who acts: that is what rows are for.
//!
//! Those that look at a row are filters as well: the lists ask the database for what they say.
//!
//! What a condition `says` is a public reason code: the caller may be told. The words for people
//! are in [`crate::pages::reason`].

use permit::{Principal, Subject};

use super::TransferFunds;
use crate::domain::{Account, Cents, ConnectedApp, Item, Moment, Order, Status, User, UserType};

/// The most that support tier two refunds: a hundred euros.
const SMALL_REFUND: Cents = Cents::new(10_000);

/// The account is not suspended.
#[permit::condition(says = "account_suspended")]
pub(super) fn in_good_standing(who: &User) -> bool {
    !who.suspended
}

/// The one who acts is there: no application of a third party asks for them.
#[permit::condition(says = "in_person")]
pub(super) fn in_person(who: &Principal<User>) -> bool {
    !who.is_delegated()
}

/// Not one's own account. Whoever is unknown is not somebody else.
#[permit::condition(filter, says = "your_own")]
pub(super) fn somebody_elses(who: &User, account: &Account) -> bool {
    who.id().is_some() && who.id() != Some(&account.id)
}

/// Not one's own item. Whoever is unknown is not somebody else.
#[permit::condition(filter, says = "your_own")]
pub(super) fn sold_by_somebody_else(who: &User, item: &Item) -> bool {
    who.id().is_some() && who.id() != Some(&item.seller)
}

/// Everybody may see it.
#[permit::condition(filter)]
pub(super) fn published(_who: &User, item: &Item) -> bool {
    item.status != Status::Draft
}

/// It can be bought.
#[permit::condition(filter, says = "not_for_sale")]
pub(super) fn for_sale(_who: &User, item: &Item) -> bool {
    item.status == Status::Listed
}

/// Nobody has bought it yet.
#[permit::condition(filter, says = "item_sold")]
pub(super) fn unsold(_who: &User, item: &Item) -> bool {
    item.status != Status::Sold
}

/// Both trials are on: advice without history would be a guess.
#[permit::condition(flags(price_history_trial, price_advice_trial), says = "not_in_trial")]
pub(super) fn in_both_trials(who: &Principal<User>) -> bool {
    who.flag("price_history_trial") && who.flag("price_advice_trial")
}

/// The one who acts is the seller.
#[permit::condition(filter)]
pub(super) fn sold_by_them(who: &User, order: &Order) -> bool {
    who.id() == Some(&order.seller)
}

/// At most [`SMALL_REFUND`].
#[permit::condition(filter, says = "ask_support_tier_three")]
pub(super) fn small_refund(_who: &User, order: &Order) -> bool {
    order.amount <= SMALL_REFUND
}

/// The buyer does not have the money back yet.
#[permit::condition(filter, says = "already_refunded")]
pub(super) fn unrefunded(_who: &User, order: &Order) -> bool {
    !order.refunded
}

/// A shopper's or a seller's account, not one of the marketplace's own people.
#[permit::condition(filter, says = "only_customers")]
pub(super) fn is_customer(_who: &User, account: &Account) -> bool {
    account.user_type == UserType::Shopper
        || account.user_type == UserType::Seller
        || account.user_type == UserType::SellerPremium
}

/// A seller, whether they pay for more or not, and nothing beside.
#[permit::condition(says = "only_sellers")]
pub(super) fn sells(_who: &User, somebody: &User) -> bool {
    let mut types = somebody.user_types.iter();
    !somebody.user_types.is_empty()
        && types.all(|one| matches!(one, UserType::Seller | UserType::SellerPremium))
}

/// Its time is over.
#[permit::condition(filter)]
pub(super) fn over(who: &Principal<User>, app: &ConnectedApp) -> bool {
    app.expires_at <= Moment::from(who.now())
}

/// At most what the one who acts may move at a time.
#[permit::condition(filter, says = "over_limit")]
pub(super) fn under_limit(action: &TransferFunds, who: &User, _account: &Account) -> bool {
    action.amount <= who.transfer_limit
}

/// The account has the money.
#[permit::condition(filter, says = "not_enough_credit")]
pub(super) fn covered(action: &TransferFunds, _who: &User, account: &Account) -> bool {
    action.amount <= account.balance
}
