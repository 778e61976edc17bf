//! Who acts: the subject of every decision.

use permit::{Subject, UserType as _, UserTypes};

use super::{Account, AccountId, Cents};

/// Role and tier, flattened into one list.
#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    /// Nobody is signed in.
    #[anonymous]
    Anonymous,
    /// Buys.
    Shopper,
    /// Buys and sells.
    Seller,
    /// A seller who pays for more.
    SellerPremium,
    /// Looks things up.
    SupportTierOne,
    /// Mends everyday troubles.
    SupportTierTwo,
    /// Answers for the marketplace.
    SupportTierThree,
    /// The marketplace's own jobs. Nobody can sign in as it.
    #[internal]
    System,
}

impl UserType {
    /// As people read it.
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

/// In its column it is its name.
impl permit::FilterValue for UserType {
    fn value(&self) -> permit::Value {
        self.name().value()
    }
}

/// The one who acts.
#[derive(Clone, Debug)]
pub struct User {
    /// The account that it acts with, if it has one.
    pub account: Option<AccountId>,
    /// What it is to the platform. Accounts say one; to be several adds up.
    pub user_types: UserTypes<UserType>,
    /// The name that the pages greet.
    pub name: String,
    /// Whether support has suspended the account.
    pub suspended: bool,
    /// The most that this user may move in one transfer, where a rule says so.
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

/// The marketplace itself.
impl permit::Internal for User {
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
