//! Secrets: the token of a connected application.

use std::fmt;

use sha2::{Digest, Sha256};

/// What an application proves itself with. It is shown once; what is stored is its hash.
pub struct Token(String);

/// The SHA-256 of a token. A token has 256 random bits, so nothing slower is needed to keep it.
pub type TokenHash = [u8; 32];

impl Token {
    /// A new one, from the system's random numbers.
    ///
    /// # Errors
    ///
    /// When the system gives none.
    pub fn generate() -> Result<Self, getrandom::Error> {
        Ok(Self(format!("marketplace_{}", random_text::<32>()?)))
    }

    /// What is stored of `token`.
    #[must_use]
    pub fn hash(token: &str) -> TokenHash {
        Sha256::digest(token).into()
    }

    /// As it is shown, once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Never the token: it would end in a log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// So many random bytes, as text.
///
/// # Errors
///
/// When the system gives none.
pub fn random_text<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    let digits = |text: String, byte: &u8| text + &format!("{byte:02x}");
    Ok(bytes.iter().fold(String::new(), digits))
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn two_tokens_differ_and_say_nothing_when_printed() {
        let (one, other) = (Token::generate().unwrap(), Token::generate().unwrap());
        assert_ne!(one.reveal(), other.reveal());
        assert_eq!(one.reveal().len(), "marketplace_".len() + 64);
        assert_ne!(Token::hash(one.reveal()), Token::hash(other.reveal()));
        assert!(!format!("{one:?}").contains(one.reveal()));
    }
}
