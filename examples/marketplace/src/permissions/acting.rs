//! Who may act for whom: third-party applications, and support.
//!
//! [`scopes`] is the only table from the scopes that an application asks for to actions. It is read
//! when a user consents, and only the actions are stored.

use permit::{Consent, acting::OAuthScopes};

use super::{
    ViewAccount, ViewOrder,
    conditions::{another_user, expired, in_good_standing, in_person, sells},
    items::{EditItem, PostItem, RepriceItem, ViewItem},
};
use crate::domain::{Account, ConnectedApp, User, UserType};

/// See the applications that act for an account, and connect others.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = Account,
    never_impersonated,
    requires(in_person),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => allow if owner,
    Seller           => allow if owner,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => deny,
    System           => deny,
)]
pub struct ManageApps;

/// Disconnect an application.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = ConnectedApp,
    never_impersonated,
    requires(in_person),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => allow if owner,
    Seller           => allow if owner,
    SellerPremium    => allow if owner,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => deny,
    System           => deny,
)]
pub struct DisconnectApp;

/// Delete a connected application that has expired.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(subject = User, context = ConnectedApp)]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => deny,
    SellerPremium    => deny,
    SupportTierOne   => deny,
    SupportTierTwo   => deny,
    SupportTierThree => deny,
    System           => allow if expired,
)]
pub struct ForgetApp;

/// Act as a seller, to see what the seller sees.
///
/// It lends no powers: every action that changes something is `never_impersonated`. Support that may
/// change something does so in its own name.
#[derive(permit::Action, Clone, Copy, Debug)]
#[action(
    subject = User,
    context = User,
    never_impersonated,
    requires(in_good_standing, in_person, another_user),
)]
#[permissions(
    Anonymous        => deny,
    Shopper          => deny,
    Seller           => deny,
    SellerPremium    => deny,
    SupportTierOne   => deny,
    SupportTierTwo   => allow if sells,
    SupportTierThree => allow if sells,
    System           => deny,
)]
pub struct ActAsSeller;

impl permit::acting::Impersonates for ActAsSeller {}

/// The actions of each scope. No scope includes an action that moves credit, or one that gives
/// others more permissions.
#[must_use]
pub fn scopes() -> OAuthScopes<User> {
    OAuthScopes::new()
        .scope::<(ViewItem,)>("items:read")
        .scope::<(ViewItem, PostItem, EditItem, RepriceItem)>("items:write")
        .scope::<(ViewOrder,)>("orders:read")
        .scope::<(ViewAccount,)>("account:read")
}

/// The scopes that an application asked for.
#[derive(Clone, Debug)]
pub struct Requested {
    /// The consent to the actions of the known scopes.
    pub consent: Consent,
    /// The unknown scopes, each once. They grant nothing.
    pub unknown: Vec<String>,
}

impl Requested {
    /// Reads scopes that are separated by spaces.
    #[must_use]
    pub fn read(scope: &str) -> Self {
        let scopes = scopes();
        let is_known = |asked: &&str| scopes.iter().any(|(known, _)| known == *asked);
        let mut unknown: Vec<String> = scope
            .split_ascii_whitespace()
            .filter(|asked| !is_known(asked))
            .map(str::to_owned)
            .collect();
        unknown.sort_unstable();
        unknown.dedup();
        Self {
            consent: scopes.consent(scope),
            unknown,
        }
    }

    /// Whether the scopes grant nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.consent.actions().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Requested, scopes};

    #[test]
    fn an_unknown_scope_is_named_and_grants_nothing() {
        let requested = Requested::read(" items:read  money:move * items:read money:move");
        assert_eq!(
            requested.consent.actions().collect::<Vec<_>>(),
            ["view_item"]
        );
        assert_eq!(requested.unknown, ["*", "money:move"]);
        assert!(Requested::read("ITEMS:READ items").is_empty());
    }

    #[test]
    fn no_scope_moves_money_or_gives_power_over_others() {
        let scopes = scopes();
        let granted: BTreeSet<_> = scopes.iter().flat_map(|(_, keys)| keys.clone()).collect();
        let expected = [
            "edit_item",
            "post_item",
            "reprice_item",
            "view_account",
            "view_item",
            "view_order",
        ];
        assert_eq!(granted.into_iter().collect::<Vec<_>>(), expected);
    }
}
