//! What unit and reviewer should know about an account; nothing of it refuses anything.

use nmrs_domain::ids::ReportingUnitId;
use nmrs_domain::status::Status;
use nmrs_domain::wire::{WarningKind, WarningOut};
use nmrs_store::accounts::{Account, OtherAccount, former_holders, namesakes, second_accounts};
use nmrs_store::{Executor, Scope};

use crate::AppError;

/// The warnings about an account, as far as the caller may know (DESIGN section 4). An account
/// outside the caller's scope is neither named nor linked (`docs/adr/0009`).
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
            detail: second(&other),
            account_id: Some(other.id.0),
        });
    }
    if let Some(identity) = &account.registered.identity {
        let former = former_holders(db, kind, identity, account.id).await?;
        warnings.extend(told(scope, &former, WarningKind::FormerIdentity, before));
    }
    let namesakes = namesakes(db, account).await?;
    warnings.extend(told(scope, &namesakes, WarningKind::SameName, same_name));
    if account.registered.external_id_by_hand {
        warnings.push(WarningOut {
            kind: WarningKind::IdentityByHand,
            detail: BY_HAND.into(),
            account_id: None,
        });
    }
    Ok(warnings)
}

/// Said where the platform's ID was entered by hand.
pub(crate) const BY_HAND: &str = "平台 ID 由填报单位手工填写，链接中认不出，请核对。";

/// Another living account of the unit on the platform.
pub(crate) fn second(other: &OtherAccount) -> String {
    let code = other.identifier.as_deref().unwrap_or(other.status.label());
    format!("本单位在同一平台另有在用账号“{}”（{code}）。", other.name)
}

/// A warning for each account that may be named, and one sentence for all the others.
pub(crate) fn told(
    scope: Scope,
    others: &[OtherAccount],
    kind: WarningKind,
    sentence: fn(Option<&OtherAccount>) -> String,
) -> Vec<WarningOut> {
    let (seen, hidden): (Vec<_>, Vec<_>) =
        others.iter().partition(|other| other.is_in_scope(scope));
    let mut warnings: Vec<_> = seen
        .into_iter()
        .map(|other| WarningOut {
            kind,
            detail: sentence(Some(other)),
            account_id: Some(other.id.0),
        })
        .collect();
    if !hidden.is_empty() {
        warnings.push(WarningOut {
            kind,
            detail: sentence(None),
            account_id: None,
        });
    }
    warnings
}

/// The identity belonged to an account that ended.
pub(crate) fn before(other: Option<&OtherAccount>) -> String {
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

/// Another unit nearby has an account of nearly the same name.
pub(crate) fn same_name(other: Option<&OtherAccount>) -> String {
    let Some(other) = other else {
        return "本地区另有单位报送了名称相近的账号，请核对名称是否易被混淆。".into();
    };
    let code = other.identifier.as_deref().unwrap_or(other.status.label());
    format!(
        "同一地区的{}报送了名称相近的账号“{}”（{code}）。",
        other.unit_name, other.name
    )
}
