//! Lists and searches: how many requests a second, and how long one takes.

use std::{path::Path, time::Duration};

use anyhow::{Context as _, Result, ensure};

use super::{
    Options, http, machine,
    register::Register,
    report::{Report, Row},
    requests::{Load, REQUESTS, Request},
    server::Server,
    wrk,
};
use crate::{timing, tools::apt};

/// Before measuring: caches fill, connections open.
const WARM_UP: Duration = Duration::from_secs(3);

/// SQLite, a register of each size, all requests.
pub(super) fn sqlite(options: &Options) -> Result<String> {
    ensure!(!options.sizes.is_empty(), "no size to measure");
    let mut report = Report::new(machine::describe(), options.connections, options.seconds);
    for &size in &options.sizes {
        measure_all(&Register::ready(size)?, |_| true, options, &mut report)?;
    }
    Ok(report.markdown())
}

/// PostgreSQL, the largest register, the requests that have a target.
pub(super) fn postgres(options: &Options) -> Result<String> {
    let size = options.sizes.iter().max().context("no size to measure")?;
    let mut report = Report::new(machine::describe(), options.connections, options.seconds);
    let register = Register::in_postgres(*size)?;
    measure_all(&register, |request| request.target, options, &mut report)?;
    Ok(report.markdown())
}

fn measure_all(
    register: &Register,
    wanted: impl Fn(&Request) -> bool,
    options: &Options,
    report: &mut Report,
) -> Result<()> {
    let wrk = apt::WRK.ensure()?;
    let size = register.size();
    let mut server = Server::start(register)?;
    report.server(size, server.started_in(), server.resident_kib()?);
    for request in REQUESTS.iter().filter(|request| wanted(request)) {
        report.row(size, measure(request, register, &server, options, &wrk)?);
    }
    server.stop();
    Ok(())
}

fn measure(
    request: &Request,
    register: &Register,
    server: &Server,
    options: &Options,
    wrk: &Path,
) -> Result<Row> {
    // Access tokens live for minutes: each row has its own.
    let token = request
        .user
        .map(|user| {
            let token = http::sign_in(server.address(), "organizing", user)?;
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
