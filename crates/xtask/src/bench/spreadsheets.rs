//! Exports and imports, compared with a Python library that is used for the same.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use super::{
    document::{grouped, word},
    http::{self, Sent},
    machine, median,
    register::Register,
    server::Server,
};
use crate::{cmd::Cmd, timing, tools::python};

/// Accounts of the register that is exported: without drafts these are 100,000 rows and some.
const EXPORTED: u64 = 104_000;
/// Columns of the export, of those that there are.
const COLUMNS: usize = 20;
/// Rows of the import.
const IMPORTED: u64 = 10_000;
/// Accounts of the register that is imported into.
const SMALL: u64 = 10_000;
/// Number of runs; the median is reported.
const TIMES: usize = 3;

/// An export takes no more than this part of XlsxWriter's time.
const PART: f64 = 1.0 / 6.0;
/// Limit of private memory above that of the idle server, in KiB.
const EXTRA_KIB: u64 = 64 * 1024;
const CHECK: Duration = Duration::from_millis(1_500);
const COMMIT: Duration = Duration::from_secs(3);

/// Measures both.
pub(super) fn measure() -> Result<String> {
    let mut text = String::new();
    for line in machine::describe() {
        let _ = writeln!(text, "- {line}");
    }
    let _ = writeln!(
        text,
        "- Median of {TIMES}; export on SQLite; load before: {}\n",
        machine::load()
    );
    let python = python::ensure()?;
    export(&python, &mut text)?;
    let _ = writeln!(
        text,
        "| import of {} rows | upload and check | commit (submitted) |\n| --- | ---: | ---: |",
        grouped(IMPORTED)
    );
    let sqlite = import(&python, &Register::fresh(SMALL, "import")?)?;
    let postgres = import(&python, &Register::in_postgres(SMALL)?)?;
    for (database, (checked, committed)) in [("SQLite", sqlite), ("PostgreSQL", postgres)] {
        let _ = writeln!(
            text,
            "| {database} | {:.2} s | {:.2} s |",
            checked.as_secs_f64(),
            committed.as_secs_f64()
        );
    }
    let (checked, committed) = (sqlite.0.max(postgres.0), sqlite.1.max(postgres.1));
    let _ = writeln!(
        text,
        "\n- Target, checked in ≤ 1.5 s: {}; committed in ≤ 3 s: {}.",
        word(checked <= CHECK),
        word(committed <= COMMIT),
    );
    Ok(text)
}

fn export(python: &Path, text: &mut String) -> Result<()> {
    let register = Register::ready(EXPORTED)?;
    let server = Server::start(&register)?;
    let address = server.address();
    let token = http::sign_in(address, "organizing", "GB0000")?;
    let columns = columns(&register)?;
    let call = |format: &str| {
        let body = json!({"filter": {}, "columns": columns, "format": format}).to_string();
        http::send(
            address,
            "/api/v1/accounts/export",
            &token,
            &Sent::json(body),
        )
    };
    let rows = register.file("rows.csv");
    let sheet = register.file("export.xlsx");
    timing::begin("Exporting all accounts");
    let (idle, most, ours) = server.own_kib(|| {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let begun = Instant::now();
            let file = call("xlsx")?;
            times.push(begun.elapsed());
            fs::write(&sheet, file)?;
        }
        Ok(times)
    })?;
    let extra = most.saturating_sub(idle);
    fs::write(&rows, call("csv")?)?;

    timing::begin("The same rows with XlsxWriter");
    let mut theirs = Vec::new();
    for _ in 0..TIMES {
        let printed = Cmd::new(python)
            .arg("tests/python/write_rows.py")
            .args([&rows, &register.file("xlsxwriter.xlsx")])
            .read()?;
        theirs.push(Duration::from_secs_f64(printed.trim().parse()?));
    }
    // Both wrote the same rows before one is called faster.
    let printed = Cmd::new(python)
        .arg("tests/python/same_rows.py")
        .args([&sheet, &register.file("xlsxwriter.xlsx")])
        .read()?;
    let exported: u64 = printed.trim().parse()?;

    let (ours, theirs) = (median(ours), median(theirs));
    let part = ours.as_secs_f64() / theirs.as_secs_f64();
    let _ = writeln!(
        text,
        "| export of {} rows × {COLUMNS} columns to .xlsx | time | extra memory |\n\
         | --- | ---: | ---: |\n\
         | this server, from the request to the last byte, database included | {:.2} s | {} MB |\n\
         | Python XlsxWriter (constant_memory, strings_to_urls off), rows in memory already | {:.2} s | |\n\n\
         - Target, ≤ 1/6 of XlsxWriter's time: 1/{:.1}: {}.\n\
         - Target, ≤ 64 MB of extra memory: {} MB: {}.\n",
        grouped(exported),
        ours.as_secs_f64(),
        extra / 1024,
        theirs.as_secs_f64(),
        1.0 / part,
        word(part <= PART),
        extra / 1024,
        word(extra <= EXTRA_KIB),
    );
    Ok(())
}

/// The first columns that an export offers.
fn columns(register: &Register) -> Result<Vec<String>> {
    let printed = register.nmrs().arg("openapi").read()?;
    let document: serde_json::Value = serde_json::from_str(&printed)?;
    let names = document["components"]["schemas"]["ExportColumn"]["enum"]
        .as_array()
        .context("the document does not name the columns of an export")?;
    ensure!(names.len() >= COLUMNS, "an export has too few columns");
    let names = names.iter().take(COLUMNS).filter_map(|name| name.as_str());
    Ok(names.map(str::to_owned).collect())
}

/// Returns the median times of a check and of a commit.
fn import(python: &Path, register: &Register) -> Result<(Duration, Duration)> {
    let server = Server::start(register)?;
    let address = server.address();
    let unit = register.text("SELECT min(code) FROM reporting_units")?;
    let token = http::sign_in(address, "reporting", &unit)?;
    let (mut checked, mut committed) = (Vec::new(), Vec::new());
    timing::begin(&format!("Importing {} rows", grouped(IMPORTED)));
    for round in 0..TIMES {
        let sheet = register.file("import.xlsx");
        Cmd::new(python)
            .arg("tests/python/make_import.py")
            .args([&IMPORTED.to_string(), &round.to_string()])
            .arg(&sheet)
            .read()?;
        let file = Sent::file("import.xlsx", &fs::read(&sheet)?);
        let begun = Instant::now();
        let import = http::json(&http::send(
            address,
            "/api/v1/accounts/imports",
            &token,
            &file,
        )?)?;
        checked.push(begun.elapsed());
        ensure!(
            import["rows"] == IMPORTED && import["errors"] == 0,
            "the rows were not read well: {import}"
        );
        let path = format!("/api/v1/accounts/imports/{}/commit", import["id"]);
        let body = json!({"mode": "submit", "version": import["version"]}).to_string();
        let begun = Instant::now();
        let answer = http::json(&http::send(address, &path, &token, &Sent::json(body))?)?;
        committed.push(begun.elapsed());
        ensure!(
            answer["accounts"] == IMPORTED,
            "not all were stored: {answer}"
        );
    }
    Ok((median(checked), median(committed)))
}
