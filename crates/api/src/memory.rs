//! Gives memory back to the system when it is free.
//!
//! The allocator of glibc keeps a heap for every few threads, and keeps in them what was large once:
//! eighteen sign-ins, whose hashes take 19 MiB each, left 190 MB with the server, a few exports of
//! a million rows as much again. It can be told not to, but only by its environment and before the
//! program starts; so the program starts itself anew, once, in the same process.

/// Heaps in all.
const HEAPS: (&str, &str) = ("MALLOC_ARENA_MAX", "2");
/// From how many bytes on a piece of memory is given back by itself.
const LARGE: (&str, &str) = ("MALLOC_MMAP_THRESHOLD_", "4194304");

/// Starts the program anew where its allocator has not been told; whoever has set one of the
/// variables is left alone. Returns where there is nothing to be done, or where it cannot be.
pub fn settle() {
    let told = [HEAPS, LARGE]
        .iter()
        .any(|(name, _)| std::env::var_os(name).is_some());
    if !told {
        start_anew();
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn start_anew() {
    use std::os::unix::process::CommandExt as _;
    let mut arguments = std::env::args_os();
    let (Ok(program), Some(name)) = (std::env::current_exe(), arguments.next()) else {
        return;
    };
    let error = std::process::Command::new(program)
        .arg0(name)
        .args(arguments)
        .envs([HEAPS, LARGE])
        .exec();
    // The log is not there yet, and the server works all the same.
    eprintln!("nmrs: the allocator keeps its own settings: {error}");
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn start_anew() {}
