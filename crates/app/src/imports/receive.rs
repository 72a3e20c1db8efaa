//! Step 1: streams an upload to a temporary file, so that slow clients do not hold memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::mem;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::limiter::UploadSlot;
use crate::auth::Session;
use crate::{App, AppError};

/// Bytes that are buffered before they are written.
const BUFFER: usize = 256 * 1024;

/// A file that is being received, in an unnamed temporary file.
#[derive(Debug)]
pub struct IncomingFile {
    file: Arc<File>,
    buffer: Vec<u8>,
    length: usize,
    hasher: Sha256,
    slot: UploadSlot,
}

impl IncomingFile {
    /// Starts to receive a file.
    ///
    /// # Errors
    /// [`nmrs_domain::error::ErrorCode::Unavailable`] if the user or all users together upload too
    /// many files.
    pub async fn begin(app: &App, session: &Session) -> Result<Self, AppError> {
        let slot = app.uploads.slot(session.actor.user)?;
        let file = run_blocking(tempfile::tempfile).await?;
        Ok(Self {
            file: Arc::new(file),
            buffer: Vec::new(),
            length: 0,
            hasher: Sha256::new(),
            slot,
        })
    }

    /// Returns the number of bytes received so far.
    pub const fn length(&self) -> usize {
        self.length
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// [`AppError::Internal`] if the temporary file cannot be written.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), AppError> {
        self.length += bytes.len();
        self.hasher.update(bytes);
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER {
            self.flush().await?;
        }
        Ok(())
    }

    async fn flush(&mut self) -> Result<(), AppError> {
        let bytes = mem::take(&mut self.buffer);
        let file = Arc::clone(&self.file);
        run_blocking(move || (&*file).write_all(&bytes)).await
    }

    /// Completes the file.
    ///
    /// # Errors
    /// [`AppError::Internal`] if the temporary file cannot be written.
    pub async fn finish(mut self, filename: String) -> Result<ReceivedFile, AppError> {
        self.flush().await?;
        Ok(ReceivedFile {
            filename,
            file: self.file,
            length: self.length,
            hash: format!("{:x}", self.hasher.finalize()),
            _slot: self.slot,
        })
    }
}

/// A complete file, not in memory. It holds its upload slot until it is read or dropped.
#[derive(Debug)]
pub struct ReceivedFile {
    filename: String,
    file: Arc<File>,
    length: usize,
    hash: String,
    _slot: UploadSlot,
}

impl ReceivedFile {
    pub(super) fn filename(&self) -> &str {
        &self.filename
    }

    /// Returns the SHA-256 hash of the content.
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// Reads the content into memory.
    pub(super) fn into_bytes(self) -> Result<Vec<u8>, AppError> {
        let read = || {
            let mut bytes = Vec::with_capacity(self.length);
            (&*self.file).seek(SeekFrom::Start(0))?;
            (&*self.file).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|error| temp_file_error(&error))
    }
}

async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?
        .map_err(|error| temp_file_error(&error))
}

fn temp_file_error(error: &io::Error) -> AppError {
    AppError::Internal(format!("the temporary file of an upload: {error}"))
}
