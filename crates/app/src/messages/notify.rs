use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::message::{MessageContext, MessageKind, message_text};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId};
use nmrs_store::accounts::{Account, WorkflowState};
use nmrs_store::messages::{self, NewMessage};
use nmrs_store::org_units::OrgTree;
use nmrs_store::users::{self, Owner};
use nmrs_store::{StoreError, Tx};
use time::OffsetDateTime;

/// An event of an account that users are notified of.
#[derive(Debug)]
pub(crate) struct Notification<'a> {
    /// The account before the event.
    pub(crate) account: &'a Account,
    /// The state of the account after the event.
    pub(crate) workflow: &'a WorkflowState,
    pub(crate) event: EventKind,
    pub(crate) details: &'a EventDetails,
    /// Name of the office that acted.
    pub(crate) office: &'a str,
    pub(crate) at: OffsetDateTime,
}

/// Writes the messages about an event, in the transaction of the event: to the reporting unit, and
/// for restorations and deletions to the level-1 office as well. Events that the unit caused itself
/// and new applications, which are in the queue of an office, need no message.
pub(crate) async fn notify(
    tx: &Tx,
    tree: &OrgTree,
    notification: Notification<'_>,
) -> Result<(), StoreError> {
    let Notification {
        account,
        workflow,
        event,
        details,
        office,
        at,
    } = notification;
    let Some(kind) = MessageKind::of_event(event) else {
        return Ok(());
    };
    let next = workflow.pending_with.and_then(|turn| tree.get(turn));
    let happened = MessageContext {
        account: account
            .registered
            .fields
            .name
            .as_deref()
            .unwrap_or_default(),
        identifier: workflow.identifier.as_deref(),
        application: details.application,
        office,
        next: next.map(|next| next.name.as_str()),
        reason: details.reason.as_deref(),
        letter_number: details.letter_number.as_deref(),
    };
    let text = message_text(kind, &happened);
    for owner in recipients(account, kind, details.application) {
        let Some(to) = users::find_by_owner(tx, owner).await? else {
            continue;
        };
        let message = NewMessage {
            to,
            kind,
            text: &text,
            // A deleted account without an identifier cannot be opened.
            account: (kind != MessageKind::Deleted || account.workflow.identifier.is_some())
                .then_some(account.id),
            application: account.workflow.application,
            dedupe_key: None,
            at,
        };
        messages::insert(tx, message).await?;
    }
    Ok(())
}

fn recipients(
    account: &Account,
    kind: MessageKind,
    application: Option<ApplicationKind>,
) -> Vec<Owner> {
    let mut owners = vec![Owner::ReportingUnit(ReportingUnitId(account.unit.id))];
    if kind == MessageKind::Deleted || application == Some(ApplicationKind::Restore) {
        let province: Option<OrgUnitId> = account.chain.units().last().copied();
        owners.extend(province.map(Owner::OrgUnit));
    }
    owners
}
