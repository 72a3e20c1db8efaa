//! What handlers take: who calls, with which permission, and a body that was read.

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
pub(crate) use export_key::{ExportKeyHeader, ExportKeyInPath, MaybeExportKey};
pub(crate) use idempotency_key::{KeyHeader, MaybeKey, ok, replayable};
pub(crate) use may::{May, needs};
pub(crate) use path::{Day, Id, RowOf};
pub(crate) use query::Query;
pub(crate) use session::Signed;
pub(crate) use upload::{UploadIn, Uploading};
