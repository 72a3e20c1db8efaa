//! The server is killed at any moment: what it acknowledged is there afterwards, and nothing is half.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use nmrs_tests::register::{decision, wechat};
use nmrs_tests::{Answer, Api, Call, World, on_both_databases, recount};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;

on_both_databases!(nothing_acknowledged_is_lost_when_the_server_is_killed);

/// How long a run goes on, and how often at least the server is killed in it.
const RUN: Duration = Duration::from_secs(10);
const KILLS: usize = 6;
/// Workers that submit and approve side by side.
const WORKERS: u32 = 4;
const SEED: u64 = 20_261_124;

/// What the server has acknowledged about an account: the furthest step, and its identifier.
#[derive(Debug, Clone, Default)]
struct Acknowledged {
    version: i64,
    identifier: Option<String>,
}

type Known = BTreeMap<i64, Acknowledged>;

/// One worker: carries accounts through the chain until the server is gone or the time is up.
struct Worker {
    unit: Api,
    district: Api,
    city: Api,
    next: u32,
    known: Known,
    /// The call under way when the server died: repeated afterwards with the same key.
    interrupted: Option<u32>,
}

/// The server is gone.
struct Gone;

impl Worker {
    /// Sends a call that an answer or the end of the server follows.
    async fn send(api: &Api, call: Call) -> Result<Answer, Gone> {
        api.try_send(call).await.map_err(|_| Gone)
    }

    fn acknowledge(&mut self, id: i64, answer: &Value) {
        let entry = self.known.entry(id).or_default();
        entry.version = answer["version"].as_i64().unwrap();
        if let Some(identifier) = answer["identifier"].as_str() {
            entry.identifier = Some(identifier.to_owned());
        }
    }

    /// One account from declaration to identifier.
    async fn carry(&mut self) -> Result<(), Gone> {
        let number = self.interrupted.unwrap_or(self.next);
        self.interrupted = Some(number);
        let call = Call::new("POST", "/api/v1/accounts")
            .json(wechat(&format!("账号{number}"), number, true))
            .header("idempotency-key", format!("key-{number}"));
        let declared = Self::send(&self.unit, call).await?.expect(201);
        self.interrupted = None;
        self.next = number + WORKERS;
        let id = declared["id"].as_i64().unwrap();
        self.acknowledge(id, &declared);
        self.climb(id).await
    }

    /// Approves wherever the account stands.
    async fn climb(&mut self, id: i64) -> Result<(), Gone> {
        for _ in 0..2 {
            let path = format!("/api/v1/accounts/{id}");
            let seen = Self::send(&self.city, Call::new("GET", path))
                .await?
                .expect(200);
            let office = match seen["waiting_for"]["code"].as_str() {
                Some("110108") => &self.district,
                Some(_) => &self.city,
                None => return Ok(()),
            };
            let path = format!("/api/v1/reviews/{}/decision", seen["review_id"]);
            let body = decision("approve", "", &seen["version"]);
            let call = Call::new("POST", path).json(body);
            let decided = Self::send(office, call).await?.expect(200);
            self.acknowledge(id, &decided);
        }
        Ok(())
    }

    async fn run(mut self, until: Instant) -> Self {
        // What stood half-way when the server died goes on first.
        let open = self
            .known
            .iter()
            .filter(|(_, known)| known.identifier.is_none());
        let open: Vec<i64> = open.map(|(id, _)| *id).collect();
        for id in open {
            if self.climb(id).await.is_err() {
                return self;
            }
        }
        while Instant::now() < until {
            if self.carry().await.is_err() {
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

async fn nothing_acknowledged_is_lost_when_the_server_is_killed(mut world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let mut random = StdRng::seed_from_u64(SEED);
    let mut workers: Vec<Worker> = (1..=WORKERS)
        .map(|next| Worker {
            unit: unit.clone(),
            district: district.clone(),
            city: city.clone(),
            next,
            known: Known::new(),
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
        world.restart();
        kills += 1;
        for worker in running {
            workers.push(worker.await.unwrap().at(world.server.base()));
        }
        check(&world, &workers).await;
    }
    // Everything that was begun comes to its end, and each goes on with one more.
    let done = workers.into_iter().map(async |worker| {
        let mut worker = worker.run(Instant::now()).await;
        assert!(worker.carry().await.is_ok(), "nobody killed the server");
        worker
    });
    let workers: Vec<Worker> = futures::future::join_all(done).await;
    check(&world, &workers).await;
    let known: usize = workers.iter().map(|worker| worker.known.len()).sum();
    let registered = "SELECT COUNT(*) AS n FROM accounts WHERE status = 'normal'";
    let registered = world.db.db_number(registered).await;
    eprintln!("{kills} kills, {known} accounts, {registered} registered");
    assert!(known >= workers.len(), "too little happened: {known}");
    let base = world.server.base();
    let callers = [unit.at(base), district.at(base), city.at(base)];
    recount::check(&world.db, &[&callers[0], &callers[1], &callers[2]]).await;
}

/// Everything acknowledged is there, at least as far as acknowledged, and nothing is half.
async fn check(world: &World, workers: &[Worker]) {
    let rows = world
        .db
        .db_texts(
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
    for (id, acknowledged) in workers.iter().flat_map(|worker| &worker.known) {
        let (version, identifier) = stored.get(id).expect("an acknowledged account is gone");
        assert!(*version >= acknowledged.version, "account {id} went back");
        if let Some(given) = &acknowledged.identifier {
            assert_eq!(identifier, given, "account {id} has another identifier");
        }
    }
    recount::check_integrity(&world.db).await;
    // A call that was repeated with its key after the server died is still one account.
    let twice = "SELECT COUNT(*) - COUNT(DISTINCT identity) AS n FROM accounts";
    assert_eq!(
        world.db.db_number(twice).await,
        0,
        "an account was stored twice"
    );
}
