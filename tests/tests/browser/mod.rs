//! The page in a real browser, served by the real program.

mod chain;
mod keyboard;
mod life;
mod safety;
mod work;
