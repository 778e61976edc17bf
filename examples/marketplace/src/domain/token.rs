//! Secrets: the token of a connected application, and the secret in the cookie of a session.

use std::fmt;

use sha2::{Digest, Sha256};

/// The secret that authenticates an application or a session. It leaves the marketplace once, and only
/// its hash is stored.
pub struct Token(String);

/// The SHA-256 hash of a token. A token has 256 random bits, so it needs no slower hash.
pub type TokenHash = [u8; 32];

impl Token {
    /// A new token of an application, from the system's random numbers.
    ///
    /// # Errors
    ///
    /// Returns an error if the system provides no random numbers.
    pub fn generate() -> Result<Self, getrandom::Error> {
        Ok(Self(format!("marketplace_{}", random_text::<32>()?)))
    }

    /// A new secret of a session, from the system's random numbers.
    ///
    /// # Errors
    ///
    /// Returns an error if the system provides no random numbers.
    pub fn of_session() -> Result<Self, getrandom::Error> {
        Ok(Self(random_text::<32>()?))
    }

    /// The hash of `token`, as it is stored.
    #[must_use]
    pub fn hash(token: &str) -> TokenHash {
        Sha256::digest(token).into()
    }

    /// The text of the token, to be shown once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Does not print the token, so that it cannot end up in a log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// This many random bytes, as hexadecimal text.
fn random_text<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    let digits = |text: String, byte: &u8| text + &format!("{byte:02x}");
    Ok(bytes.iter().fold(String::new(), digits))
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn tokens_differ_and_are_not_printed() {
        let (one, other) = (Token::generate().unwrap(), Token::generate().unwrap());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(one.reveal().len(), "marketplace_".len() + 64);
        assert_ne!(Token::hash(one.reveal()), Token::hash(other.reveal()));
        assert!(!format!("{one:?}").contains(one.reveal()));
    }
}
