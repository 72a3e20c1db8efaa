//! Declaring many new accounts at once: what `create` writes, many rows a statement.

use nmrs_domain::account::DraftFields;
use nmrs_domain::diff;
use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::machine::{Effect, Transition};
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_store::accounts::{Moments, Registered, Step};
use nmrs_store::applications::State;
use nmrs_store::bulk::{BulkAccount, BulkApplication, BulkEvent, Inserter};
use nmrs_store::{StoreError, Tx};
use time::OffsetDateTime;

use super::apply as transition;
use super::new_account::decide_new as decided;
use crate::auth::{Session, own_unit};
use crate::{App, AppError};

/// New accounts of the caller's unit on their way into the register.
pub(crate) struct CreateMany<'a> {
    session: &'a Session,
    inserter: Inserter,
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
        let (chain, decided) = decided(session, &tree, submit)?;
        Ok(Self {
            session,
            inserter: Inserter::new(tx, own_unit(session)?, chain),
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
        registered: Vec<Registered>,
    ) -> Result<(), StoreError> {
        let accounts = registered.into_iter().map(|one| self.account(one));
        let accounts = accounts.collect();
        self.inserter.add(tx, accounts).await
    }

    /// Writes what is counted.
    pub(crate) async fn finish(self, tx: &Tx) -> Result<(), StoreError> {
        self.inserter.finish(tx).await
    }

    fn account(&self, registered: Registered) -> BulkAccount {
        let step = Step {
            status: self.decided.to,
            turn: self.turn,
            since: self.at,
            application: None,
            restored: false,
            identifier: None,
        };
        let moments = Moments {
            created: self.at,
            modified: self.at,
        };
        let Effect::Open(kind) = self.decided.effect else {
            return BulkAccount {
                registered,
                step,
                version: 1,
                moments,
                applications: Vec::new(),
                events: vec![self.event(EventKind::Drafted, None, EventDetails::default())],
            };
        };
        let details = entered(kind, &registered.fields);
        let application = BulkApplication {
            kind,
            state: State::Open,
            form: details.clone(),
            requested: None,
            applied_at: self.at,
            applied_by: self.session.actor.user,
            closed_at: None,
            reviews: Vec::new(),
        };
        BulkAccount {
            registered,
            step,
            // Stored as a draft, and handed in.
            version: 2,
            moments,
            applications: vec![application],
            events: vec![self.event(EventKind::Applied, Some(self.decided.from), details)],
        }
    }

    fn event(&self, kind: EventKind, from: Option<Status>, details: EventDetails) -> BulkEvent {
        BulkEvent {
            actor_code: self.session.actor.code.clone(),
            actor_name: self.session.actor.name.clone(),
            kind,
            from,
            to: self.decided.to,
            details,
            at: self.at,
        }
    }
}

fn entered(kind: ApplicationKind, fields: &DraftFields) -> EventDetails {
    EventDetails {
        application: Some(kind),
        changes: diff::between(None, fields),
        ..EventDetails::default()
    }
}
