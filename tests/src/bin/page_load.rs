//! Opens the sign-in page of a running server, in a new browser each time, and prints the load times:
//! `cargo run -p nmrs-tests --bin page_load -- http://127.0.0.1:8080 5`.
#![expect(
    clippy::expect_used,
    reason = "a tool for developers that cannot go on says why and stops"
)]

use nmrs_tests::browser::Browser;
use serde_json::Value;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let base = arguments.next().expect("the address of the server");
    let times = arguments.next().and_then(|times| times.parse().ok());
    let mut loads = Vec::new();
    for _ in 0..times.unwrap_or(1) {
        let browser = Browser::start(&base).await;
        loads.push(browser.measure_sign_in_load().await);
        browser.quit().await;
    }
    println!("{}", Value::Array(loads));
}
