//! What no call may do, whichever it is: bad bodies, bad addresses, headers. Driven by the document
//! of the API, so that a new call is tested as soon as it is there.

mod bodies;
mod headers;
pub(crate) mod operations;
mod routes;
mod slow;
mod targets;
