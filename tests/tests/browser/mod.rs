//! The page in a real browser, served by the real program.

mod addresses;
mod calendar;
mod chain;
mod conflict;
mod duplicates;
mod exports;
mod imports;
mod imports_by_keys;
mod imports_refused;
mod imports_unsaved;
mod imports_upload;
mod keyboard;
mod life;
mod list;
mod log;
mod messages;
mod safety;
mod selection;
mod work;
