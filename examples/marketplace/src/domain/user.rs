//! The subject of every decision.

use permit::{Subject, UserType as _, UserTypes};

use super::{Account, AccountId, Cents};

/// Role and tier, flattened into one list.
#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    /// A visitor who is not signed in.
    #[anonymous]
    Anonymous,
    /// Buys items.
    Shopper,
    /// Buys and sells items.
    Seller,
    /// A seller who pays for more features.
    SellerPremium,
    /// Support that only looks things up.
    SupportTierOne,
    /// Support that solves everyday problems.
    SupportTierTwo,
    /// Support that is responsible for the whole marketplace.
    SupportTierThree,
    /// The marketplace's own jobs. No caller can sign in as this user type.
    #[internal]
    System,
}

impl UserType {
    /// The name that pages show.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Anonymous => "Visitor",
            Self::Shopper => "Shopper",
            Self::Seller => "Seller",
            Self::SellerPremium => "Premium seller",
            Self::SupportTierOne => "Support, tier one",
            Self::SupportTierTwo => "Support, tier two",
            Self::SupportTierThree => "Support, tier three",
            Self::System => "System",
        }
    }
}

/// The column stores its name.
impl permit::filter::FilterValue for UserType {
    const KIND: permit::filter::ValueKind = permit::filter::ValueKind::Text;

    fn value(&self) -> permit::filter::Value {
        self.name().value()
    }
}

/// The user that acts.
#[derive(Clone, Debug)]
pub struct User {
    /// The account that the user acts with, if there is one.
    pub account: Option<AccountId>,
    /// The user types. An account has one; the permissions of several would add up.
    pub user_types: UserTypes<UserType>,
    /// The name that pages show.
    pub name: String,
    /// Whether support has suspended the account.
    pub suspended: bool,
    /// The most that this user may move in one transfer, where a rule limits transfers.
    pub transfer_limit: Cents,
}

impl User {
    fn without_account(user_type: UserType) -> Self {
        Self {
            account: None,
            user_types: user_type.into(),
            name: user_type.label().into(),
            suspended: false,
            transfer_limit: Cents::default(),
        }
    }
}

/// The subject of the marketplace's own jobs.
impl permit::acting::Internal for User {
    fn internal() -> Self {
        Self::without_account(UserType::System)
    }
}

impl From<Account> for User {
    fn from(account: Account) -> Self {
        Self {
            account: Some(account.id),
            user_types: account.user_type.into(),
            name: account.name,
            suspended: account.suspended,
            transfer_limit: account.transfer_limit,
        }
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = AccountId;

    fn id(&self) -> Option<&AccountId> {
        self.account.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.user_types
    }

    fn anonymous() -> Self {
        Self::without_account(UserType::Anonymous)
    }
}
