//! A private PostgreSQL cluster in a temporary folder, for the tests.
//!
//! It listens on loopback with a random password, and is stopped and removed when the value is
//! dropped: at the end, on failure and on Ctrl-C.

use std::{
    env, fs,
    io::{Read as _, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _, chown},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use duct::Handle;

use crate::{
    cmd::{self, Cmd},
    interrupt, probe,
};

const USER: &str = "nmrs";
const PREFIX: &str = "nmrs-pg-";
const START_LIMIT: Duration = Duration::from_mins(1);
/// Nothing here needs to survive a crash of the machine, and tests wait for every commit.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=300",
    "shared_buffers=128MB",
    "listen_addresses=127.0.0.1",
    "logging_collector=off",
    "log_min_messages=warning",
];

/// A running cluster.
pub(crate) struct Cluster {
    dir: PathBuf,
    server: Handle,
    url: String,
}

impl Cluster {
    /// Creates and starts a cluster for tests with the programs in `bin`.
    pub(crate) fn start(bin: &Path) -> Result<Self> {
        Self::start_with(bin, &[])
    }

    /// The same with further settings, which come last.
    pub(crate) fn start_with(bin: &Path, settings: &[&str]) -> Result<Self> {
        remove_abandoned(&env::temp_dir());
        let dir = env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        if dir.exists() {
            fs::remove_dir_all(&dir)?;
        }
        fs::create_dir(&dir)?;
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o700))?;
        let started = Self::create(bin, &dir, settings);
        if started.is_err() {
            // Not a cluster yet: nothing to stop.
            let _ = fs::remove_dir_all(&dir);
        }
        started
    }

    fn create(bin: &Path, dir: &Path, settings: &[&str]) -> Result<Self> {
        let owner = Owner::detect()?;
        let password = random_password()?;
        let password_file = dir.join("password");
        fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&password_file)?
            .write_all(password.as_bytes())?;
        owner.give(&password_file)?;
        owner.give(dir)?;
        Cmd::new(bin.join("initdb"))
            .dir(dir)
            .owner(owner.0)
            .args([
                "--username",
                USER,
                "--auth",
                "password",
                "--encoding",
                "UTF8",
                "--locale",
                "C",
            ])
            .arg("--no-sync")
            .args(["--pwfile".as_ref(), password_file.as_os_str()])
            .args(["--pgdata".as_ref(), dir.join("data").as_os_str()])
            .quiet("Creating a private PostgreSQL cluster")?;

        // Another process may take the free port before PostgreSQL does.
        let mut failure = None;
        for _ in 0..3 {
            let port = free_port()?;
            let server = launch(bin, dir, &owner, port, settings)?;
            match wait_until_ready(&server, port, &dir.join("log")) {
                Ok(()) => {
                    let url = format!("postgres://{USER}:{password}@127.0.0.1:{port}/postgres");
                    return Ok(Self {
                        dir: dir.to_path_buf(),
                        server,
                        url,
                    });
                }
                Err(error) => failure = Some(error),
            }
            cmd::end(&server);
            interrupt::check()?;
        }
        Err(failure.unwrap_or_else(|| anyhow::anyhow!("PostgreSQL did not start")))
    }

    /// URL at which tests connect as a superuser to create their databases.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for connections to end.
        kill("-INT", self.server.pids()[0]);
        let _ = self.server.wait_timeout(Duration::from_secs(10));
        cmd::end(&self.server);
        if let Err(error) = fs::remove_dir_all(&self.dir) {
            eprintln!("  {} could not be removed: {error}", self.dir.display());
        }
    }
}

/// The user that PostgreSQL runs as: it refuses to run as root.
struct Owner(Option<(u32, u32)>);

impl Owner {
    fn detect() -> Result<Self> {
        if !probe::root() {
            return Ok(Self(None));
        }
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| Some((probe::user_id(Some(name))?, probe::group_id(name)?)))
            .map(|ids| Self(Some(ids)))
            .context("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`")
    }

    fn give(&self, path: &Path) -> Result<()> {
        if let Some((user, group)) = self.0 {
            chown(path, Some(user), Some(group))?;
        }
        Ok(())
    }
}

fn launch(bin: &Path, dir: &Path, owner: &Owner, port: u16, more: &[&str]) -> Result<Handle> {
    let settings = SETTINGS
        .iter()
        .chain(more)
        .flat_map(|setting| ["-c", setting]);
    Cmd::new(bin.join("postgres"))
        .dir(dir)
        .owner(owner.0)
        .args(["-D".as_ref(), dir.join("data").as_os_str()])
        .args(["-k".as_ref(), dir.as_os_str()])
        .args(["-p", &port.to_string()])
        .args(settings)
        .spawn(fs::File::create(dir.join("log"))?)
}

fn wait_until_ready(server: &Handle, port: u16, log: &Path) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < START_LIMIT {
        interrupt::check()?;
        if let Some(output) = server.try_wait()? {
            bail!(
                "PostgreSQL ended ({}):\n{}",
                output.status,
                fs::read_to_string(log).unwrap_or_default().trim_end()
            );
        }
        if answers(port) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("PostgreSQL does not answer")
}

/// Returns true if PostgreSQL asks for a password after the start-up packet. While it is starting,
/// it accepts connections but answers that packet with an error.
fn answers(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(&startup_packet())?;
        let mut kind = [0];
        stream.read_exact(&mut kind)?;
        Ok(kind == *b"R")
    };
    ask().unwrap_or(false)
}

/// The first message of PostgreSQL's protocol 3.0.
fn startup_packet() -> Vec<u8> {
    let body = format!("user\0{USER}\0database\0postgres\0\0");
    let length = u32::try_from(body.len() + 8).unwrap_or(u32::MAX);
    [
        &length.to_be_bytes()[..],
        &196_608_u32.to_be_bytes()[..],
        body.as_bytes(),
    ]
    .concat()
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

fn random_password() -> Result<String> {
    let mut bytes = [0; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)))
}

fn kill(signal: &str, process: u32) {
    // A process that has ended needs no signal.
    let _ = Cmd::new("kill").args([signal, &process.to_string()]).read();
}

/// Stops and removes clusters whose run was killed before it could do so.
fn remove_abandoned(temp: &Path) {
    let Ok(entries) = fs::read_dir(temp) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(run) = name
            .strip_prefix(PREFIX)
            .and_then(|pid| pid.parse::<u32>().ok())
        else {
            continue;
        };
        if alive(run) {
            continue;
        }
        let pid_file = entry.path().join("data/postmaster.pid");
        let server = fs::read_to_string(pid_file)
            .ok()
            .and_then(|text| postmaster(&text));
        if let Some(server) = server.filter(|server| alive(*server)) {
            kill("-INT", server);
            thread::sleep(Duration::from_secs(1));
        }
        // Somebody else's folder stays.
        let _ = fs::remove_dir_all(entry.path());
    }
}

fn alive(process: u32) -> bool {
    Cmd::new("kill")
        .args(["-0", &process.to_string()])
        .read()
        .is_ok()
}

fn postmaster(pid_file: &str) -> Option<u32> {
    pid_file.lines().next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let Some(bin) = crate::tools::postgres::find() else {
            eprintln!("PostgreSQL is not installed: not tested");
            return;
        };
        let cluster = Cluster::start(&bin).unwrap();
        let (dir, server) = (cluster.dir.clone(), cluster.server.pids()[0]);
        let select = Cmd::new(bin.join("psql")).args([cluster.url(), "-Atc", "SELECT 6 * 7"]);
        assert_eq!(select.read().unwrap(), "42\n");
        let wrong = cluster.url().replace("nmrs:", "nmrs:x");
        assert!(
            Cmd::new(bin.join("psql"))
                .args([&wrong, "-c", "SELECT 1"])
                .read()
                .is_err()
        );
        drop(cluster);
        assert!(!dir.exists());
        assert!(!alive(server));
    }

    #[test]
    fn the_startup_packet_has_length_and_protocol() {
        let packet = startup_packet();
        assert_eq!(
            packet[..4],
            u32::try_from(packet.len()).unwrap().to_be_bytes()
        );
        assert_eq!(packet[4..8], [0, 3, 0, 0]);
        assert!(packet.ends_with(b"postgres\0\0"));
    }

    #[test]
    fn passwords_are_long_and_differ() {
        let (first, second) = (random_password().unwrap(), random_password().unwrap());
        assert_eq!(first.len(), 32);
        assert_ne!(first, second);
    }

    #[test]
    fn an_abandoned_folder_is_removed_and_a_used_one_stays() {
        let temp = env::temp_dir().join(format!("nmrs-xtask-pg-{}", std::process::id()));
        // No process has this id: the largest that Linux and macOS give is far below.
        let abandoned = temp.join(format!("{PREFIX}4000000000"));
        let used = temp.join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir_all(&abandoned).unwrap();
        fs::create_dir_all(&used).unwrap();
        remove_abandoned(&temp);
        assert!(!abandoned.exists());
        assert!(used.exists());
        fs::remove_dir_all(&temp).unwrap();
    }

    #[test]
    fn the_server_is_named_in_the_first_line_of_its_pid_file() {
        assert_eq!(postmaster("4711\n/tmp/x/data\n"), Some(4711));
        assert_eq!(postmaster(""), None);
    }
}
