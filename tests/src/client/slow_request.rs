//! Calls over a line that is slow, or that stops.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{Answer, Api, Call};

/// A line on which a call is under way.
#[derive(Debug)]
pub struct SlowLine {
    line: TcpStream,
    /// What is still to be sent, in pieces.
    pieces: Vec<Vec<u8>>,
}

impl SlowLine {
    /// Sends the head of a call; its body is to follow in so many pieces.
    pub fn begin(api: &Api, call: &Call, pieces: usize) -> Self {
        let (head, body) = api.on_the_line(call);
        let mut line = TcpStream::connect(api.address()).expect("a connection");
        line.write_all(head.as_bytes()).expect("the head is taken");
        let size = body.len().div_ceil(pieces).max(1);
        let mut pieces: Vec<_> = body.chunks(size).map(<[u8]>::to_vec).collect();
        pieces.reverse();
        Self { line, pieces }
    }

    /// Sends some pieces of the body, each after a pause.
    pub async fn send(&mut self, count: usize, pause: Duration) {
        for _ in 0..count {
            tokio::time::sleep(pause).await;
            if let Some(piece) = self.pieces.pop() {
                self.line.write_all(&piece).expect("the piece is taken");
            }
        }
    }

    /// How many pieces are left.
    pub const fn left(&self) -> usize {
        self.pieces.len()
    }

    /// Waits for the answer; nothing more is sent.
    pub async fn answer(mut self) -> Answer {
        let read = move || {
            let mut bytes = Vec::new();
            self.line.read_to_end(&mut bytes).map(|_| bytes)
        };
        let bytes = tokio::task::spawn_blocking(read).await;
        let bytes = bytes.expect("no panic").expect("an answer");
        parse(&bytes)
    }
}

fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.expect("a head");
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1));
    let status = status.and_then(|status| status.parse().ok());
    let headers: HeaderMap = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
            (name, HeaderValue::from_str(value).expect("a value"))
        })
        .collect();
    let body = bytes[end + 4..].to_vec();
    let call = "a call over a slow line".to_owned();
    Answer::of(call, status.expect("a status"), headers, body)
}
