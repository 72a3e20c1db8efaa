//! Secrets of 32 random bytes, of which the database has only the hash: refresh tokens, tickets of
//! exports.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::Random;

/// A random secret in base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretToken(String);

/// The secret in the cookie of a session.
pub type RefreshToken = SecretToken;

impl std::fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretToken")
    }
}

impl SecretToken {
    /// Bytes of randomness.
    const BYTES: usize = 32;
    /// Characters of `BYTES` in base64url.
    const LENGTH: usize = 43;

    pub(crate) fn draw(random: &dyn Random) -> Self {
        let mut bytes = [0u8; Self::BYTES];
        random.fill(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a secret; returns `None` if it is malformed.
    pub fn parse(raw: &str) -> Option<Self> {
        let ok = raw.len() == Self::LENGTH && URL_SAFE_NO_PAD.decode(raw).is_ok();
        ok.then(|| Self(raw.to_owned()))
    }

    /// Returns the text of the secret, for the caller only.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns the SHA-256 for the database. A plain hash of 256 random bits cannot be guessed.
    pub(crate) fn hash(&self) -> String {
        format!("{:x}", Sha256::digest(self.0.as_bytes()))
    }
}
