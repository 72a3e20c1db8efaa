//! One-time tickets: a browser downloads an export by a URL, without the access token.

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::permission::Permission;
use nmrs_domain::wire::ExportTicketIn;
use nmrs_store::export_tickets::{self, ExportTicket};
use time::{Duration, OffsetDateTime};

use super::progress::record_failure;
use super::{ExportFile, ExportKey, accounts, reporting_units};
use crate::auth::{self, SecretToken, Session};
use crate::{App, AppError};

/// Time from a ticket to the download.
const VALIDITY: Duration = Duration::seconds(60);
/// Unused tickets of a session.
const MAX_OF_SESSION: u64 = 20;

/// New ticket.
#[derive(Debug)]
pub struct NewTicket {
    /// The secret; the database has only its hash.
    pub secret: SecretToken,
    /// The key of the progress of the export, a UUID.
    pub export_key: String,
    /// End of validity.
    pub expires_at: OffsetDateTime,
}

/// Creates a ticket for one download of an export.
///
/// # Errors
/// The refusals of the export itself, but for [`ErrorCode::Unavailable`];
/// [`ErrorCode::TooManyRequests`] with 20 unused tickets.
pub async fn create_ticket(
    app: &App,
    session: &Session,
    input: ExportTicketIn,
) -> Result<NewTicket, AppError> {
    permit(session, &input)?;
    match input.clone() {
        ExportTicketIn::Accounts(body) => {
            let request = body.checked().map_err(in_export)?;
            accounts::check(app, session, &request.rows).await?;
        }
        ExportTicketIn::ReportingUnits(body) => {
            let request = body.checked().map_err(in_export)?;
            reporting_units::check(app, session, &request.rows).await?;
        }
    }
    let request =
        serde_json::to_string(&input).map_err(|error| AppError::Internal(error.to_string()))?;
    let secret = SecretToken::draw(&*app.random);
    let export_key = ExportKey::draw(&*app.random).as_str().to_owned();
    let now = app.now();
    let expires_at = now + VALIDITY;
    let ticket = ExportTicket {
        session: session.id,
        request,
        export_key: export_key.clone(),
        expires_at,
    };
    let tx = app.store.begin().await?;
    if export_tickets::count_valid(&tx, session.id, now).await? >= MAX_OF_SESSION {
        return Err(AppError::refused(ErrorCode::TooManyRequests)
            .retry_after(VALIDITY.whole_seconds().unsigned_abs()));
    }
    export_tickets::insert(&tx, &secret.hash(), ticket).await?;
    tx.commit().await?;
    Ok(NewTicket {
        secret,
        export_key,
        expires_at,
    })
}

/// Returns the errors of the export with pointers into the body of the ticket.
fn in_export(mut errors: FieldErrors) -> FieldErrors {
    for error in &mut errors.0 {
        error.pointer.insert_str(0, "/export");
    }
    errors
}

/// Starts the export of a ticket, which can be redeemed once.
///
/// Session, permission and scope are checked again.
///
/// # Errors
/// [`ErrorCode::NotFound`] for a ticket that is unknown, used or expired;
/// [`ErrorCode::SessionEnded`] after its session; the refusals of the export itself.
pub async fn redeem_ticket(app: &App, ticket: &str) -> Result<ExportFile, AppError> {
    let refused =
        || AppError::refused(ErrorCode::NotFound).detail("下载地址已经用过或已过期，请重新导出。");
    let hash = SecretToken::parse(ticket).ok_or_else(refused)?.hash();
    // Reads before it deletes: an unknown ticket must not cost a write.
    let found = export_tickets::find(&app.store, &hash).await?;
    let found = found
        .filter(|ticket| ticket.expires_at > app.now())
        .ok_or_else(refused)?;
    let tx = app.store.begin().await?;
    let taken = export_tickets::remove(&tx, &hash).await?;
    tx.commit().await?;
    if !taken {
        return Err(refused());
    }
    let ExportTicket {
        session,
        request,
        export_key,
        ..
    } = found;
    let session = auth::session(app, session).await?;
    let key = ExportKey::stored(export_key);
    let file = export(app, &session, &request, key.clone()).await;
    if file.is_err() {
        record_failure(app, session.actor.user, &key).await?;
    }
    file
}

async fn export(
    app: &App,
    session: &Session,
    request: &str,
    key: ExportKey,
) -> Result<ExportFile, AppError> {
    let input: ExportTicketIn =
        serde_json::from_str(request).map_err(|error| AppError::Internal(error.to_string()))?;
    permit(session, &input)?;
    match input {
        ExportTicketIn::Accounts(body) => {
            accounts::accounts(app, session, body.checked()?, Some(key)).await
        }
        ExportTicketIn::ReportingUnits(body) => {
            reporting_units::reporting_units(app, session, body.checked()?, Some(key)).await
        }
    }
}

fn permit(session: &Session, input: &ExportTicketIn) -> Result<(), AppError> {
    let permission = match input {
        ExportTicketIn::Accounts(_) => Permission::SeeAccounts,
        ExportTicketIn::ReportingUnits(_) => Permission::SeeReportingUnits,
    };
    if !session.profile_complete {
        return Err(AppError::refused(ErrorCode::ProfileIncomplete));
    }
    if !permission.granted(session.actor.role()) {
        return Err(AppError::refused(ErrorCode::Forbidden));
    }
    Ok(())
}
