//! An account as answers describe it.

use nmrs_domain::actor::Actor;
use nmrs_domain::machine::allowed;
use nmrs_domain::wire::{AccountIn, AccountOut, OrgUnitRef, PastDecisionOut};
use nmrs_store::accounts::{Account, Moments, Registered, Step};
use nmrs_store::applications::Given;
use nmrs_store::org_units::{OrgTree, OrgUnit};

use super::form_of::form_of;
use crate::waiting::Waiting;

/// Describes an account to an actor. Warnings and a rejection are added where one account is asked
/// for.
pub(crate) fn present(
    tree: &OrgTree,
    actor: &Actor,
    waiting: &Waiting,
    account: Account,
) -> AccountOut {
    let allowed_actions = allowed(&account.state(), actor);
    let Account {
        id,
        unit,
        chain,
        registered,
        step,
        version,
        moments,
    } = account;
    let Registered {
        mut fields,
        external_id_by_hand,
        identity: _,
    } = registered;
    // Known or not, which a form does not tell apart.
    let external_id = fields.external_id.take();
    let AccountIn {
        kind,
        platform_name,
        name,
        owner,
        url,
        external_id: _,
        represents_government,
        functions,
        other_function,
        contact,
        submit: _,
        version: _,
    } = form_of(fields);
    let Step {
        status,
        turn,
        since,
        application,
        restored,
        identifier,
    } = step;
    let Moments { created, modified } = moments;
    AccountOut {
        id: id.0,
        identifier,
        kind,
        platform_name,
        name,
        owner,
        url,
        external_id,
        external_id_by_hand,
        represents_government,
        functions,
        other_function,
        contact,
        status,
        version,
        warnings: None,
        allowed_actions,
        reporting_unit: unit,
        org_path: path(tree, chain.direct()),
        waiting_for: turn.and_then(|turn| tree.get(turn)).map(OrgUnit::reference),
        waiting_days: turn.map(|_| waiting.days(since)),
        overdue: turn.is_some() && waiting.is_overdue(since),
        review_id: application
            .filter(|_| turn.is_some())
            .map(|application| application.0),
        rejection: None,
        requested: None,
        restored,
        created_at: created,
        modified_at: modified,
    }
}

/// The org units from level 1 down to one.
pub(crate) fn path(tree: &OrgTree, id: nmrs_domain::ids::OrgUnitId) -> Vec<OrgUnitRef> {
    tree.path(id).into_iter().map(OrgUnit::reference).collect()
}

/// A decision as answers describe it.
pub(crate) fn decision_out(tree: &OrgTree, given: Given) -> Option<PastDecisionOut> {
    let Given {
        application,
        kind,
        org_unit,
        verdict,
        reason,
        reviewer_name,
        reviewer_phone,
        at,
    } = given;
    Some(PastDecisionOut {
        review_id: application.0,
        kind,
        org_unit: tree.get(org_unit)?.reference(),
        decision: verdict,
        reason,
        reviewer_name,
        reviewer_phone,
        decided_at: at,
    })
}
