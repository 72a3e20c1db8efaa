//! What transitions maintain row by row, added up while rows go by.

use std::collections::{BTreeMap, HashMap};

use nmrs_domain::code::{CodeError, Identifier, PlatformCode, ReportingUnitCode};
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use sea_orm::ConnectionTrait;

use crate::{Handle as _, StoreError, Tx};

use crate::db::batch_insert::Batch;

/// Rows of a list of values in one `UPDATE`.
const UPDATED: usize = 500;

/// Counts and counters of a fill.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Submitted accounts in the scope of an org unit.
    accounts: BTreeMap<(i64, &'static str, &'static str), i64>,
    /// Accounts that count for a reporting unit.
    of_units: BTreeMap<i64, i64>,
    /// The last number of a unit's identifiers on a platform.
    identifiers: BTreeMap<(i64, &'static str), i64>,
    /// The number that the last reporting unit of an org unit was given.
    units: HashMap<i64, i64>,
}

impl Tally {
    pub(super) fn next_unit(&mut self, org_unit: OrgUnitId) -> i64 {
        let last = self.units.entry(org_unit.0).or_default();
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
        if crate::counts::counted(status) {
            for ancestor in ancestors {
                let bucket = (ancestor.0, status.as_str(), kind.as_str());
                *self.accounts.entry(bucket).or_default() += 1;
            }
        }
        if status.counts_for_unit() {
            *self.of_units.entry(unit).or_default() += 1;
        }
    }

    pub(super) async fn write(self, tx: &Tx) -> Result<(), StoreError> {
        let backend = tx.c().get_database_backend();
        let mut counts = Batch::new(
            backend,
            "account_counts",
            ["org_unit_id", "status", "kind", "accounts"],
        );
        for ((org_unit, status, kind), accounts) in self.accounts {
            counts.push([org_unit.into(), status.into(), kind.into(), accounts.into()]);
        }
        counts.flush(tx).await?;
        let mut counters = Batch::new(
            backend,
            "identifier_counters",
            ["reporting_unit_id", "platform_code", "last_number"],
        );
        for ((unit, platform), last) in self.identifiers {
            counters.push([unit.into(), platform.into(), last.into()]);
        }
        counters.flush(tx).await?;
        let of_units: Vec<_> = self.of_units.into_iter().collect();
        set(tx, "reporting_units", "account_count", &of_units).await?;
        let units: Vec<_> = self.units.into_iter().collect();
        set(tx, "org_units", "last_unit_number", &units).await
    }
}

/// Sets one column of many rows by their keys.
async fn set(tx: &Tx, table: &str, column: &str, rows: &[(i64, i64)]) -> Result<(), StoreError> {
    for chunk in rows.chunks(UPDATED) {
        let values: Vec<_> = chunk
            .iter()
            .map(|(id, value)| format!("({id}, {value})"))
            .collect();
        // Both databases call the columns of a bare list of values like this.
        let sql = format!(
            "UPDATE {table} SET {column} = v.column2 FROM (VALUES {}) AS v \
             WHERE {table}.id = v.column1",
            values.join(", ")
        );
        tx.c().execute_unprepared(&sql).await?;
    }
    Ok(())
}
