//! The page in a real browser, served by the real program.

mod chain;
mod conflict;
mod duplicates;
mod keyboard;
mod life;
mod list;
mod log;
mod messages;
mod safety;
mod selection;
mod work;
