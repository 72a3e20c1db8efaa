//! Reporting units.

use nmrs_domain::query::ReportingUnitQuery;
use nmrs_domain::wire::{Page, ReportingUnitOut};

use super::client::{Api, ApiResult};

pub async fn get(api: Api, id: i64) -> ApiResult<ReportingUnitOut> {
    api.get(&format!("/reporting-units/{id}")).await
}

pub async fn list(api: Api, query: &ReportingUnitQuery) -> ApiResult<Page<ReportingUnitOut>> {
    api.list("/reporting-units", query).await
}
