//! Fuzzing of the reader on stable Rust: mutates files of the corpus at the level of bytes, archives,
//! XML and records, and reads them. The reader must not panic, hang or exceed its memory, and its
//! result must be consistent.
//!
//! Environment variables: `NMRS_FUZZ_SECONDS` (default 10) and `NMRS_FUZZ_SEED` (default 1). An input
//! that fails is kept below `target/tmp`. Add it to `crates/spreadsheet/corpus` with the fix.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that prints its findings"
)]

mod archive;
mod bytes;
mod invariants;
mod records;
mod rng;
mod xml;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use nmrs_spreadsheet::read_import;

use self::invariants::PeakMemory;
use self::rng::Rng;

/// Mutated inputs kept as seeds because they had a new outcome.
const MAX_POOL: usize = 2_000;
/// Time limit of one input, without optimization and on a busy machine.
const MAX_TIME: Duration = Duration::from_secs(20);

/// The message of the last panic, including those that the reader catches.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

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

/// Reads an input and returns a short name of the outcome.
fn read_and_check(input: &[u8]) -> Result<String, String> {
    let started = Instant::now();
    let outcome = read_import("报送.csv", input);
    if let Some(panic) = PANIC.lock().unwrap().take() {
        return Err(format!("a panic: {panic}"));
    }
    if started.elapsed() > MAX_TIME {
        return Err(format!("{:?} for {} bytes", started.elapsed(), input.len()));
    }
    invariants::check(&outcome)
}

/// Reads an input. If an invariant is broken, keeps the input and fails.
#[track_caller]
fn assert_outcome(origin: &str, input: &[u8]) -> String {
    read_and_check(input).unwrap_or_else(|problem| {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("found");
        fs::write(&kept, input).unwrap();
        panic!("{problem}; from {origin}; kept as {}", kept.display());
    })
}

#[test]
fn mutated_files_never_panic_hang_or_exceed_memory() {
    let default_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // A failed assertion of this test itself.
        if info.location().is_some_and(|at| at.file() == file!()) {
            default_hook(info);
        } else {
            PANIC.lock().unwrap().get_or_insert(info.to_string());
        }
    }));
    let variable = |name: &str, default| {
        std::env::var(name).map_or(default, |value| value.parse::<u64>().unwrap())
    };
    let seconds = Duration::from_secs(variable("NMRS_FUZZ_SECONDS", 10));
    let mut rng = Rng::new(variable("NMRS_FUZZ_SEED", 1));
    let mut pool = corpus();
    let mut seen: HashSet<String> = HashSet::new();
    for (name, input) in &pool {
        seen.insert(assert_outcome(name, input));
    }
    let memory = PeakMemory::start();
    let (started, mut inputs, mut read) = (Instant::now(), 0_u64, 0_u64);
    while started.elapsed() < seconds {
        let (name, from) = &pool[rng.below(pool.len())];
        let other = &pool[rng.below(pool.len())].1;
        let input = mutate(&mut rng, from, other);
        let outcome = assert_outcome(name, &input);
        inputs += 1;
        read += u64::from(outcome.starts_with(char::is_numeric));
        if pool.len() < MAX_POOL && input.len() < 200_000 && seen.insert(outcome) {
            let name = name.split('+').next().unwrap_or_default();
            pool.push((format!("{name}+{inputs}"), input));
        }
    }
    let grown = memory.grown();
    eprintln!(
        "{inputs} inputs in {:?}, {read} of them read, {} outcomes, {} MB above the start at most",
        started.elapsed(),
        seen.len(),
        grown / 1024
    );
    assert!(grown < 150 * 1024, "{grown} kB");
}

/// Mutates an input according to its format, or bytes of it.
fn mutate(rng: &mut Rng, input: &[u8], other: &[u8]) -> Vec<u8> {
    let mut mutated = match rng.below(10) {
        0 => None,
        _ if input.starts_with(b"PK\x03\x04") => archive::mutate(rng, input),
        _ if input.starts_with(b"\xD0\xCF\x11\xE0") => records::mutate(rng, input),
        _ => None,
    };
    if let Some(mutated) = &mut mutated
        && rng.below(8) != 0
    {
        return std::mem::take(mutated);
    }
    let mut bytes = mutated.unwrap_or_else(|| input.to_vec());
    bytes::mutate(rng, &mut bytes, other);
    bytes
}
