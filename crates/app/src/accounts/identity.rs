//! The identity of an account: what the form says of it, and who has it already.

use nmrs_domain::account::{AccountFields, DraftFields, MAX_PLATFORM_NAME};
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::ids::{AccountId, ReportingUnitId};
use nmrs_domain::link::Link;
use nmrs_domain::query::IdentityQuery;
use nmrs_domain::text;
use nmrs_domain::wire::IdentityCheckOut;
use nmrs_store::accounts::{OtherAccount, RegisteredFields, identity_holder};
use nmrs_store::{Executor, Scope};

use crate::auth::Session;
use crate::{App, AppError};

/// Complete fields as they are registered.
pub fn registered_from(fields: AccountFields) -> RegisteredFields {
    let external_id = fields.link.external_id.clone();
    let external_id_by_hand = fields.link.by_hand;
    let identity = Some(fields.link.identity.clone());
    RegisteredFields {
        fields: DraftFields {
            external_id,
            ..DraftFields::from(fields)
        },
        external_id_by_hand,
        identity,
    }
}

/// A draft as it is kept: it has no identity, because it claims none yet.
pub(crate) fn registered_draft(fields: DraftFields) -> RegisteredFields {
    RegisteredFields {
        external_id_by_hand: fields.external_id.is_some(),
        identity: None,
        fields,
    }
}

/// Refuses an identity that another living account has, with the reason.
///
/// The unique index has the last word; this says it in better words.
pub(super) async fn refuse_taken(
    db: &impl Executor,
    session: &Session,
    registered: &RegisteredFields,
    except: Option<AccountId>,
) -> Result<(), AppError> {
    let Some(identity) = &registered.identity else {
        return Ok(());
    };
    match identity_holder(db, registered.fields.kind, identity).await? {
        Some(other) if Some(other.id) != except => {
            let detail = taken_detail(session, &other);
            Err(AppError::refused(ErrorCode::IdentityTaken)
                .detail(detail.clone())
                .fields(FieldErrors::one("/url", detail)))
        }
        _ => Ok(()),
    }
}

/// Who has it, as far as the caller may know: its own accounts by name, others not at all.
pub(crate) fn taken_detail(session: &Session, other: &OtherAccount) -> String {
    match session.scope() {
        Scope::Unit(unit) if unit == other.unit => {
            let code = other.identifier.as_deref().unwrap_or("尚无标识码");
            format!(
                "本单位已报送过该账号：“{}”（{code}，{}），不能重复报送。",
                other.name,
                other.status.label()
            )
        }
        _ => "该账号已由其他填报单位报送，不能重复报送；如属误报，请联系上级组织单位核实。".into(),
    }
}

/// Answers, while the form is filled in, whether the account could be registered.
///
/// # Errors
/// [`ErrorCode::ValidationFailed`] when the link carries no identity.
pub async fn identity_check(
    app: &App,
    session: &Session,
    query: IdentityQuery,
) -> Result<IdentityCheckOut, AppError> {
    let IdentityQuery {
        kind,
        url,
        external_id,
        platform_name,
        except,
    } = query;
    let name = text::optional_line("平台名称", MAX_PLATFORM_NAME, &platform_name)
        .map_err(|error| FieldErrors::one("/platform_name", error.to_string()))?;
    let link = Link::parse(kind, &url, Some(&external_id), name.as_deref())
        .map_err(|error| FieldErrors::one("/url", error.to_string()))?;
    let holder = identity_holder(&app.store, kind, &link.identity).await?;
    // Only one's own account may be left aside; another's key must not probe the register.
    let holder = holder
        .filter(|other| Some(other.id.0) != except || session.scope() != Scope::Unit(other.unit));
    Ok(IdentityCheckOut {
        taken: holder.is_some(),
        detail: holder.map(|other| taken_detail(session, &other)),
        external_id: link.external_id,
    })
}

/// The unit that a reporting caller acts for.
pub(crate) fn own_unit(session: &Session) -> Result<ReportingUnitId, AppError> {
    match session.scope() {
        Scope::Unit(unit) => Ok(unit),
        _ => Err(AppError::refused(ErrorCode::Forbidden)),
    }
}
