//! Gives memory back to the system when it is free.
//!
//! The allocator of glibc keeps a heap for every few threads, and keeps in them what was large once:
//! eighteen sign-ins, whose hashes take 19 MiB each, left 190 MB with the server, a few exports of
//! a million rows as much again. It can be told not to, but only by its environment and before the
//! program starts; so the program starts itself anew, once, in the same process.

/// Heaps in all: one for each thread that can run at a time is enough.
const HEAPS: &str = "MALLOC_ARENA_MAX";
/// From how many bytes on a piece of memory is given back by itself.
const LARGE: &str = "MALLOC_MMAP_THRESHOLD_";

/// Starts the program anew where its allocator has not been told; whoever has set one of the
/// variables is left alone. Returns where there is nothing to be done, or where it cannot be.
pub fn settle() {
    let told = [HEAPS, LARGE]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    if !told {
        start_anew();
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn start_anew() {
    use std::num::NonZero;
    use std::os::unix::process::CommandExt as _;

    let mut arguments = std::env::args_os();
    let (Ok(program), Some(name)) = (std::env::current_exe(), arguments.next()) else {
        return;
    };
    let cores = std::thread::available_parallelism().map_or(2, NonZero::get);
    let error = std::process::Command::new(program)
        .arg0(name)
        .args(arguments)
        .env(HEAPS, cores.to_string())
        .env(LARGE, (4 * 1024 * 1024).to_string())
        .exec();
    // The log is not there yet, and the server works all the same.
    eprintln!("nmrs: the allocator keeps its own settings: {error}");
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn start_anew() {}
