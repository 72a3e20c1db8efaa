//! Accounts: list, details, log, and the actions of the unit.

use nmrs_domain::duplicates::DuplicateQuery;
use nmrs_domain::log::EventQuery;
use nmrs_domain::query::{AccountQuery, IdentityQuery, MAX_PER_PAGE};
use nmrs_domain::wire::{
    AccountIn, AccountOut, AccountSummaryOut, CloseIn, DeletionIn, DuplicateGroupOut, EventOut,
    IdentityCheckOut, LogDocumentOut, Page, RestoreIn, ResubmitIn, VerificationOut, VersionIn,
};
use reqwasm::http::Method;

use super::client::{Api, ApiResult};

pub async fn list(api: Api, query: &AccountQuery) -> ApiResult<Page<AccountOut>> {
    api.list("/accounts", query).await
}

pub async fn summary(api: Api) -> ApiResult<AccountSummaryOut> {
    api.get("/accounts/summary").await
}

/// Page of groups of similar accounts of different units.
pub async fn duplicates(api: Api, query: &DuplicateQuery) -> ApiResult<Page<DuplicateGroupOut>> {
    api.list("/accounts/duplicates", query).await
}

pub async fn get(api: Api, id: i64) -> ApiResult<AccountOut> {
    api.get(&format!("/accounts/{id}")).await
}

pub async fn events(api: Api, id: i64, query: &EventQuery) -> ApiResult<Page<EventOut>> {
    api.list(&format!("/accounts/{id}/events"), query).await
}

/// Newest events first, as many as one page holds.
pub async fn newest_events(api: Api, id: i64) -> ApiResult<Page<EventOut>> {
    let query = EventQuery {
        per_page: MAX_PER_PAGE.to_string(),
        ..EventQuery::default()
    };
    events(api, id, &query).await
}

/// Verifies the hash chain of an account's log.
pub async fn verification(api: Api, id: i64) -> ApiResult<VerificationOut> {
    api.get(&format!("/accounts/{id}/events/verification"))
        .await
}

/// Whole log of an account, signed by the server.
pub async fn log_document(api: Api, id: i64) -> ApiResult<LogDocumentOut> {
    api.get(&format!("/accounts/{id}/log-document")).await
}

/// Stores a new account as a draft, or submits it (`submit`).
pub async fn create(api: Api, input: &AccountIn) -> ApiResult<AccountOut> {
    api.post("/accounts", input).await
}

/// Stores a draft again, or submits it (`submit`). Requires `version`.
pub async fn update(api: Api, id: i64, input: &AccountIn) -> ApiResult<AccountOut> {
    api.put(&format!("/accounts/{id}"), input).await
}

pub async fn discard(api: Api, id: i64, version: i64) -> ApiResult<()> {
    api.send(
        Method::DELETE,
        &format!("/accounts/{id}?version={version}"),
        None,
    )
    .await
}

pub async fn submit(api: Api, id: i64, version: i64) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/submit"), &VersionIn { version })
        .await
}

/// Resubmits a rejected addition. Requires `version`.
pub async fn resubmit(api: Api, id: i64, input: &AccountIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/resubmit"), input).await
}

pub async fn abandon(api: Api, id: i64, version: i64) -> ApiResult<()> {
    api.post_no_content(&format!("/accounts/{id}/abandon"), &VersionIn { version })
        .await
}

/// Applies to modify a registered account. Requires `version`.
pub async fn modify(api: Api, id: i64, input: &AccountIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/modify"), input).await
}

pub async fn close(api: Api, id: i64, input: &CloseIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/close"), input).await
}

pub async fn restore(api: Api, id: i64, input: &RestoreIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/restore"), input).await
}

/// Resubmits a rejected application of any kind.
pub async fn resubmit_application(api: Api, id: i64, input: &ResubmitIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/resubmit"), input).await
}

/// Deletes an account that is no draft (central office only).
pub async fn delete(api: Api, id: i64, input: &DeletionIn) -> ApiResult<()> {
    api.post_no_content(&format!("/accounts/{id}/delete"), input)
        .await
}

/// Reports whether a living account already holds the identity of a link.
pub async fn identity_check(api: Api, query: &IdentityQuery) -> ApiResult<IdentityCheckOut> {
    api.list("/accounts/identity-check", query).await
}
