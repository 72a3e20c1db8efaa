//! A file on its way to the server: it may take minutes, and waits beside the memory meanwhile.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::mem;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::gate::Place;
use super::upload::Upload;
use crate::auth::Session;
use crate::{App, AppError};

/// Bytes that are kept until they are written together.
const TOGETHER: usize = 256 * 1024;

/// What has come of a file, in a temporary file without a name.
#[derive(Debug)]
pub struct Arrival {
    file: Arc<File>,
    unwritten: Vec<u8>,
    length: usize,
    hasher: Sha256,
    place: Place,
}

impl Arrival {
    /// Begins to take a file.
    ///
    /// # Errors
    /// [`nmrs_domain::error::ErrorCode::Unavailable`] when too many are on their way.
    pub async fn begin(app: &App, session: &Session) -> Result<Self, AppError> {
        let place = app.imports.place(session.actor.user)?;
        let file = off_thread(tempfile::tempfile).await?;
        Ok(Self {
            file: Arc::new(file),
            unwritten: Vec::new(),
            length: 0,
            hasher: Sha256::new(),
            place,
        })
    }

    /// Bytes that have come.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When they cannot be kept.
    pub async fn take(&mut self, bytes: &[u8]) -> Result<(), AppError> {
        self.length += bytes.len();
        self.hasher.update(bytes);
        self.unwritten.extend_from_slice(bytes);
        if self.unwritten.len() >= TOGETHER {
            self.write().await?;
        }
        Ok(())
    }

    async fn write(&mut self) -> Result<(), AppError> {
        let bytes = mem::take(&mut self.unwritten);
        let file = Arc::clone(&self.file);
        off_thread(move || (&*file).write_all(&bytes)).await
    }

    /// All of it has come.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub async fn end(mut self, filename: String) -> Result<Upload, AppError> {
        self.write().await?;
        let Self {
            file,
            length,
            hasher,
            place,
            ..
        } = self;
        Ok(Upload {
            filename,
            content: Content {
                file,
                length,
                hash: format!("{:x}", hasher.finalize()),
                _place: place,
            },
        })
    }
}

/// A file that has come, not in memory yet.
#[derive(Debug)]
pub struct Content {
    file: Arc<File>,
    length: usize,
    hash: String,
    _place: Place,
}

impl Content {
    /// What tells it from other files.
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// Reads it into memory.
    pub(super) fn read(self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.length);
        (&*self.file).seek(SeekFrom::Start(0))?;
        (&*self.file).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Works on a file off the threads that serve requests.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?
        .map_err(|error| unkept(&error))
}

/// The temporary file failed.
pub(super) fn unkept(error: &io::Error) -> AppError {
    AppError::Internal(format!("the temporary file of an upload: {error}"))
}
