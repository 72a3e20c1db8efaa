//! The counts and counters that transitions maintain row by row, summed up during a bulk load.

use std::collections::{BTreeMap, HashMap};

use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::values::identifiers::{CodeError, Identifier, PlatformCode, ReportingUnitCode};
use nmrs_domain::values::ids::OrgUnitId;
use sea_orm::ConnectionTrait;

use crate::db::batch_insert::BatchInsert;
use crate::{Executor as _, StoreError, Tx};

/// Rows per `UPDATE`.
const CHUNK: usize = 500;

/// Counts and counters of a bulk load.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// Submitted accounts by org unit, status and kind.
    accounts: BTreeMap<(i64, &'static str, &'static str), i64>,
    /// Accounts that count for a reporting unit.
    unit_counts: BTreeMap<i64, i64>,
    /// The last identifier number of a unit on a platform.
    identifiers: BTreeMap<(i64, &'static str), i64>,
    /// The last unit number of an org unit.
    unit_numbers: HashMap<i64, i64>,
}

impl Counters {
    pub(super) fn next_unit(&mut self, org_unit: OrgUnitId) -> i64 {
        let last = self.unit_numbers.entry(org_unit.0).or_default();
        *last += 1;
        *last
    }

    pub(super) fn next_identifier(
        &mut self,
        unit: i64,
        code: &ReportingUnitCode,
        platform: PlatformCode,
    ) -> Result<Identifier, CodeError> {
        let last = self
            .identifiers
            .entry((unit, platform.as_str()))
            .or_default();
        *last += 1;
        Identifier::nth(code, platform, *last)
    }

    pub(super) fn account(
        &mut self,
        unit: i64,
        ancestors: &[OrgUnitId],
        status: Status,
        kind: AccountKind,
    ) {
        if crate::counts::is_counted(status) {
            for ancestor in ancestors {
                let bucket = (ancestor.0, status.as_str(), kind.as_str());
                *self.accounts.entry(bucket).or_default() += 1;
            }
        }
        if status.counts_for_unit() {
            *self.unit_counts.entry(unit).or_default() += 1;
        }
    }

    pub(super) async fn write(self, tx: &Tx) -> Result<(), StoreError> {
        let backend = tx.conn().get_database_backend();
        let mut counts = BatchInsert::new(
            backend,
            "account_counts",
            ["org_unit_id", "status", "kind", "accounts"],
        );
        for ((org_unit, status, kind), accounts) in self.accounts {
            counts.push([org_unit.into(), status.into(), kind.into(), accounts.into()]);
        }
        counts.flush(tx).await?;
        let mut counters = BatchInsert::new(
            backend,
            "identifier_counters",
            ["reporting_unit_id", "platform_code", "last_number"],
        );
        for ((unit, platform), last) in self.identifiers {
            counters.push([unit.into(), platform.into(), last.into()]);
        }
        counters.flush(tx).await?;
        let unit_counts: Vec<_> = self.unit_counts.into_iter().collect();
        update_column(tx, "reporting_units", "account_count", &unit_counts).await?;
        let unit_numbers: Vec<_> = self.unit_numbers.into_iter().collect();
        update_column(tx, "org_units", "last_unit_number", &unit_numbers).await
    }
}

/// Sets one column of many rows by id.
async fn update_column(
    tx: &Tx,
    table: &str,
    column: &str,
    rows: &[(i64, i64)],
) -> Result<(), StoreError> {
    for chunk in rows.chunks(CHUNK) {
        let values: Vec<_> = chunk
            .iter()
            .map(|(id, value)| format!("({id}, {value})"))
            .collect();
        // Both databases name the columns of a VALUES list column1 and column2.
        let sql = format!(
            "UPDATE {table} SET {column} = v.column2 FROM (VALUES {}) AS v \
             WHERE {table}.id = v.column1",
            values.join(", ")
        );
        tx.conn().execute_unprepared(&sql).await?;
    }
    Ok(())
}
