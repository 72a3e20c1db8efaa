use nmrs_store::idempotency;
use serde::{Serialize, de::DeserializeOwned};

use super::Answered;
use super::call::{DONE, IN_PROGRESS, IdempotentCall, KeyedRequest, hash, response_of, to_json};
use crate::{App, AppError};

/// A call of many parts, each in its own transaction. Its key is stored before the first part, so
/// that other content cannot use it; each part has a key derived from it, so that a repetition of an
/// interrupted call continues it.
#[derive(Debug)]
pub(crate) struct IdempotentBatch(Option<KeyedRequest>);

#[derive(Debug)]
pub(crate) enum BatchState<T> {
    /// New or interrupted: parts that were done return their stored responses.
    Resume(IdempotentBatch),
    /// Completed by an earlier call with the key.
    Done(Answered<T>),
}

impl IdempotentBatch {
    /// Begins a batch, or resumes it.
    pub(crate) async fn begin<T: DeserializeOwned>(
        app: &App,
        call: IdempotentCall,
    ) -> Result<BatchState<T>, AppError> {
        let Some(keyed) = call.0 else {
            return Ok(BatchState::Resume(Self(None)));
        };
        let mut stored = keyed.stored(app).await?;
        if stored.is_none() {
            let tx = app.store.begin().await?;
            if keyed.store(app, &tx, IN_PROGRESS, String::new()).await? {
                tx.commit().await?;
            } else {
                tx.rollback().await?;
                stored = keyed.stored(app).await?;
            }
        }
        match stored {
            Some(stored) if stored.status == DONE => Ok(BatchState::Done(response_of(&stored)?)),
            _ => Ok(BatchState::Resume(Self(Some(keyed)))),
        }
    }

    /// Returns the call of one part.
    pub(crate) fn part(&self, subject: i64) -> IdempotentCall {
        let Some(KeyedRequest {
            user,
            key,
            request_hash,
        }) = &self.0
        else {
            return IdempotentCall::without_key();
        };
        let subject = subject.to_string();
        IdempotentCall(Some(KeyedRequest {
            user: *user,
            key: hash(&[b"part", key.as_bytes(), subject.as_bytes()]),
            request_hash: hash(&[request_hash.as_bytes(), subject.as_bytes()]),
        }))
    }

    /// Stores the response of the whole batch.
    pub(crate) async fn finish<T: Serialize>(&self, app: &App, answer: &T) -> Result<(), AppError> {
        if let Some(keyed) = &self.0 {
            let tx = app.store.begin().await?;
            let (from, body) = (IN_PROGRESS, to_json(answer)?);
            idempotency::finish(&tx, keyed.user, &keyed.key, from, DONE, body).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
