use std::sync::Arc;

use nmrs_domain::export::UnitColumn as C;
use nmrs_spreadsheet::Cell;
use nmrs_store::org_units::{OrgTree, OrgUnit};
use nmrs_store::reporting_units::ReportingUnit;
use serde_json::Result;

use super::row::{ApiMoment, ExportRow, ValueWriter, text};

fn level<'a>(unit: &ReportingUnit, tree: &'a OrgTree, level: usize) -> Option<&'a str> {
    let path = tree.path(unit.org_unit);
    Some(path.get(level - 1)?.name.as_str())
}

impl ExportRow for ReportingUnit {
    type Column = C;
    type Context = Arc<OrgTree>;
    const SHEET: &'static str = "填报单位";

    fn cell<'a>(&'a self, column: C, tree: &'a Arc<OrgTree>) -> Cell<'a> {
        let org_unit = |field: fn(&OrgUnit) -> &String| {
            text(tree.get(self.org_unit).map(|unit| field(unit).as_str()))
        };
        match column {
            C::Code => Cell::Text(&self.code),
            C::Name => Cell::Text(&self.name),
            C::OrgUnit => org_unit(|unit| &unit.name),
            C::OrgCode => org_unit(|unit| &unit.code),
            C::Level1 => text(level(self, tree, 1)),
            C::Level2 => text(level(self, tree, 2)),
            C::Level3 => text(level(self, tree, 3)),
            C::AccountCount => Cell::Number(self.account_count),
            C::CreatedAt => Cell::DateTime(self.created_at),
            C::Id => Cell::Number(self.id.0),
        }
    }

    fn value(&self, column: C, tree: &Arc<OrgTree>, to: ValueWriter<'_>) -> Result<()> {
        match self.cell(column, tree) {
            Cell::Text(text) => to.put(text),
            Cell::Number(number) => to.put(&number),
            Cell::DateTime(at) => to.put(&ApiMoment(at)),
            Cell::Empty => to.put(&()),
        }
    }

    fn width(column: C) -> f64 {
        match column {
            C::Name => 36.0,
            C::OrgUnit | C::Level1 | C::Level2 | C::Level3 | C::CreatedAt => 20.0,
            _ => 14.0,
        }
    }
}
