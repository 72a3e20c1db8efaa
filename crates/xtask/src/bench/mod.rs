//! `cargo xtask bench`: the measurements that the project is held to, in one run on one machine.
//!
//! Each size has a register of its own under `target/bench`, filled once and used again while
//! seed, size and schema stay the same.

mod http;
mod machine;
mod register;
mod report;
mod requests;
mod server;
mod wrk;

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use crate::{cmd::Cmd, timing, tools::apt};
use register::Register;
use report::{Report, Row};
use requests::{Load, REQUESTS, Request};
use server::Server;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub(crate) struct Options {
    /// Accounts of each register.
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    sizes: Vec<u64>,
    /// Seconds that each row is measured for.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Connections that send one request after the other.
    #[arg(long, default_value_t = 64)]
    connections: u32,
    /// Write the results to docs/MEASUREMENTS.md.
    #[arg(long)]
    record: bool,
    /// Measure the release build that is there instead of building one.
    #[arg(long)]
    skip_build: bool,
}

/// Before measuring: caches fill, connections open.
const WARM_UP: Duration = Duration::from_secs(3);

/// Builds, fills, measures, prints, and records when asked to.
pub(crate) fn run(options: &Options) -> Result<()> {
    ensure!(!options.sizes.is_empty(), "no size to measure");
    let wrk = apt::WRK.ensure()?;
    let sqlite = register::SQLITE.ensure()?;
    if !options.skip_build {
        Cmd::cargo()
            .args([
                "build",
                "--release",
                "--locked",
                "--package",
                "nmrs-api",
                "--bin",
                "nmrs",
            ])
            .stream("Building the server (release)")?;
    }
    let mut report = Report::new(machine::describe(), options.connections, options.seconds);
    for &size in &options.sizes {
        let register = Register::ready(size, &sqlite)?;
        let mut server = Server::start(&register)?;
        report.server(size, server.started_in(), server.resident_kib()?);
        for request in &REQUESTS {
            report.row(size, measure(request, &register, &server, options, &wrk)?);
        }
        server.stop();
    }
    println!("\n{}", report.markdown());
    if options.record {
        report.record()?;
    }
    Ok(())
}

fn measure(
    request: &Request,
    register: &Register,
    server: &Server,
    options: &Options,
    wrk: &std::path::Path,
) -> Result<Row> {
    // Access tokens live for minutes: each row has its own.
    let token = request
        .user
        .map(|user| {
            let token = http::sign_in(server.address(), user)?;
            check(request, user, &token, register, server)?;
            anyhow::Ok(token)
        })
        .transpose()?;
    let url = format!("http://{}{}", server.address(), request.path);
    let connections = match request.load {
        Load::Many => options.connections,
        Load::One => 1,
    };
    let load = |time| wrk::run(wrk, &url, token.as_deref(), connections, time);
    timing::begin(&format!("{} accounts: {}", register.size(), request.what));
    load(WARM_UP)?;
    let before = machine::load();
    let figures = load(Duration::from_secs(options.seconds))?;
    Ok(Row {
        what: request.what,
        target: request.target,
        connections,
        figures,
        load_before: before,
    })
}

/// The answer is right before it is fast: as many in total as SQL counts, and 20 rows (or all there
/// are). A search that finds very many says that it did not count to the end.
fn check(
    request: &Request,
    user: &str,
    token: &str,
    register: &Register,
    server: &Server,
) -> Result<()> {
    let Request {
        path,
        count,
        figure,
        ..
    } = request;
    let answer = http::get(server.address(), path, token)?;
    let office = format!("(SELECT id FROM org_units WHERE code = '{user}')");
    let counted = register.count(&count.replace("{}", &office))?;
    let told = answer[figure]
        .as_u64()
        .with_context(|| format!("{path}: no {figure} in the answer"))?;
    let right = match answer["total_exact"].as_bool() {
        Some(false) => told < counted,
        _ => told == counted,
    };
    ensure!(
        right,
        "{path}: the answer says {told}, SQL counts {counted}"
    );
    let Some(rows) = answer["items"].as_array() else {
        return Ok(());
    };
    let page: u64 = path
        .split_once("&page=")
        .and_then(|(_, page)| page.parse().ok())
        .unwrap_or(1);
    let expected = counted.saturating_sub((page - 1) * 20).min(20);
    ensure!(
        rows.len() as u64 == expected,
        "{path}: {} rows instead of {expected}",
        rows.len()
    );
    Ok(())
}
