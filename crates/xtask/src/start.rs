//! `cargo xtask start`: from a checkout to a running system.

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use clap::Args;

use crate::{cmd::Cmd, paths, spa};

/// Options of `cargo xtask start`.
#[derive(Args)]
pub(crate) struct Options {
    /// The port of the page and the API on 127.0.0.1.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

const DATABASE: &str = "data/nmrs.db";
/// The demo database is created here, so that an interrupted first run leaves none in its place.
const FIRST_RUN: &str = "data/.first-run";

/// Builds, fills an empty data folder with demo data, and becomes the server.
pub(crate) fn run(options: &Options) -> Result<()> {
    // Checked before minutes of building.
    TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).with_context(|| {
        format!(
            "port {} cannot be used; choose another one with --port",
            options.port
        )
    })?;
    spa::ensure_release()?;
    Cmd::cargo()
        .args([
            "build",
            "--release",
            "--locked",
            "--package",
            "nmrs-api",
            "--bin",
            "nmrs",
        ])
        .stream("Building the server (release)")?;
    fs::create_dir_all(paths::at("data"))?;
    let own_database = env::var_os("NMRS_DATABASE_URL").is_none();
    if own_database && !paths::at(DATABASE).exists() {
        first_run()?;
    }
    eprintln!("{}", welcome(options.port, own_database));
    server(DATABASE)
        .arg("serve")
        .env("NMRS_LISTEN", format!("127.0.0.1:{}", options.port))
        .exec()
}

/// The release build of the server with default settings.
///
/// A variable that is set already wins, so that `start` can use another database.
fn server(database: &str) -> Cmd {
    let defaults = [
        ("NMRS_DATABASE_URL", format!("sqlite://{database}")),
        ("NMRS_STATIC_DIR", "dist".to_owned()),
        ("NMRS_SECRET_FILE", "data/secret.key".to_owned()),
    ];
    defaults
        .into_iter()
        .filter(|(name, _)| env::var_os(name).is_none())
        .fold(Cmd::new(paths::nmrs(true)), |cmd, (name, value)| {
            cmd.env(name, value)
        })
}

fn first_run() -> Result<()> {
    let folder = paths::at(FIRST_RUN);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    server(&format!("{FIRST_RUN}/nmrs.db"))
        .arg("demo")
        .stream("Creating the demo data (first run only)")?;
    adopt(&folder, &paths::at("data"))
}

/// Moves everything from one folder to another, the database file itself last.
fn adopt(from: &Path, to: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = fs::read_dir(from)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort_by_key(|path| path.extension().is_some_and(|extension| extension == "db"));
    for file in files {
        let name = file.file_name().context("a file without a name")?;
        fs::rename(&file, to.join(name))?;
    }
    fs::remove_dir(from)?;
    Ok(())
}

fn welcome(port: u16, demo: bool) -> String {
    let mut text = format!(
        "\n  Page      http://127.0.0.1:{port}/\n  \
           API       http://127.0.0.1:{port}/swagger-ui/\n"
    );
    if demo {
        text += "  Password  Nmrs-demo-2026 (of every demo user below)\n\n  \
                 组织单位  GB0000 国办 · 110000 北京市 · 110108 海淀区 · 130000 河北省 · 130100 石家庄市\n            \
                 130102 长安区 · bm2900 国家税务总局 · bm2904 国家税务总局山西省税务局\n  \
                 填报单位  110000M001 北京市公安局 · 110108M044 海淀区上庄镇人民政府\n            \
                 130100M024 石家庄市体育局 · 130102M001 长安区教育局\n            \
                 bm2904M001 国家税务总局太原市税务局\n";
    }
    text + "\n  Ctrl-C stops the server. Delete the folder data/ to begin again with new demo data.\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_appears_last_and_with_its_companions() {
        let root = env::temp_dir().join(format!("nmrs-xtask-start-{}", std::process::id()));
        let from = root.join("data/.first-run");
        fs::create_dir_all(&from).unwrap();
        for name in ["nmrs.db", "nmrs.db-wal", "nmrs.db-shm"] {
            fs::write(from.join(name), name).unwrap();
        }
        adopt(&from, &root.join("data")).unwrap();
        for name in ["nmrs.db", "nmrs.db-wal", "nmrs.db-shm"] {
            assert_eq!(
                fs::read_to_string(root.join("data").join(name)).unwrap(),
                name
            );
        }
        assert!(!from.exists());
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn demo_users_are_shown_only_with_the_demo_database() {
        assert!(welcome(8080, true).contains("110108M044"));
        assert!(!welcome(8080, false).contains("Nmrs-demo-2026"));
        assert!(welcome(9000, true).contains("http://127.0.0.1:9000/"));
    }
}
