//! The catalogue: every action of the marketplace, and what each user type may do.
//!
//! This is the only place to review. Actions on items are declared in [`items`], actions that let
//! others act for a user in [`acting`], and the others here. The conditions that the tables name
//! are in `conditions`.
//!
//! Three rules hold in all tables, each with a test: an action that changes something is
//! `never_impersonated`, it requires an account that is not suspended, and support never does anything
//! for its own benefit.

pub mod acting;
mod conditions;
pub mod items;

use crate::domain::{Account, AccountId, Cents, ConnectedApp, Item, Order, User, UserType};

use self::conditions::{
    bought_by_another_user, covered, in_good_standing, is_customer, of_another_user, small_refund,
    sold_by_caller, to_another_user, under_limit, unrefunded,
};

/// Move credit from one account to another.
///
/// The amount and the payee are fields: a check is of this one transfer, and the data layer reads
/// both from the permit.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Account,
    never_impersonated,
    requires(in_good_standing, covered),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => allow if owner && under_limit,
    Seller           => allow if owner && under_limit,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => allow if is_customer && under_limit && to_another_user,
    SupportTierThree => allow if to_another_user,
    System           => allow,
)]
pub struct TransferFunds {
    /// The amount.
    pub amount: Cents,
    /// The account that receives it.
    pub payee: AccountId,
}

impl TransferFunds {
    /// The smallest transfer, to an account that does not exist, and so is not the caller's own. A subject
    /// that may not make it may not transfer anything.
    #[must_use]
    pub const fn least() -> Self {
        Self {
            amount: Cents::new(1),
            payee: AccountId(0),
        }
    }
}

permit::permissions! {
    <User: UserType>

    use items::{
        ViewItem, PostItem, EditItem, RepriceItem, DeleteItem, FeatureItem, BuyItem, AdvisePrice,
        BundleItems,
    };
    use TransferFunds;
    use acting::{ManageApps, DisconnectApp, ForgetApp, ActAsSeller};

    // A caller who may not see one is told that it does not exist, whatever the caller asks for.
    hide Item by ViewItem;
    hide Order by ViewOrder;
    hide Account by ViewAccount;
    hide ConnectedApp by DisconnectApp;

    /// Look at an order.
    pub ViewOrder(context = Order) {
        Anonymous        => deny,
        Shopper          => allow if owner,
        Seller           => allow if owner || sold_by_caller,
        SellerPremium    => allow if owner || sold_by_caller,
        SupportTierOne   => allow if in_good_standing,
        SupportTierTwo   => allow if in_good_standing,
        SupportTierThree => allow if in_good_standing,
        System           => allow,
    }

    /// Give a buyer the money back.
    pub RefundOrder(
        context = Order,
        never_impersonated,
        requires(in_good_standing, unrefunded),
    ) {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => allow if sold_by_caller,
        SellerPremium    => allow if sold_by_caller,
        SupportTierOne   => deny,
        SupportTierTwo   => allow if small_refund && bought_by_another_user,
        SupportTierThree => allow if bought_by_another_user,
        System           => allow,
    }

    /// Look at an account and its credit.
    pub ViewAccount(context = Account) {
        Anonymous        => deny,
        Shopper          => allow if owner,
        Seller           => allow if owner,
        SellerPremium    => allow if owner,
        SupportTierOne   => allow if in_good_standing || owner,
        SupportTierTwo   => allow if in_good_standing || owner,
        SupportTierThree => allow if in_good_standing || owner,
        System           => allow,
    }

    /// Suspend a user, or lift the suspension.
    pub SuspendUser(context = Account, never_impersonated, requires(in_good_standing)) {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => deny,
        SellerPremium    => deny,
        SupportTierOne   => deny,
        SupportTierTwo   => allow if is_customer && of_another_user,
        SupportTierThree => allow if of_another_user,
        System           => allow,
    }

    /// See the accounts of the marketplace and the latest orders.
    pub OpenSupportDesk(requires(in_good_standing)) {
        Anonymous | Shopper | Seller | SellerPremium       => deny,
        SupportTierOne | SupportTierTwo | SupportTierThree => allow,
        System                                             => allow,
    }

    /// See what every user type may do.
    pub ViewMatrix(requires(in_good_standing)) {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => deny,
        SellerPremium    => deny,
        SupportTierOne   => deny,
        SupportTierTwo   => allow,
        SupportTierThree => allow,
        System           => deny,
    }

    /// Open and block what the tables say, for everyone and at once.
    pub OperatePolicy(never_impersonated, requires(in_good_standing)) {
        Anonymous        => deny,
        Shopper          => deny,
        Seller           => deny,
        SellerPremium    => deny,
        SupportTierOne   => deny,
        SupportTierTwo   => deny,
        SupportTierThree => allow,
        System           => allow,
    }

    /// Change the notice that every page shows, and turn experiments on and off.
    pub ChangeSettings(never_impersonated, requires(in_good_standing)) {
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

impl permit_live::Operates for OperatePolicy {}
