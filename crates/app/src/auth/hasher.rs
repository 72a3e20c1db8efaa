//! Password hashes: Argon2id with the parameters that OWASP recommends (19 MiB, 2 passes).

use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::AppError;
use crate::Random;

/// Memory per hash, in KiB.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// Concurrent hashes: bounds the memory that a flood of sign-ins can take.
const MAX_CONCURRENT: usize = 2;

/// Hashes and verifies passwords on blocking threads.
#[derive(Debug, Clone)]
pub struct Hasher {
    random: Arc<dyn Random>,
    permits: Arc<Semaphore>,
}

/// A hash of no password. Verifying against it takes as long as against a real one, so that response
/// times do not reveal which users exist.
const DUMMY_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

impl Hasher {
    /// Creates a hasher that takes its salts from `random`.
    pub fn new(random: Arc<dyn Random>) -> Self {
        Self {
            random,
            permits: Arc::new(Semaphore::new(MAX_CONCURRENT)),
        }
    }

    /// Hashes a password.
    ///
    /// # Errors
    /// [`AppError::Internal`] if hashing fails.
    pub async fn hash(&self, password: String) -> Result<String, AppError> {
        let mut salt = [0u8; 16];
        self.random.fill(&mut salt);
        self.run_blocking(move || {
            let salt = SaltString::encode_b64(&salt)?;
            Ok(argon2()?
                .hash_password(password.as_bytes(), &salt)?
                .to_string())
        })
        .await
    }

    /// Returns true if the password has this hash; `None` is for a user that does not exist.
    ///
    /// # Errors
    /// [`AppError::Internal`] if the stored hash is malformed or hashing fails.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, AppError> {
        self.run_blocking(move || {
            let exists = hash.is_some();
            let hash = hash.unwrap_or_else(|| DUMMY_HASH.to_owned());
            let parsed = PasswordHash::new(&hash)?;
            // `verify_password` compares in constant time.
            Ok(argon2()?
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
                && exists)
        })
        .await
    }

    async fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, argon2::password_hash::Error> + Send + 'static,
    ) -> Result<T, AppError> {
        let internal = |error: &dyn std::fmt::Display| AppError::Internal(error.to_string());
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|error| internal(&error))?;
        let result = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        });
        result
            .await
            .map_err(|error| internal(&error))?
            .map_err(|error| internal(&error))
    }
}

fn argon2() -> Result<Argon2<'static>, argon2::password_hash::Error> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededRandom;

    #[tokio::test]
    async fn only_the_right_password_is_verified() {
        let hasher = Hasher::new(Arc::new(SeededRandom::new(1)));
        let hash = hasher.hash("Nmrs-demo-2026".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            hasher
                .verify("Nmrs-demo-2026".into(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("nmrs-demo-2026".into(), Some(hash))
                .await
                .unwrap()
        );
        assert!(!hasher.verify("Nmrs-demo-2026".into(), None).await.unwrap());
    }
}
