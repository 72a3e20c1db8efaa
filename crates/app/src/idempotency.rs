//! Repeatable calls: the second call with a key gets the first one's answer.

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::ids::UserId;
use nmrs_store::idempotency::{self, Stored};
use nmrs_store::{Store, StoreError, Tx};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use crate::AppError;

/// The key of a call, chosen by the caller: 1 to 64 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Most characters.
    pub const MAX: usize = 64;

    /// Reads the header.
    ///
    /// # Errors
    /// When it is empty, too long, or has other characters.
    pub fn parse(raw: &str) -> Result<Self, FieldErrors> {
        let ok = (1..=Self::MAX).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_graphic());
        if ok {
            Ok(Self(raw.to_owned()))
        } else {
            Err(FieldErrors::one(
                "/Idempotency-Key",
                "应为 1 至 64 个可见的英文字符",
            ))
        }
    }
}

/// A call that may be a repetition.
#[derive(Debug)]
pub(crate) struct Call {
    user: UserId,
    key: IdempotencyKey,
    request_hash: String,
}

impl Call {
    /// A call of `operation` with a body.
    pub(crate) fn new(
        user: UserId,
        key: IdempotencyKey,
        operation: &str,
        body: &impl Serialize,
    ) -> Result<Self, AppError> {
        let body = serde_json::to_vec(body).map_err(|e| AppError::Internal(e.to_string()))?;
        let mut hasher = Sha256::new();
        hasher.update(operation.as_bytes());
        hasher.update([0]);
        hasher.update(body);
        let request_hash = format!("{:x}", hasher.finalize());
        Ok(Self {
            user,
            key,
            request_hash,
        })
    }

    /// The answer to the first call, if this is a repetition.
    pub(crate) async fn answer<T: DeserializeOwned>(
        &self,
        store: &Store,
    ) -> Result<Option<T>, AppError> {
        let Some(stored) = idempotency::find(store, self.user, &self.key.0).await? else {
            return Ok(None);
        };
        if stored.request_hash != self.request_hash {
            return Err(AppError::refused(ErrorCode::IdempotencyKeyReused));
        }
        serde_json::from_str(&stored.body)
            .map(Some)
            .map_err(|error| AppError::Internal(error.to_string()))
    }

    /// Keeps the answer, in the transaction that did the work. `false` when another call with the
    /// key was faster: then this transaction has to be given up, and [`Self::answer`] has the other's.
    pub(crate) async fn keep(
        &self,
        tx: &Tx,
        answer: &impl Serialize,
        at: OffsetDateTime,
    ) -> Result<bool, AppError> {
        let body = serde_json::to_string(answer).map_err(|e| AppError::Internal(e.to_string()))?;
        let stored = Stored {
            request_hash: self.request_hash.clone(),
            status: 201,
            body,
        };
        match idempotency::store(tx, self.user, &self.key.0, stored, at).await {
            Ok(()) => Ok(true),
            Err(StoreError::Duplicate(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}
