//! The parts that every use case works with: database, clock, randomness, keys, limits, caches.

mod cache;
mod clock;
mod random;

pub use clock::{Clock, SystemClock};
pub use random::{Random, SeededRandom, SystemRandom};

use std::sync::Arc;

use nmrs_store::calendar::{self, Calendar};
use nmrs_store::org_units::{self, OrgTree};
use nmrs_store::{Store, StoreError};
use time::{Duration, OffsetDateTime};

use crate::AppError;
use crate::auth::{AccessTokenSigner, Hasher};
use crate::calendar::Waiting;
use crate::event_log::DocumentKey;
use crate::exports::ExportSlots;
use crate::imports::UploadLimiter;
use cache::VersionedCache;

/// Durations that an operator may set.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Lifetime of an access token.
    pub access_token: Duration,
    /// Time after which an unused session ends.
    pub session: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            access_token: Duration::minutes(10),
            session: Duration::hours(12),
        }
    }
}

/// The register as use cases see it. Cheap to clone; server processes share nothing of it but the
/// database.
#[derive(Debug, Clone)]
pub struct App {
    pub(crate) store: Store,
    clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) hasher: Hasher,
    pub(crate) signer: AccessTokenSigner,
    pub(crate) document_key: DocumentKey,
    pub(crate) settings: Settings,
    org_tree: Arc<VersionedCache<OrgTree>>,
    calendar: Arc<VersionedCache<Calendar>>,
    pub(crate) uploads: UploadLimiter,
    pub(crate) exports: ExportSlots,
}

impl App {
    /// Creates the register of a database. `secret` signs access tokens and log documents: at least
    /// 32 bytes, the same on every server of a register.
    pub fn new(
        store: Store,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        secret: &[u8],
        settings: Settings,
    ) -> Self {
        let hasher = Hasher::new(Arc::clone(&random));
        Self {
            store,
            clock,
            random,
            hasher,
            signer: AccessTokenSigner::new(secret),
            document_key: DocumentKey::new(secret),
            settings,
            org_tree: Arc::default(),
            calendar: Arc::default(),
            uploads: UploadLimiter::default(),
            exports: ExportSlots::default(),
        }
    }

    /// Returns the same register with another clock, for demo data of the past.
    #[must_use]
    pub fn at(&self, clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            ..self.clone()
        }
    }

    /// Returns the present moment, in UTC.
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// Draws a name for this process: 128 random bits as 32 hexadecimal digits.
    pub fn process_name(&self) -> String {
        let mut bytes = [0; 16];
        self.random.fill(&mut bytes);
        format!("{:032x}", u128::from_ne_bytes(bytes))
    }

    /// Checks that the database answers.
    ///
    /// # Errors
    /// Database errors.
    pub async fn ready(&self) -> Result<(), AppError> {
        Ok(self.store.ping().await?)
    }

    /// Returns the tree of org units of `version` or later.
    pub(crate) async fn org_tree(&self, version: i64) -> Result<Arc<OrgTree>, StoreError> {
        let load = org_units::tree(&self.store);
        self.org_tree.get_or_load(version, load).await
    }

    /// Returns waiting times as of now, by the calendar of `version` or later.
    pub(crate) async fn waiting(&self, version: i64) -> Result<Waiting, StoreError> {
        let load = calendar::read(&self.store);
        let calendar = self.calendar.get_or_load(version, load).await?;
        Ok(Waiting::new(calendar, self.now()))
    }
}
