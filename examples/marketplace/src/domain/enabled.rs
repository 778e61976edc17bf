//! What the caller is allowed to do, and what the state of the marketplace does not enable now.
//!
//! permit decides what is *allowed*: that depends on who the caller is. What is *enabled* depends on what
//! the marketplace contains, and is its own business logic: the data layer decides it, in the transaction
//! that writes. A caller who is not allowed is never told whether it would be enabled.

/// Why something that is allowed cannot be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotEnabled {
    /// The seller has no premium account, and already offers as much as such an account can.
    TooManyListings,
    /// The account has as many connected applications as one can have.
    TooManyApps,
    /// The title or the description of the bundle would be longer than that of a listing.
    BundleTooLong,
    /// The price of the bundle would be higher than that of a listing.
    BundleTooDear,
    /// A listing cannot be a part of itself.
    BundleWithItself,
    /// The buyer does not have enough credit.
    BuyerCannotPay,
    /// The seller does not have enough credit for a refund.
    SellerCannotPay,
    /// Only the demonstration accounts can sign in.
    CannotSignIn,
    /// An impersonation needs a session.
    NeedsSession,
    /// The impersonation would be refused with the next request.
    CannotActAs,
}

impl NotEnabled {
    /// How many items a seller without a premium account can offer at once.
    pub const LISTINGS: u32 = 10;
    /// How many applications an account can have connected at once.
    pub const APPS: u32 = 20;

    /// The public code, for programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooManyListings => "too_many_listings",
            Self::TooManyApps => "too_many_apps",
            Self::BundleTooLong => "bundle_too_long",
            Self::BundleTooDear => "bundle_too_dear",
            Self::BundleWithItself => "bundle_with_itself",
            Self::BuyerCannotPay => "buyer_cannot_pay",
            Self::SellerCannotPay => "seller_cannot_pay",
            Self::CannotSignIn => "cannot_sign_in",
            Self::NeedsSession => "needs_session",
            Self::CannotActAs => "cannot_act_as",
        }
    }

    /// The text for people: what is in the way, and what helps.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::TooManyListings => {
                "Without a premium account you can offer ten items at once. Save this one as a draft, \
                 or take another one off the marketplace."
            }
            Self::TooManyApps => {
                "An account can have twenty connected applications. Disconnect one of them first."
            }
            Self::BundleTooLong => {
                "Together the two listings are longer than a listing can be. Shorten one of them first."
            }
            Self::BundleTooDear => {
                "Together the two listings cost more than a listing can. Sell them separately."
            }
            Self::BundleWithItself => "A listing cannot be bundled with itself.",
            Self::BuyerCannotPay => "You do not have enough credit for this item.",
            Self::SellerCannotPay => "The seller does not have enough credit for this refund.",
            Self::CannotSignIn => "You cannot sign in as this person. Choose one from the list.",
            Self::NeedsSession => "Sign in to act as another user.",
            Self::CannotActAs => "You cannot act as this person.",
        }
    }
}
