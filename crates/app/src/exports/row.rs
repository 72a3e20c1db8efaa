use nmrs_domain::diff;
use nmrs_domain::export::ExportField;
use nmrs_spreadsheet::Cell;
use serde::Serialize;

/// A value that becomes one row of an export.
pub(super) trait ExportRow: Send + 'static {
    type Column: ExportField + Send + Sync;
    /// Context needed to render a row.
    type Context: Send + Sync + 'static;
    /// Name of the sheet in the workbook.
    const SHEET: &'static str;

    /// Returns the cell of a column as people read it (.xlsx, .csv).
    fn cell<'a>(&'a self, column: Self::Column, context: &'a Self::Context) -> Cell<'a>;

    /// Writes the value of a column as in API responses (.ndjson).
    fn value(
        &self,
        column: Self::Column,
        context: &Self::Context,
        to: ValueWriter<'_>,
    ) -> serde_json::Result<()>;

    /// Returns the width of a column, in Latin characters.
    fn width(column: Self::Column) -> f64;
}

/// Writes the JSON value of one column.
pub(super) struct ValueWriter<'a>(pub(super) &'a mut Vec<u8>);

impl ValueWriter<'_> {
    pub(super) fn put(self, value: &(impl Serialize + ?Sized)) -> serde_json::Result<()> {
        serde_json::to_writer(self.0, value)
    }
}

pub(super) fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Empty, Cell::Text)
}

pub(super) const fn yes_no(yes: bool) -> Cell<'static> {
    Cell::Text(diff::yes_no(yes))
}

pub(super) fn number(number: Option<i64>) -> Cell<'static> {
    number.map_or(Cell::Empty, Cell::Number)
}

/// A moment that serializes as in API responses.
#[derive(Serialize)]
pub(super) struct ApiMoment(
    #[serde(with = "time::serde::rfc3339")] pub(super) time::OffsetDateTime,
);
