//! Extractors: caller, permission, path, query and body.

mod address;
mod body;
mod export_key;
mod header;
mod idempotency_key;
mod may;
mod path;
mod query;
mod session;
mod upload;

pub(crate) use address::{ClientNetwork, client_network};
pub(crate) use body::Body;
pub(crate) use export_key::{ExportKeyHeader, ExportKeyInPath, OptionalExportKey};
pub(crate) use idempotency_key::{IdempotencyKeyHeader, OptionalIdempotencyKey, ok, replayable};
pub(crate) use may::{May, needs};
pub(crate) use path::{Day, Id, RowOf};
pub(crate) use query::Query;
pub(crate) use session::Authenticated;
pub(crate) use upload::{UploadBody, UploadIn};
