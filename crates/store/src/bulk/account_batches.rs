//! Buffers rows of accounts, applications, reviews, events and lookup tables.

use nmrs_domain::account::DraftFields;
use nmrs_domain::event::{EventRecord, chain_hash};
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::{AccountId, ApplicationId, ReportingUnitId};
use nmrs_domain::workflow::Decision;
use nmrs_domain::workflow::ReviewChain;
use sea_orm::{ActiveValue::Set, DbBackend};

use super::account_row::{WIDTH, columns, values};
use super::records::{BulkAccount, BulkApplication, BulkEvent, BulkReview};
use crate::accounts::search::ngrams;
use crate::accounts::{MatchKeys, to_row};
use crate::db::batch_insert::BatchInsert;
use crate::db::json::to_json;
use crate::db::timestamp::to_ms;
use crate::entity::accounts::ActiveModel;
use crate::{StoreError, Tx};

/// The units that own an account.
#[derive(Debug, Clone, Copy)]
pub(super) struct AccountOwner<'a> {
    /// The reporting unit.
    pub(super) unit: ReportingUnitId,
    /// The org units above the reporting unit.
    pub(super) chain: &'a ReviewChain,
}

/// Buffered rows by table.
#[derive(Debug)]
pub(super) struct AccountBatches {
    backend: DbBackend,
    accounts: BatchInsert<WIDTH>,
    match_keys: BatchInsert<7>,
    ngrams: BatchInsert<2>,
    applications: BatchInsert<9>,
    reviews: BatchInsert<8>,
    events: BatchInsert<10>,
}

impl AccountBatches {
    #[rustfmt::skip]
    pub(super) fn new(backend: DbBackend) -> Self {
        Self {
            backend,
            accounts: BatchInsert::new(backend, "accounts", columns()),
            match_keys: BatchInsert::new(backend, "account_keys", [
                "account_id", "reporting_unit_id", "org_unit_id", "org1_id", "platform_code",
                "name_key", "link_key",
            ]),
            ngrams: BatchInsert::new(backend, "account_search", [
                ngrams::id_column(backend), "pieces::integer[]",
            ]),
            applications: BatchInsert::new(backend, "applications", [
                "id", "account_id", "kind", "state", "form", "requested", "applied_at",
                "applied_by", "closed_at",
            ]),
            reviews: BatchInsert::new(backend, "reviews", [
                "application_id", "org_unit_id", "user_id", "verdict", "reason",
                "reviewer_name", "reviewer_phone", "decided_at",
            ]),
            events: BatchInsert::new(backend, "account_events", [
                "account_id", "seq", "at", "actor_code", "actor_name", "kind", "from_status",
                "to_status", "details", "hash",
            ]),
        }
    }

    /// Returns true if the accounts fill a statement.
    pub(super) fn is_full(&self) -> bool {
        self.accounts.is_full()
    }

    /// Inserts the rows that fill statements, after the rows to which they refer.
    pub(super) async fn flush_full(&mut self, tx: &Tx) -> Result<(), StoreError> {
        self.accounts.flush(tx).await?;
        self.match_keys.flush_full(tx).await?;
        self.ngrams.flush_full(tx).await?;
        if self.reviews.is_full() {
            self.applications.flush(tx).await?;
        }
        self.applications.flush_full(tx).await?;
        self.reviews.flush_full(tx).await?;
        self.events.flush_full(tx).await
    }

    /// Inserts all rows.
    pub(super) async fn flush(&mut self, tx: &Tx) -> Result<(), StoreError> {
        self.accounts.flush(tx).await?;
        self.match_keys.flush(tx).await?;
        self.ngrams.flush(tx).await?;
        self.applications.flush(tx).await?;
        self.reviews.flush(tx).await?;
        self.events.flush(tx).await
    }

    /// Adds an account; its applications take their ids from `application_ids`.
    pub(super) fn account(
        &mut self,
        id: AccountId,
        owner: AccountOwner<'_>,
        application_ids: &mut impl Iterator<Item = ApplicationId>,
        account: BulkAccount,
    ) -> Result<(), StoreError> {
        let BulkAccount {
            registered,
            mut workflow,
            version,
            timestamps,
            applications,
            events,
        } = account;
        let has_application = workflow
            .status
            .pending()
            .or(workflow.status.rejected())
            .is_some();
        workflow.application = None;
        for entry in applications {
            let application = application_ids
                .next()
                .ok_or_else(|| StoreError::corrupt("applications", "no id is left"))?;
            if has_application {
                workflow.application = Some(application);
            }
            self.application(application, id, entry)?;
        }
        self.lookup_tables(id, owner, &registered.fields, workflow.status);
        let row = to_row(
            owner.unit,
            owner.chain,
            registered,
            workflow,
            version,
            timestamps,
        );
        self.accounts.push(values(ActiveModel {
            id: Set(id.0),
            ..row
        }));
        let mut previous = String::new();
        for (event, seq) in events.into_iter().zip(1..) {
            previous = self.event(id, seq, &previous, event)?;
        }
        Ok(())
    }

    /// Adds the rows of the search index and the match keys.
    fn lookup_tables(
        &mut self,
        id: AccountId,
        owner: AccountOwner<'_>,
        fields: &DraftFields,
        status: Status,
    ) {
        if status.is_listed() {
            let ngrams = ngrams::ngrams_of_fields(fields, owner.chain.top());
            self.ngrams
                .push([id.0.into(), ngrams::as_value(self.backend, &ngrams).into()]);
        }
        if !status.is_living() {
            return;
        }
        let MatchKeys {
            platform,
            name,
            link,
        } = MatchKeys::of(fields);
        self.match_keys.push([
            id.0.into(),
            owner.unit.0.into(),
            owner.chain.direct().0.into(),
            owner.chain.top().0.into(),
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
            to_json("form", &form)?.into(),
            requested
                .map(|requested| to_json("requested", &requested))
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
                decision,
                at,
            } = review;
            let Decision {
                verdict,
                reason,
                reviewer_name,
                reviewer_phone,
            } = decision;
            self.reviews.push([
                id.0.into(),
                org_unit.0.into(),
                user.0.into(),
                verdict.as_str().into(),
                reason.unwrap_or_default().into(),
                reviewer_name.into(),
                reviewer_phone.as_str().into(),
                to_ms(at).into(),
            ]);
        }
        Ok(())
    }

    /// Adds an event, chained to the previous one; returns its hash.
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
            details_json: to_json("details", &details)?,
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
