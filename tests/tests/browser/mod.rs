//! The page in a real browser, served by the real program.

mod chain;
mod conflict;
mod keyboard;
mod life;
mod list;
mod messages;
mod safety;
mod selection;
mod work;
