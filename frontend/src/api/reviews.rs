//! Reviews: what waits for the user's decision.

use nmrs_domain::query::ReviewQuery;
use nmrs_domain::wire::{
    DecisionIn, DecisionOut, DecisionsIn, DecisionsOut, Page, ReviewItemOut, ReviewOut,
};

use super::client::{Api, ApiResult};

/// One page of the user's queue, oldest first.
pub async fn list(api: Api, query: &ReviewQuery) -> ApiResult<Page<ReviewItemOut>> {
    api.list("/reviews", query).await
}

/// One application with everything that a reviewer needs.
pub async fn get(api: Api, id: i64) -> ApiResult<ReviewOut> {
    api.get(&format!("/reviews/{id}")).await
}

/// Gives the decision.
pub async fn decide(api: Api, id: i64, input: &DecisionIn) -> ApiResult<DecisionOut> {
    api.post(&format!("/reviews/{id}/decision"), input).await
}

/// Gives one decision on many; sent again with the same key, it goes on where it was.
pub async fn decide_many(api: Api, input: &DecisionsIn, key: String) -> ApiResult<DecisionsOut> {
    api.post_with_key("/reviews/decisions", input, key).await
}
