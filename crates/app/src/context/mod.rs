//! What every use case has at hand.

use std::sync::Arc;

use nmrs_store::Store;
use time::{Duration, OffsetDateTime};

use crate::auth::{Hasher, Signer};
use crate::clock::Clock;
use crate::document::DocumentKey;
use crate::exports::Places;
use crate::imports::Gate;
use crate::org_tree::OrgTreeCache;
use crate::random::Random;
use crate::waiting::CalendarCache;

/// Durations and limits that an operator may set.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How long an access token is good.
    pub access_token: Duration,
    /// How long a session lives without being used.
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

/// The register as use cases see it. Cheap to clone; nothing in it has to be shared between server
/// processes.
#[derive(Debug, Clone)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) hasher: Hasher,
    pub(crate) signer: Signer,
    pub(crate) document_key: DocumentKey,
    pub(crate) settings: Settings,
    pub(crate) org_tree: Arc<OrgTreeCache>,
    pub(crate) calendar: Arc<CalendarCache>,
    pub(crate) imports: Gate,
    pub(crate) exports: Places,
}

impl App {
    /// Puts the parts together. `secret` signs access tokens and documents; 32 bytes or more, the same on every
    /// server of a register.
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
            signer: Signer::new(secret),
            document_key: DocumentKey::new(secret),
            settings,
            org_tree: Arc::default(),
            calendar: Arc::default(),
            imports: Gate::default(),
            exports: Places::default(),
        }
    }

    /// The same register at another time; for data that happened before.
    #[must_use]
    pub fn at(&self, clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            ..self.clone()
        }
    }

    /// The present moment.
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// A name for this process that no other has.
    pub fn process_name(&self) -> String {
        let mut bytes = [0; 16];
        self.random.fill(&mut bytes);
        format!("{:032x}", u128::from_ne_bytes(bytes))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ready(&self) -> Result<(), crate::AppError> {
        Ok(self.store.ping().await?)
    }
}
