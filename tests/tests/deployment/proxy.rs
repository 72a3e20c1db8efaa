//! nginx with the configuration that its image gets.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::compose::Service;

const START: Duration = Duration::from_secs(30);

/// The `nginx.conf` around the configuration, in the place of the image's.
const AROUND: &str = "\
user root;
daemon off;
worker_processes 1;
pid nginx.pid;
events {}
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include nmrs.conf;
}
";

/// A running nginx; killed when dropped.
pub(super) struct Proxy {
    nginx: Child,
    folder: TempDir,
    https: u16,
    http: u16,
}

impl Proxy {
    /// Starts nginx in front of the server on a port.
    pub(super) fn start(server_port: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        certificate(folder.path());
        let (https, http) = (free_port(), free_port());
        let here = [
            ("NMRS_UPSTREAM", format!("127.0.0.1:{server_port}")),
            ("NMRS_HTTPS_PORT", https.to_string()),
            ("NMRS_HTTP_PORT", http.to_string()),
            ("NMRS_TLS_DIR", folder.path().display().to_string()),
        ];
        let mut environment = Service::read("proxy").environment;
        for (name, value) in here {
            let known = environment.insert(name.to_owned(), value);
            assert!(known.is_some(), "compose.yaml does not set {name}");
        }
        fs::write(folder.path().join("nmrs.conf"), rendered(&environment)).unwrap();
        fs::write(folder.path().join("nginx.conf"), AROUND).unwrap();
        let program = std::env::var_os("NMRS_TEST_NGINX")
            .expect("NMRS_TEST_NGINX is not set: run `cargo xtask test e2e`");
        let nginx = Command::new(program)
            .args(["-e", "stderr", "-c", "nginx.conf", "-p"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let mut proxy = Self {
            nginx,
            folder,
            https,
            http,
        };
        proxy.wait();
        proxy
    }

    fn wait(&mut self) {
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.https)).is_err() {
            let ended = self.nginx.try_wait().unwrap();
            assert!(ended.is_none(), "nginx ended: {ended:?}");
            assert!(started.elapsed() < START, "nginx does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Address of a path over TLS.
    pub(super) fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.https)
    }

    /// Address of a path over plain HTTP.
    pub(super) fn plain_url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.http)
    }

    /// A file next to the configuration.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // SIGTERM also ends the workers.
        let _ = Command::new("kill")
            .arg(self.nginx.id().to_string())
            .status();
        let _ = self.nginx.wait();
    }
}

/// The template as nginx's image renders it.
fn rendered(environment: &std::collections::BTreeMap<String, String>) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut text = fs::read_to_string(root.join("deploy/nginx/nmrs.conf.template")).unwrap();
    for (name, value) in environment {
        text = text.replace(&format!("${{{name}}}"), value);
    }
    assert!(!text.contains("${"), "a variable is not set:\n{text}");
    text
}

/// Makes a certificate for `localhost` that signs itself.
fn certificate(folder: &Path) {
    let output = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        ])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
        ])
        .args(["-keyout", "certificate.key", "-out", "certificate.pem"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A port that nothing listens on at present.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}
