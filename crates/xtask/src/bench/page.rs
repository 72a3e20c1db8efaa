//! The sign-in page, in a browser that has nothing of it.

use std::{fmt::Write as _, time::Duration};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::{
    document::{grouped, word},
    machine, median,
    register::Register,
    server::Server,
};
use crate::{cmd::Cmd, spa, tools::chromium};

/// Accounts of the register behind it.
const SIZE: u64 = 10_000;
/// Number of new browsers that open the page; the median is reported.
const TIMES: usize = 5;

/// All that the browser takes, compressed, without headers: in bytes.
const TRANSFERRED: u64 = 350 * 1024;
const USABLE: Duration = Duration::from_secs(1);

/// A file that the browser took.
struct Loaded {
    path: String,
    bytes: u64,
    transferred: u64,
}

/// Builds the page if need be, and loads it.
pub(super) fn measure() -> Result<String> {
    spa::ensure_release()?;
    let browser = chromium::ensure()?;
    let register = Register::ready(SIZE)?;
    let server = Server::start(&register)?;
    let version = Cmd::new(&browser.chromium).arg("--version").read()?;
    let version = version.trim();
    let load = machine::load();
    let printed = Cmd::cargo()
        .args(["run", "--quiet", "--package", "nmrs-tests"])
        .args(["--bin", "page_load", "--"])
        .args([&format!("http://{}", server.address()), &TIMES.to_string()])
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.driver)
        .read()?;
    let loads: Vec<Value> = serde_json::from_str(&printed)?;
    let usable: Option<Vec<Duration>> = loads.iter().map(usable_after).collect();
    let usable = median(usable.context("no time was told")?);
    let files = loads.first().and_then(|load| load["files"].as_array());
    let files: Option<Vec<Loaded>> = files.context("no load")?.iter().map(loaded).collect();
    let files = files.context("a file has no size")?;

    let mut text = String::new();
    for line in machine::describe() {
        let _ = writeln!(text, "- {line}");
    }
    let _ = writeln!(text, "- {version}");
    let _ = writeln!(
        text,
        "- median of {TIMES} new browsers; load before: {load}\n"
    );
    text.push_str(&report(&files, usable));
    Ok(text)
}

fn usable_after(load: &Value) -> Option<Duration> {
    let ms = load["usable_after_ms"].as_f64()?;
    Duration::try_from_secs_f64(ms / 1_000.0).ok()
}

fn loaded(file: &Value) -> Option<Loaded> {
    Some(Loaded {
        path: file["path"].as_str()?.to_owned(),
        bytes: file["bytes"].as_u64()?,
        transferred: file["transferred"].as_u64()?,
    })
}

fn report(files: &[Loaded], usable: Duration) -> String {
    let mut text =
        "| what the browser loads | bytes | transferred |\n| --- | ---: | ---: |\n".to_owned();
    // What the page asks the API is no part of it.
    let files = files.iter().filter(|file| !file.path.starts_with("/api/"));
    let mut total = (0, 0);
    for file in files {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            file.path,
            grouped(file.bytes),
            grouped(file.transferred)
        );
        total = (total.0 + file.bytes, total.1 + file.transferred);
    }
    let (bytes, transferred) = total;
    let _ = writeln!(
        text,
        "| **all together** | **{}** | **{}** |\n",
        grouped(bytes),
        grouped(transferred)
    );
    let _ = writeln!(
        text,
        "- Target, ≤ 350 KB transferred: {} KB: {}.",
        transferred.div_ceil(1024),
        word(transferred <= TRANSFERRED),
    );
    let _ = writeln!(
        text,
        "- Target, usable ≤ 1 s after the beginning from an empty cache on loopback: {:.2} s: {}.",
        usable.as_secs_f64(),
        word(usable <= USABLE),
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_the_page_is_made_of_is_added_up() {
        let file = |path: &str, bytes, transferred| Loaded {
            path: path.to_owned(),
            bytes,
            transferred,
        };
        let files = [
            file("/sign-in", 2_000, 900),
            file("/page.wasm", 900_000, 358_000),
            file("/api/v1/auth/refresh", 5_000, 5_000),
        ];
        let text = report(&files, Duration::from_millis(400));
        assert!(
            text.contains("| **all together** | **902,000** | **358,900** |"),
            "{text}"
        );
        assert!(text.contains("351 KB: missed"), "{text}");
        assert!(text.contains("0.40 s: met"), "{text}");
    }
}
