use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::Random;

/// A refresh token as the cookie holds it: 32 random bytes in base64url. The database keeps only
/// its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken(String);

impl std::fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RefreshToken")
    }
}

impl RefreshToken {
    const BYTES: usize = 32;
    /// Characters of `BYTES` in base64url.
    const LENGTH: usize = 43;

    pub(crate) fn draw(random: &dyn Random) -> Self {
        let mut bytes = [0u8; Self::BYTES];
        random.fill(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads a cookie; `None` if it cannot be a token.
    pub fn parse(raw: &str) -> Option<Self> {
        let ok = raw.len() == Self::LENGTH && URL_SAFE_NO_PAD.decode(raw).is_ok();
        ok.then(|| Self(raw.to_owned()))
    }

    /// Returns the text for the cookie.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns the SHA-256 hash for the database. A plain hash is enough for 256 random bits.
    pub(crate) fn hash(&self) -> String {
        format!("{:x}", Sha256::digest(self.0.as_bytes()))
    }
}
