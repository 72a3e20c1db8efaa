//! Warnings about an account for its unit and its reviewers. A warning never refuses anything.

use nmrs_domain::status::Status;
use nmrs_domain::values::ids::ReportingUnitId;
use nmrs_domain::wire::{WarningKind, WarningOut};
use nmrs_store::accounts::{Account, OtherAccount, former_holders, namesakes, second_accounts};
use nmrs_store::{Executor, Scope};

use crate::AppError;

/// Returns the warnings about an account. Accounts outside `scope` are neither named nor linked
/// (`docs/adr/0009`).
pub(crate) async fn warnings(
    db: &impl Executor,
    scope: Scope,
    account: &Account,
) -> Result<Vec<WarningOut>, AppError> {
    let mut warnings = Vec::new();
    if matches!(account.workflow.status, Status::Closed | Status::Deleted) {
        return Ok(warnings);
    }
    let kind = account.registered.fields.kind;
    let unit = ReportingUnitId(account.unit.id);
    for other in second_accounts(db, unit, kind, Some(account.id)).await? {
        warnings.push(WarningOut {
            kind: WarningKind::SecondAccount,
            detail: second_account_detail(&other),
            account_id: Some(other.id.0),
        });
    }
    if let Some(identity) = &account.registered.identity {
        let former = former_holders(db, kind, identity, account.id).await?;
        warnings.extend(warnings_within(
            scope,
            &former,
            WarningKind::FormerIdentity,
            former_identity_detail,
        ));
    }
    let namesakes = namesakes(db, account).await?;
    warnings.extend(warnings_within(
        scope,
        &namesakes,
        WarningKind::SameName,
        same_name_detail,
    ));
    if account.registered.external_id_by_hand {
        warnings.push(WarningOut {
            kind: WarningKind::IdentityByHand,
            detail: IDENTITY_BY_HAND.into(),
            account_id: None,
        });
    }
    Ok(warnings)
}

pub(crate) const IDENTITY_BY_HAND: &str = "平台 ID 由填报单位手工填写，链接中认不出，请核对。";

/// Describes another living account of the unit on the same platform.
pub(crate) fn second_account_detail(other: &OtherAccount) -> String {
    let code = other.identifier.as_deref().unwrap_or(other.status.label());
    format!("本单位在同一平台另有在用账号“{}”（{code}）。", other.name)
}

/// Returns a warning for each account within `scope`, and one for all others together.
pub(crate) fn warnings_within(
    scope: Scope,
    others: &[OtherAccount],
    kind: WarningKind,
    detail: fn(Option<&OtherAccount>) -> String,
) -> Vec<WarningOut> {
    let (visible, hidden): (Vec<_>, Vec<_>) =
        others.iter().partition(|other| other.is_in_scope(scope));
    let mut warnings: Vec<_> = visible
        .into_iter()
        .map(|other| WarningOut {
            kind,
            detail: detail(Some(other)),
            account_id: Some(other.id.0),
        })
        .collect();
    if !hidden.is_empty() {
        warnings.push(WarningOut {
            kind,
            detail: detail(None),
            account_id: None,
        });
    }
    warnings
}

/// Describes a closed or deleted account with the same identity.
pub(crate) fn former_identity_detail(other: Option<&OtherAccount>) -> String {
    let Some(other) = other else {
        return "同一账号曾由其他单位报送，已关停或删除。".into();
    };
    let ended = match other.status {
        Status::Closed => "关停",
        _ => "删除",
    };
    let code = other.identifier.as_deref().unwrap_or("无标识码");
    format!(
        "同一账号曾由{}报送并已{ended}：“{}”（{code}）。",
        other.unit_name, other.name
    )
}

/// Describes an account of a unit nearby with a similar name.
pub(crate) fn same_name_detail(other: Option<&OtherAccount>) -> String {
    let Some(other) = other else {
        return "本地区另有单位报送了名称相近的账号，请核对名称是否易被混淆。".into();
    };
    let code = other.identifier.as_deref().unwrap_or(other.status.label());
    format!(
        "同一地区的{}报送了名称相近的账号“{}”（{code}）。",
        other.unit_name, other.name
    )
}
