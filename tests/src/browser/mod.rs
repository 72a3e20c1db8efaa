//! A real browser: headless Chromium, driven through ChromeDriver.

mod driver;
pub mod elements;
mod files;
mod input_method;
mod navigation;
mod page_load;
mod pages;
mod print;
mod session;

pub use print::PrintedPage;
pub use session::Browser;
