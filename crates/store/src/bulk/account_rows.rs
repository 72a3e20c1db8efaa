//! Rows of accounts, and of everything that belongs to them.

use nmrs_domain::account::DraftFields;
use nmrs_domain::event::{EventRecord, chain_hash};
use nmrs_domain::ids::{AccountId, ApplicationId, ReportingUnitId};
use nmrs_domain::machine::ReviewChain;
use nmrs_domain::status::Status;
use sea_orm::{ActiveValue::Set, DbBackend};
use serde::Serialize;

use super::account_row::{WIDTH, account_row, columns};
use super::records::{BulkAccount, BulkApplication, BulkEvent, BulkReview};
use crate::accounts::search::ngrams as pieces;
use crate::accounts::{Keys, row_of};
use crate::db::batch_insert::Batch;
use crate::db::timestamp::to_ms;
use crate::entity::accounts::ActiveModel;
use crate::{StoreError, Tx};

/// Where accounts belong.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home<'a> {
    /// The unit that owns them.
    pub(super) unit: ReportingUnitId,
    /// The org units above it.
    pub(super) chain: &'a ReviewChain,
}

/// Rows that wait, table by table.
#[derive(Debug)]
pub(super) struct AccountBatches {
    backend: DbBackend,
    accounts: Batch<WIDTH>,
    keys: Batch<7>,
    pieces: Batch<2>,
    applications: Batch<9>,
    reviews: Batch<8>,
    events: Batch<10>,
}

impl AccountBatches {
    #[rustfmt::skip]
    pub(super) fn new(backend: DbBackend) -> Self {
        Self {
            backend,
            accounts: Batch::new(backend, "accounts", columns()),
            keys: Batch::new(backend, "account_keys", [
                "account_id", "reporting_unit_id", "org_unit_id", "org1_id", "platform_code",
                "name_key", "link_key",
            ]),
            pieces: Batch::new(backend, "account_search", [
                pieces::key_column(backend), "pieces::integer[]",
            ]),
            applications: Batch::new(backend, "applications", [
                "id", "account_id", "kind", "state", "form", "requested", "applied_at",
                "applied_by", "closed_at",
            ]),
            reviews: Batch::new(backend, "reviews", [
                "application_id", "org_unit_id", "user_id", "verdict", "reason",
                "reviewer_name", "reviewer_phone", "decided_at",
            ]),
            events: Batch::new(backend, "account_events", [
                "account_id", "seq", "at", "actor_code", "actor_name", "kind", "from_status",
                "to_status", "details", "hash",
            ]),
        }
    }

    /// Whether enough accounts wait for a whole statement.
    pub(super) fn is_full(&self) -> bool {
        self.accounts.is_full()
    }

    /// Inserts whole statements, and before them what they refer to.
    pub(super) async fn flush_full(&mut self, tx: &Tx) -> Result<(), StoreError> {
        self.accounts.flush(tx).await?;
        self.keys.flush_full(tx).await?;
        self.pieces.flush_full(tx).await?;
        if self.reviews.is_full() {
            self.applications.flush(tx).await?;
        }
        self.applications.flush_full(tx).await?;
        self.reviews.flush_full(tx).await?;
        self.events.flush_full(tx).await
    }

    /// Inserts everything.
    pub(super) async fn flush(&mut self, tx: &Tx) -> Result<(), StoreError> {
        self.accounts.flush(tx).await?;
        self.keys.flush(tx).await?;
        self.pieces.flush(tx).await?;
        self.applications.flush(tx).await?;
        self.reviews.flush(tx).await?;
        self.events.flush(tx).await
    }

    /// Takes an account; `keys` are those of its applications.
    pub(super) fn account(
        &mut self,
        id: AccountId,
        home: Home<'_>,
        keys: &mut impl Iterator<Item = ApplicationId>,
        account: BulkAccount,
    ) -> Result<(), StoreError> {
        let BulkAccount {
            registered,
            mut step,
            version,
            moments,
            applications,
            events,
        } = account;
        let waits = step.status.pending().or(step.status.rejected()).is_some();
        step.application = None;
        for entry in applications {
            let application = keys
                .next()
                .ok_or_else(|| StoreError::corrupt("applications", "no key is left"))?;
            if waits {
                step.application = Some(application);
            }
            self.application(application, id, entry)?;
        }
        self.lookup(id, home, &registered.fields, step.status);
        let row = row_of(home.unit, home.chain, registered, step, version, moments);
        self.accounts.push(account_row(ActiveModel {
            id: Set(id.0),
            ..row
        }));
        let mut previous = String::new();
        for (event, seq) in events.into_iter().zip(1..) {
            previous = self.event(id, seq, &previous, event)?;
        }
        Ok(())
    }

    /// What the account is looked up by.
    fn lookup(&mut self, id: AccountId, home: Home<'_>, fields: &DraftFields, status: Status) {
        if status.is_listed() {
            let pieces = pieces::pieces_of_fields(fields, home.chain.top());
            self.pieces
                .push([id.0.into(), pieces::as_value(self.backend, &pieces).into()]);
        }
        if !status.is_living() {
            return;
        }
        let Keys {
            platform,
            name,
            link,
        } = Keys::of(fields);
        self.keys.push([
            id.0.into(),
            home.unit.0.into(),
            home.chain.direct().0.into(),
            home.chain.top().0.into(),
            platform.as_str().into(),
            name.into(),
            link.into(),
        ]);
    }

    fn application(
        &mut self,
        id: ApplicationId,
        account: AccountId,
        application: BulkApplication,
    ) -> Result<(), StoreError> {
        let BulkApplication {
            kind,
            state,
            form,
            requested,
            applied_at,
            applied_by,
            closed_at,
            reviews,
        } = application;
        self.applications.push([
            id.0.into(),
            account.0.into(),
            kind.as_str().into(),
            state.as_str().into(),
            json("form", &form)?.into(),
            requested
                .map(|requested| json("requested", &requested))
                .transpose()?
                .into(),
            to_ms(applied_at).into(),
            applied_by.0.into(),
            closed_at.map(to_ms).into(),
        ]);
        for review in reviews {
            let BulkReview {
                org_unit,
                user,
                verdict,
                reason,
                reviewer_name,
                reviewer_phone,
                at,
            } = review;
            self.reviews.push([
                id.0.into(),
                org_unit.0.into(),
                user.0.into(),
                verdict.as_str().into(),
                reason.into(),
                reviewer_name.into(),
                reviewer_phone.into(),
                to_ms(at).into(),
            ]);
        }
        Ok(())
    }

    /// Chains an event to the one before, and answers its hash.
    fn event(
        &mut self,
        account: AccountId,
        seq: i64,
        previous: &str,
        event: BulkEvent,
    ) -> Result<String, StoreError> {
        let BulkEvent {
            actor_code,
            actor_name,
            kind,
            from,
            to,
            details,
            at,
        } = event;
        let record = EventRecord {
            account: account.0,
            seq,
            at_ms: to_ms(at),
            actor_code,
            actor_name,
            kind,
            from,
            to,
            details_json: json("details", &details)?,
        };
        let hash = chain_hash(previous, &record);
        self.events.push([
            account.0.into(),
            seq.into(),
            record.at_ms.into(),
            record.actor_code.into(),
            record.actor_name.into(),
            kind.as_str().into(),
            from.map(Status::as_str).into(),
            to.as_str().into(),
            record.details_json.into(),
            hash.as_str().into(),
        ]);
        Ok(hash)
    }
}

fn json(column: &str, value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::corrupt(column, error))
}
