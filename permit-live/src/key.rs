//! The key that signs the log of changes.

use core::fmt;
use std::{fs, io, path::Path};

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The key that signs the log: 256 random bits. Only what changes the policy holds it; a process that
/// decides does not need it.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey([u8; 32]);

impl SigningKey {
    /// A new key.
    ///
    /// # Errors
    ///
    /// When the system has no random numbers.
    pub fn random() -> io::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        Ok(Self(bytes))
    }

    /// Reads a key that is written as 64 hexadecimal digits, with white space around them.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.trim().as_bytes();
        let mut bytes = [0; 32];
        let (pairs, rest) = text.as_chunks::<2>();
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            let [high, low] = *pair;
            *byte = u8::try_from(digit(high)? << 4 | digit(low)?).ok()?;
        }
        Some(Self(bytes))
    }

    /// Reads the key in a file, which is created with a new key if it does not exist. On Unix only the owner
    /// may read the new file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or created, or does not hold a key.
    pub fn read_or_create(path: &Path) -> io::Result<Self> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(path) {
            Ok(mut file) => {
                let key = Self::random()?;
                io::Write::write_all(&mut file, hex(&key.0).as_bytes())?;
                file.sync_all()?;
                Ok(key)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::read(path),
            Err(error) => Err(error),
        }
    }

    /// Reads the key in a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or does not hold a key.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        Self::from_hex(&text).ok_or_else(|| {
            let path = path.display();
            io::Error::other(format!(
                "`{path}` does not hold a key: 64 hexadecimal digits"
            ))
        })
    }

    /// What the log says of the key that signed a change. It tells nothing of the key.
    pub(crate) fn id(&self) -> String {
        let digest = Sha256::new()
            .chain_update(b"permit key")
            .chain_update(self.0)
            .finalize();
        hex(digest.first_chunk::<8>().map_or(&[], |id| id.as_slice()))
    }

    /// The HMAC-SHA-256 of these bytes, in hexadecimal digits.
    pub(crate) fn sign(&self, bytes: &[u8]) -> String {
        // An HMAC takes a key of any length.
        let mac = Hmac::<Sha256>::new_from_slice(&self.0);
        mac.map_or_else(
            |_| String::new(),
            |mac| hex(&mac.chain_update(bytes).finalize().into_bytes()),
        )
    }
}

/// A key is never printed.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.id())
    }
}

/// Two lower-case hexadecimal digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16));
    digits.collect()
}

#[cfg(test)]
mod tests {
    use super::{SigningKey, hex};

    #[test]
    fn a_key_reads_back_and_is_never_printed() {
        let key = SigningKey::random().unwrap();
        let text = hex(&key.0);
        assert_eq!(
            SigningKey::from_hex(&format!(" {text}\n")),
            Some(key.clone())
        );
        assert!(!format!("{key:?}").contains(text.get(..16).unwrap()));
        assert_ne!(SigningKey::random().unwrap(), key);
        for text in [
            "",
            "00",
            &text[1..],
            &format!("{text}0"),
            &"g".repeat(64),
            &"é".repeat(32),
        ] {
            assert_eq!(SigningKey::from_hex(text), None, "{text}");
        }
    }

    #[test]
    fn a_signature_is_that_of_rfc_4231() {
        // Test case 1. An HMAC fills its key up with zeros itself.
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        assert_eq!(
            SigningKey(key).sign(b"Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    #[test]
    fn a_file_gets_a_key_once_and_only_its_owner_reads_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("policy.key");
        assert!(SigningKey::read(&path).is_err());
        let key = SigningKey::read_or_create(&path).unwrap();
        assert_eq!(SigningKey::read_or_create(&path).unwrap(), key);
        assert_eq!(SigningKey::read(&path).unwrap(), key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        std::fs::write(&path, "not a key").unwrap();
        let error = SigningKey::read_or_create(&path).unwrap_err().to_string();
        assert!(error.contains("does not hold a key"), "{error}");
    }
}
