//! Many accounts at once: hundreds of rows a statement, with everything that belongs to them.
//!
//! Elsewhere this crate writes one account at a time and keeps counts, counters and the hash chain
//! in step. Here the same things are added up in memory. An [`Inserter`] adds accounts to a register
//! that is in use; a [`Filler`] fills an empty one with made-up ones, for measurements. Either is one
//! transaction: what is interrupted leaves nothing behind.

use nmrs_domain::code::{CodeError, Identifier, OrgUnitCode, PlatformCode, ReportingUnitCode};
use nmrs_domain::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId, UserId};
use nmrs_domain::machine::ReviewChain;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::HashMap;
use time::OffsetDateTime;

use super::account_rows::Home;
use super::counters::Tally;
use super::indexes;
use super::loader_rows::Batches;
use super::records::BulkAccount;
use crate::accounts::search::ngrams as pieces;
use crate::entity::{accounts, org_units, reporting_units, users};
use crate::{Handle as _, Store, StoreError, Tx};

/// Why a fill stopped; nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// There are units or accounts already: made-up ones are never mixed with real ones.
    #[error("the register has units or accounts already; fill an empty one")]
    NotEmpty,
    /// A code would not fit.
    #[error("too many for the register's codes: {0}")]
    Code(#[from] CodeError),
    /// The rules refuse what the fill made up: a mistake of the fill.
    #[error("made up something against the rules: {0}")]
    Refused(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FillError {
    /// What the rules said against something that was made up.
    pub fn told(refusal: impl std::fmt::Display) -> Self {
        Self::Refused(refusal.to_string())
    }
}

/// A reporting unit of a fill.
#[derive(Debug, Clone)]
pub struct FilledUnit {
    /// Key.
    pub id: ReportingUnitId,
    /// Code.
    pub code: ReportingUnitCode,
    /// Full name.
    pub name: String,
    /// The org units above it.
    pub chain: ReviewChain,
    /// Its user.
    pub user: UserId,
}

/// A fill under way.
#[derive(Debug)]
pub struct Filler {
    tx: Tx,
    batches: Batches,
    tally: Tally,
    indexes: Vec<indexes::Index>,
    org_users: HashMap<OrgUnitId, UserId>,
    last: Last,
}

/// The last keys that were given.
#[derive(Debug, Default)]
struct Last {
    user: i64,
    unit: i64,
    account: i64,
    application: i64,
}

impl Filler {
    /// Begins a fill. Every org unit without a user gets one with this password.
    ///
    /// # Errors
    /// [`FillError::NotEmpty`]; database errors.
    pub async fn begin(
        store: &Store,
        password_hash: &str,
        at: OffsetDateTime,
    ) -> Result<Self, FillError> {
        store.relax(true).await?;
        let tx = store.begin().await?;
        let units = reporting_units::Entity::find()
            .count(tx.c())
            .await
            .map_err(StoreError::from)?;
        let accounts = accounts::Entity::find()
            .count(tx.c())
            .await
            .map_err(StoreError::from)?;
        if units + accounts > 0 {
            tx.rollback().await?;
            store.relax(false).await?;
            return Err(FillError::NotEmpty);
        }
        let indexes = indexes::drop_all(&tx).await?;
        let mut filler = Self {
            batches: Batches::new(tx.c().get_database_backend(), password_hash.to_owned()),
            tx,
            tally: Tally::default(),
            indexes,
            org_users: HashMap::new(),
            last: Last::default(),
        };
        filler.org_users(at).await?;
        Ok(filler)
    }

    async fn org_users(&mut self, at: OffsetDateTime) -> Result<(), StoreError> {
        let known: Vec<(i64, Option<i64>)> = users::Entity::find()
            .select_only()
            .column(users::Column::Id)
            .column(users::Column::OrgUnitId)
            .into_tuple()
            .all(self.tx.c())
            .await?;
        self.last.user = known.iter().map(|(id, _)| *id).max().unwrap_or_default();
        for (user, org_unit) in known {
            if let Some(org_unit) = org_unit {
                self.org_users.insert(OrgUnitId(org_unit), UserId(user));
            }
        }
        let org_units: Vec<(i64, String)> = org_units::Entity::find()
            .filter(org_units::Column::Disabled.eq(false))
            .select_only()
            .column(org_units::Column::Id)
            .column(org_units::Column::Code)
            .order_by_asc(org_units::Column::Id)
            .into_tuple()
            .all(self.tx.c())
            .await?;
        for (id, code) in org_units {
            let id = OrgUnitId(id);
            if !self.org_users.contains_key(&id) {
                self.last.user += 1;
                let user = UserId(self.last.user);
                self.batches.org_user(user, id, &code, at);
                self.org_users.insert(id, user);
            }
        }
        self.batches.flush_full(&self.tx).await
    }

    /// The user of an org unit.
    pub fn org_user(&self, org_unit: OrgUnitId) -> Option<UserId> {
        self.org_users.get(&org_unit).copied()
    }

    /// Adds a reporting unit with its user; the code is the next one of its org unit.
    ///
    /// # Errors
    /// [`FillError::Code`] when the org unit has no number left; database errors.
    pub async fn unit(
        &mut self,
        org_unit: &OrgUnitCode,
        chain: ReviewChain,
        name: String,
        at: OffsetDateTime,
    ) -> Result<FilledUnit, FillError> {
        let number = self.tally.next_unit(chain.direct());
        let code = ReportingUnitCode::nth(org_unit, number)?;
        self.last.unit += 1;
        self.last.user += 1;
        let unit = FilledUnit {
            id: ReportingUnitId(self.last.unit),
            code,
            name,
            chain,
            user: UserId(self.last.user),
        };
        self.batches.unit(&unit, at);
        self.batches.flush_full(&self.tx).await?;
        Ok(unit)
    }

    /// Draws the next identifier of a unit on a platform.
    ///
    /// # Errors
    /// When the unit has no number left there.
    pub fn identifier(
        &mut self,
        unit: &FilledUnit,
        platform: PlatformCode,
    ) -> Result<Identifier, FillError> {
        Ok(self
            .tally
            .next_identifier(unit.id.0, &unit.code, platform)?)
    }

    /// Adds an account with its applications, decisions and log.
    ///
    /// # Errors
    /// Database errors.
    pub async fn account(
        &mut self,
        unit: &FilledUnit,
        account: BulkAccount,
    ) -> Result<AccountId, FillError> {
        self.last.account += 1;
        let id = AccountId(self.last.account);
        self.tally.account(
            unit.id.0,
            unit.chain.units(),
            account.step.status,
            account.registered.fields.kind,
        );
        let first = self.last.application + 1;
        self.last.application += i64::try_from(account.applications.len()).unwrap_or_default();
        let home = Home {
            unit: unit.id,
            chain: &unit.chain,
        };
        let mut keys = (first..).map(ApplicationId);
        self.batches
            .accounts
            .account(id, home, &mut keys, account)?;
        self.batches.flush_full(&self.tx).await?;
        Ok(id)
    }

    /// Writes what is left, counts and indexes; then everything is there at once.
    ///
    /// # Errors
    /// Database errors.
    pub async fn finish(mut self, store: &Store) -> Result<(), FillError> {
        self.batches.flush(&self.tx).await?;
        self.tally.write(&self.tx).await?;
        tracing::info!("rows are in; making the indexes");
        indexes::create_all(&self.tx, &self.indexes).await?;
        pieces::tidy(&self.tx).await?;
        if self.tx.c().get_database_backend() == DbBackend::Postgres {
            for table in ["users", "reporting_units", "accounts", "applications"] {
                // Keys were given by hand: the sequences go on behind them.
                let sql = format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), \
                     GREATEST((SELECT max(id) FROM {table}), 1))"
                );
                self.tx
                    .c()
                    .execute_unprepared(&sql)
                    .await
                    .map_err(StoreError::from)?;
            }
        }
        self.tx.commit().await?;
        tracing::info!("committed; gathering statistics");
        store.relax(false).await?;
        store.analyze().await?;
        Ok(())
    }
}

impl Store {
    /// Lets a fill write without waiting for the disk, and with a cache that holds an index.
    async fn relax(&self, relaxed: bool) -> Result<(), StoreError> {
        if !self.is_sqlite() {
            return Ok(());
        }
        let pragmas = if relaxed {
            "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144"
        } else {
            "PRAGMA synchronous = FULL; PRAGMA cache_size = -4096"
        };
        self.migration_connection()
            .execute_unprepared(pragmas)
            .await?;
        Ok(())
    }
}
