//! Accounts: what the marketplace keeps of somebody.

use serde::Deserialize;

use super::{AccountId, Cents, Mistakes, User, UserType};

/// An account, as it is looked at and changed. Who acts is a [`User`].
#[derive(Clone, Debug, permit::Columns)]
pub struct Account {
    /// Whose it is: an account belongs to the one it describes.
    #[column(owner)]
    pub id: AccountId,
    /// The name that others see.
    pub name: String,
    /// What its owner is to the platform.
    pub user_type: UserType,
    /// Whether support has suspended it.
    pub suspended: bool,
    /// The credit on it.
    pub balance: Cents,
    /// The most that its owner may move in one transfer, where a rule says so.
    pub transfer_limit: Cents,
}

impl permit::Owned<User> for Account {
    fn owner(&self) -> Option<&AccountId> {
        Some(&self.id)
    }
}

/// A transfer, as it was typed in.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TransferForm {
    /// How much.
    pub amount: String,
    /// To which account.
    pub payee: String,
}

impl TransferForm {
    /// How much goes from `payer` to whom.
    ///
    /// # Errors
    ///
    /// What is wrong with the form.
    pub fn read(&self, payer: AccountId) -> Result<(Cents, AccountId), Mistakes> {
        let mut mistakes = Mistakes::default();
        let amount = Cents::parse(&self.amount);
        if amount.is_none() {
            mistakes.note("amount", "enter an amount above zero, such as 12.50");
        }
        let payee = self.payee.parse().ok().map(AccountId);
        if payee.is_none_or(|payee| payee == payer) {
            mistakes.note("payee", "choose somebody else's account");
        }
        match (amount, payee) {
            (Some(amount), Some(payee)) if mistakes.is_empty() => Ok((amount, payee)),
            _ => Err(mistakes),
        }
    }
}
