use rust_xlsxwriter::XlsxError;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk, or whoever takes the bytes.
    #[error("writing failed: {0}")]
    Io(#[from] std::io::Error),
    /// The spreadsheet's format does not allow it.
    #[error("the spreadsheet cannot be written: {0}")]
    Sheet(#[from] XlsxError),
}
