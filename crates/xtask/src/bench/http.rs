//! As much of HTTP as it takes to sign in, to look at an answer, and to send and fetch a file.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_mins(2);
/// The password of every demo user.
const PASSWORD: &str = "Nmrs-demo-2026";
/// Separator of the parts of a form.
const BOUNDARY: &str = "nmrs-bench-7d1f0c";

/// Body of a request.
pub(super) struct Sent {
    content_type: String,
    body: Vec<u8>,
}

impl Sent {
    pub(super) fn json(body: String) -> Self {
        Self {
            content_type: "application/json".into(),
            body: body.into_bytes(),
        }
    }

    /// A form with one file.
    pub(super) fn file(name: &str, content: &[u8]) -> Self {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        let end = format!("\r\n--{BOUNDARY}--\r\n");
        Self {
            content_type: format!("multipart/form-data; boundary={BOUNDARY}"),
            body: [head.as_bytes(), content, end.as_bytes()].concat(),
        }
    }
}

/// An access token of a user; `role` is `organizing` or `reporting`.
pub(super) fn sign_in(address: &str, role: &str, user: &str) -> Result<String> {
    let body = json!({"role": role, "username": user, "password": PASSWORD}).to_string();
    let answer = post(address, "/api/v1/auth/login", "", &Sent::json(body))
        .and_then(|body| json(&body))
        .with_context(|| format!("cannot sign in as {user}"))?;
    answer["access_token"]
        .as_str()
        .map(str::to_owned)
        .context("the answer to a sign-in has no access token")
}

/// The JSON at a path.
pub(super) fn get(address: &str, path: &str, token: &str) -> Result<Value> {
    let head =
        format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n");
    call(address, &[head.as_bytes()])
        .and_then(|body| json(&body))
        .with_context(|| format!("cannot get {path}"))
}

/// The body of the answer to what is sent to a path.
pub(super) fn send(address: &str, path: &str, token: &str, sent: &Sent) -> Result<Vec<u8>> {
    let authorization = format!("Authorization: Bearer {token}\r\n");
    post(address, path, &authorization, sent).with_context(|| format!("cannot send to {path}"))
}

/// A body as JSON.
pub(super) fn json(body: &[u8]) -> Result<Value> {
    serde_json::from_slice(body).context("the answer is not JSON")
}

fn post(address: &str, path: &str, authorization: &str, sent: &Sent) -> Result<Vec<u8>> {
    let head = format!(
        "POST {path} HTTP/1.0\r\nHost: {address}\r\n{authorization}Content-Type: {}\r\n\
         Content-Length: {}\r\n\r\n",
        sent.content_type,
        sent.body.len()
    );
    call(address, &[head.as_bytes(), &sent.body])
}

/// HTTP 1.0: the answer ends with the connection.
fn call(address: &str, request: &[&[u8]]) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    for part in request {
        stream.write_all(part)?;
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    read(answer)
}

fn read(mut answer: Vec<u8>) -> Result<Vec<u8>> {
    let end = answer
        .windows(4)
        .position(|bytes| bytes == b"\r\n\r\n")
        .context("the answer is not HTTP")?;
    let body = answer.split_off(end + 4);
    let head = String::from_utf8_lossy(&answer);
    let status = head.split(' ').nth(1).unwrap_or_default();
    ensure!(
        status.starts_with('2'),
        "status {status}: {}",
        String::from_utf8_lossy(&body)
    );
    // The server cuts what it streams into chunks for any version of HTTP.
    if head
        .to_ascii_lowercase()
        .contains("transfer-encoding: chunked")
    {
        return joined(&body);
    }
    Ok(body)
}

/// The content of chunks: a line with the length in hexadecimal digits before each; the last
/// is empty.
fn joined(mut chunks: &[u8]) -> Result<Vec<u8>> {
    let mut body = Vec::with_capacity(chunks.len());
    loop {
        let line = chunks.iter().position(|&byte| byte == b'\r');
        let (length, rest) = chunks.split_at(line.context("the answer broke off")?);
        let length = usize::from_str_radix(std::str::from_utf8(length)?, 16)?;
        if length == 0 {
            return Ok(body);
        }
        let chunk = rest.get(2..2 + length).context("the answer broke off")?;
        body.extend_from_slice(chunk);
        chunks = rest.get(length + 4..).context("the answer broke off")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_good_answer_is_read() {
        let good = b"HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n{\"total\":3}";
        assert_eq!(json(&read(good.to_vec()).unwrap()).unwrap()["total"], 3);
        let refused = read(b"HTTP/1.0 401 Unauthorized\r\n\r\n{}".to_vec()).unwrap_err();
        assert!(refused.to_string().contains("401"), "{refused}");
        assert!(read(b"garbage".to_vec()).is_err());
    }

    #[test]
    fn chunks_are_joined_and_the_last_must_come() {
        assert_eq!(
            joined(b"3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n").unwrap(),
            b"abc0123456789"
        );
        assert!(joined(b"3\r\nabc\r\n").is_err());
        assert!(joined(b"3\r\nab").is_err());
    }

    #[test]
    fn a_file_is_a_part_of_a_form() {
        let sent = Sent::file("a.xlsx", b"PK");
        let body = String::from_utf8(sent.body).unwrap();
        assert!(
            body.contains("name=\"file\"; filename=\"a.xlsx\""),
            "{body}"
        );
        assert!(
            body.ends_with("\r\n\r\nPK\r\n--nmrs-bench-7d1f0c--\r\n"),
            "{body}"
        );
    }
}
