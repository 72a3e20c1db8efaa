//! Registers to measure on, filled once.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{cmd::Cmd, paths, stamp, tools::apt::Package};

/// Counts what the answers are checked against.
pub(super) const SQLITE: Package = Package {
    what: "sqlite3 (SQLite's command line)",
    programs: &["sqlite3"],
    apt: &["sqlite3"],
    brew: "sqlite",
};

/// Where the randomness begins.
const SEED: u64 = 2026;
/// What decides how a register looks.
const INPUTS: &[&str] = &[
    "migrations",
    "crates/app/src/demo/fill",
    "crates/app/src/demo/links.rs",
    "crates/app/src/demo/people.rs",
    "crates/store/src/bulk",
    "crates/domain/src/event.rs",
    "crates/domain/src/kind.rs",
    "crates/domain/src/likeness.rs",
    "crates/domain/src/machine/mod.rs",
    "crates/domain/src/search.rs",
];

/// A filled register.
pub(super) struct Register {
    size: u64,
    dir: PathBuf,
    sqlite: PathBuf,
}

impl Register {
    /// The register of a size; filled anew when the schema or the filling has changed.
    pub(super) fn ready(size: u64, sqlite: &Path) -> Result<Self> {
        let dir = paths::at("target/bench").join(size.to_string());
        let register = Self {
            size,
            dir,
            sqlite: sqlite.to_owned(),
        };
        let current = stamp::of(&paths::root(), INPUTS, &[], &format!("{SEED} {size}"))?;
        let kept = register.dir.join("stamp");
        if fs::read_to_string(&kept).is_ok_and(|stamp| stamp == current) {
            return Ok(register);
        }
        if register.dir.exists() {
            fs::remove_dir_all(&register.dir)?;
        }
        fs::create_dir_all(&register.dir)?;
        register
            .nmrs()
            .arg("demo")
            .args(["--accounts", &size.to_string(), "--seed", &SEED.to_string()])
            .stream(&format!("Filling a register with {size} accounts"))?;
        // Last: an interrupted fill is done again.
        fs::write(kept, current)?;
        Ok(register)
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// A file beside the database.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The server's program on this register.
    pub(super) fn nmrs(&self) -> Cmd {
        let database = format!("sqlite://{}", self.file("nmrs.db").display());
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
        let answer = Cmd::new(&self.sqlite)
            .arg("-readonly")
            .arg(self.file("nmrs.db"))
            .arg(sql)
            .read()?;
        answer
            .trim()
            .parse()
            .with_context(|| format!("sqlite3 printed {answer:?}"))
    }
}
