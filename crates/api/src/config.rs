//! Configuration, from the environment or the command line.

use std::fs;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use rand::TryRngCore as _;
use rand::rngs::OsRng;

use crate::error::CommandError;

/// The database.
#[derive(Debug, Clone, Args)]
pub struct DatabaseConfig {
    /// `sqlite://data/nmrs.db`, or `postgres://user:password@host/name`.
    #[arg(
        long,
        env = "NMRS_DATABASE_URL",
        default_value = "sqlite://data/nmrs.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Connections for reading (SQLite), or all connections (PostgreSQL).
    #[arg(long, env = "NMRS_DATABASE_CONNECTIONS", default_value_t = 8)]
    pub database_connections: u32,
}

/// The server.
#[derive(Debug, Clone, Args)]
pub struct ServeConfig {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseConfig,
    /// The secret of access tokens.
    #[command(flatten)]
    pub secret: SecretConfig,
    /// Address and port; port 0 is a free one.
    #[arg(long, env = "NMRS_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Folder of the built page.
    #[arg(long, env = "NMRS_STATIC_DIR", default_value = "dist")]
    pub static_dir: PathBuf,
    /// Threads that serve requests; default: one a core.
    #[arg(long, env = "NMRS_WORKERS")]
    pub workers: Option<usize>,
    /// Believe `Forwarded` and `X-Forwarded-For`: only behind a proxy that sets them itself.
    #[arg(long, env = "NMRS_TRUST_FORWARDED", default_value_t = false)]
    pub trust_forwarded: bool,
    /// Time limits of requests.
    #[command(flatten)]
    pub limits: LimitConfig,
}

/// Time limits, in seconds.
#[derive(Debug, Clone, Args)]
pub struct LimitConfig {
    /// Seconds for a request, without the body of an upload. Longer than the waits for a connection
    /// (15) and for a write lock together, so that those are answered first.
    #[arg(long, env = "NMRS_REQUEST_SECONDS", default_value_t = 25, value_parser = seconds())]
    pub request_seconds: u64,
    /// Seconds for an uploaded file; the default is 10 MB at 150 kbit/s.
    #[arg(long, env = "NMRS_UPLOAD_SECONDS", default_value_t = 600, value_parser = seconds())]
    pub upload_seconds: u64,
    /// Seconds without a byte after which an upload is given up.
    #[arg(long, env = "NMRS_UPLOAD_SILENCE_SECONDS", default_value_t = 30, value_parser = seconds())]
    pub upload_silence_seconds: u64,
}

/// Time limits of a request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TimeLimits {
    /// From the head of the request to the head of the answer, without the body of an upload.
    pub(crate) request: Duration,
    /// The body of an upload.
    pub(crate) upload: Duration,
    /// Between two chunks of an upload.
    pub(crate) upload_silence: Duration,
}

/// True if the server believes the headers of a proxy.
pub(crate) struct TrustForwarded(pub(crate) bool);

/// True if cookies are sent over HTTPS only.
pub(crate) struct SecureCookies(pub(crate) bool);

fn seconds() -> clap::builder::RangedU64ValueParser<u64> {
    clap::value_parser!(u64).range(1..=86_400)
}

impl LimitConfig {
    pub(crate) fn time_limits(&self) -> TimeLimits {
        let Self {
            request_seconds,
            upload_seconds,
            upload_silence_seconds,
        } = *self;
        TimeLimits {
            request: Duration::from_secs(request_seconds),
            upload: Duration::from_secs(upload_seconds),
            upload_silence: Duration::from_secs(upload_silence_seconds),
        }
    }
}

impl ServeConfig {
    /// Returns true if cookies are sent over HTTPS only: unless the server listens on loopback without
    /// a trusted proxy, it is behind a proxy with HTTPS.
    pub fn secure_cookies(&self) -> bool {
        !self.listen.ip().is_loopback() || self.trust_forwarded
    }
}

/// The secret of access tokens.
#[derive(Debug, Clone, Args)]
pub struct SecretConfig {
    /// File with the secret, created at the first start. All servers of a register share it.
    #[arg(long, env = "NMRS_SECRET_FILE", default_value = "data/secret.key")]
    pub secret_file: PathBuf,
}

/// Bytes of a generated secret. A given secret has at least 32.
const SECRET_BYTES: usize = 48;

impl SecretConfig {
    /// Reads the secret, or creates one that only this user can read.
    ///
    /// # Errors
    /// If the file cannot be read or created, or its content is too short.
    pub fn load(&self) -> Result<Vec<u8>, CommandError> {
        let path = &self.secret_file;
        let at = |error: std::io::Error| CommandError::File(path.clone(), error);
        match fs::read(path) {
            Ok(secret) if secret.trim_ascii().len() >= 32 => Ok(secret.trim_ascii().to_vec()),
            Ok(_) => Err(CommandError::ShortSecret(path.clone())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
                    fs::create_dir_all(folder).map_err(at)?;
                }
                self.make()
            }
            Err(error) => Err(at(error)),
        }
    }

    fn make(&self) -> Result<Vec<u8>, CommandError> {
        use base64::Engine as _;
        let path = &self.secret_file;
        let at = |error: std::io::Error| CommandError::File(path.clone(), error);
        let mut bytes = [0u8; SECRET_BYTES];
        OsRng
            .try_fill_bytes(&mut bytes)
            .map_err(|_| CommandError::Randomness)?;
        let text = base64::engine::general_purpose::STANDARD.encode(bytes);
        // Written aside and linked into place: of two servers that start at once, both use the
        // file of the first, and nobody reads half a file.
        let aside = path.with_extension(format!("{}.tmp", std::process::id()));
        private_file(&aside)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(at)?;
        let linked = fs::hard_link(&aside, path);
        fs::remove_file(&aside).map_err(at)?;
        match linked {
            Ok(()) => Ok(text.into_bytes()),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => self.load(),
            Err(error) => Err(at(error)),
        }
    }
}

#[cfg(unix)]
fn private_file(path: &std::path::Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn private_file(path: &std::path::Path) -> std::io::Result<fs::File> {
    fs::File::create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_only_for_its_owner() {
        let folder = std::env::temp_dir().join(format!("nmrs-secret-{}", std::process::id()));
        let config = SecretConfig {
            secret_file: folder.join("secret.key"),
        };
        let first = config.load().unwrap();
        assert!(first.len() >= 32);
        assert_eq!(config.load().unwrap(), first);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&config.secret_file)
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(&config.secret_file, "short").unwrap();
        assert!(matches!(config.load(), Err(CommandError::ShortSecret(_))));
        fs::remove_dir_all(folder).unwrap();
    }
}
