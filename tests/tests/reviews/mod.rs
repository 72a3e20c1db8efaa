//! `/api/v1/reviews`.

mod batch;
mod batch_repeated;
mod decide;
mod queue;
