//! The state machine of an account, the only place where a status changes.
//!
//! [`decide`] returns the transition for an account, an actor and an action, or the reason for
//! refusing it. The server applies the transition; the page asks [`allowed`] which buttons to show.
//! `snapshots/` has the whole table of status × action × role, which is the specification.

mod record;
mod refusal;

pub use record::{Decision, EnteredFields, Record, RecordInput, record, record_draft};
pub use refusal::Refusal;

use serde::{Deserialize, Serialize};

use crate::actor::{Actor, Level, Party};
use crate::permission::Permission;
use crate::status::{ApplicationKind, Status, Verdict};
use crate::values::ids::{OrgUnitId, ReportingUnitId};

/// Action on an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray)]
pub enum Action {
    /// Change a draft.
    Edit,
    /// Submit a draft.
    Submit,
    /// Delete a draft.
    Discard,
    /// Apply to modify a normal account.
    Modify,
    /// Apply to close a normal account.
    Close,
    /// Apply to restore a closed account.
    Restore,
    /// Abandon a rejected application.
    Abandon,
    /// Submit a rejected application again.
    Resubmit,
    /// Approve the pending application.
    Approve,
    /// Reject the pending application.
    Reject,
    /// Delete an account that is not a draft (central office).
    Delete,
}

impl From<Verdict> for Action {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Approve => Self::Approve,
            Verdict::Reject => Self::Reject,
        }
    }
}

/// Org units that review an addition, 1 to 3: the one that the reporting unit belongs to, its
/// parent, … its level-1 ancestor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewChain(Vec<OrgUnitId>);

impl ReviewChain {
    /// Creates a chain from the direct org unit up to the level-1 ancestor; `None` if it is empty:
    /// the central office has no reporting units.
    pub fn new(from_direct_to_top: Vec<OrgUnitId>) -> Option<Self> {
        if from_direct_to_top.is_empty() {
            None
        } else {
            Some(Self(from_direct_to_top))
        }
    }

    /// Returns the org unit that the reporting unit belongs to.
    pub fn direct(&self) -> OrgUnitId {
        self.0[0]
    }

    /// Returns the level-1 ancestor, which gives the final decision on an addition.
    pub fn top(&self) -> OrgUnitId {
        self.0[self.0.len() - 1]
    }

    /// Returns true if an org unit is part of the chain, so that the account is in its scope.
    pub fn contains(&self, org_unit: OrgUnitId) -> bool {
        self.0.contains(&org_unit)
    }

    /// Returns the org units in the order in which they review.
    pub fn units(&self) -> &[OrgUnitId] {
        &self.0
    }

    /// Returns the next org unit up, if any.
    fn above(&self, org_unit: OrgUnitId) -> Option<OrgUnitId> {
        let at = self.0.iter().position(|&unit| unit == org_unit)?;
        self.0.get(at + 1).copied()
    }
}

/// Office whose decision a pending application waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PendingWith {
    /// An org unit below the central office.
    OrgUnit(OrgUnitId),
    /// The central office.
    Central,
}

/// Properties of an account that the rules depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountState {
    /// Status.
    pub status: Status,
    /// Reporting unit that owns the account.
    pub unit: ReportingUnitId,
    /// Org units that review the addition; the account is in their scope.
    pub chain: ReviewChain,
    /// Office whose decision is pending; set if and only if an application is pending.
    pub pending_with: Option<PendingWith>,
    /// True if the account was restored before; a second restore is refused.
    pub restored: bool,
    /// True if the account has an identifier.
    pub has_identifier: bool,
}

/// Effect of a transition in addition to the new status; [`record()`] determines the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Store the draft.
    Store,
    /// Open an application of this kind.
    Open(ApplicationKind),
    /// Record an approval that is not final; the next office up reviews.
    Advance,
    /// Record the final approval of an addition and assign the identifier.
    Register,
    /// Record the approval and apply the requested changes.
    ApplyChanges,
    /// Record the approval of a closure.
    Close,
    /// Record the approval of a restore, which is possible once.
    Restore,
    /// Record the rejection.
    Reject,
    /// Mark the rejected application as abandoned.
    Abandon,
    /// Remove the account from every list; the log is kept.
    Remove,
}

/// A permitted change of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// Status before.
    pub from: Status,
    /// Status after.
    pub to: Status,
    /// Office whose decision is pending after the transition.
    pub pending_with: Option<PendingWith>,
    /// Effect in addition to the new status.
    pub effect: Effect,
}

/// Returns the transition for an action of an actor on an account.
///
/// # Errors
/// [`Refusal`]: the account is out of the actor's scope, the actor never may do this, or the state
/// of the account does not permit it now.
pub fn decide(
    account: &AccountState,
    actor: &Actor,
    action: Action,
) -> Result<Transition, Refusal> {
    if !sees(account, actor.party) {
        return Err(Refusal::Invisible);
    }
    match action {
        Action::Edit | Action::Submit | Action::Discard => draft(account, actor, action),
        Action::Modify => {
            granted(actor, Permission::ApplyForChange)?;
            in_status(account, Status::Normal)?;
            Ok(open(account, ApplicationKind::Modify))
        }
        Action::Close => {
            granted(actor, Permission::ApplyForChange)?;
            in_status(account, Status::Normal)?;
            Ok(open(account, ApplicationKind::Close))
        }
        Action::Restore => {
            granted(actor, Permission::ApplyForRestore)?;
            in_status(account, Status::Closed)?;
            if account.restored {
                return Err(Refusal::AlreadyRestored);
            }
            Ok(open(account, ApplicationKind::Restore))
        }
        Action::Abandon | Action::Resubmit => rejected(account, actor, action),
        Action::Approve | Action::Reject => review(account, actor, action),
        Action::Delete => {
            granted(actor, Permission::DeleteAccounts)?;
            if matches!(account.status, Status::Draft | Status::Deleted) {
                return Err(Refusal::WrongStatus {
                    actual: account.status,
                });
            }
            Ok(to(account, Status::Deleted, None, Effect::Remove))
        }
    }
}

/// Returns the actions that an actor may perform on an account now, in the order of
/// [`Action::ALL`].
pub fn allowed(account: &AccountState, actor: &Actor) -> Vec<Action> {
    Action::ALL
        .into_iter()
        .filter(|&action| decide(account, actor, action).is_ok())
        .collect()
}

impl AccountState {
    /// Returns the state after a transition that [`decide`] returned for this state.
    #[must_use]
    pub fn after(&self, transition: &Transition) -> Self {
        Self {
            status: transition.to,
            pending_with: transition.pending_with,
            restored: self.restored || transition.effect == Effect::Restore,
            has_identifier: self.has_identifier || transition.effect == Effect::Register,
            ..self.clone()
        }
    }
}

/// Returns true if the account is in the scope of a party. Drafts are visible to their own unit
/// only, deleted accounts to nobody.
fn sees(account: &AccountState, party: Party) -> bool {
    if account.status == Status::Deleted {
        return false;
    }
    match party {
        Party::Reporting { unit, .. } => unit == account.unit,
        Party::Organizing { .. } if account.status == Status::Draft => false,
        Party::Organizing {
            level: Level::Central,
            ..
        } => true,
        Party::Organizing { org_unit, .. } => account.chain.contains(org_unit),
    }
}

fn granted(actor: &Actor, permission: Permission) -> Result<(), Refusal> {
    if permission.granted(actor.role()) {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

fn in_status(account: &AccountState, expected: Status) -> Result<(), Refusal> {
    if account.status == expected {
        Ok(())
    } else {
        Err(Refusal::WrongStatus {
            actual: account.status,
        })
    }
}

fn to(
    account: &AccountState,
    status: Status,
    pending_with: Option<PendingWith>,
    effect: Effect,
) -> Transition {
    Transition {
        from: account.status,
        to: status,
        pending_with,
        effect,
    }
}

/// Opens an application, which begins at the office directly responsible. A restore is decided by
/// the central office alone.
fn open(account: &AccountState, kind: ApplicationKind) -> Transition {
    let pending_with = match kind {
        ApplicationKind::Restore => PendingWith::Central,
        _ => PendingWith::OrgUnit(account.chain.direct()),
    };
    to(
        account,
        kind.pending(),
        Some(pending_with),
        Effect::Open(kind),
    )
}

fn draft(account: &AccountState, actor: &Actor, action: Action) -> Result<Transition, Refusal> {
    granted(actor, Permission::ReportAccounts)?;
    in_status(account, Status::Draft)?;
    Ok(match action {
        Action::Submit => open(account, ApplicationKind::Add),
        Action::Discard => to(account, Status::Deleted, None, Effect::Remove),
        _ => to(account, Status::Draft, None, Effect::Store),
    })
}

fn rejected(account: &AccountState, actor: &Actor, action: Action) -> Result<Transition, Refusal> {
    let Some(kind) = account.status.rejected() else {
        // Forbidden for roles that never may do this, wrong status for the others.
        return if Permission::ApplyForChange.granted(actor.role())
            || Permission::ApplyForRestore.granted(actor.role())
        {
            Err(Refusal::WrongStatus {
                actual: account.status,
            })
        } else {
            Err(Refusal::Forbidden)
        };
    };
    granted(
        actor,
        match kind {
            ApplicationKind::Restore => Permission::ApplyForRestore,
            _ => Permission::ApplyForChange,
        },
    )?;
    Ok(match action {
        Action::Resubmit => open(account, kind),
        _ => to(account, kind.abandoned(), None, Effect::Abandon),
    })
}

fn review(account: &AccountState, actor: &Actor, action: Action) -> Result<Transition, Refusal> {
    let Party::Organizing { org_unit, level } = actor.party else {
        return Err(Refusal::Forbidden);
    };
    let Some(kind) = account.status.pending() else {
        return Err(Refusal::WrongStatus {
            actual: account.status,
        });
    };
    granted(
        actor,
        match kind {
            ApplicationKind::Add => Permission::ReviewAdd,
            ApplicationKind::Modify | ApplicationKind::Close => Permission::ReviewChange,
            ApplicationKind::Restore => Permission::ReviewRestore,
        },
    )?;
    // After a decision the application waits for the next office or for nobody: no office decides twice.
    let mine = match account.pending_with {
        Some(PendingWith::OrgUnit(turn)) => turn == org_unit,
        Some(PendingWith::Central) => level == Level::Central,
        None => false,
    };
    if !mine {
        return Err(Refusal::NotYourTurn);
    }
    if action == Action::Reject {
        return Ok(to(account, kind.rejected(), None, Effect::Reject));
    }
    Ok(match kind {
        ApplicationKind::Add => match account.chain.above(org_unit) {
            Some(next) => to(
                account,
                Status::AddPending,
                Some(PendingWith::OrgUnit(next)),
                Effect::Advance,
            ),
            None => to(account, Status::Normal, None, Effect::Register),
        },
        ApplicationKind::Modify => to(account, Status::Normal, None, Effect::ApplyChanges),
        ApplicationKind::Close => to(account, Status::Closed, None, Effect::Close),
        ApplicationKind::Restore => to(account, Status::Normal, None, Effect::Restore),
    })
}

variants!(Action);

#[cfg(test)]
mod tests;
