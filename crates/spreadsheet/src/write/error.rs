use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Whoever takes the bytes.
    #[error("writing failed: {0}")]
    Io(#[from] std::io::Error),
    /// The spreadsheet's format does not allow it.
    #[error("the spreadsheet cannot be written: {0}")]
    Sheet(#[from] XlsxError),
    /// A part is larger than a file of this kind can hold.
    #[error("the spreadsheet cannot be packed: {0}")]
    Pack(ZipError),
    /// The spreadsheet's frame is not made as it was expected.
    #[error("the frame of a spreadsheet is not understood")]
    Shell,
    /// The beginning of the file announced fewer.
    #[error("there are more rows than were announced")]
    TooManyRows,
}

impl From<ZipError> for WriteError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => Self::Io(error),
            error => Self::Pack(error),
        }
    }
}
