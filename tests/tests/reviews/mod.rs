//! `/api/v1/reviews`.

mod batch;
mod batch_idempotency;
mod decide;
mod queue;
