//! Preferences of the user.

use nmrs_domain::wire::WorkListPreferences;

use super::client::{Api, ApiResult};

const WORK_LIST: &str = "/preferences/work-list";

pub async fn work_list(api: Api) -> ApiResult<WorkListPreferences> {
    api.get(WORK_LIST).await
}

pub async fn put_work_list(
    api: Api,
    chosen: &WorkListPreferences,
) -> ApiResult<WorkListPreferences> {
    api.put(WORK_LIST, chosen).await
}
