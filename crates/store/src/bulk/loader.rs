//! Fills an empty register with generated accounts, in one transaction.

use std::collections::HashMap;

use nmrs_domain::values::identifiers::{
    CodeError, Identifier, OrgUnitCode, PlatformCode, ReportingUnitCode,
};
use nmrs_domain::values::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId, UserId};
use nmrs_domain::workflow::ReviewChain;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::OffsetDateTime;

use super::account_batches::AccountOwner;
use super::counters::Counters;
use super::indexes;
use super::load_batches::LoadBatches;
use super::records::BulkAccount;
use super::records::LoadedUnit;
use crate::accounts::search::ngrams;
use crate::entity::{accounts, org_units, reporting_units, users};
use crate::{Executor as _, Store, StoreError, Tx};

/// The reason why a bulk load failed; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum BulkLoadError {
    /// The register has units or accounts: generated data is never mixed with real data.
    #[error("the register has units or accounts already; fill an empty one")]
    NotEmpty,
    /// The number of units or accounts exceeds the range of their codes.
    #[error("too many for the register's codes: {0}")]
    Code(#[from] CodeError),
    /// The generated data breaks a rule of the register.
    #[error("the generated data breaks a rule: {0}")]
    Refused(String),
    /// A database error.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BulkLoadError {
    /// Wraps the refusal of a domain rule.
    pub fn refused(refusal: impl std::fmt::Display) -> Self {
        Self::Refused(refusal.to_string())
    }
}

/// A running bulk load. It assigns all ids itself, so that rows can refer to buffered ones.
#[derive(Debug)]
pub struct BulkLoader {
    tx: Tx,
    batches: LoadBatches,
    counters: Counters,
    indexes: Vec<indexes::Index>,
    org_users: HashMap<OrgUnitId, UserId>,
    last: LastIds,
}

/// The last assigned ids.
#[derive(Debug, Default)]
struct LastIds {
    user: i64,
    unit: i64,
    account: i64,
    application: i64,
}

impl BulkLoader {
    /// Begins a bulk load and adds a user with this password to every org unit that has none.
    ///
    /// # Errors
    /// [`BulkLoadError::NotEmpty`] if the register has units or accounts.
    pub async fn begin(
        store: &Store,
        password_hash: &str,
        at: OffsetDateTime,
    ) -> Result<Self, BulkLoadError> {
        store.set_bulk_mode(true).await?;
        let tx = store.begin().await?;
        let units = reporting_units::Entity::find()
            .count(tx.conn())
            .await
            .map_err(StoreError::from)?;
        let accounts = accounts::Entity::find()
            .count(tx.conn())
            .await
            .map_err(StoreError::from)?;
        if units + accounts > 0 {
            tx.rollback().await?;
            store.set_bulk_mode(false).await?;
            return Err(BulkLoadError::NotEmpty);
        }
        let indexes = indexes::drop_all(&tx).await?;
        let mut loader = Self {
            batches: LoadBatches::new(tx.conn().get_database_backend(), password_hash.to_owned()),
            tx,
            counters: Counters::default(),
            indexes,
            org_users: HashMap::new(),
            last: LastIds::default(),
        };
        loader.add_org_users(at).await?;
        Ok(loader)
    }

    async fn add_org_users(&mut self, at: OffsetDateTime) -> Result<(), StoreError> {
        let existing: Vec<(i64, Option<i64>)> = users::Entity::find()
            .select_only()
            .column(users::Column::Id)
            .column(users::Column::OrgUnitId)
            .into_tuple()
            .all(self.tx.conn())
            .await?;
        self.last.user = existing.iter().map(|(id, _)| *id).max().unwrap_or_default();
        for (user, org_unit) in existing {
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
            .all(self.tx.conn())
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

    /// Returns the user of an org unit.
    pub fn org_user(&self, org_unit: OrgUnitId) -> Option<UserId> {
        self.org_users.get(&org_unit).copied()
    }

    /// Adds a reporting unit with its user; the code is the next one of its org unit.
    ///
    /// # Errors
    /// [`BulkLoadError::Code`] if the org unit has no number left.
    pub async fn unit(
        &mut self,
        org_unit: &OrgUnitCode,
        chain: ReviewChain,
        name: String,
        at: OffsetDateTime,
    ) -> Result<LoadedUnit, BulkLoadError> {
        let number = self.counters.next_unit(chain.direct());
        let code = ReportingUnitCode::nth(org_unit, number)?;
        self.last.unit += 1;
        self.last.user += 1;
        let unit = LoadedUnit {
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

    /// Returns the next identifier of a unit on a platform.
    ///
    /// # Errors
    /// [`BulkLoadError::Code`] if the unit has no number left on the platform.
    pub fn identifier(
        &mut self,
        unit: &LoadedUnit,
        platform: PlatformCode,
    ) -> Result<Identifier, BulkLoadError> {
        Ok(self
            .counters
            .next_identifier(unit.id.0, &unit.code, platform)?)
    }

    /// Adds an account with its applications, decisions and log.
    pub async fn account(
        &mut self,
        unit: &LoadedUnit,
        account: BulkAccount,
    ) -> Result<AccountId, BulkLoadError> {
        self.last.account += 1;
        let id = AccountId(self.last.account);
        self.counters.account(
            unit.id.0,
            unit.chain.units(),
            account.workflow.status,
            account.registered.fields.kind,
        );
        let first = self.last.application + 1;
        self.last.application += i64::try_from(account.applications.len()).unwrap_or_default();
        let owner = AccountOwner {
            unit: unit.id,
            chain: &unit.chain,
        };
        let mut application_ids = (first..).map(ApplicationId);
        self.batches
            .accounts
            .account(id, owner, &mut application_ids, account)?;
        self.batches.flush_full(&self.tx).await?;
        Ok(id)
    }

    /// Writes buffered rows, counts and indexes, commits, and gathers statistics.
    pub async fn finish(mut self, store: &Store) -> Result<(), BulkLoadError> {
        self.batches.flush(&self.tx).await?;
        self.counters.write(&self.tx).await?;
        tracing::info!("Inserted all rows, creating the indexes");
        indexes::create_all(&self.tx, &self.indexes).await?;
        ngrams::optimize(&self.tx).await?;
        if self.tx.conn().get_database_backend() == DbBackend::Postgres {
            for table in ["users", "reporting_units", "accounts", "applications"] {
                // The ids were assigned without the sequences, which continue after them.
                let sql = format!(
                    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), \
                     GREATEST((SELECT max(id) FROM {table}), 1))"
                );
                self.tx
                    .conn()
                    .execute_unprepared(&sql)
                    .await
                    .map_err(StoreError::from)?;
            }
        }
        self.tx.commit().await?;
        tracing::info!("Committed, gathering statistics");
        store.set_bulk_mode(false).await?;
        store.analyze().await?;
        Ok(())
    }
}

impl Store {
    /// Switches SQLite between durable writes and fast ones: no sync, and a cache of 256 MiB, which
    /// holds an index.
    async fn set_bulk_mode(&self, on: bool) -> Result<(), StoreError> {
        if !self.is_sqlite() {
            return Ok(());
        }
        let pragmas = if on {
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
