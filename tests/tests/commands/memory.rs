//! The allocator settings of the server.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::path::Path;

use nmrs_tests::{Backend, Server, TestDb};

/// Returns the allocator variables in the environment of a server.
fn malloc_variables(server: &Server) -> Vec<String> {
    let environment = Path::new("/proc").join(server.process_id().to_string());
    let environment = std::fs::read_to_string(environment.join("environ")).unwrap();
    let variables = environment.split('\0').filter(|v| v.starts_with("MALLOC_"));
    let mut malloc_variables: Vec<String> = variables.map(str::to_owned).collect();
    malloc_variables.sort();
    malloc_variables
}

#[tokio::test]
async fn allocator_settings_are_applied_unless_the_operator_sets_them() {
    let db = TestDb::empty(Backend::Sqlite).await;
    let server = Server::start(&db);
    let cores = std::thread::available_parallelism().unwrap();
    assert_eq!(
        malloc_variables(&server),
        [
            format!("MALLOC_ARENA_MAX={cores}"),
            "MALLOC_MMAP_THRESHOLD_=4194304".to_owned()
        ]
    );
    let server = Server::start_with(&db, &[("MALLOC_ARENA_MAX", "8")]);
    assert_eq!(malloc_variables(&server), ["MALLOC_ARENA_MAX=8"]);
}
