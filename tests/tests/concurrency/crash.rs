//! The server is killed at random moments: acknowledged writes remain, and nothing is half done.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use nmrs_tests::data::accounts::{decision_form, wechat_form};
use nmrs_tests::{ApiClient, Request, Response, TestApp, invariants, on_both_databases};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;

on_both_databases!(no_acknowledged_write_is_lost_when_the_server_is_killed);

/// The duration of the test, and the minimum number of kills.
const RUN: Duration = Duration::from_secs(10);
const KILLS: usize = 6;
/// The number of workers that submit and approve in parallel.
const WORKERS: u32 = 4;
const SEED: u64 = 20_261_124;

/// The latest version and the identifier that the server has acknowledged.
#[derive(Debug, Clone, Default)]
struct Acknowledged {
    version: i64,
    identifier: Option<String>,
}

type Accounts = BTreeMap<i64, Acknowledged>;

/// Adds accounts and has them approved until the server is killed or the time is over.
struct Worker {
    unit: ApiClient,
    district: ApiClient,
    city: ApiClient,
    next: u32,
    accounts: Accounts,
    /// The number of the account whose addition was interrupted; repeated with the same key.
    interrupted: Option<u32>,
}

/// The server was killed during a request.
struct Killed;

impl Worker {
    /// Sends a request that succeeds or is interrupted.
    async fn send(client: &ApiClient, request: Request) -> Result<Response, Killed> {
        client.try_send(request).await.map_err(|_| Killed)
    }

    fn acknowledge(&mut self, id: i64, response: &Value) {
        let entry = self.accounts.entry(id).or_default();
        entry.version = response["version"].as_i64().unwrap();
        if let Some(identifier) = response["identifier"].as_str() {
            entry.identifier = Some(identifier.to_owned());
        }
    }

    /// Adds an account and has it approved.
    async fn add_and_approve(&mut self) -> Result<(), Killed> {
        let number = self.interrupted.unwrap_or(self.next);
        self.interrupted = Some(number);
        let request = Request::new("POST", "/api/v1/accounts")
            .json(wechat_form(&format!("账号{number}"), number, true))
            .idempotency_key(format!("key-{number}"));
        let added = Self::send(&self.unit, request).await?.expect(201);
        self.interrupted = None;
        self.next = number + WORKERS;
        let id = added["id"].as_i64().unwrap();
        self.acknowledge(id, &added);
        self.approve_all(id).await
    }

    /// Approves the open reviews of an account.
    async fn approve_all(&mut self, id: i64) -> Result<(), Killed> {
        for _ in 0..2 {
            let path = format!("/api/v1/accounts/{id}");
            let seen = Self::send(&self.city, Request::new("GET", path))
                .await?
                .expect(200);
            let office = match seen["waiting_for"]["code"].as_str() {
                Some("110108") => &self.district,
                Some(_) => &self.city,
                None => return Ok(()),
            };
            let path = format!("/api/v1/reviews/{}/decision", seen["review_id"]);
            let body = decision_form("approve", "", &seen["version"]);
            let request = Request::new("POST", path).json(body);
            let decided = Self::send(office, request).await?.expect(200);
            self.acknowledge(id, &decided);
        }
        Ok(())
    }

    async fn run(mut self, until: Instant) -> Self {
        // Continues with the accounts that were interrupted.
        let open = self
            .accounts
            .iter()
            .filter(|(_, account)| account.identifier.is_none());
        let open: Vec<i64> = open.map(|(id, _)| *id).collect();
        for id in open {
            if self.approve_all(id).await.is_err() {
                return self;
            }
        }
        while Instant::now() < until {
            if self.add_and_approve().await.is_err() {
                return self;
            }
        }
        self
    }

    fn at(self, base: &str) -> Self {
        Self {
            unit: self.unit.at(base),
            district: self.district.at(base),
            city: self.city.at(base),
            ..self
        }
    }
}

async fn no_acknowledged_write_is_lost_when_the_server_is_killed(mut app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let mut random = StdRng::seed_from_u64(SEED);
    let mut workers: Vec<Worker> = (1..=WORKERS)
        .map(|next| Worker {
            unit: unit.clone(),
            district: district.clone(),
            city: city.clone(),
            next,
            accounts: Accounts::new(),
            interrupted: None,
        })
        .collect();
    let end = Instant::now() + RUN;
    let mut kills = 0;
    while Instant::now() < end || kills < KILLS {
        let running: Vec<_> = workers
            .drain(..)
            .map(|worker| tokio::spawn(worker.run(Instant::now() + 2 * RUN)))
            .collect();
        let moment = Duration::from_millis(random.random_range(100..1500));
        tokio::time::sleep(moment).await;
        app.restart();
        kills += 1;
        for worker in running {
            workers.push(worker.await.unwrap().at(app.server.base()));
        }
        check(&app, &workers).await;
    }
    // Each worker finishes its accounts and adds one more.
    let done = workers.into_iter().map(async |worker| {
        let mut worker = worker.run(Instant::now()).await;
        assert!(
            worker.add_and_approve().await.is_ok(),
            "nobody killed the server"
        );
        worker
    });
    let workers: Vec<Worker> = futures::future::join_all(done).await;
    check(&app, &workers).await;
    let accounts: usize = workers.iter().map(|worker| worker.accounts.len()).sum();
    let registered = "accounts WHERE status = 'normal'";
    let registered = app.db.count(registered).await;
    eprintln!("{kills} kills, {accounts} accounts, {registered} registered");
    assert!(accounts >= workers.len(), "too little happened: {accounts}");
    let base = app.server.base();
    let callers = [unit.at(base), district.at(base), city.at(base)];
    invariants::check_counts(&app.db, &[&callers[0], &callers[1], &callers[2]]).await;
}

/// Fails unless all acknowledged versions and identifiers are stored and the invariants hold.
async fn check(app: &TestApp, workers: &[Worker]) {
    let rows = app
        .db
        .query_texts(
            "SELECT CAST(id AS TEXT) || ' ' || CAST(version AS TEXT) || ' ' || \
             COALESCE(identifier, '-') AS text FROM accounts",
        )
        .await;
    let stored: BTreeMap<i64, (i64, String)> = rows
        .iter()
        .map(|row| {
            let words: Vec<_> = row.split(' ').collect();
            let version = words[1].parse().unwrap();
            (words[0].parse().unwrap(), (version, words[2].to_owned()))
        })
        .collect();
    for (id, acknowledged) in workers.iter().flat_map(|worker| &worker.accounts) {
        let (version, identifier) = stored.get(id).expect("an acknowledged account is missing");
        assert!(*version >= acknowledged.version, "account {id} went back");
        if let Some(expected) = &acknowledged.identifier {
            assert_eq!(identifier, expected, "account {id} has another identifier");
        }
    }
    invariants::check_integrity(&app.db).await;
    // Requests repeated with their keys created no second account.
    let twice = "SELECT COUNT(*) - COUNT(DISTINCT identity) AS n FROM accounts";
    assert_eq!(
        app.db.query_number(twice).await,
        0,
        "an account was stored twice"
    );
}
