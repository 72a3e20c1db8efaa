//! Parallel requests, several servers, and killed servers.

mod crash;
mod decisions;
mod submissions;
