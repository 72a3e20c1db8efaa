//! The templates in which units declare many accounts at once: one for places, one for ministries.

mod guide;
mod sheet;
mod texts;

use nmrs_domain::actor::Branch;
use nmrs_domain::import::TEMPLATE_VERSION;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::WriteError;

/// The sheet that is filled in.
pub const SHEET: &str = "账号报送表";
/// The sheet that says how.
pub const GUIDE: &str = "填写说明";

/// The template of a branch. The same bytes each time: nothing in it depends on when it was asked
/// for.
///
/// # Errors
/// None that depends on the branch; a fault of the writer.
pub fn template(branch: Branch) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(title(branch))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 11, 24)?);
    book.set_properties(&properties);
    sheet::write(book.add_worksheet(), branch)?;
    guide::write(book.add_worksheet(), branch)?;
    Ok(book.save_to_buffer()?)
}

/// What stands at the top of it; the reader finds the version there.
pub fn title(branch: Branch) -> String {
    let of = match branch {
        Branch::Ministry => "部委版",
        Branch::Local | Branch::Central => "地区版",
    };
    format!("政务新媒体账号批量报送表（{of} 模板版本 {TEMPLATE_VERSION}）")
}

#[cfg(test)]
mod tests;
