//! Reviews that wait for the user's decision.

use nmrs_domain::query::ReviewQuery;
use nmrs_domain::wire::{
    DecisionIn, DecisionOut, DecisionsIn, DecisionsOut, Page, ReviewItemOut, ReviewOut,
};

use super::client::{Api, ApiResult};

/// Page of the user's review queue, oldest first.
pub async fn list(api: Api, query: &ReviewQuery) -> ApiResult<Page<ReviewItemOut>> {
    api.list("/reviews", query).await
}

pub async fn get(api: Api, id: i64) -> ApiResult<ReviewOut> {
    api.get(&format!("/reviews/{id}")).await
}

pub async fn decide(api: Api, id: i64, input: &DecisionIn) -> ApiResult<DecisionOut> {
    api.post(&format!("/reviews/{id}/decision"), input).await
}

/// Decides on many applications. A repetition with the same key resumes the batch.
pub async fn decide_many(api: Api, input: &DecisionsIn, key: String) -> ApiResult<DecisionsOut> {
    api.post_with_key("/reviews/decisions", input, key).await
}
