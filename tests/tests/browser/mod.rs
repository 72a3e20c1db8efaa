//! The page in a real browser, served by the real program.

mod chain;
mod safety;
mod work;
