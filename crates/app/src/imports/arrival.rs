//! A file on its way to the server: it may take minutes, and waits beside the memory meanwhile.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::mem;
use std::sync::Arc;

use super::gate::{Place, admit};
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
    _place: Place,
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
            _place: place,
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

    /// Reads the whole file into memory when there is room for it.
    ///
    /// # Errors
    /// [`nmrs_domain::error::ErrorCode::Unavailable`] when others take too long.
    pub async fn whole(mut self, app: &App, filename: String) -> Result<Upload, AppError> {
        let admission = admit(app, self.length).await?;
        self.write().await?;
        let (file, length) = (Arc::clone(&self.file), self.length);
        let bytes = off_thread(move || {
            let mut bytes = Vec::with_capacity(length);
            (&*file).seek(SeekFrom::Start(0))?;
            (&*file).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
        .await?;
        Ok(Upload {
            filename,
            bytes,
            admission,
        })
    }
}

/// Works on a file off the threads that serve requests.
async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| AppError::Internal(error.to_string()))?
        .map_err(|error| AppError::Internal(format!("the temporary file of an upload: {error}")))
}
