//! New accounts of one unit, in a register that is in use.

use std::collections::BTreeMap;

use nmrs_domain::ids::{AccountId, ApplicationId, OrgUnitId, ReportingUnitId};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::machine::ReviewChain;
use nmrs_domain::status::Status;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::BulkAccount;
use super::account_rows::{AccountBatches, Home};
use crate::{Handle as _, StoreError, Tx, counts, reporting_units};

/// New accounts of one unit on their way into the register.
#[derive(Debug)]
pub struct Inserter {
    unit: ReportingUnitId,
    chain: ReviewChain,
    batches: AccountBatches,
    /// How many there are of each status and kind.
    tally: BTreeMap<(&'static str, &'static str), (counts::Bucket, i64)>,
    of_unit: i64,
}

impl Inserter {
    /// Begins; nothing is written yet.
    pub fn new(tx: &Tx, unit: ReportingUnitId, chain: ReviewChain) -> Self {
        Self {
            unit,
            chain,
            batches: AccountBatches::new(tx.c().get_database_backend()),
            tally: BTreeMap::new(),
            of_unit: 0,
        }
    }

    /// Adds accounts; some hundred at a time are best.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when an identity is taken; other database errors.
    pub async fn add(&mut self, tx: &Tx, accounts: Vec<BulkAccount>) -> Result<(), StoreError> {
        let applications = accounts.iter().map(|account| account.applications.len());
        let applications = reserve(tx, "applications", applications.sum()).await?;
        let ids = reserve(tx, "accounts", accounts.len()).await?;
        let mut keys = applications.into_iter().map(ApplicationId);
        for (id, account) in ids.into_iter().zip(accounts) {
            self.count(account.step.status, account.registered.fields.kind);
            let home = Home {
                unit: self.unit,
                chain: &self.chain,
            };
            self.batches
                .account(AccountId(id), home, &mut keys, account)?;
        }
        // Keys are taken from what is stored, so nothing may wait when the next are reserved.
        self.batches.flush(tx).await
    }

    fn count(&mut self, status: Status, kind: AccountKind) {
        if counts::counted(status) {
            let bucket = (status.as_str(), kind.as_str());
            self.tally.entry(bucket).or_insert(((status, kind), 0)).1 += 1;
        }
        self.of_unit += i64::from(status.counts_for_unit());
    }

    /// Writes what is counted from the accounts.
    ///
    /// # Errors
    /// Database errors.
    pub async fn finish(self, tx: &Tx) -> Result<(), StoreError> {
        // Top first, as every transition does it.
        let ancestors: Vec<OrgUnitId> = self.chain.units().iter().rev().copied().collect();
        for org_unit in ancestors {
            for ((status, kind), accounts) in self.tally.values() {
                counts::add(tx, org_unit, *status, *kind, *accounts).await?;
            }
        }
        reporting_units::shift_account_count(tx, self.unit, self.of_unit).await
    }
}

/// Keys that nobody else is given.
async fn reserve(tx: &Tx, table: &str, keys: usize) -> Result<Vec<i64>, StoreError> {
    let backend = tx.c().get_database_backend();
    if backend != DbBackend::Sqlite {
        let sql = format!(
            "SELECT nextval(pg_get_serial_sequence('{table}', 'id')) AS id \
             FROM generate_series(1, {keys})"
        );
        return numbers(tx, sql).await;
    }
    // This transaction is the only one that writes; a key is not given again after a row was deleted.
    let sql = format!(
        "SELECT MAX(COALESCE((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0), \
         COALESCE((SELECT MAX(id) FROM {table}), 0)) AS id"
    );
    let last = numbers(tx, sql).await?;
    let first = last.first().copied().unwrap_or_default() + 1;
    let keys = i64::try_from(keys).unwrap_or_default();
    Ok((first..first + keys).collect())
}

async fn numbers(tx: &Tx, sql: String) -> Result<Vec<i64>, StoreError> {
    let statement = Statement::from_string(tx.c().get_database_backend(), sql);
    let rows = tx.c().query_all_raw(statement).await?;
    let number = |row: sea_orm::QueryResult| row.try_get::<i64>("", "id");
    Ok(rows.into_iter().map(number).collect::<Result<_, _>>()?)
}
