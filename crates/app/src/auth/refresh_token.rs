//! Refresh tokens: 32 random bytes, of which the database knows only the hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::random::Random;

/// A refresh token as it travels in the cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken(String);

impl std::fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RefreshToken")
    }
}

impl RefreshToken {
    /// Bytes of randomness.
    const BYTES: usize = 32;
    /// Characters of its text form.
    const LENGTH: usize = 43;

    pub(crate) fn draw(random: &dyn Random) -> Self {
        let mut bytes = [0u8; Self::BYTES];
        random.fill(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a cookie; `None` when it cannot be a token.
    pub fn parse(raw: &str) -> Option<Self> {
        let ok = raw.len() == Self::LENGTH && URL_SAFE_NO_PAD.decode(raw).is_ok();
        ok.then(|| Self(raw.to_owned()))
    }

    /// For the cookie.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// For the database. The token has 256 bits of randomness: a plain hash cannot be guessed.
    pub(crate) fn hash(&self) -> String {
        format!("{:x}", Sha256::digest(self.0.as_bytes()))
    }
}
