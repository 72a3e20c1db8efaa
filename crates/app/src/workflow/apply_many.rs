//! Writes the records of many new accounts at once: the same rows as `create`, hundreds a statement.

use nmrs_domain::status::ApplicationState;
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::workflow::{
    self, AccountState, Effect, EnteredFields, RecordInput, Refusal, Transition,
};
use nmrs_store::accounts::{RegisteredFields, Timestamps, WorkflowState};
use nmrs_store::bulk::{BulkAccount, BulkApplication, BulkEvent, BulkInserter};
use nmrs_store::{StoreError, Tx};
use time::OffsetDateTime;

use super::apply::pending_with;
use super::new_account::decide_new;
use crate::auth::{Session, own_unit};
use crate::{App, AppError};

/// Inserts new accounts of the caller's unit.
pub(crate) struct CreateMany<'a> {
    session: &'a Session,
    inserter: BulkInserter,
    state: AccountState,
    transition: Transition,
    pending_with: Option<OrgUnitId>,
    at: OffsetDateTime,
}

impl<'a> CreateMany<'a> {
    /// Checks the rules once: the transition is the same for all accounts.
    pub(crate) async fn begin(
        app: &App,
        tx: &Tx,
        session: &'a Session,
        submit: bool,
    ) -> Result<Self, AppError> {
        let tree = session.org_tree(app).await?;
        let (state, transition) = decide_new(session, &tree, submit)?;
        Ok(Self {
            session,
            inserter: BulkInserter::new(tx, own_unit(session)?, state.chain.clone()),
            state,
            pending_with: pending_with(&tree, &transition)?,
            transition,
            at: app.now(),
        })
    }

    /// Inserts one batch.
    ///
    /// # Errors
    /// [`StoreError::Duplicate`] when an identity is taken; other database errors.
    pub(crate) async fn add(
        &mut self,
        tx: &Tx,
        registered: Vec<RegisteredFields>,
    ) -> Result<(), AppError> {
        let accounts = registered.into_iter().map(|one| self.account(one));
        let accounts = accounts.collect::<Result<_, _>>()?;
        Ok(self.inserter.add(tx, accounts).await?)
    }

    /// Writes the counts.
    pub(crate) async fn finish(self, tx: &Tx) -> Result<(), StoreError> {
        self.inserter.finish(tx).await
    }

    fn account(&self, registered: RegisteredFields) -> Result<BulkAccount, Refusal> {
        let actor = &self.session.actor;
        let record = if self.transition.effect == Effect::Store {
            workflow::record_draft(&self.state)
        } else {
            let fields = EnteredFields {
                stored: &registered.fields,
                new: &registered.fields,
            };
            let input = RecordInput {
                fields: Some(fields),
                ..RecordInput::default()
            };
            workflow::record(&self.state, actor, &self.transition, input)?
        };
        let application = record.opened.map(|kind| BulkApplication {
            kind,
            state: ApplicationState::Open,
            form: record.details.clone(),
            requested: None,
            applied_at: self.at,
            applied_by: actor.user,
            closed_at: None,
            reviews: Vec::new(),
        });
        let workflow = WorkflowState {
            status: record.state.status,
            pending_with: self.pending_with,
            since: self.at,
            application: None,
            restored: record.state.restored,
            identifier: None,
        };
        Ok(BulkAccount {
            registered,
            workflow,
            // A submitted account was stored as a draft first, as version 1.
            version: if application.is_some() { 2 } else { 1 },
            timestamps: Timestamps {
                created: self.at,
                modified: self.at,
            },
            applications: application.into_iter().collect(),
            events: vec![BulkEvent::new(actor, record, self.at)],
        })
    }
}
