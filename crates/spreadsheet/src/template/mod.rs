//! The templates for batch registration of accounts: one for local governments, one for ministries.

mod guide;
mod sheet;
mod texts;

use nmrs_domain::actor::Branch;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::texts::title;
use crate::write::WriteError;

/// Writes the template of a branch as .xlsx. The bytes are the same each time.
///
/// # Errors
/// Only defects of the program: nothing depends on input.
pub fn write_template(branch: Branch) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(title(branch))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 11, 24)?);
    workbook.set_properties(&properties);
    sheet::write(workbook.add_worksheet(), branch)?;
    guide::write(workbook.add_worksheet(), branch)?;
    Ok(workbook.save_to_buffer()?)
}

#[cfg(test)]
mod tests;
