//! Inserts many new accounts of one unit into a register in use.

use std::collections::BTreeMap;

use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::workflow::ReviewChain;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::BulkAccount;
use super::account_batches::{AccountBatches, AccountOwner};
use crate::{Executor as _, StoreError, Tx, counts, reporting_units};

/// A bulk insert of accounts of one unit, in the transaction of the caller.
#[derive(Debug)]
pub struct BulkInserter {
    unit: ReportingUnitId,
    chain: ReviewChain,
    batches: AccountBatches,
    /// Number of accounts by status and kind.
    counts_by_bucket: BTreeMap<(&'static str, &'static str), (counts::Bucket, i64)>,
    unit_count: i64,
}

impl BulkInserter {
    /// Creates an inserter without writing anything.
    pub fn new(tx: &Tx, unit: ReportingUnitId, chain: ReviewChain) -> Self {
        Self {
            unit,
            chain,
            batches: AccountBatches::new(tx.conn().get_database_backend()),
            counts_by_bucket: BTreeMap::new(),
            unit_count: 0,
        }
    }

    /// Inserts accounts; best in batches of a few hundred.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] if a living account has one of the identities.
    pub async fn add(&mut self, tx: &Tx, accounts: Vec<BulkAccount>) -> Result<(), StoreError> {
        let applications = accounts.iter().map(|account| account.applications.len());
        let applications = reserve_ids(tx, "applications", applications.sum()).await?;
        let ids = reserve_ids(tx, "accounts", accounts.len()).await?;
        let mut application_ids = applications.into_iter().map(ApplicationId);
        for (id, account) in ids.into_iter().zip(accounts) {
            self.count(account.workflow.status, account.registered.fields.kind);
            let owner = AccountOwner {
                unit: self.unit,
                chain: &self.chain,
            };
            self.batches
                .account(AccountId(id), owner, &mut application_ids, account)?;
        }
        // The next ids are computed from the stored rows, so no row may stay buffered.
        self.batches.flush(tx).await
    }

    fn count(&mut self, status: Status, kind: AccountKind) {
        if counts::is_counted(status) {
            let bucket = (status.as_str(), kind.as_str());
            self.counts_by_bucket
                .entry(bucket)
                .or_insert(((status, kind), 0))
                .1 += 1;
        }
        self.unit_count += i64::from(status.counts_for_unit());
    }

    /// Writes the counts of org units and of the unit.
    pub async fn finish(self, tx: &Tx) -> Result<(), StoreError> {
        // From level 1 down, the same order as in every transition, to avoid deadlocks.
        let ancestors: Vec<OrgUnitId> = self.chain.units().iter().rev().copied().collect();
        for org_unit in ancestors {
            for ((status, kind), accounts) in self.counts_by_bucket.values() {
                counts::add(tx, org_unit, *status, *kind, *accounts).await?;
            }
        }
        reporting_units::shift_account_count(tx, self.unit, self.unit_count).await
    }
}

/// Reserves ids that no other transaction uses.
async fn reserve_ids(tx: &Tx, table: &str, count: usize) -> Result<Vec<i64>, StoreError> {
    let backend = tx.conn().get_database_backend();
    if backend != DbBackend::Sqlite {
        let sql = format!(
            "SELECT nextval(pg_get_serial_sequence('{table}', 'id')) AS id \
             FROM generate_series(1, {count})"
        );
        return fetch_ids(tx, sql).await;
    }
    // No other transaction writes meanwhile; `sqlite_sequence` keeps ids of deleted rows reserved.
    let sql = format!(
        "SELECT MAX(COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0), \
         COALESCE((SELECT MAX(id) FROM {table}), 0)) AS id"
    );
    let last = fetch_ids(tx, sql).await?;
    let first = last.first().copied().unwrap_or_default() + 1;
    let count = i64::try_from(count).unwrap_or_default();
    Ok((first..first + count).collect())
}

async fn fetch_ids(tx: &Tx, sql: String) -> Result<Vec<i64>, StoreError> {
    let statement = Statement::from_string(tx.conn().get_database_backend(), sql);
    let rows = tx.conn().query_all_raw(statement).await?;
    let id = |row: sea_orm::QueryResult| row.try_get::<i64>("", "id");
    Ok(rows.into_iter().map(id).collect::<Result<_, _>>()?)
}
