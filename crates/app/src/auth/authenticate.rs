//! Who is calling.

use std::sync::Arc;

use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::SessionId;
use nmrs_domain::wire::{UnitRef, UserOut};
use nmrs_store::org_units::{OrgTree, OrgUnit};
use nmrs_store::{Scope, sessions};

use crate::{App, AppError};

/// A caller whose access token was good.
#[derive(Debug, Clone)]
pub struct Session {
    /// Key of the session.
    pub id: SessionId,
    /// Who acts.
    pub actor: Actor,
    /// Whether a reporting unit's profile is complete; true for offices.
    pub profile_complete: bool,
    org_units_version: i64,
    pub(crate) calendar_version: i64,
}

/// The session of an access token.
///
/// # Errors
/// [`ErrorCode::Unauthenticated`] when the token is not good, [`ErrorCode::SessionEnded`] when its
/// session is over.
pub async fn authenticate(app: &App, token: &str) -> Result<Session, AppError> {
    let id = app
        .signer
        .verify(token, app.now())
        .ok_or_else(|| AppError::refused(ErrorCode::Unauthenticated))?;
    session(app, id).await
}

/// Returns the session of a key.
///
/// # Errors
/// [`ErrorCode::SessionEnded`] if it ended, expired, or its user was disabled.
pub(crate) async fn session(app: &App, id: SessionId) -> Result<Session, AppError> {
    let caller = sessions::caller(&app.store, id, app.now())
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::SessionEnded))?;
    let sessions::Caller {
        actor,
        profile_complete,
        org_units_version,
        calendar_version,
    } = caller;
    Ok(Session {
        id,
        actor,
        profile_complete,
        org_units_version,
        calendar_version,
    })
}

impl Session {
    /// What the caller may see.
    pub fn scope(&self) -> Scope {
        Scope::from(&self.actor)
    }

    /// The tree of org units, as new as this session knows.
    pub(crate) async fn org_tree(&self, app: &App) -> Result<Arc<OrgTree>, AppError> {
        app.org_tree(self.org_units_version).await
    }

    /// A session of an actor that did not sign in; for demo data.
    pub fn for_actor(actor: Actor) -> Self {
        Self {
            id: SessionId(0),
            actor,
            profile_complete: true,
            org_units_version: 0,
            calendar_version: 0,
        }
    }

    /// The caller as answers describe it.
    ///
    /// # Errors
    /// Database errors.
    pub async fn user(&self, app: &App) -> Result<UserOut, AppError> {
        let tree = self.org_tree(app).await?;
        let Actor {
            user,
            party,
            code,
            name,
        } = &self.actor;
        let (org_unit, reporting_unit) = match *party {
            Party::Reporting { unit, org_unit } => (
                org_unit,
                Some(UnitRef {
                    id: unit.0,
                    code: code.clone(),
                    name: name.clone(),
                }),
            ),
            Party::Organizing { org_unit, .. } => (org_unit, None),
        };
        Ok(UserOut {
            id: user.0,
            username: code.clone(),
            name: name.clone(),
            role: party.sign_in_role(),
            access: party.role(),
            profile_complete: self.profile_complete,
            org_path: tree
                .path(org_unit)
                .into_iter()
                .map(OrgUnit::reference)
                .collect(),
            reporting_unit,
        })
    }
}
