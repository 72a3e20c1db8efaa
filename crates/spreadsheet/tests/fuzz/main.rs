//! Fuzzing of the reader on stable Rust: files of the corpus are changed at random, in ways that
//! know archives, XML and records, and read. Nothing may panic, hang or take memory, and what was
//! read must hold together.
//!
//! `NMRS_FUZZ_SECONDS` (10) says for how long, `NMRS_FUZZ_SEED` (1) where it begins. An input that
//! fails is kept below `target/tmp`; it belongs into `crates/spreadsheet/corpus` once it is mended.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that says what it did"
)]

mod archive;
mod bytes;
mod check;
mod records;
mod rng;
mod xml;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use nmrs_spreadsheet::read_import;

use self::check::Memory;
use self::rng::Rng;

/// Most inputs that are kept because something new came out of them.
const MAX_POOL: usize = 2_000;
/// Longest that one input may take, on a machine with much else to do and without optimisation.
const MAX_TIME: Duration = Duration::from_secs(20);

/// The message of a panic, also of one that the reader caught.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// The committed files.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["corpus", "tests/fixtures"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|e| e != "md") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push((name, fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(files.len() > 8, "the corpus is not where it should be");
    files
}

/// Reads an input and looks at what comes out; a short name of it.
fn try_one(input: &[u8]) -> Result<String, String> {
    let begun = Instant::now();
    let outcome = read_import("报送.csv", input);
    if let Some(panic) = PANIC.lock().unwrap().take() {
        return Err(format!("a panic: {panic}"));
    }
    if begun.elapsed() > MAX_TIME {
        return Err(format!("{:?} for {} bytes", begun.elapsed(), input.len()));
    }
    check::outcome(&outcome)
}

/// Reads an input; keeps it and fails if something is wrong.
#[track_caller]
fn must_hold(origin: &str, input: &[u8]) -> String {
    try_one(input).unwrap_or_else(|wrong| {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("found");
        fs::write(&kept, input).unwrap();
        panic!("{wrong}; from {origin}; kept as {}", kept.display());
    })
}

#[test]
fn changed_files_never_panic_hang_or_take_memory() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // This test's own word that something is wrong shall be read.
        if info.location().is_some_and(|at| at.file() == file!()) {
            usual(info);
        } else {
            PANIC.lock().unwrap().get_or_insert(info.to_string());
        }
    }));
    let set = |name: &str, default| {
        std::env::var(name).map_or(default, |value| value.parse::<u64>().unwrap())
    };
    let seconds = Duration::from_secs(set("NMRS_FUZZ_SECONDS", 10));
    let mut rng = Rng::new(set("NMRS_FUZZ_SEED", 1));
    let mut pool = corpus();
    let mut seen: HashSet<String> = HashSet::new();
    for (name, input) in &pool {
        seen.insert(must_hold(name, input));
    }
    let memory = Memory::now();
    let (begun, mut inputs, mut read) = (Instant::now(), 0_u64, 0_u64);
    while begun.elapsed() < seconds {
        let (name, from) = &pool[rng.below(pool.len())];
        let other = &pool[rng.below(pool.len())].1;
        let input = change(&mut rng, from, other);
        let outcome = must_hold(name, &input);
        inputs += 1;
        read += u64::from(outcome.starts_with(char::is_numeric));
        if pool.len() < MAX_POOL && input.len() < 200_000 && seen.insert(outcome) {
            let name = name.split('+').next().unwrap_or_default();
            pool.push((format!("{name}+{inputs}"), input));
        }
    }
    let grown = memory.grown();
    eprintln!(
        "{inputs} inputs in {:?}, {read} of them read, {} outcomes, {} MB at most above the beginning",
        begun.elapsed(),
        seen.len(),
        grown / 1024
    );
    assert!(grown < 150 * 1024, "{grown} kB");
}

/// Changes an input in a way that fits it, or any way.
fn change(rng: &mut Rng, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut changed = match rng.below(10) {
        0 => None,
        _ if input.starts_with(b"PK\x03\x04") => archive::change(rng, input),
        _ if input.starts_with(b"\xD0\xCF\x11\xE0") => records::change(rng, input),
        _ => None,
    };
    if let Some(changed) = &mut changed
        && rng.below(8) != 0
    {
        return std::mem::take(changed);
    }
    let mut bytes = changed.unwrap_or_else(|| input.to_vec());
    bytes::change(rng, &mut bytes, other);
    bytes
}
