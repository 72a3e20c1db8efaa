use super::cluster;

/// The kind of database that a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// A database of the cluster at `NMRS_TEST_POSTGRES_URL`.
    Postgres,
}

impl Backend {
    /// Returns true if its tests are to be skipped: no cluster was given. In continuous integration
    /// (`CI` is set) a missing cluster is a failure.
    pub fn is_missing(self) -> bool {
        let missing = self == Self::Postgres && std::env::var_os(cluster::VARIABLE).is_none();
        if missing {
            assert!(
                std::env::var_os("CI").is_none(),
                "{} is not set: `cargo xtask test e2e` starts a cluster",
                cluster::VARIABLE
            );
            eprintln!("skipped: {} is not set", cluster::VARIABLE);
        }
        missing
    }
}
