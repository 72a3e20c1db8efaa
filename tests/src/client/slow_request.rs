use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::api_client::ApiClient;
use super::request::Request;
use super::response::Response;

/// A request whose body is sent in chunks with pauses, or not to its end.
#[derive(Debug)]
pub struct SlowRequest {
    connection: TcpStream,
    /// The chunks that are still to be sent; the last one is sent first.
    chunks: Vec<Vec<u8>>,
}

impl SlowRequest {
    /// Sends the head of a request; the body is to follow in `chunks` chunks.
    pub fn begin(client: &ApiClient, request: &Request, chunks: usize) -> Self {
        let (head, body) = client.serialize(request);
        let mut connection = TcpStream::connect(client.address()).expect("a connection");
        connection.write_all(head.as_bytes()).expect("a sent head");
        let size = body.len().div_ceil(chunks).max(1);
        let mut chunks: Vec<_> = body.chunks(size).map(<[u8]>::to_vec).collect();
        chunks.reverse();
        Self { connection, chunks }
    }

    /// Sends the next `count` chunks, each after a pause.
    pub async fn send(&mut self, count: usize, pause: Duration) {
        for _ in 0..count {
            tokio::time::sleep(pause).await;
            if let Some(chunk) = self.chunks.pop() {
                self.connection.write_all(&chunk).expect("a sent chunk");
            }
        }
    }

    /// Returns the number of chunks that are still to be sent.
    pub const fn remaining(&self) -> usize {
        self.chunks.len()
    }

    /// Waits for the response without sending more.
    pub async fn response(mut self) -> Response {
        let read = move || {
            let mut bytes = Vec::new();
            self.connection.read_to_end(&mut bytes).map(|_| bytes)
        };
        let bytes = tokio::task::spawn_blocking(read).await;
        let bytes = bytes.expect("no panic").expect("a response");
        parse(&bytes)
    }
}

fn parse(bytes: &[u8]) -> Response {
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
    let request = "a slow request".to_owned();
    Response::new(request, status.expect("a status"), headers, body)
}
