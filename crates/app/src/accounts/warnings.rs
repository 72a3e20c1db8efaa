//! What unit and reviewer should know about an account; nothing of it refuses anything.

use nmrs_domain::ids::ReportingUnitId;
use nmrs_domain::status::Status;
use nmrs_domain::wire::{WarningKind, WarningOut};
use nmrs_store::accounts::{Account, former_identities, second_accounts};
use nmrs_store::{Handle, Scope};

use crate::AppError;

/// The warnings about an account, as far as the caller may know (DESIGN section 4).
pub(crate) async fn warnings(
    db: &impl Handle,
    scope: Scope,
    account: &Account,
) -> Result<Vec<WarningOut>, AppError> {
    let mut warnings = Vec::new();
    if matches!(account.step.status, Status::Closed | Status::Gone) {
        return Ok(warnings);
    }
    let kind = account.registered.fields.kind;
    let unit = ReportingUnitId(account.unit.id);
    for other in second_accounts(db, unit, kind, Some(account.id)).await? {
        let code = other.identifier.as_deref().unwrap_or(other.status.label());
        warnings.push(WarningOut {
            kind: WarningKind::SecondAccount,
            detail: format!("本单位在同一平台另有在用账号“{}”（{code}）。", other.name),
            account_id: Some(other.id.0),
        });
    }
    if let Some(identity) = &account.registered.identity {
        for other in former_identities(db, scope, kind, identity, account.id).await? {
            let code = other.identifier.as_deref().unwrap_or("无标识码");
            warnings.push(WarningOut {
                kind: WarningKind::FormerIdentity,
                detail: format!(
                    "同一账号曾由{}报送并已关停：“{}”（{code}）。",
                    other.unit_name, other.name
                ),
                account_id: Some(other.id.0),
            });
        }
    }
    if account.registered.external_id_by_hand {
        warnings.push(WarningOut {
            kind: WarningKind::IdentityByHand,
            detail: "平台 ID 由填报单位手工填写，链接中认不出，请核对。".into(),
            account_id: None,
        });
    }
    Ok(warnings)
}
