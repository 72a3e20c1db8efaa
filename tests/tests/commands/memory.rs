//! What the program tells its allocator.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::path::Path;

use nmrs_tests::{Backend, Server, TestDb};

/// The variables for the allocator with which a server runs.
fn told(server: &Server) -> Vec<String> {
    let environment = Path::new("/proc").join(server.process().to_string());
    let environment = std::fs::read_to_string(environment.join("environ")).unwrap();
    let variables = environment.split('\0').filter(|v| v.starts_with("MALLOC_"));
    let mut told: Vec<String> = variables.map(str::to_owned).collect();
    told.sort();
    told
}

#[tokio::test]
async fn a_server_gives_memory_back_unless_its_operator_says_otherwise() {
    let db = TestDb::empty(Backend::Sqlite).await;
    let server = Server::start(&db);
    let cores = std::thread::available_parallelism().unwrap();
    assert_eq!(
        told(&server),
        [
            format!("MALLOC_ARENA_MAX={cores}"),
            "MALLOC_MMAP_THRESHOLD_=4194304".to_owned()
        ]
    );
    let server = Server::start_with(&db, &[("MALLOC_ARENA_MAX", "8")]);
    assert_eq!(told(&server), ["MALLOC_ARENA_MAX=8"]);
}
