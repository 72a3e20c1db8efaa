//! Declaring many new accounts at once: what `create` writes, many rows a statement.

use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::status::ApplicationState;
use nmrs_domain::workflow::{
    self, AccountState, Effect, EnteredFields, RecordInput, Refusal, Transition,
};
use nmrs_store::accounts::{RegisteredFields, Timestamps, WorkflowState};
use nmrs_store::bulk::{BulkAccount, BulkApplication, BulkEvent, BulkInserter};
use nmrs_store::{StoreError, Tx};
use time::OffsetDateTime;

use super::create::decided;
use super::identity::own_unit;
use crate::auth::Session;
use crate::{App, AppError, transition};

/// New accounts of the caller's unit on their way into the register.
pub(crate) struct CreateMany<'a> {
    session: &'a Session,
    inserter: BulkInserter,
    state: AccountState,
    decided: Transition,
    turn: Option<OrgUnitId>,
    at: OffsetDateTime,
}

impl<'a> CreateMany<'a> {
    /// Begins, with what the rules say about every one of them: they are alike.
    pub(crate) async fn begin(
        app: &App,
        tx: &Tx,
        session: &'a Session,
        submit: bool,
    ) -> Result<Self, AppError> {
        let tree = session.org_tree(app).await?;
        let (state, decided) = decided(session, &tree, submit)?;
        Ok(Self {
            session,
            inserter: BulkInserter::new(tx, own_unit(session)?, state.chain.clone()),
            state,
            turn: transition::turn(&tree, &decided)?,
            decided,
            at: app.now(),
        })
    }

    /// Adds some hundred accounts.
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

    /// Writes what is counted.
    pub(crate) async fn finish(self, tx: &Tx) -> Result<(), StoreError> {
        self.inserter.finish(tx).await
    }

    fn account(&self, registered: RegisteredFields) -> Result<BulkAccount, Refusal> {
        let actor = &self.session.actor;
        let record = if self.decided.effect == Effect::Store {
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
            workflow::record(&self.state, actor, &self.decided, input)?
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
            pending_with: self.turn,
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
