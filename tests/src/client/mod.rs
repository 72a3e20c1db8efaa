//! The client of the API: requests, responses, and requests over a slow connection.

mod api_client;
mod request;
mod response;
mod slow_request;

pub use api_client::ApiClient;
pub use request::{Body, Request};
pub use response::Response;
pub use slow_request::SlowRequest;
