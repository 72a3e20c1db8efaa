//! The records of a worksheet.

use super::hyperlink::parse_hyperlink;
use super::record_type;
use super::records::{Bytes, Records};
use super::strings::long_string;
use crate::read::error::ReadError;
use crate::read::limits::{MAX_HIDDEN_RANGES, MAX_REFERENCES};
use crate::read::source::{Area, SheetMetadata};
use crate::read::text_budget::TextBudget;

/// Cells of all sheets together.
const MAX_CELLS: usize = 1_000_000;
/// Flag of a row that is hidden.
const ROW_HIDDEN: u16 = 0x20;
/// Marks the result of a formula as something other than a number.
const NOT_A_NUMBER: u16 = 0xFFFF;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellValue {
    Number(f64),
    /// Index of a shared string.
    SharedString(u32),
    Text(Box<str>),
    Bool(bool),
    Error(u8),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct SheetCell {
    pub(super) row: u16,
    pub(super) column: u16,
    /// Index of the cell format.
    pub(super) format: u16,
    pub(super) value: CellValue,
}

/// Counts what was read of all sheets together.
#[derive(Debug, Default)]
pub(super) struct SheetLimits {
    cells: usize,
    /// Hidden rows, merged areas and links.
    metadata: usize,
    text: TextBudget,
}

/// Reads the sheet that begins at `offset`, with its cells in order.
pub(super) fn read_sheet(
    stream: &[u8],
    offset: usize,
    limits: &mut SheetLimits,
) -> Result<(Vec<SheetCell>, SheetMetadata), ReadError> {
    let mut records = Records::new(stream, offset);
    let first = records.next()?.ok_or(ReadError::Damaged)?;
    if first.record_type != record_type::BOF {
        return Err(ReadError::Damaged);
    }
    let mut reader = SheetReader {
        limits,
        cells: Vec::new(),
        hidden_rows: Vec::new(),
        metadata: SheetMetadata::EMPTY,
        awaits_string: false,
    };
    // A chart inside of the sheet has records of the same types.
    let mut depth = 0_usize;
    while let Some(record) = records.next()? {
        match record.record_type {
            record_type::BOF => depth += 1,
            record_type::EOF if depth == 0 => break,
            record_type::EOF => depth -= 1,
            _ if depth > 0 => {}
            record_type => reader.record(record_type, record.data)?,
        }
    }
    Ok(reader.finish())
}

struct SheetReader<'l> {
    limits: &'l mut SheetLimits,
    cells: Vec<SheetCell>,
    hidden_rows: Vec<u16>,
    metadata: SheetMetadata,
    /// True if the last cell is a formula whose text follows in a STRING record.
    awaits_string: bool,
}

impl SheetReader<'_> {
    fn record(&mut self, record_type: u16, data: Bytes<'_>) -> Result<(), ReadError> {
        match record_type {
            record_type::NUMBER => self.add_cell(data, CellValue::Number(data.f64(6)?)),
            record_type::RK => self.add_cell(data, CellValue::Number(decode_rk(data.u32(6)?))),
            record_type::MUL_RK => self.add_numbers(data),
            record_type::LABEL_SST => self.add_cell(data, CellValue::SharedString(data.u32(6)?)),
            record_type::LABEL | record_type::RICH_STRING => {
                let text = self.text(long_string(data.skip(6)?)?)?;
                self.add_cell(data, text)
            }
            record_type::BOOL_ERROR => {
                let value = data.u8(6)?;
                let value = match data.u8(7)? {
                    0 => CellValue::Bool(value != 0),
                    _ => CellValue::Error(value),
                };
                self.add_cell(data, value)
            }
            record_type::FORMULA => self.add_formula(data),
            record_type::STRING => {
                let text = self.text(long_string(data)?)?;
                if std::mem::take(&mut self.awaits_string)
                    && let Some(last) = self.cells.last_mut()
                {
                    last.value = text;
                }
                Ok(())
            }
            record_type::ROW => {
                if data.u16(12)? & ROW_HIDDEN != 0 {
                    self.count_metadata(MAX_HIDDEN_RANGES)?;
                    self.hidden_rows.push(data.u16(0)?);
                }
                Ok(())
            }
            record_type::MERGE_CELLS => self.add_merged_areas(data),
            record_type::HYPERLINK => {
                self.count_metadata(MAX_REFERENCES)?;
                if let Some(link) = parse_hyperlink(data) {
                    self.text(link.url())?;
                    self.metadata.links.push(link);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Adds a cell from a record that begins with row, column and format.
    fn add_cell(&mut self, data: Bytes<'_>, value: CellValue) -> Result<(), ReadError> {
        self.add_cell_at(data.u16(0)?, data.u16(2)?, data.u16(4)?, value)
    }

    fn add_cell_at(
        &mut self,
        row: u16,
        column: u16,
        format: u16,
        value: CellValue,
    ) -> Result<(), ReadError> {
        self.limits.cells += 1;
        if self.limits.cells > MAX_CELLS {
            return Err(ReadError::ContentTooLarge);
        }
        self.awaits_string = false;
        self.cells.push(SheetCell {
            row,
            column,
            format,
            value,
        });
        Ok(())
    }

    /// Adds the numbers of a MULRK record: row, first column, pairs of format and number, last
    /// column.
    fn add_numbers(&mut self, data: Bytes<'_>) -> Result<(), ReadError> {
        let (row, first) = (data.u16(0)?, data.u16(2)?);
        let count = data.len().saturating_sub(6) / 6;
        for (index, column) in (0..count).zip(first..) {
            let offset = 4 + 6 * index;
            let value = CellValue::Number(decode_rk(data.u32(offset + 2)?));
            self.add_cell_at(row, column, data.u16(offset)?, value)?;
        }
        Ok(())
    }

    /// Adds the stored result of a formula; formulas are never evaluated.
    fn add_formula(&mut self, data: Bytes<'_>) -> Result<(), ReadError> {
        if data.u16(12)? != NOT_A_NUMBER {
            return self.add_cell(data, CellValue::Number(data.f64(6)?));
        }
        let result = data.u8(8)?;
        match data.u8(6)? {
            0 => {
                self.add_cell(data, CellValue::Text("".into()))?;
                self.awaits_string = true;
                Ok(())
            }
            1 => self.add_cell(data, CellValue::Bool(result != 0)),
            2 => self.add_cell(data, CellValue::Error(result)),
            _ => Ok(()),
        }
    }

    fn add_merged_areas(&mut self, data: Bytes<'_>) -> Result<(), ReadError> {
        for index in 0..usize::from(data.u16(0)?) {
            self.count_metadata(MAX_REFERENCES)?;
            let offset = 2 + 8 * index;
            self.metadata.merged_areas.push(Area {
                first_row: data.u16(offset)?.into(),
                last_row: data.u16(offset + 2)?.into(),
                first_column: data.u16(offset + 4)?.into(),
                last_column: data.u16(offset + 6)?.into(),
            });
        }
        Ok(())
    }

    /// Counts a text against the budget.
    fn text(&mut self, text: String) -> Result<CellValue, ReadError> {
        self.limits.text.spend(text.len())?;
        Ok(CellValue::Text(text.into_boxed_str()))
    }

    fn count_metadata(&mut self, max: usize) -> Result<(), ReadError> {
        self.limits.metadata += 1;
        if self.limits.metadata > max {
            return Err(ReadError::ContentTooLarge);
        }
        Ok(())
    }

    fn finish(mut self) -> (Vec<SheetCell>, SheetMetadata) {
        // Programs write cells in order, for which the sort is linear.
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.hidden_rows.sort_unstable();
        for row in self.hidden_rows.into_iter().map(u32::from) {
            match self.metadata.hidden_rows.last_mut() {
                Some((_, last)) if *last + 1 >= row => *last = row,
                _ => self.metadata.hidden_rows.push((row, row)),
            }
        }
        (self.cells, self.metadata)
    }
}

/// Decodes an RK number: the upper half of a floating point number or an integer, either of them
/// possibly in hundredths.
fn decode_rk(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the format defines exact values")]
mod tests {
    use super::*;

    #[test]
    fn rk_numbers_are_decoded_as_specified() {
        assert_eq!(decode_rk(0x3FF0_0000), 1.0);
        assert_eq!(decode_rk(0x3FF0_0001), 0.01);
        assert_eq!(decode_rk((1_234_567 << 2) | 2), 1_234_567.0);
        assert_eq!(decode_rk((1_234_567 << 2) | 3), 12_345.67);
        assert_eq!(decode_rk((-5_i32 << 2).cast_unsigned() | 2), -5.0);
    }
}
