//! The load generator.

use std::{path::Path, time::Duration};

use anyhow::{Context as _, Result, bail};

use crate::cmd::Cmd;

/// Results of a measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figures {
    pub(super) requests_per_second: f64,
    /// Median, in milliseconds.
    pub(super) p50: f64,
    /// 99 % of the answers took no longer, in milliseconds.
    pub(super) p99: f64,
}

/// Sends requests for a while; any answer that is not a success is a failure of the measurement.
pub(super) fn run(
    wrk: &Path,
    url: &str,
    token: Option<&str>,
    connections: u32,
    time: Duration,
) -> Result<Figures> {
    let mut cmd = Cmd::new(wrk)
        // One thread: the generator shall take no more than it needs of the cores.
        .args(["--threads", "1", "--latency", "--timeout", "10s"])
        .args(["--connections", &connections.to_string()])
        .args(["--duration", &format!("{}s", time.as_secs())]);
    if let Some(token) = token {
        cmd = cmd.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    figures(&cmd.arg(url).read()?)
}

fn figures(text: &str) -> Result<Figures> {
    if let Some(fault) = text
        .lines()
        .find(|line| line.contains("Non-2xx") || line.contains("Socket errors"))
    {
        bail!("not every request was answered: {}", fault.trim());
    }
    let value = |name: &str| {
        text.lines()
            .find_map(|line| line.trim().strip_prefix(name))
            .map(str::trim)
            .with_context(|| format!("wrk did not print {name}:\n{text}"))
    };
    Ok(Figures {
        requests_per_second: value("Requests/sec:")?.parse()?,
        p50: milliseconds(value("50%")?)?,
        p99: milliseconds(value("99%")?)?,
    })
}

/// `823.00us`, `12.30ms`, `1.02s`.
fn milliseconds(text: &str) -> Result<f64> {
    let units = [("us", 0.001), ("ms", 1.0), ("s", 1000.0), ("m", 60_000.0)];
    units
        .iter()
        .find_map(|(unit, factor)| Some(text.strip_suffix(unit)?.parse::<f64>().ok()? * factor))
        .with_context(|| format!("not a time: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "Running 10s test @ http://127.0.0.1:1/\n  1 threads and 64 connections\n  \
        Latency Distribution\n     50%   12.30ms\n     75%   14.00ms\n     90%   20.00ms\n     \
        99%    1.02s \n  41000 requests in 10.00s, 90.00MB read\nRequests/sec:   4100.12\n";

    #[test]
    fn figures_are_read_from_what_wrk_prints() {
        let figures = figures(PRINTED).unwrap();
        assert!((figures.requests_per_second - 4100.12).abs() < 1e-9);
        assert!((figures.p50 - 12.3).abs() < 1e-9);
        assert!((figures.p99 - 1020.0).abs() < 1e-9);
        assert!((milliseconds("823.00us").unwrap() - 0.823).abs() < 1e-9);
    }

    #[test]
    fn a_run_with_refused_requests_is_no_measurement() {
        let text = format!("{PRINTED}  Non-2xx or 3xx responses: 7\n");
        assert!(
            figures(&text)
                .unwrap_err()
                .to_string()
                .contains("responses: 7")
        );
    }
}
