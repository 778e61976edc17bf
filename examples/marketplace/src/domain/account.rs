//! Accounts: what the marketplace stores about a user.

use serde::Deserialize;

use super::{AccountId, Cents, Mistakes, User, UserType};

/// An account, as the context of actions. The subject of actions is a [`User`].
#[derive(Clone, Debug, permit::Columns)]
pub struct Account {
    /// Its id, and its owner: an account belongs to the user that it describes.
    #[column(owner = User)]
    pub id: AccountId,
    /// The name that others see.
    pub name: String,
    /// The user type of its owner.
    pub user_type: UserType,
    /// Whether support has suspended it.
    pub suspended: bool,
    /// The credit on it.
    pub balance: Cents,
    /// The most that its owner may move in one transfer, where a rule limits transfers.
    pub transfer_limit: Cents,
}

/// A transfer, as entered in the form.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct TransferForm {
    /// The amount.
    pub amount: String,
    /// The number of the account that receives it.
    pub payee: String,
}

impl TransferForm {
    /// The amount and the payee of a transfer from `payer`.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the form.
    pub fn read(&self, payer: AccountId) -> Result<(Cents, AccountId), Mistakes> {
        let mut mistakes = Mistakes::default();
        let amount = Cents::parse(&self.amount);
        if amount.is_none() {
            mistakes.note("amount", "enter an amount above zero, such as 12.50");
        }
        let payee = self.payee.parse().ok().map(AccountId);
        if payee.is_none_or(|payee| payee == payer) {
            mistakes.note("payee", "enter the number of another account");
        }
        match (amount, payee) {
            (Some(amount), Some(payee)) if mistakes.is_empty() => Ok((amount, payee)),
            _ => Err(mistakes),
        }
    }
}
