//! Buffers the rows of a bulk load: units, users and accounts.

use nmrs_domain::actor::SignInRole;
use nmrs_domain::values::ids::{OrgUnitId, UserId};
use sea_orm::DbBackend;
use time::OffsetDateTime;

use super::account_batches::AccountBatches;
use super::records::LoadedUnit;
use crate::db::batch_insert::BatchInsert;
use crate::db::timestamp::to_ms;
use crate::scope::ancestor_ids;
use crate::{StoreError, Tx};

/// Buffered rows by table.
#[derive(Debug)]
pub(super) struct LoadBatches {
    password_hash: String,
    units: BatchInsert<9>,
    users: BatchInsert<9>,
    pub(super) accounts: AccountBatches,
}

impl LoadBatches {
    #[rustfmt::skip]
    pub(super) fn new(backend: DbBackend, password_hash: String) -> Self {
        Self {
            password_hash,
            units: BatchInsert::new(backend, "reporting_units", [
                "id", "code", "name", "org_unit_id", "org1_id", "org2_id", "org3_id",
                "profile_complete", "created_at",
            ]),
            users: BatchInsert::new(backend, "users", [
                "id", "username", "role", "org_unit_id", "reporting_unit_id", "password_hash",
                "password_changed_at", "disabled", "created_at",
            ]),
            accounts: AccountBatches::new(backend),
        }
    }

    /// Inserts the rows that fill statements. Before a statement of one table, all rows of the tables
    /// to which it refers are inserted.
    pub(super) async fn flush_full(&mut self, tx: &Tx) -> Result<(), StoreError> {
        if self.units.is_full() || self.users.is_full() {
            self.units.flush(tx).await?;
            self.users.flush_full(tx).await?;
        }
        if self.accounts.is_full() {
            self.units.flush(tx).await?;
            self.users.flush(tx).await?;
            self.accounts.flush_full(tx).await?;
        }
        Ok(())
    }

    /// Inserts all rows.
    pub(super) async fn flush(&mut self, tx: &Tx) -> Result<(), StoreError> {
        self.units.flush(tx).await?;
        self.users.flush(tx).await?;
        self.accounts.flush(tx).await
    }

    pub(super) fn org_user(
        &mut self,
        id: UserId,
        org_unit: OrgUnitId,
        code: &str,
        at: OffsetDateTime,
    ) {
        self.user(id, code, SignInRole::Organizing, at, Some(org_unit.0), None);
    }

    fn user(
        &mut self,
        id: UserId,
        code: &str,
        role: SignInRole,
        at: OffsetDateTime,
        org_unit: Option<i64>,
        unit: Option<i64>,
    ) {
        self.users.push([
            id.0.into(),
            code.into(),
            role.as_str().into(),
            org_unit.into(),
            unit.into(),
            self.password_hash.as_str().into(),
            to_ms(at).into(),
            false.into(),
            to_ms(at).into(),
        ]);
    }

    pub(super) fn unit(&mut self, unit: &LoadedUnit, at: OffsetDateTime) {
        let LoadedUnit {
            id,
            code,
            name,
            chain,
            user,
        } = unit;
        let (org1, org2, org3) = ancestor_ids(chain);
        self.units.push([
            id.0.into(),
            code.as_str().into(),
            name.as_str().into(),
            chain.direct().0.into(),
            org1.into(),
            org2.into(),
            org3.into(),
            true.into(),
            to_ms(at).into(),
        ]);
        self.user(
            *user,
            code.as_str(),
            SignInRole::Reporting,
            at,
            None,
            Some(id.0),
        );
    }
}
