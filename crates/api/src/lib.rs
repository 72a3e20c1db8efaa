//! The HTTP server of the register: extractors, routes, errors, OpenAPI.
//!
//! A handler says in its signature who may call it (`extract::May`) and what it takes
//! (`extract::Body`), calls one use case of `nmrs_app`, and maps the answer.

mod attachment;
pub mod commands;
pub mod config;
mod connect;
mod error;
mod extract;
mod middleware;
mod openapi;
mod problems;
mod routes;
mod server;
mod spa;

pub use error::CommandError;
