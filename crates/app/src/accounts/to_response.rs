use nmrs_domain::actor::Actor;
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::wire::{AccountIn, AccountOut, OrgUnitRef, PastDecisionOut};
use nmrs_domain::workflow::allowed;
use nmrs_store::accounts::{Account, RegisteredFields, Timestamps, WorkflowState};
use nmrs_store::applications::PastDecision;
use nmrs_store::org_units::{OrgTree, OrgUnit};

use super::to_form::to_form;
use crate::calendar::Waiting;

/// Converts an account into the response to an actor. Warnings and a rejection are only added for
/// a single account.
pub(crate) fn to_response(
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
        workflow,
        version,
        timestamps,
    } = account;
    let RegisteredFields {
        mut fields,
        external_id_by_hand,
        identity: _,
    } = registered;
    // Stays optional: a form has an empty text for an unknown ID.
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
    } = to_form(fields);
    let WorkflowState {
        status,
        pending_with,
        since,
        application,
        restored,
        identifier,
    } = workflow;
    let Timestamps { created, modified } = timestamps;
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
        org_path: org_path(tree, chain.direct()),
        waiting_for: pending_with
            .and_then(|pending_with| tree.get(pending_with))
            .map(OrgUnit::reference),
        waiting_days: pending_with.map(|_| waiting.days(since)),
        overdue: pending_with.is_some() && waiting.is_overdue(since),
        review_id: application
            .filter(|_| pending_with.is_some())
            .map(|application| application.0),
        rejection: None,
        requested: None,
        restored,
        created_at: created,
        modified_at: modified,
    }
}

/// Returns the org units from level 1 down to `id`.
pub(super) fn org_path(tree: &OrgTree, id: OrgUnitId) -> Vec<OrgUnitRef> {
    tree.path(id).into_iter().map(OrgUnit::reference).collect()
}

/// Converts a decision into a response; `None` if its org unit does not exist.
pub(crate) fn decision_to_response(tree: &OrgTree, given: PastDecision) -> Option<PastDecisionOut> {
    let PastDecision {
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
