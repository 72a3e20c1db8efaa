//! The widest row.

use nmrs_domain::account::{Contact, DraftFields};
use nmrs_domain::ids::AccountId;
use nmrs_domain::machine::ReviewChain;
use sea_orm::Value;

use super::account_rows::Home;
use crate::accounts::{Moments, Registered, Step};
use crate::moment::to_ms;

/// The columns of the ancestors, level by level.
pub(super) fn ancestors(chain: &ReviewChain) -> [Value; 3] {
    let mut from_top = chain.units().iter().rev().map(|org_unit| org_unit.0);
    let top = from_top.next().unwrap_or(chain.top().0);
    [top.into(), from_top.next().into(), from_top.next().into()]
}

/// An account as its table has it.
pub(super) fn account_row(
    id: AccountId,
    home: Home<'_>,
    registered: Registered,
    step: Step,
    version: i64,
    moments: Moments,
) -> [Value; 31] {
    let Registered {
        fields,
        external_id_by_hand,
        identity,
    } = registered;
    let DraftFields {
        kind,
        platform_name,
        name,
        owner,
        url,
        external_id,
        represents_government,
        functions,
        other_function,
        contact,
    } = fields;
    let Contact {
        name: contact_name,
        position,
        mobile,
        landline,
    } = contact;
    let Step {
        status,
        turn,
        since,
        application,
        restored,
        identifier,
    } = step;
    let [org1, org2, org3] = ancestors(home.chain);
    let text = |text: Option<String>| Value::from(text.unwrap_or_default());
    [
        id.0.into(),
        home.unit.0.into(),
        home.chain.direct().0.into(),
        org1,
        org2,
        org3,
        kind.as_str().into(),
        kind.platform_code().as_str().into(),
        text(platform_name),
        text(name),
        text(owner),
        text(url),
        external_id.into(),
        external_id_by_hand.into(),
        identity.into(),
        represents_government.into(),
        i16::from(functions.bits()).into(),
        text(other_function),
        text(contact_name),
        text(position),
        mobile.as_ref().map_or("", |mobile| mobile.as_str()).into(),
        landline
            .as_ref()
            .map_or("", |landline| landline.as_str())
            .into(),
        status.as_str().into(),
        turn.map(|turn| turn.0).into(),
        to_ms(since).into(),
        application.map(|application| application.0).into(),
        restored.into(),
        identifier.into(),
        version.into(),
        to_ms(moments.created).into(),
        to_ms(moments.modified).into(),
    ]
}
