//! Rows of a fill, as the tables have them.

use nmrs_domain::actor::SignInRole;
use nmrs_domain::ids::{OrgUnitId, UserId};
use sea_orm::DbBackend;
use time::OffsetDateTime;

use super::account_rows::AccountBatches;
use super::loader::FilledUnit;
use crate::db::batch_insert::Batch;
use crate::db::timestamp::to_ms;
use crate::scope::by_level;
use crate::{StoreError, Tx};

/// Rows that wait, table by table.
#[derive(Debug)]
pub(super) struct Batches {
    password_hash: String,
    units: Batch<9>,
    users: Batch<9>,
    pub(super) accounts: AccountBatches,
}

impl Batches {
    #[rustfmt::skip]
    pub(super) fn new(backend: DbBackend, password_hash: String) -> Self {
        Self {
            password_hash,
            units: Batch::new(backend, "reporting_units", [
                "id", "code", "name", "org_unit_id", "org1_id", "org2_id", "org3_id",
                "profile_complete", "created_at",
            ]),
            users: Batch::new(backend, "users", [
                "id", "username", "role", "org_unit_id", "reporting_unit_id", "password_hash",
                "password_changed_at", "disabled", "created_at",
            ]),
            accounts: AccountBatches::new(backend),
        }
    }

    /// Inserts whole statements. What refers to a row goes in after it: as soon as there is a
    /// statement of one table, the tables before it are emptied.
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

    /// Inserts everything.
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

    pub(super) fn unit(&mut self, unit: &FilledUnit, at: OffsetDateTime) {
        let FilledUnit {
            id,
            code,
            name,
            chain,
            user,
        } = unit;
        let (org1, org2, org3) = by_level(chain);
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
