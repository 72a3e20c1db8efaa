//! Refusing an identity that another living account has.

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::values::ids::AccountId;
use nmrs_store::accounts::{OtherAccount, RegisteredFields, identity_holder};
use nmrs_store::{Executor, Scope};

use crate::AppError;
use crate::auth::Session;

/// Refuses an identity that another living account than `except` has.
///
/// The unique index of the database refuses it as well, without the reason.
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

/// Describes the holder of an identity: an account of the caller's unit by name, others not at all.
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
