//! Calls through the proxy by curl, which verifies its certificate.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::proxy::Proxy;

/// An answer.
pub(super) struct Reply {
    pub(super) status: u16,
    headers: String,
    body: Vec<u8>,
}

impl Reply {
    /// The first value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

pub(super) fn get(proxy: &Proxy, url: &str, headers: &[&str]) -> Reply {
    reply(proxy, curl(proxy, headers).arg(url))
}

pub(super) fn post_json(proxy: &Proxy, url: &str, body: &Value, headers: &[&str]) -> Reply {
    let mut command = curl(proxy, headers);
    command.args(["--header", "Content-Type: application/json"]);
    reply(proxy, command.args(["--data", &body.to_string(), url]))
}

/// Starts a GET whose body is read from standard output while it arrives.
pub(super) fn open(proxy: &Proxy, url: &str) -> Child {
    let mut command = curl(proxy, &["Accept: */*"]);
    command.args(["--no-buffer", url]).stdout(Stdio::piped());
    command.spawn().expect("curl runs")
}

/// Sends a file as the part `file` of a form.
pub(super) fn upload(proxy: &Proxy, url: &str, file: &Path, headers: &[&str]) -> Reply {
    let mut command = curl(proxy, headers);
    command.args(["--header", "Idempotency-Key: deployment"]);
    reply(
        proxy,
        command.args(["--form", &format!("file=@{}", file.display()), url]),
    )
}

/// The statuses of a number of POSTs, one after the other, from a local address.
pub(super) fn statuses(
    proxy: &Proxy,
    url: &str,
    count: usize,
    from: &str,
    headers: &[String],
) -> Vec<u16> {
    let headers: Vec<_> = headers.iter().map(String::as_str).collect();
    let mut command = curl(proxy, &headers);
    command
        .args(["--interface", from, "--write-out", "%{http_code}\\n"])
        .args(["--header", "Content-Type: application/json", "--data", "{}"]);
    for _ in 0..count {
        command.args(["--output", "/dev/null", url]);
    }
    let printed = run(&mut command);
    printed.lines().map(|line| line.parse().unwrap()).collect()
}

fn curl(proxy: &Proxy, headers: &[&str]) -> Command {
    let mut command = Command::new("curl");
    command
        .args(["--silent", "--show-error", "--ipv4", "--max-time", "60"])
        .arg("--cacert")
        .arg(proxy.file("certificate.pem"));
    for header in headers {
        command.args(["--header", header]);
    }
    command
}

fn reply(proxy: &Proxy, command: &mut Command) -> Reply {
    let (headers, body) = (proxy.file("reply-headers"), proxy.file("reply-body"));
    command.arg("--dump-header").arg(&headers);
    command.arg("--output").arg(&body);
    let status = run(command.args(["--write-out", "%{http_code}"]));
    Reply {
        status: status.parse().unwrap(),
        headers: fs::read_to_string(headers).unwrap(),
        body: fs::read(body).unwrap_or_default(),
    }
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("curl runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text
}
