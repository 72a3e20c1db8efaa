use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

/// The reason why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The receiver of the bytes failed.
    #[error("writing failed: {0}")]
    Io(#[from] std::io::Error),
    /// `rust_xlsxwriter` refused a name or a cell.
    #[error("the spreadsheet cannot be written: {0}")]
    Xlsx(#[from] XlsxError),
    /// The XML of a sheet exceeds 4 GiB.
    #[error("the spreadsheet cannot be packed: {0}")]
    Zip(ZipError),
    /// `rust_xlsxwriter` writes another XML than the row writer expects.
    #[error("the workbook skeleton has no {0}")]
    Skeleton(&'static str),
    /// More rows than announced at the start of the file.
    #[error("there are more rows than were announced")]
    TooManyRows,
}

impl From<ZipError> for WriteError {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => Self::Io(error),
            error => Self::Zip(error),
        }
    }
}
