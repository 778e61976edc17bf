//! The marketplace's catalogue.

use crate::{
    Catalogue, Functions, by_hand,
    people::{Item, Member, User, UserType},
};

/// The catalogue of the marketplace.
#[derive(Debug)]
pub struct Marketplace;

/// The subject of the marketplace's catalogue.
pub type Visitor = User<Marketplace>;

/// Every caller may see it.
#[permit::condition(filter)]
#[must_use]
pub fn published(_who: &Visitor, item: &Item) -> bool {
    item.published
}

permit::permissions! {
    <Visitor: UserType>

    /// View an item.
    pub ViewItem(context = Item) {
        Anonymous        => allow if published,
        Shopper          => allow if published,
        Seller           => allow if owner || published,
        SellerPremium    => allow if owner || published,
        SupportTierOne   => allow,
        SupportTierTwo   => allow,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Put an item up for sale.
    pub PostItem {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => allow,
        SellerPremium    => allow,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => deny,
        System           => allow,
    }

    /// Change an item's title, description or price.
    pub EditItem(context = Item) {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => deny,
        SupportTierTwo   => allow,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Change only the price, on the item's page.
    pub RepriceItem(context = Item, flag = "edit_listing_experiment") {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Take an item off the marketplace.
    pub DeleteItem(context = Item) {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Put an item at the top of the list.
    pub FeatureItem(context = Item, flag = "edit_listing_experiment") {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => deny,
        SellerPremium    => allow if owner && published,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Buy an item.
    pub BuyItem(context = Item) {
        Anonymous        => deny,
        Shopper          => allow if published,
        Seller           => allow if published,
        SellerPremium    => allow if published,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => deny,
        System           => deny,
    }

    /// View an order.
    pub ViewOrder(context = Item) {
        Anonymous        => deny,
        Shopper          => allow if owner,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => allow,
        SupportTierTwo   => allow,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Give a buyer the money back.
    pub RefundOrder(context = Item, flag = "refunds_v2") {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => deny,
        SupportTierTwo   => allow,
        SupportTierThree => allow,
        System           => allow,
    }

    /// View an account and its credit.
    pub ViewAccount(context = Item) {
        Anonymous        => deny,
        Shopper          => allow if owner,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => allow,
        SupportTierTwo   => allow,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Move credit from one account to another.
    pub TransferFunds(context = Item) {
        Anonymous        => deny,
        Shopper          => allow if owner,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Suspend a user, or lift the suspension.
    pub SuspendUser(context = Item) {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => deny,
        SellerPremium    => deny,
        SupportTierOne   => deny,
        SupportTierTwo   => allow,
        SupportTierThree => allow,
        System           => allow,
    }

    /// See the users of the marketplace and the latest orders.
    pub OpenSupportDesk {
        Anonymous | Shopper | Seller | SellerPremium       => deny,
        SupportTierOne | SupportTierTwo | SupportTierThree => allow,
        System                                             => allow,
    }

    /// Change the notice that every page shows.
    pub ChangeSettings {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => deny,
        SellerPremium    => deny,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => allow,
        System           => allow,
    }
}

impl Catalogue for Marketplace {
    const ACTIONS: &'static [Functions<Self>] = crate::functions![
        ViewItem,
        PostItem(),
        EditItem,
        RepriceItem,
        DeleteItem,
        FeatureItem,
        BuyItem,
        ViewOrder,
        RefundOrder,
        ViewAccount,
        TransferFunds,
        SuspendUser,
        OpenSupportDesk(),
        ChangeSettings(),
    ];

    const BY_HAND: &'static [fn(&Member, &Item) -> bool] = &[
        by_hand::view_item,
        by_hand::post_item,
        by_hand::edit_item,
        by_hand::reprice_item,
        by_hand::delete_item,
        by_hand::feature_item,
        by_hand::buy_item,
        by_hand::view_order,
        by_hand::refund_order,
        by_hand::view_account,
        by_hand::transfer_funds,
        by_hand::suspend_user,
        by_hand::open_support_desk,
        by_hand::change_settings,
    ];
}
