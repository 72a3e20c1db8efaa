//! `cargo xtask bench`: the measurements that the project is held to, in one run on one machine.
//!
//! Each size has a register of its own under `target/bench`, filled once and used again while
//! seed, size and schema stay the same.

mod http;
mod machine;
mod register;
mod report;
mod server;
mod wrk;

use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;

use crate::{cmd::Cmd, timing, tools::apt};
use register::Register;
use report::{Report, Row};
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

/// The province with the most offices below it, and so the most accounts: 四川省.
const PROVINCE: &str = "510000";
/// Before measuring: caches fill, connections open.
const WARM_UP: Duration = Duration::from_secs(3);

/// A request that is measured.
struct Request {
    what: &'static str,
    path: &'static str,
    /// Who signs in; nobody for a bare handler.
    user: Option<&'static str>,
    /// What the answer's total is checked against; `{}` stands for the office's key.
    count: &'static str,
    /// Whether the targets are about it.
    target: bool,
}

const BARE: &str = "bare handler, GET /healthz";
const WORK_LIST: &str = "work list: province, normal, newest first, 20 rows, total";

const REQUESTS: [Request; 6] = [
    Request {
        what: BARE,
        path: "/healthz",
        user: None,
        count: "",
        target: false,
    },
    Request {
        what: WORK_LIST,
        path: "/api/v1/accounts?status=normal&sort=-modified_at&per_page=20",
        user: Some(PROVINCE),
        count: "org1_id = {} AND status = 'normal'",
        target: true,
    },
    Request {
        what: "the same, one kind, oldest first",
        path: "/api/v1/accounts?status=normal&kind=weibo&sort=modified_at&per_page=20",
        user: Some(PROVINCE),
        count: "org1_id = {} AND status = 'normal' AND kind = 'weibo'",
        target: false,
    },
    Request {
        what: "the same, page 100",
        path: "/api/v1/accounts?status=normal&sort=-modified_at&per_page=20&page=100",
        user: Some(PROVINCE),
        count: "org1_id = {} AND status = 'normal'",
        target: false,
    },
    Request {
        what: "work list: whole country, newest first, 20 rows, total",
        path: "/api/v1/accounts?sort=-modified_at&per_page=20",
        user: Some("GB0000"),
        count: "status NOT IN ('draft', 'gone') AND {} > 0",
        target: false,
    },
    Request {
        what: "work list: county, newest first, 20 rows, total",
        path: "/api/v1/accounts?sort=-modified_at&per_page=20",
        user: Some("510104"),
        count: "org3_id = {} AND status NOT IN ('draft', 'gone')",
        target: false,
    },
];

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
    let load = |time| wrk::run(wrk, &url, token.as_deref(), options.connections, time);
    timing::begin(&format!("{} accounts: {}", register.size(), request.what));
    load(WARM_UP)?;
    let before = machine::load();
    let figures = load(Duration::from_secs(options.seconds))?;
    Ok(Row {
        what: request.what,
        target: request.target,
        figures,
        load_before: before,
    })
}

/// The answer is right before it is fast: 20 rows (or all there are), and as many in total as SQL
/// counts.
fn check(
    request: &Request,
    user: &str,
    token: &str,
    register: &Register,
    server: &Server,
) -> Result<()> {
    let answer = http::get(server.address(), request.path, token)?;
    let rows = answer["items"].as_array().map_or(0, Vec::len);
    let total = answer["total"].as_u64().unwrap_or_default();
    let counted = register.count(&request.count.replace(
        "{}",
        &format!("(SELECT id FROM org_units WHERE code = '{user}')"),
    ))?;
    ensure!(
        total == counted,
        "{}: the answer says {total} in total, SQL counts {counted}",
        request.path
    );
    let page: u64 = request
        .path
        .split_once("&page=")
        .and_then(|(_, page)| page.parse().ok())
        .unwrap_or(1);
    let expected = counted.saturating_sub((page - 1) * 20).min(20);
    ensure!(
        rows as u64 == expected,
        "{}: {rows} rows instead of {expected}",
        request.path
    );
    Ok(())
}
