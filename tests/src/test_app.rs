//! What most tests need: a database, a server on it, and users that are signed in.

use serde_json::json;

use crate::fixture::PASSWORD;
use crate::{Api, Backend, Server, TestDb};

/// A database with a server.
#[derive(Debug)]
pub struct World {
    /// The server; dropped before its database.
    pub server: Server,
    /// The database.
    pub db: TestDb,
}

impl World {
    /// A fresh one.
    pub async fn new(backend: Backend) -> Self {
        let db = TestDb::new(backend).await;
        let server = Server::start(&db);
        Self { server, db }
    }

    /// A caller that has not signed in.
    pub fn anonymous(&self) -> Api {
        Api::new(self.server.base())
    }

    /// A caller that has signed in, in the role that its user name stands for.
    pub async fn sign_in(&self, username: &str) -> Api {
        let mut api = self.anonymous();
        api.sign_in(username, PASSWORD).await.ok();
        api
    }

    /// Several of them.
    pub async fn sign_in_all<const N: usize>(&self, usernames: [&str; N]) -> [Api; N] {
        futures::future::join_all(usernames.map(|username| self.sign_in(username)))
            .await
            .try_into()
            .expect("as many as were asked for")
    }

    /// Kills the server and starts another on the same database.
    pub fn restart(&mut self) {
        self.server.kill();
        self.server = Server::start(&self.db);
    }

    /// What `login` takes for a user name.
    pub fn login_body(username: &str, password: &str) -> serde_json::Value {
        let role = if username.len() == 10 {
            "reporting"
        } else {
            "organizing"
        };
        json!({"role": role, "username": username, "password": password})
    }
}
