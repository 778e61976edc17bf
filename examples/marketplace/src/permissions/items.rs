//! What can be done to an item.

use super::conditions::{
    for_sale, in_both_trials, in_good_standing, published, sold_by_somebody_else, unsold,
};
use crate::domain::{Bundle, Item, User, UserType};

/// Look at an item. Whoever may not is told that there is none: a draft is nobody's business.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Item, on_denied = not_found)]
#[permissions(
    Anonymous        => allow if published,
    Shopper          => allow if published,
    Seller           => allow if owner || published,
    SellerPremium    => allow if owner || published,
    SupportTierOne   => allow,
    SupportTierTwo   => allow,
    SupportTierThree => allow,
    System           => allow,
)]
pub struct ViewItem;

/// Put an item up for sale.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, requires(in_good_standing))]
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
#[action(subject = User, context = Item, requires(in_good_standing, unsold))]
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

/// Change only the price, right on the item's page: an experiment, behind a flag.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Item,
    flag = "edit_listing_experiment",
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
#[action(subject = User, context = Item, requires(in_good_standing, unsold))]
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

/// Put an item at the top of the list, or back into its place.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Item, requires(in_good_standing, for_sale))]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => deny,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => allow,
    System           => allow,
)]
pub struct FeatureItem;

/// Buy an item.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Item,
    never_impersonated,
    requires(in_good_standing, for_sale),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => allow if sold_by_somebody_else,
    Seller           => allow if sold_by_somebody_else,
    SellerPremium    => allow if sold_by_somebody_else,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => deny,
    System           => deny,
)]
pub struct BuyItem;

/// Be advised on a price by what others paid: for those who are in both trials.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Item, requires(in_both_trials))]
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

/// Make one listing of two: change the one that stays, and take the other off the marketplace.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = Bundle)]
#[permissions(all_of(EditItem(kept), DeleteItem(added)))]
pub struct BundleItems;

permit::one_of! {
    /// Whatever sets the price of an item.
    pub enum SetPrice { EditItem, RepriceItem }
}
