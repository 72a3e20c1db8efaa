use std::sync::Arc;

use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::{OrgUnitId, ReportingUnitId, SessionId};
use nmrs_domain::wire::{UnitRef, UserOut};
use nmrs_store::org_units::{OrgTree, OrgUnit};
use nmrs_store::{Scope, sessions};

use crate::calendar::Waiting;
use crate::{App, AppError};

/// An authenticated caller.
#[derive(Debug, Clone)]
pub struct Session {
    /// Key of the session.
    pub id: SessionId,
    /// The user and the unit or office that the user acts for.
    pub actor: Actor,
    /// True if the profile of the reporting unit is complete; always true for offices.
    pub profile_complete: bool,
    org_units_version: i64,
    calendar_version: i64,
}

/// Returns the session of an access token.
///
/// # Errors
/// [`ErrorCode::Unauthenticated`] for an invalid or expired token, [`ErrorCode::SessionEnded`] if
/// its session has ended.
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
    /// Returns the rows that the caller may see.
    pub fn scope(&self) -> Scope {
        Scope::from(&self.actor)
    }

    /// Returns the tree of org units, at least as recent as this session.
    pub(crate) async fn org_tree(&self, app: &App) -> Result<Arc<OrgTree>, AppError> {
        Ok(app.org_tree(self.org_units_version).await?)
    }

    /// Returns waiting times by a calendar at least as recent as this session.
    pub(crate) async fn waiting(&self, app: &App) -> Result<Waiting, AppError> {
        Ok(app.waiting(self.calendar_version).await?)
    }

    /// Creates a session without a sign-in, for demo data.
    pub fn for_actor(actor: Actor) -> Self {
        Self {
            id: SessionId(0),
            actor,
            profile_complete: true,
            org_units_version: 0,
            calendar_version: 0,
        }
    }

    /// Describes the caller for responses.
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

/// Returns the reporting unit that the caller acts for.
///
/// # Errors
/// [`ErrorCode::Forbidden`] for offices.
pub(crate) fn own_unit(session: &Session) -> Result<ReportingUnitId, AppError> {
    match session.actor.party {
        Party::Reporting { unit, .. } => Ok(unit),
        Party::Organizing { .. } => Err(AppError::refused(ErrorCode::Forbidden)),
    }
}

/// Returns the org unit that the caller acts for.
///
/// # Errors
/// [`ErrorCode::Forbidden`] for reporting units.
pub(crate) fn own_office(session: &Session) -> Result<OrgUnitId, AppError> {
    match session.actor.party {
        Party::Organizing { org_unit, .. } => Ok(org_unit),
        Party::Reporting { .. } => Err(AppError::refused(ErrorCode::Forbidden)),
    }
}
