//! Calls of many parts, each of which is done in a transaction of its own.

use nmrs_store::idempotency;
use serde::{Serialize, de::DeserializeOwned};

use super::Answered;
use super::call::{Call, DONE, Keyed, UNDER_WAY, hash, text};
use crate::{App, AppError};

/// A call of many parts. Its key is remembered before the first part is done, so that it cannot be
/// used for other content meanwhile; each part has a key of its own, derived from it, so that a call
/// that was cut off goes on where it was when it is sent again.
#[derive(Debug)]
pub(crate) struct Series(Option<Keyed>);

/// A series that begins, goes on, or is over.
#[derive(Debug)]
pub(crate) enum Begun<T> {
    /// Its parts are to be done; those that were done answer again.
    Open(Series),
    /// All was done by an earlier call with the key.
    Over(Answered<T>),
}

impl Series {
    /// Begins a call of many parts, or takes it up again.
    pub(crate) async fn begin<T: DeserializeOwned>(
        app: &App,
        call: Call,
    ) -> Result<Begun<T>, AppError> {
        let Some(keyed) = call.0 else {
            return Ok(Begun::Open(Self(None)));
        };
        let mut stored = keyed.stored(app).await?;
        if stored.is_none() {
            let tx = app.store.begin().await?;
            if keyed.store(app, &tx, UNDER_WAY, String::new()).await? {
                tx.commit().await?;
            } else {
                tx.rollback().await?;
                stored = keyed.stored(app).await?;
            }
        }
        match stored {
            Some(stored) if stored.status == DONE => {
                let answer = serde_json::from_str(&stored.body)
                    .map_err(|error| AppError::Internal(error.to_string()))?;
                Ok(Begun::Over(Answered {
                    answer,
                    repeated: true,
                }))
            }
            _ => Ok(Begun::Open(Self(Some(keyed)))),
        }
    }

    /// The call that one part of it is.
    pub(crate) fn part(&self, subject: i64) -> Call {
        let Some(Keyed {
            user,
            key,
            request_hash,
        }) = &self.0
        else {
            return Call::without_key();
        };
        let subject = subject.to_string();
        Call(Some(Keyed {
            user: *user,
            key: hash(&[b"part", key.as_bytes(), subject.as_bytes()]),
            request_hash: hash(&[request_hash.as_bytes(), subject.as_bytes()]),
        }))
    }

    /// Keeps the answer to the whole call, once there is nothing more to do.
    pub(crate) async fn finish<T: Serialize>(&self, app: &App, answer: &T) -> Result<(), AppError> {
        if let Some(keyed) = &self.0 {
            let tx = app.store.begin().await?;
            let (from, body) = (UNDER_WAY, text(answer)?);
            idempotency::finish(&tx, keyed.user, &keyed.key, from, DONE, body).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
