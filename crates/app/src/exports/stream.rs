//! The stream of bytes from the thread that writes an export to the HTTP response.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Size of a chunk, in bytes.
const CHUNK: usize = 64 * 1024;
/// Most chunks in the channel.
const CAPACITY: usize = 8;
/// Time without a read after which the export is abandoned.
const STALL_TIMEOUT: Duration = Duration::from_secs(30);
/// Longest duration of an export.
const MAX_DURATION: Duration = Duration::from_mins(30);

enum Chunk {
    Bytes(Vec<u8>),
    /// The file is complete. A channel that closes without it was aborted.
    End,
}

/// The chunks of an export. Dropping it stops the writer.
#[derive(Debug)]
pub struct ExportStream {
    chunks: Receiver<Chunk>,
    ended: bool,
}

/// The writer stopped before the file was complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the export broke off")]
pub struct ExportAborted;

impl ExportStream {
    /// Returns the next chunk; `None` after the last one of a complete file.
    pub async fn next(&mut self) -> Option<Result<Vec<u8>, ExportAborted>> {
        if self.ended {
            return None;
        }
        match self.chunks.recv().await {
            Some(Chunk::Bytes(bytes)) => Some(Ok(bytes)),
            Some(Chunk::End) => {
                self.ended = true;
                None
            }
            None => {
                self.ended = true;
                Some(Err(ExportAborted))
            }
        }
    }
}

/// Writes into an [`ExportStream`] from a blocking thread.
pub(super) struct StreamWriter {
    chunks: Sender<Chunk>,
    buffer: Vec<u8>,
    runtime: Handle,
    watch: StreamWatch,
}

/// Creates both ends of a stream, which is abandoned when `cancelled` is set. Must be called inside the
/// Tokio runtime.
pub(super) fn export_stream(cancelled: Arc<AtomicBool>) -> (StreamWriter, ExportStream) {
    let (sender, receiver) = channel(CAPACITY);
    let watch = StreamWatch {
        chunks: sender.clone(),
        started: Instant::now(),
        cancelled,
    };
    let writer = StreamWriter {
        chunks: sender,
        buffer: Vec::with_capacity(CHUNK),
        runtime: Handle::current(),
        watch,
    };
    let stream = ExportStream {
        chunks: receiver,
        ended: false,
    };
    (writer, stream)
}

/// Observes a stream while its writer is borrowed.
#[derive(Clone)]
pub(super) struct StreamWatch {
    chunks: Sender<Chunk>,
    started: Instant,
    cancelled: Arc<AtomicBool>,
}

impl StreamWatch {
    /// Returns true if the stream was dropped, the caller cancelled the export, or it takes too long.
    pub(super) fn is_abandoned(&self) -> bool {
        self.chunks.is_closed()
            || self.cancelled.load(Ordering::Relaxed)
            || self.started.elapsed() > MAX_DURATION
    }
}

impl StreamWriter {
    pub(super) fn watch(&self) -> StreamWatch {
        self.watch.clone()
    }

    /// Marks the file as complete.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.send_buffer()?;
        self.send(Chunk::End)
    }

    fn send_buffer(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK));
        self.send(Chunk::Bytes(bytes))
    }

    fn send(&mut self, chunk: Chunk) -> io::Result<()> {
        if self.watch.is_abandoned() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        match self.chunks.try_send(chunk) {
            Ok(()) => Ok(()),
            Err(TrySendError::Closed(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(TrySendError::Full(chunk)) => {
                let sending = self.chunks.send_timeout(chunk, STALL_TIMEOUT);
                self.runtime
                    .block_on(sending)
                    .map_err(|_| io::ErrorKind::TimedOut.into())
            }
        }
    }
}

impl Write for StreamWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = CHUNK - self.buffer.len();
        let (now, _) = bytes.split_at(room.min(bytes.len()));
        self.buffer.extend_from_slice(now);
        if self.buffer.len() >= CHUNK {
            self.send_buffer()?;
        }
        Ok(now.len())
    }

    /// Does nothing: `finish` sends the rest of the buffer.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn received(mut stream: ExportStream) -> (usize, Option<ExportAborted>) {
        let mut length = 0;
        loop {
            match stream.next().await {
                Some(Ok(chunk)) => length += chunk.len(),
                Some(Err(aborted)) => return (length, Some(aborted)),
                None => return (length, None),
            }
        }
    }

    #[tokio::test]
    async fn a_file_is_complete_only_after_finish() {
        for (finishes, aborted) in [(true, None), (false, Some(ExportAborted))] {
            let (mut writer, stream) = export_stream(Arc::default());
            let writing = tokio::task::spawn_blocking(move || {
                writer.write_all(&vec![7; 10 * CHUNK + 1])?;
                if finishes { writer.finish() } else { Ok(()) }
            });
            let length = if finishes { 10 * CHUNK + 1 } else { 10 * CHUNK };
            assert_eq!(received(stream).await, (length, aborted));
            writing.await.unwrap().unwrap();
        }
    }

    #[tokio::test]
    async fn a_dropped_stream_stops_its_writer() {
        let (mut writer, stream) = export_stream(Arc::default());
        drop(stream);
        let error = tokio::task::spawn_blocking(move || writer.write_all(&vec![7; 2 * CHUNK]));
        let error = error.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
