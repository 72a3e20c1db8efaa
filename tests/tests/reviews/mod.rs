//! `/api/v1/reviews`.

mod decide;
mod queue;
