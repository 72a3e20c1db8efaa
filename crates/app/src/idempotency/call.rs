use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::UserId;
use nmrs_store::idempotency::{self, StoredResponse};
use nmrs_store::{StoreError, Tx};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use super::{Answered, IdempotencyKey};
use crate::auth::Session;
use crate::{App, AppError};

/// A call that may be a repetition; without a key it never is.
#[derive(Debug)]
pub(crate) struct Call(pub(super) Option<Keyed>);

/// A call with its key.
#[derive(Debug)]
pub(super) struct Keyed {
    pub(super) user: UserId,
    pub(super) key: String,
    pub(super) request_hash: String,
}

/// What is stored with a key whose work is done, and with one whose work goes on.
pub(super) const DONE: u16 = 200;
pub(super) const UNDER_WAY: u16 = 102;

impl Call {
    /// A call of `operation` on `subject` (its key in the path, if there is one) with a body.
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
        let request_hash = hash(&[operation.as_bytes(), subject.as_bytes(), &json(body)?]);
        Ok(Self(Some(Keyed {
            user: session.actor.user,
            key,
            request_hash,
        })))
    }

    /// A call that is never taken for a repetition.
    pub(crate) const fn without_key() -> Self {
        Self(None)
    }

    /// Does `work` unless a call with this key has done it: then its answer is given again.
    ///
    /// `work` begins a transaction and gives it back with its answer; the answer is kept in it, and
    /// only then it is committed. A refusal is not kept: nothing was done.
    pub(crate) async fn once<T: Serialize + DeserializeOwned>(
        &self,
        app: &App,
        work: impl AsyncFnOnce() -> Result<(Tx, T), AppError>,
    ) -> Result<Answered<T>, AppError> {
        if let Some(earlier) = self.earlier(app).await? {
            return Ok(earlier);
        }
        let (tx, answer) = match work().await {
            Ok(done) => done,
            // The same call, sent twice at once, may have been faster, and be what stands in the way.
            Err(error) => return self.earlier(app).await?.ok_or(error),
        };
        if !self.keep(app, &tx, &answer).await? {
            // Another call with this key was faster: what it did counts, this was never there.
            tx.rollback().await?;
            return self
                .earlier(app)
                .await?
                .ok_or_else(|| AppError::Internal("an idempotency key without answer".into()));
        }
        tx.commit().await?;
        Ok(Answered {
            answer,
            repeated: false,
        })
    }

    async fn earlier<T: DeserializeOwned>(
        &self,
        app: &App,
    ) -> Result<Option<Answered<T>>, AppError> {
        let Some(keyed) = &self.0 else {
            return Ok(None);
        };
        let Some(stored) = keyed.stored(app).await? else {
            return Ok(None);
        };
        let answer = serde_json::from_str(&stored.body)
            .map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(Some(Answered {
            answer,
            repeated: true,
        }))
    }

    /// Keeps the answer; `false` when another call has the key already.
    async fn keep(&self, app: &App, tx: &Tx, answer: &impl Serialize) -> Result<bool, AppError> {
        match &self.0 {
            Some(keyed) => keyed.store(app, tx, DONE, text(answer)?).await,
            None => Ok(true),
        }
    }
}

impl Keyed {
    /// What is stored with this key.
    ///
    /// # Errors
    /// [`ErrorCode::IdempotencyKeyReused`] when it came with another content.
    pub(super) async fn stored(&self, app: &App) -> Result<Option<StoredResponse>, AppError> {
        let stored = idempotency::find(&app.store, self.user, &self.key).await?;
        match stored {
            Some(stored) if stored.request_hash != self.request_hash => {
                Err(AppError::refused(ErrorCode::IdempotencyKeyReused))
            }
            stored => Ok(stored),
        }
    }

    /// Stores what belongs to the key; `false` when it is there already.
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

fn json(body: &impl Serialize) -> Result<Vec<u8>, AppError> {
    serde_json::to_vec(body).map_err(|error| AppError::Internal(error.to_string()))
}

pub(super) fn text(body: &impl Serialize) -> Result<String, AppError> {
    serde_json::to_string(body).map_err(|error| AppError::Internal(error.to_string()))
}

/// A hash of several things, each told apart from the next.
pub(super) fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    format!("{:x}", hasher.finalize())
}
