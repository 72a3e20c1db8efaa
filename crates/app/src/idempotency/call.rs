use nmrs_domain::error::ErrorCode;
use nmrs_domain::values::ids::UserId;
use nmrs_store::idempotency::{self, StoredResponse};
use nmrs_store::{StoreError, Tx};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use super::{Answered, IdempotencyKey};
use crate::auth::Session;
use crate::{App, AppError};

/// A call that a repetition with the same key does not execute again.
#[derive(Debug)]
pub(crate) struct IdempotentCall(pub(super) Option<KeyedRequest>);

#[derive(Debug)]
pub(super) struct KeyedRequest {
    pub(super) user: UserId,
    pub(super) key: String,
    pub(super) request_hash: String,
}

/// Stored status of a key with a response, and of a batch that is not complete.
pub(super) const DONE: u16 = 200;
pub(super) const IN_PROGRESS: u16 = 102;

impl IdempotentCall {
    /// Creates a call of `operation` on `subject` (the id in the path, if any) with a body.
    pub(crate) fn new(
        session: &Session,
        key: Option<IdempotencyKey>,
        operation: &str,
        subject: Option<i64>,
        body: &impl Serialize,
    ) -> Result<Self, AppError> {
        let Some(IdempotencyKey(key)) = key else {
            return Ok(Self::without_key());
        };
        let subject = subject.map(|id| id.to_string()).unwrap_or_default();
        let request_hash = hash(&[
            operation.as_bytes(),
            subject.as_bytes(),
            to_json(body)?.as_bytes(),
        ]);
        Ok(Self(Some(KeyedRequest {
            user: session.actor.user,
            key,
            request_hash,
        })))
    }

    /// Creates a call that is always executed.
    pub(crate) const fn without_key() -> Self {
        Self(None)
    }

    /// Executes `work`, or returns the stored response of an earlier call with this key.
    ///
    /// `work` returns its open transaction with the response; the response is stored in the same
    /// transaction, which is then committed. A refusal is not stored: nothing was done.
    pub(crate) async fn run<T: Serialize + DeserializeOwned>(
        &self,
        app: &App,
        work: impl AsyncFnOnce() -> Result<(Tx, T), AppError>,
    ) -> Result<Answered<T>, AppError> {
        if let Some(earlier) = self.stored_response(app).await? {
            return Ok(earlier);
        }
        let (tx, answer) = match work().await {
            Ok(done) => done,
            // A concurrent repetition may have succeeded and caused the error.
            Err(error) => return self.stored_response(app).await?.ok_or(error),
        };
        if !self.store_response(app, &tx, &answer).await? {
            // A concurrent call with this key was faster: undo this one.
            tx.rollback().await?;
            return self
                .stored_response(app)
                .await?
                .ok_or_else(|| AppError::Internal("an idempotency key without answer".into()));
        }
        tx.commit().await?;
        Ok(Answered {
            answer,
            repeated: false,
        })
    }

    async fn stored_response<T: DeserializeOwned>(
        &self,
        app: &App,
    ) -> Result<Option<Answered<T>>, AppError> {
        let Some(keyed) = &self.0 else {
            return Ok(None);
        };
        let stored = keyed.stored(app).await?;
        stored.map(|stored| response_of(&stored)).transpose()
    }

    /// Stores the response; returns false if another call has stored the key.
    async fn store_response(
        &self,
        app: &App,
        tx: &Tx,
        answer: &impl Serialize,
    ) -> Result<bool, AppError> {
        match &self.0 {
            Some(keyed) => keyed.store(app, tx, DONE, to_json(answer)?).await,
            None => Ok(true),
        }
    }
}

impl KeyedRequest {
    /// Returns the row of this key.
    ///
    /// # Errors
    /// [`ErrorCode::IdempotencyKeyReused`] if the key belongs to another content.
    pub(super) async fn stored(&self, app: &App) -> Result<Option<StoredResponse>, AppError> {
        let stored = idempotency::find(&app.store, self.user, &self.key).await?;
        match stored {
            Some(stored) if stored.request_hash != self.request_hash => {
                Err(AppError::refused(ErrorCode::IdempotencyKeyReused))
            }
            stored => Ok(stored),
        }
    }

    /// Stores the row of this key; returns false if it exists.
    pub(super) async fn store(
        &self,
        app: &App,
        tx: &Tx,
        status: u16,
        body: String,
    ) -> Result<bool, AppError> {
        let stored = StoredResponse {
            request_hash: self.request_hash.clone(),
            status,
            body,
        };
        match idempotency::store(tx, self.user, &self.key, stored, app.now()).await {
            Ok(()) => Ok(true),
            Err(StoreError::Duplicate(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// Reads a stored response.
pub(super) fn response_of<T: DeserializeOwned>(
    stored: &StoredResponse,
) -> Result<Answered<T>, AppError> {
    let answer = serde_json::from_str(&stored.body)
        .map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Answered {
        answer,
        repeated: true,
    })
}

pub(super) fn to_json(body: &impl Serialize) -> Result<String, AppError> {
    serde_json::to_string(body).map_err(|error| AppError::Internal(error.to_string()))
}

/// Returns the SHA-256 hash of several parts, each preceded by its length.
pub(super) fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    format!("{:x}", hasher.finalize())
}
