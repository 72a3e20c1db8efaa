use crate::client::ApiClient;
use crate::db::fixture::PASSWORD;
use crate::db::{Backend, TestDb};
use crate::server::Server;

/// A running server with a new database.
#[derive(Debug)]
pub struct TestApp {
    /// The server; declared first so that it stops before its database is deleted.
    pub server: Server,
    /// The database.
    pub db: TestDb,
}

impl TestApp {
    /// Starts a server on a new database.
    pub async fn new(backend: Backend) -> Self {
        let db = TestDb::new(backend).await;
        let server = Server::start(&db);
        Self { server, db }
    }

    /// Returns a client without a session.
    pub fn anonymous(&self) -> ApiClient {
        ApiClient::new(self.server.base())
    }

    /// Returns a client that has signed in.
    pub async fn sign_in(&self, username: &str) -> ApiClient {
        ApiClient::signed_in(self.server.base(), username, PASSWORD).await
    }

    /// Returns a signed-in client for each user name.
    pub async fn sign_in_all<const N: usize>(&self, usernames: [&str; N]) -> [ApiClient; N] {
        futures::future::join_all(usernames.map(|username| self.sign_in(username)))
            .await
            .try_into()
            .expect("one client for each user name")
    }

    /// Kills the server and starts another one on the same database.
    pub fn restart(&mut self) {
        self.server.kill();
        self.server = Server::start(&self.db);
    }
}
