//! The marketplace's rules as a programmer writes them without a library: one function per action,
//! with an exhaustive `match` over the user types. It is the reference for speed and, in the tests,
//! for the answers.
//!
//! These functions do what permit does: for an action with a flag they read the flag first. The
//! marketplace has no tenants, so neither side compares a tenant.

use crate::people::{Item, Member, UserType};

use UserType::{
    Anonymous, Seller, SellerPremium, Shopper, SupportTierOne, SupportTierThree, SupportTierTwo,
    System,
};

/// Whether both ids are known and equal.
#[inline]
#[must_use]
pub fn owns(who: &Member, item: &Item) -> bool {
    who.id == Some(item.seller)
}

/// View an item.
#[must_use]
pub fn view_item(who: &Member, item: &Item) -> bool {
    match who.user_type {
        Anonymous | Shopper => item.published,
        Seller | SellerPremium => owns(who, item) || item.published,
        SupportTierOne | SupportTierTwo | SupportTierThree | System => true,
    }
}

/// Put an item up for sale.
#[must_use]
pub fn post_item(who: &Member, _item: &Item) -> bool {
    match who.user_type {
        Anonymous | Shopper | SupportTierOne | SupportTierTwo | SupportTierThree => false,
        Seller | SellerPremium | System => true,
    }
}

/// Change an item's title, description or price.
#[must_use]
pub fn edit_item(who: &Member, item: &Item) -> bool {
    match who.user_type {
        Anonymous | Shopper | SupportTierOne => false,
        Seller | SellerPremium => owns(who, item),
        SupportTierTwo | SupportTierThree | System => true,
    }
}

/// Change only the price, on the item's page.
#[must_use]
pub fn reprice_item(who: &Member, item: &Item) -> bool {
    who.flags.edit_listing_experiment
        && match who.user_type {
            Anonymous | Shopper | SupportTierOne | SupportTierTwo => false,
            Seller | SellerPremium => owns(who, item),
            SupportTierThree | System => true,
        }
}

/// Take an item off the marketplace.
#[must_use]
pub fn delete_item(who: &Member, item: &Item) -> bool {
    match who.user_type {
        Anonymous | Shopper | SupportTierOne | SupportTierTwo => false,
        Seller | SellerPremium => owns(who, item),
        SupportTierThree | System => true,
    }
}

/// Put an item at the top of the list.
#[must_use]
pub fn feature_item(who: &Member, item: &Item) -> bool {
    who.flags.edit_listing_experiment
        && match who.user_type {
            Anonymous | Shopper | Seller | SupportTierOne | SupportTierTwo => false,
            SellerPremium => owns(who, item) && item.published,
            SupportTierThree | System => true,
        }
}

/// Buy an item.
#[must_use]
pub fn buy_item(who: &Member, item: &Item) -> bool {
    match who.user_type {
        Anonymous | SupportTierOne | SupportTierTwo | SupportTierThree | System => false,
        Shopper | Seller | SellerPremium => item.published,
    }
}

/// View an order.
#[must_use]
pub fn view_order(who: &Member, item: &Item) -> bool {
    match who.user_type {
        Anonymous => false,
        Shopper | Seller | SellerPremium => owns(who, item),
        SupportTierOne | SupportTierTwo | SupportTierThree | System => true,
    }
}

/// Give a buyer the money back.
#[must_use]
pub fn refund_order(who: &Member, item: &Item) -> bool {
    who.flags.refunds_v2
        && match who.user_type {
            Anonymous | Shopper | SupportTierOne => false,
            Seller | SellerPremium => owns(who, item),
            SupportTierTwo | SupportTierThree | System => true,
        }
}

/// View an account and its credit.
#[must_use]
pub fn view_account(who: &Member, item: &Item) -> bool {
    match who.user_type {
        Anonymous => false,
        Shopper | Seller | SellerPremium => owns(who, item),
        SupportTierOne | SupportTierTwo | SupportTierThree | System => true,
    }
}

/// Move credit from one account to another.
#[must_use]
pub fn transfer_funds(who: &Member, item: &Item) -> bool {
    match who.user_type {
        Anonymous | SupportTierOne | SupportTierTwo => false,
        Shopper | Seller | SellerPremium => owns(who, item),
        SupportTierThree | System => true,
    }
}

/// Suspend a user, or lift the suspension.
#[must_use]
pub fn suspend_user(who: &Member, _item: &Item) -> bool {
    match who.user_type {
        Anonymous | Shopper | Seller | SellerPremium | SupportTierOne => false,
        SupportTierTwo | SupportTierThree | System => true,
    }
}

/// See the users of the marketplace and the latest orders.
#[must_use]
pub fn open_support_desk(who: &Member, _item: &Item) -> bool {
    match who.user_type {
        Anonymous | Shopper | Seller | SellerPremium => false,
        SupportTierOne | SupportTierTwo | SupportTierThree | System => true,
    }
}

/// Change the notice that every page shows.
#[must_use]
pub fn change_settings(who: &Member, _item: &Item) -> bool {
    match who.user_type {
        Anonymous | Shopper | Seller | SellerPremium | SupportTierOne | SupportTierTwo => false,
        SupportTierThree | System => true,
    }
}
