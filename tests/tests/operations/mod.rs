//! The operations of the OpenAPI document, with a valid request for each.

mod openapi;
mod valid_requests;

pub(crate) use openapi::{Operation, operations};
pub(crate) use valid_requests::RequestFactory;
