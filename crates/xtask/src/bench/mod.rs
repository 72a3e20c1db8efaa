//! `cargo xtask bench`: the measurements that the project is held to, in one run on one machine.
//!
//! Each size has a register under `target/bench`, filled once and used again while
//! seed, size and schema stay the same.

mod document;
mod http;
mod lists;
mod machine;
mod page;
mod register;
mod report;
mod requests;
mod server;
mod spreadsheets;
mod wrk;

use std::time::Duration;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cmd::Cmd;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub(crate) struct Options {
    /// Only these parts; all of them when none is named.
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Accounts of each register; PostgreSQL is measured with the largest.
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

/// A part of the measurements, recorded between its own markers in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Lists and searches on SQLite.
    Sqlite,
    /// Lists and searches on PostgreSQL.
    Postgres,
    /// Exports and imports.
    Spreadsheets,
    /// Files and time that a browser needs before a user can sign in.
    Page,
}

impl Part {
    /// The name on the command line and in the document.
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// Measures; the results as they are printed and recorded.
    fn measure(self, options: &Options) -> Result<String> {
        match self {
            Self::Sqlite => lists::sqlite(options),
            Self::Postgres => lists::postgres(options),
            Self::Spreadsheets => spreadsheets::measure(),
            Self::Page => page::measure(),
        }
    }
}

/// Builds, fills, measures, prints, and records when asked to.
pub(crate) fn run(options: &Options) -> Result<()> {
    if !options.skip_build {
        Cmd::cargo()
            .args(["build", "--release", "--locked"])
            .args(["--package", "nmrs-api", "--bin", "nmrs"])
            .stream("Building the server (release)")?;
    }
    let parts = if options.parts.is_empty() {
        Part::value_variants()
    } else {
        &options.parts
    };
    for part in parts {
        let results = part.measure(options)?;
        println!("\n{results}");
        if options.record {
            document::record(&part.name(), &results)?;
        }
    }
    Ok(())
}

/// The one in the middle; at least one is needed.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        let times = [9, 1, 2].map(Duration::from_secs).to_vec();
        assert_eq!(median(times), Duration::from_secs(2));
    }
}
