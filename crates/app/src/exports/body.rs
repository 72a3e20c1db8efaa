//! The way of a file from the thread that writes it to whoever takes it.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes that are handed over at once.
const PIECE: usize = 64 * 1024;
/// Pieces that wait to be taken, at most.
const WAITING: usize = 8;
/// For how long nobody may take a piece; then nobody is there any more.
const STALLED: Duration = Duration::from_secs(30);
/// How long an export may take in all, however steadily it is taken.
const LONGEST: Duration = Duration::from_mins(30);

enum Piece {
    Bytes(Vec<u8>),
    /// The file is whole. Without this, the end of the pieces is not the end of the file.
    End,
}

/// A file that is being written, piece by piece. Dropping it ends the writing.
#[derive(Debug)]
pub struct Body {
    pieces: Receiver<Piece>,
    ended: bool,
}

/// The writing broke off: what came so far is not a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the export broke off")]
pub struct BrokenOff;

impl Body {
    /// The next piece; `None` when the file is whole.
    pub async fn next(&mut self) -> Option<Result<Vec<u8>, BrokenOff>> {
        if self.ended {
            return None;
        }
        match self.pieces.recv().await {
            Some(Piece::Bytes(bytes)) => Some(Ok(bytes)),
            Some(Piece::End) => {
                self.ended = true;
                None
            }
            None => {
                self.ended = true;
                Some(Err(BrokenOff))
            }
        }
    }
}

/// Where the file is written to.
pub(super) struct Pipe {
    pieces: Sender<Piece>,
    filling: Vec<u8>,
    runtime: Handle,
    watch: Watch,
}

/// Returns both ends; to be called inside of the runtime whose threads will write. The writing ends when
/// `cancelled` is set.
pub(super) fn pipe(cancelled: Arc<AtomicBool>) -> (Pipe, Body) {
    let (sender, receiver) = channel(WAITING);
    let watch = Watch {
        pieces: sender.clone(),
        begun: Instant::now(),
        cancelled,
    };
    let pipe = Pipe {
        pieces: sender,
        filling: Vec::with_capacity(PIECE),
        runtime: Handle::current(),
        watch,
    };
    let body = Body {
        pieces: receiver,
        ended: false,
    };
    (pipe, body)
}

/// Tells whether a file is still wanted.
#[derive(Clone)]
pub(super) struct Watch {
    pieces: Sender<Piece>,
    begun: Instant,
    cancelled: Arc<AtomicBool>,
}

impl Watch {
    /// Returns true if the caller went away, cancelled the export, or it took longer than [`LONGEST`].
    pub(super) fn is_abandoned(&self) -> bool {
        self.pieces.is_closed()
            || self.cancelled.load(Ordering::Relaxed)
            || self.begun.elapsed() > LONGEST
    }
}

impl Pipe {
    /// To be asked while the pipe is lent to a writer.
    pub(super) fn watch(&self) -> Watch {
        self.watch.clone()
    }

    /// The file is whole.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.hand_over()?;
        self.send(Piece::End)
    }

    fn hand_over(&mut self) -> io::Result<()> {
        if self.filling.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::replace(&mut self.filling, Vec::with_capacity(PIECE));
        self.send(Piece::Bytes(bytes))
    }

    fn send(&mut self, piece: Piece) -> io::Result<()> {
        if self.watch.is_abandoned() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        match self.pieces.try_send(piece) {
            Ok(()) => Ok(()),
            Err(TrySendError::Closed(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(TrySendError::Full(piece)) => {
                let sending = self.pieces.send_timeout(piece, STALLED);
                self.runtime
                    .block_on(sending)
                    .map_err(|_| io::ErrorKind::TimedOut.into())
            }
        }
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = PIECE - self.filling.len();
        let (now, _) = bytes.split_at(room.min(bytes.len()));
        self.filling.extend_from_slice(now);
        if self.filling.len() >= PIECE {
            self.hand_over()?;
        }
        Ok(now.len())
    }

    /// Small pieces are gathered; the end hands over what is left.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn taken(mut body: Body) -> (usize, Option<BrokenOff>) {
        let mut length = 0;
        loop {
            match body.next().await {
                Some(Ok(piece)) => length += piece.len(),
                Some(Err(broken)) => return (length, Some(broken)),
                None => return (length, None),
            }
        }
    }

    #[tokio::test]
    async fn a_file_is_whole_only_when_its_writer_says_so() {
        for (ends, broken) in [(true, None), (false, Some(BrokenOff))] {
            let (mut pipe, body) = pipe(Arc::default());
            let writing = tokio::task::spawn_blocking(move || {
                pipe.write_all(&vec![7; 10 * PIECE + 1])?;
                if ends { pipe.end() } else { Ok(()) }
            });
            let whole = if ends { 10 * PIECE + 1 } else { 10 * PIECE };
            assert_eq!(taken(body).await, (whole, broken));
            writing.await.unwrap().unwrap();
        }
    }

    #[tokio::test]
    async fn nobody_writes_on_when_nobody_takes_it() {
        let (mut pipe, body) = pipe(Arc::default());
        drop(body);
        let error = tokio::task::spawn_blocking(move || pipe.write_all(&vec![7; 2 * PIECE]));
        let error = error.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
