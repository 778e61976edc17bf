//! The actions on items.

use super::conditions::{
    for_sale, in_both_trials, in_good_standing, of_one_seller, price_unchanged, published,
    sold_by_another_user, unsold,
};
use crate::domain::{Bundle, Cents, Item, User, UserType};

/// Look at an item. Drafts are private.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Item)]
#[permissions(
    Anonymous        => allow if published,
    Shopper          => allow if published,
    Seller           => allow if owner || published,
    SellerPremium    => allow if owner || published,
    SupportTierOne   => allow if in_good_standing || published,
    SupportTierTwo   => allow if in_good_standing || published,
    SupportTierThree => allow if in_good_standing || published,
    System           => allow,
)]
pub struct ViewItem;

/// Put an item up for sale.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, never_impersonated, requires(in_good_standing))]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => allow,
    SellerPremium    => allow,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => deny,
    System           => allow,
)]
pub struct PostItem;

/// Change an item's title, description or price.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Item,
    never_impersonated,
    requires(in_good_standing, unsold),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => allow if owner,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => allow,
    SupportTierThree => allow,
    System           => allow,
)]
pub struct EditItem;

/// Change only the price, on the item's page: an experiment, behind a flag.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Item,
    flag = "edit_listing_experiment",
    never_impersonated,
    requires(in_good_standing, unsold),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => allow if owner,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => allow,
    System           => allow,
)]
pub struct RepriceItem;

/// Take an item off the marketplace.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Item,
    never_impersonated,
    requires(in_good_standing, unsold),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => allow if owner,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => allow,
    System           => allow,
)]
pub struct DeleteItem;

/// Feature an item at the top of the list, or stop featuring it.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Item,
    never_impersonated,
    requires(in_good_standing, for_sale),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => deny,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => allow if sold_by_another_user,
    System           => allow,
)]
pub struct FeatureItem;

/// Buy an item.
///
/// The price is a field: a check is of this item at this price, the one that the buyer saw.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Item,
    never_impersonated,
    requires(in_good_standing, for_sale, price_unchanged),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => allow if sold_by_another_user,
    Seller           => allow if sold_by_another_user,
    SellerPremium    => allow if sold_by_another_user,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => deny,
    System           => deny,
)]
pub struct BuyItem {
    /// The price that the buyer saw.
    pub price: Cents,
}

impl BuyItem {
    /// The purchase that a page with this item offers.
    #[must_use]
    pub const fn offered(item: &Item) -> Self {
        Self { price: item.price }
    }
}

/// Get advice on a price from what others paid. Both trials must be on.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Item, requires(in_good_standing, in_both_trials))]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => allow if owner,
    SellerPremium    => allow if owner,
    SupportTierOne   => allow,
    SupportTierTwo   => allow,
    SupportTierThree => allow,
    System           => deny,
)]
pub struct AdvisePrice;

/// Join two listings into one: change the one that stays, and take the other off the marketplace.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Bundle, never_impersonated, requires(of_one_seller))]
#[permissions(all_of(EditItem(kept), DeleteItem(added)))]
pub struct BundleItems;

permit::one_of! {
    /// The actions that set the price of an item.
    pub enum SetPrice { EditItem, RepriceItem }
}
