//! Org units: the cascade.

use nmrs_domain::wire::{OrgUnitOut, Page};

use super::client::{Api, ApiResult};

pub async fn children(api: Api, parent: i64) -> ApiResult<Vec<OrgUnitOut>> {
    let page: Page<OrgUnitOut> = api.get(&format!("/org-units?parent={parent}")).await?;
    Ok(page.items)
}

pub async fn get(api: Api, id: i64) -> ApiResult<OrgUnitOut> {
    api.get(&format!("/org-units/{id}")).await
}

/// Org unit of the user.
pub async fn own(api: Api) -> ApiResult<Option<OrgUnitOut>> {
    let page: Page<OrgUnitOut> = api.get("/org-units").await?;
    Ok(page.items.into_iter().next())
}
