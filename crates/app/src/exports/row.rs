//! What is exported, as writers see it.

use nmrs_domain::diff;
use nmrs_domain::export::Exported;
use nmrs_xlsx::Cell;
use serde::Serialize;

/// Something that a row is made of.
pub(super) trait Record: Send + 'static {
    /// Its columns.
    type Column: Exported + Send + Sync;
    /// What has to be known beside it.
    type Context: Send + Sync + 'static;
    /// Name of the sheet.
    const SHEET: &'static str;

    /// What a person reads in a column.
    fn cell<'a>(&'a self, column: Self::Column, context: &'a Self::Context) -> Cell<'a>;

    /// What a program reads in a column: the same as in the API's answers.
    fn value(
        &self,
        column: Self::Column,
        context: &Self::Context,
        to: ValueWriter<'_>,
    ) -> serde_json::Result<()>;

    /// How wide a column is, in Latin characters.
    fn width(column: Self::Column) -> f64;
}

/// Takes the one value of a column.
pub(super) struct ValueWriter<'a>(pub(super) &'a mut Vec<u8>);

impl ValueWriter<'_> {
    pub(super) fn put(self, value: &(impl Serialize + ?Sized)) -> serde_json::Result<()> {
        serde_json::to_writer(self.0, value)
    }
}

/// A text that may be missing.
pub(super) fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, Cell::Text)
}

pub(super) const fn yes_no(yes: bool) -> Cell<'static> {
    Cell::Text(diff::yes_no(yes))
}

/// A count.
pub(super) fn number(number: Option<i64>) -> Cell<'static> {
    number.map_or(Cell::Empty, Cell::Number)
}

/// A moment as the API writes it.
#[derive(Serialize)]
pub(super) struct Moment(#[serde(with = "time::serde::rfc3339")] pub(super) time::OffsetDateTime);
