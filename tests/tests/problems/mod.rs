//! Requests that every operation must refuse, and headers that every response must have. Driven by the
//! OpenAPI document, so that a new operation is tested without further code.

mod bodies;
mod headers;
mod routes;
mod slow_requests;
