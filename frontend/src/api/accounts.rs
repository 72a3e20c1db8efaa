//! Accounts: list, one, its log, and what its unit does with it.

use nmrs_domain::duplicates::DuplicateQuery;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::log::EventQuery;
use nmrs_domain::query::{AccountQuery, MAX_PER_PAGE};
use nmrs_domain::wire::{
    AccountIn, AccountOut, AccountSummaryOut, CloseIn, DeletionIn, DuplicateGroupOut, EventOut,
    LogDocumentOut, Page, RestoreIn, ResubmitIn, VerificationOut, VersionIn,
};
use reqwasm::http::Method;
use serde::{Deserialize, Serialize};

use super::client::{Api, ApiResult};

/// One page of the work list.
pub async fn list(api: Api, query: &AccountQuery) -> ApiResult<Page<AccountOut>> {
    api.list("/accounts", query).await
}

/// The totals within the user's scope.
pub async fn summary(api: Api) -> ApiResult<AccountSummaryOut> {
    api.get("/accounts/summary").await
}

/// One page of groups of accounts of different units that look alike.
pub async fn duplicates(api: Api, query: &DuplicateQuery) -> ApiResult<Page<DuplicateGroupOut>> {
    api.list("/accounts/duplicates", query).await
}

/// One account, with its warnings and its rejection.
pub async fn get(api: Api, id: i64) -> ApiResult<AccountOut> {
    api.get(&format!("/accounts/{id}")).await
}

/// One page of the log of an account.
pub async fn events(api: Api, id: i64, query: &EventQuery) -> ApiResult<Page<EventOut>> {
    api.list(&format!("/accounts/{id}/events"), query).await
}

/// The newest events of an account, as many as one page has; the newest first.
pub async fn newest_events(api: Api, id: i64) -> ApiResult<Page<EventOut>> {
    let query = EventQuery {
        per_page: MAX_PER_PAGE.to_string(),
        ..EventQuery::default()
    };
    events(api, id, &query).await
}

/// Whether the log of an account is as it was written.
pub async fn verification(api: Api, id: i64) -> ApiResult<VerificationOut> {
    api.get(&format!("/accounts/{id}/events/verification"))
        .await
}

/// The whole log of an account, signed.
pub async fn log_document(api: Api, id: i64) -> ApiResult<LogDocumentOut> {
    api.get(&format!("/accounts/{id}/log-document")).await
}

/// Stores a new account: a draft, or submitted at once (`submit`).
pub async fn create(api: Api, input: &AccountIn) -> ApiResult<AccountOut> {
    api.post("/accounts", input).await
}

/// Stores a draft again, and submits it with `submit`; needs `version`.
pub async fn update(api: Api, id: i64, input: &AccountIn) -> ApiResult<AccountOut> {
    api.put(&format!("/accounts/{id}"), input).await
}

/// Deletes a draft.
pub async fn discard(api: Api, id: i64, version: i64) -> ApiResult<()> {
    api.send(
        Method::DELETE,
        &format!("/accounts/{id}?version={version}"),
        None,
    )
    .await
}

/// Submits a draft as it is stored.
pub async fn submit(api: Api, id: i64, version: i64) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/submit"), &VersionIn { version })
        .await
}

/// Hands a rejected addition in again, corrected; needs `version`.
pub async fn resubmit(api: Api, id: i64, input: &AccountIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/resubmit"), input).await
}

/// Gives a rejected application up.
pub async fn abandon(api: Api, id: i64, version: i64) -> ApiResult<()> {
    api.post_no_content(&format!("/accounts/{id}/abandon"), &VersionIn { version })
        .await
}

/// Applies to modify a registered account; needs `version`.
pub async fn modify(api: Api, id: i64, input: &AccountIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/modify"), input).await
}

/// Applies to close an account.
pub async fn close(api: Api, id: i64, input: &CloseIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/close"), input).await
}

/// Applies to restore a closed account.
pub async fn restore(api: Api, id: i64, input: &RestoreIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/restore"), input).await
}

/// Hands a rejected application of any kind in again, corrected.
pub async fn resubmit_application(api: Api, id: i64, input: &ResubmitIn) -> ApiResult<AccountOut> {
    api.post(&format!("/accounts/{id}/resubmit"), input).await
}

/// Deletes an account that is not a draft.
pub async fn delete(api: Api, id: i64, input: &DeletionIn) -> ApiResult<()> {
    api.post_no_content(&format!("/accounts/{id}/delete"), input)
        .await
}

/// Whether an identity may be registered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct IdentityCheck {
    /// Whether another living account has it.
    pub taken: bool,
    /// Who has it, or what else to know, in Chinese.
    #[serde(default)]
    pub detail: Option<String>,
    /// The identity that was understood.
    #[serde(default)]
    pub external_id: Option<String>,
}

/// The link of which the identity is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IdentityQuery {
    /// Kind of account.
    pub kind: AccountKind,
    /// The link.
    pub url: String,
    /// The ID, where it was entered by hand.
    pub external_id: String,
    /// The platform, where the kind has one.
    pub platform_name: String,
}

/// Asks whether an account is already registered, while the form is filled in.
pub async fn identity_check(api: Api, query: &IdentityQuery) -> ApiResult<IdentityCheck> {
    api.list("/accounts/identity-check", query).await
}
