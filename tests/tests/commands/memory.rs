//! Memory that a server returns to the system.
#![cfg(target_os = "linux")]

use std::time::Duration;

use nmrs_tests::{Backend, Server, TestApp};

/// Anonymous memory of a server, in KiB.
fn own_memory(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.process_id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon:"));
    let words = line.and_then(|line| line.split_whitespace().nth(1));
    words.unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_memory_of_password_hashes_goes_back_to_the_system() {
    let app = TestApp::new(Backend::Sqlite).await;
    let users = [
        "110108M044",
        "110108M045",
        "110108",
        "110000",
        "GB0000",
        "130000",
    ];
    app.sign_in_all(users).await;
    let before = own_memory(&app.server);
    for _ in 0..3 {
        app.sign_in_all(users).await;
    }
    // A hash needs 19 MiB.
    let most = before + 16 * 1024;
    let mut now = own_memory(&app.server);
    for _ in 0..300 {
        if now <= most {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        now = own_memory(&app.server);
    }
    panic!("{now} KiB half a minute after the sign-ins, {before} KiB before");
}
