//! The machine on which the figures were measured.

use std::fs;

use crate::{cmd::Cmd, probe};

/// Processor, cores, memory, system, tools and date, a line each.
pub(super) fn describe() -> Vec<String> {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".into());
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok())
        .map_or_else(
            || "unknown".into(),
            |kib| format!("{} GiB", (kib + 524_288) / 1_048_576),
        );
    let system = field_with("/etc/os-release", "PRETTY_NAME", '=').unwrap_or_default();
    let read = |program: &str, args: &[&str]| {
        Cmd::new(program)
            .args(args)
            .read()
            .map(|text| text.trim().to_owned())
            .unwrap_or_default()
    };
    let kernel = read("uname", &["-sr"]);
    let rust = probe::version("rustc").unwrap_or_default();
    let commit = read("git", &["rev-parse", "--short", "HEAD"]);
    vec![
        format!("{cpu}, {cores} cores shared by server and load generator, {memory}"),
        format!("{}, {kernel}, Rust {rust}", system.trim_matches('"')),
        format!(
            "{}, commit {commit}",
            read("date", &["-u", "+%Y-%m-%d %H:%M UTC"])
        ),
    ]
}

/// Load average of the last minute.
pub(super) fn load() -> String {
    fs::read_to_string("/proc/loadavg")
        .ok()
        .and_then(|text| text.split(' ').next().map(str::to_owned))
        .unwrap_or_else(|| "unknown".into())
}

fn field(file: &str, name: &str) -> Option<String> {
    field_with(file, name, ':')
}

fn field_with(file: &str, name: &str, separator: char) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    text.lines()
        .filter_map(|line| line.split_once(separator))
        .find(|(key, _)| key.trim() == name)
        .map(|(_, value)| value.trim().to_owned())
}
