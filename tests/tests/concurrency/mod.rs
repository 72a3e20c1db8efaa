//! Many at once, several servers, and servers that die.

mod crash;
mod decisions;
mod submissions;
