//! As much of HTTP as it takes to sign in and to look at an answer.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(30);
/// The password of every demo user.
const PASSWORD: &str = "Nmrs-demo-2026";

/// An access token of an office.
pub(super) fn sign_in(address: &str, user: &str) -> Result<String> {
    let body = json!({"role": "organizing", "username": user, "password": PASSWORD}).to_string();
    let answer = call(
        address,
        &format!(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    )
    .with_context(|| format!("cannot sign in as {user}"))?;
    answer["access_token"]
        .as_str()
        .map(str::to_owned)
        .context("the answer to a sign-in has no access token")
}

/// The JSON at a path.
pub(super) fn get(address: &str, path: &str, token: &str) -> Result<Value> {
    call(
        address,
        &format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Authorization: Bearer {token}\r\n\r\n"
        ),
    )
    .with_context(|| format!("cannot get {path}"))
}

fn call(address: &str, request: &str) -> Result<Value> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    read(&String::from_utf8_lossy(&answer))
}

fn read(answer: &str) -> Result<Value> {
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .context("the answer is not HTTP")?;
    let status = head.split(' ').nth(1).unwrap_or_default();
    ensure!(status == "200", "status {status}: {body}");
    serde_json::from_str(body).context("the answer is not JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_good_answer_is_read() {
        let good = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{\"total\":3}";
        assert_eq!(read(good).unwrap()["total"], 3);
        let refused = read("HTTP/1.1 401 Unauthorized\r\n\r\n{}").unwrap_err();
        assert!(refused.to_string().contains("401"), "{refused}");
        assert!(read("garbage").is_err());
    }
}
