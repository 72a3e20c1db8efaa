//! Registers to measure on, filled once.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::{
    cmd::Cmd,
    input_hash, paths,
    pg_cluster::Cluster,
    tools::{apt::Package, postgres},
};

/// Counts what the answers are checked against.
pub(super) const SQLITE: Package = Package {
    what: "sqlite3 (SQLite's command line)",
    programs: &["sqlite3"],
    apt: &["sqlite3"],
    brew: "sqlite",
};

/// Where the randomness begins.
const SEED: u64 = 2026;
/// Files that decide how a register is filled.
const INPUTS: &[&str] = &[
    "migrations",
    "crates/demo/src/fill",
    "crates/demo/src/links.rs",
    "crates/demo/src/people.rs",
    "crates/store/src/bulk",
    "crates/domain/src/event.rs",
    "crates/domain/src/kind.rs",
    "crates/domain/src/likeness.rs",
    "crates/domain/src/machine/mod.rs",
    "crates/domain/src/search.rs",
];

/// Shared buffers of PostgreSQL: a quarter of a small server, as its manual
/// recommends. Its default of 128 MB is meant to run everywhere.
const CACHE: &str = "shared_buffers=1GB";

/// A filled register.
pub(super) struct Register {
    size: u64,
    dir: PathBuf,
    database: Database,
}

/// The database that holds the register.
enum Database {
    /// A file in its folder, kept for the next run.
    Sqlite,
    /// A private cluster, stopped when the register is dropped.
    Postgres {
        cluster: Box<Cluster>,
        psql: PathBuf,
    },
}

impl Register {
    /// The register of a size in a file; filled again when the schema or the demo data have changed.
    pub(super) fn ready(size: u64) -> Result<Self> {
        let register = Self {
            size,
            dir: paths::at("target/bench").join(size.to_string()),
            database: Database::Sqlite,
        };
        let current = input_hash::of(&paths::root(), INPUTS, &[], &format!("{SEED} {size}"))?;
        let kept = register.dir.join("input-hash");
        if fs::read_to_string(&kept).is_ok_and(|hash| hash == current) {
            return Ok(register);
        }
        register.fill()?;
        // Last: an interrupted fill is done again.
        fs::write(kept, current)?;
        Ok(register)
    }

    /// The same in a private PostgreSQL cluster.
    pub(super) fn in_postgres(size: u64) -> Result<Self> {
        let bin = postgres::ensure()?;
        let register = Self {
            size,
            dir: paths::at("target/bench/postgres"),
            database: Database::Postgres {
                cluster: Box::new(Cluster::start_with(&bin, &[CACHE])?),
                psql: bin.join("psql"),
            },
        };
        register.fill()?;
        // What autovacuum does in time in a register that grows slowly.
        register.query("VACUUM ANALYZE")?;
        Ok(register)
    }

    /// A register of a size in a file that may be changed: filled each time.
    pub(super) fn fresh(size: u64, name: &str) -> Result<Self> {
        let register = Self {
            size,
            dir: paths::at("target/bench").join(name),
            database: Database::Sqlite,
        };
        register.fill()?;
        Ok(register)
    }

    fn fill(&self) -> Result<()> {
        if self.dir.exists() {
            fs::remove_dir_all(&self.dir)?;
        }
        fs::create_dir_all(&self.dir)?;
        let (size, seed) = (self.size.to_string(), SEED.to_string());
        self.nmrs()
            .arg("demo")
            .args(["--accounts", &size, "--seed", &seed])
            .stream(&format!("Filling a register with {size} accounts"))
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// A file in the folder of the database.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The server's program on this register.
    pub(super) fn nmrs(&self) -> Cmd {
        let database = match &self.database {
            Database::Sqlite => format!("sqlite://{}", self.file("nmrs.db").display()),
            Database::Postgres { cluster, .. } => cluster.url().to_owned(),
        };
        Cmd::new(paths::nmrs(true))
            .env("NMRS_DATABASE_URL", database)
            .env("NMRS_SECRET_FILE", self.file("secret.key"))
            .env("NMRS_STATIC_DIR", paths::at("dist"))
            .env_remove("NMRS_WORKERS")
            .env_remove("NMRS_DATABASE_CONNECTIONS")
            .env_remove("RUST_LOG")
    }

    /// The one number that a query answers.
    pub(super) fn count(&self, sql: &str) -> Result<u64> {
        let answer = self.query(sql)?;
        answer
            .trim()
            .parse()
            .with_context(|| format!("the database's own program printed {answer:?}"))
    }

    /// The one text that a query answers.
    pub(super) fn text(&self, sql: &str) -> Result<String> {
        Ok(self.query(sql)?.trim().to_owned())
    }

    /// Returns what the database's own program prints.
    fn query(&self, sql: &str) -> Result<String> {
        match &self.database {
            Database::Sqlite => Cmd::new(SQLITE.ensure()?)
                .arg("-readonly")
                .arg(self.file("nmrs.db"))
                .arg(sql)
                .read(),
            Database::Postgres { cluster, psql } => {
                Cmd::new(psql).args([cluster.url(), "-Atqc", sql]).read()
            }
        }
    }
}
