//! Telling those concerned what was decided on an account, in the transaction that decided it.

use nmrs_domain::event::{EventDetails, EventKind};
use nmrs_domain::ids::{OrgUnitId, ReportingUnitId};
use nmrs_domain::message::{Happened, MessageKind, about};
use nmrs_domain::status::ApplicationKind;
use nmrs_store::accounts::{Account, Step};
use nmrs_store::messages::{self, NewMessage};
use nmrs_store::org_units::OrgTree;
use nmrs_store::users::{self, Owner};
use nmrs_store::{StoreError, Tx};
use time::OffsetDateTime;

/// What happened to an account.
#[derive(Debug)]
pub(crate) struct News<'a> {
    /// The account as it was before.
    pub(crate) account: &'a Account,
    /// Where it stands now.
    pub(crate) step: &'a Step,
    /// What happened.
    pub(crate) event: EventKind,
    /// What was entered with it.
    pub(crate) details: &'a EventDetails,
    /// Name of the office that did it.
    pub(crate) office: &'a str,
    /// When.
    pub(crate) at: OffsetDateTime,
}

/// Writes the messages about what happened: to the unit of the account, and where the level-1
/// office applied or its province loses an account, to that office too. What a unit did itself it
/// knows; a new application is in the queue of its office and needs no message.
pub(crate) async fn tell(tx: &Tx, tree: &OrgTree, news: News<'_>) -> Result<(), StoreError> {
    let News {
        account,
        step,
        event,
        details,
        office,
        at,
    } = news;
    let Some(kind) = MessageKind::of_event(event) else {
        return Ok(());
    };
    let next = step.turn.and_then(|turn| tree.get(turn));
    let happened = Happened {
        account: account
            .registered
            .fields
            .name
            .as_deref()
            .unwrap_or_default(),
        identifier: step.identifier.as_deref(),
        application: details.application,
        office,
        next: next.map(|next| next.name.as_str()),
        reason: details.reason.as_deref(),
        letter_number: details.letter_number.as_deref(),
    };
    let text = about(kind, &happened);
    for owner in recipients(account, kind, details.application) {
        let Some(to) = users::of(tx, owner).await? else {
            continue;
        };
        let message = NewMessage {
            to,
            kind,
            text: &text,
            // What was deleted without ever having had an identifier cannot be opened any more.
            account: (kind != MessageKind::Deleted || account.step.identifier.is_some())
                .then_some(account.id),
            application: account.step.application,
            once: None,
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
