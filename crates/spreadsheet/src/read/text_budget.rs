use super::error::ReadError;
use super::limits::MAX_TEXT_BYTES;

/// Counts the bytes of cell text held in memory, up to [`MAX_TEXT_BYTES`].
#[derive(Debug, Default)]
pub(crate) struct TextBudget(usize);

impl TextBudget {
    pub(crate) fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.0 += bytes;
        if self.0 > MAX_TEXT_BYTES {
            return Err(ReadError::TooMuchText);
        }
        Ok(())
    }
}
