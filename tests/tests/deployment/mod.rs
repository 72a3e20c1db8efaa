//! The parts of `compose.yaml` without containers: nginx with the configuration of `deploy/nginx`, the
//! server with the same environment, PostgreSQL.

mod compose;
mod curl;
mod proxy;

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{Backend, Server, TestDb};
use serde_json::{Value, json};

use self::compose::Service;
use self::curl::Reply;
use self::proxy::Proxy;

/// Services of `compose.yaml`. Fields are dropped in this order.
struct Deployment {
    proxy: Proxy,
    server: Server,
    _db: TestDb,
}

impl Deployment {
    /// `None` where PostgreSQL is not set up.
    async fn start() -> Option<Self> {
        if Backend::Postgres.is_missing() {
            return None;
        }
        let db = TestDb::new(Backend::Postgres).await;
        let mut environment = Service::read("server").environment;
        let url = environment.remove("NMRS_DATABASE_URL").unwrap();
        assert!(url.starts_with("postgres://"), "{url}");
        // All addresses of the container, as in compose.yaml, on any free port.
        let listen = environment.get_mut("NMRS_LISTEN").unwrap();
        *listen = listen.replace(":8080", ":0");
        let settings: Vec<_> = environment
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let server = Server::start_with(&db, &settings);
        let proxy = Proxy::start(&port(&server));
        Some(Self {
            proxy,
            server,
            _db: db,
        })
    }

    fn sign_in(&self) -> Reply {
        let body = json!({"role": "reporting", "username": "110108M044", "password": PASSWORD});
        let url = self.proxy.url("/api/v1/auth/login");
        curl::post_json(&self.proxy, &url, &body, &[])
    }

    fn token(&self) -> String {
        let body = self.sign_in().json();
        format!(
            "Authorization: Bearer {}",
            body["access_token"].as_str().unwrap()
        )
    }
}

fn port(server: &Server) -> String {
    server.base().rsplit(':').next().unwrap().to_owned()
}

#[tokio::test]
async fn plain_http_is_redirected_and_tls_reaches_the_server() {
    let Some(deployment) = Deployment::start().await else {
        return;
    };
    let proxy = &deployment.proxy;
    let reply = curl::get(proxy, &proxy.plain_url("/accounts?page=2"), &[]);
    assert_eq!(reply.status, 301);
    assert_eq!(
        reply.header("location"),
        Some("https://localhost/accounts?page=2")
    );
    assert_eq!(curl::get(proxy, &proxy.url("/readyz"), &[]).status, 200);
    let page = curl::get(proxy, &proxy.url("/"), &["Accept: text/html"]);
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(page.header("strict-transport-security").is_some());
    assert_eq!(page.header("server"), Some("nginx"));
}

#[tokio::test]
async fn a_session_has_a_secure_cookie_and_renews_itself() {
    let Some(deployment) = Deployment::start().await else {
        return;
    };
    let reply = deployment.sign_in();
    assert_eq!(reply.status, 200, "{}", reply.text());
    let cookie = reply.header("set-cookie").unwrap();
    for part in ["Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let pair = cookie.split(';').next().unwrap();
    let proxy = &deployment.proxy;
    let url = proxy.url("/api/v1/auth/refresh");
    let cookie = format!("Cookie: {pair}");
    let reply = curl::post_json(proxy, &url, &json!({}), &[&cookie]);
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[tokio::test]
async fn the_rate_of_sign_ins_is_limited_by_the_real_address_of_the_client() {
    let Some(deployment) = Deployment::start().await else {
        return;
    };
    let proxy = &deployment.proxy;
    let url = proxy.url("/api/v1/auth/refresh");
    let flood = |from: &str, pretended: &str, count: usize| {
        let headers = [
            format!("X-Forwarded-For: {pretended}"),
            format!("Forwarded: for={pretended}"),
        ];
        curl::statuses(proxy, &url, count, from, &headers)
    };
    // A new pretended address for each 100 calls; if one was believed, no call would be refused.
    let mut statuses = Vec::new();
    for n in 1..=4 {
        statuses.extend(flood("127.0.0.1", &format!("203.0.113.{n}"), 100));
    }
    assert!(statuses.contains(&429), "{statuses:?}");
    assert_eq!(flood("127.0.0.2", "127.0.0.1", 1), [401]);
}

#[tokio::test]
async fn a_file_of_10_mb_reaches_the_server_and_a_larger_one_does_not() {
    let Some(deployment) = Deployment::start().await else {
        return;
    };
    let (proxy, token) = (&deployment.proxy, deployment.token());
    let upload = |bytes: usize| {
        let file = proxy.file("sheet.csv");
        std::fs::write(&file, vec![b'x'; bytes]).unwrap();
        let url = proxy.url("/api/v1/accounts/imports");
        curl::upload(proxy, &url, &file, &[&token])
    };
    let reply = upload(10 * 1_000_000);
    assert!(
        reply.text().contains("\"code\""),
        "{} {}",
        reply.status,
        reply.text()
    );
    let reply = upload(12 * 1_048_576);
    assert_eq!(reply.status, 413);
    assert!(reply.text().contains("nginx"), "{}", reply.text());
}

#[tokio::test]
async fn an_export_passes_the_proxy() {
    let Some(deployment) = Deployment::start().await else {
        return;
    };
    let (proxy, token) = (&deployment.proxy, deployment.token());
    let url = proxy.url("/api/v1/accounts/export");
    let body = json!({"filter": {}, "format": "csv"});
    let reply = curl::post_json(proxy, &url, &body, &[&token]);
    assert_eq!(reply.status, 200, "{}", reply.text());
    // The server did not know the length when it sent the headers.
    assert_eq!(reply.header("content-length"), None);
    assert_eq!(reply.text().lines().count(), 1);
}

#[test]
fn an_answer_is_passed_on_while_the_server_writes_it() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let proxy = Proxy::start(&listener.local_addr().unwrap().port().to_string());
    let (proceed, wait) = mpsc::channel();
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        assert!(connection.read(&mut [0; 4096]).unwrap() > 0);
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        write!(connection, "{head}5\r\nfirst\r\n").unwrap();
        wait.recv().unwrap();
        write!(connection, "4\r\nlast\r\n0\r\n\r\n").unwrap();
    });
    let mut curl = curl::open(&proxy, &proxy.url("/api/v1/accounts/export"));
    let body = curl.stdout.as_mut().unwrap();
    let mut first = [0; 5];
    body.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"first");
    proceed.send(()).unwrap();
    let mut rest = String::new();
    body.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "last");
    server.join().unwrap();
    assert!(curl.wait().unwrap().success());
}

#[tokio::test]
async fn the_health_check_of_the_image_distinguishes_a_live_server_from_none() {
    let Some(deployment) = Deployment::start().await else {
        return;
    };
    let check = health_check();
    let succeeds = |port: &str| {
        let arguments = check.iter().map(|word| word.replace("8080", port));
        let arguments: Vec<_> = arguments.collect();
        let status = Command::new(&arguments[0]).args(&arguments[1..]).status();
        status.unwrap().success()
    };
    assert!(succeeds(&port(&deployment.server)));
    assert!(!succeeds(&proxy::free_port().to_string()));
}

/// The words of `HEALTHCHECK … CMD` in the Dockerfile.
fn health_check() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Dockerfile");
    let text = std::fs::read_to_string(file).unwrap();
    let (_, check) = text.split_once("HEALTHCHECK").unwrap();
    let (_, command) = check.split_once("CMD").unwrap();
    let words: Value = serde_json::from_str(command.lines().next().unwrap()).unwrap();
    serde_json::from_value(words).unwrap()
}
