//! For whom a page was made.

use std::fmt;

use permit::Principal;

use super::{AccountId, User};

/// The account of the caller, and that of the member of support who acts as the caller.
///
/// Every form contains it. When a form arrives, it has to be that of the request: a form of a page that was
/// made for another caller is refused. It is not a secret, and it proves nothing: see `crate::web`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The account of the caller. A visitor has none.
    pub subject: Option<AccountId>,
    /// The account of the member of support who acts as the caller.
    pub actor: Option<AccountId>,
}

impl Identity {
    /// The field of a form.
    pub const FIELD: &str = "made_for";
    /// The header of a request whose body is not a form.
    pub const HEADER: &str = "made-for";

    /// The identity of a caller.
    #[must_use]
    pub fn of(who: &Principal<User>) -> Self {
        let actor = who.impersonation();
        Self {
            subject: who.subject().account,
            actor: actor.and_then(|one| one.actor().subject().account),
        }
    }
}

/// As forms contain it: `visitor`, `2`, or `2 by 5`.
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.subject {
            Some(subject) => subject.fmt(f)?,
            None => f.write_str("visitor")?,
        }
        match self.actor {
            Some(actor) => write!(f, " by {actor}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;
    use crate::domain::AccountId;

    #[test]
    fn identities_that_differ_print_differently() {
        let accounts = [None, Some(AccountId(2)), Some(AccountId(5))];
        let mut printed: Vec<_> = accounts
            .into_iter()
            .flat_map(|subject| accounts.map(|actor| Identity { subject, actor }.to_string()))
            .collect();
        assert_eq!(printed[0], "visitor");
        assert_eq!(printed[3], "2");
        assert_eq!(printed[5], "2 by 5");
        printed.sort_unstable();
        printed.dedup();
        assert_eq!(printed.len(), 9);
    }
}
