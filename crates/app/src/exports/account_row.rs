use std::sync::Arc;

use nmrs_domain::account::Functions;
use nmrs_domain::export::ExportColumn as C;
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::values::phone::{Landline, Mobile};
use nmrs_spreadsheet::Cell;
use nmrs_store::accounts::Account;
use nmrs_store::org_units::{OrgTree, OrgUnit};
use serde_json::Result;

use super::row::{ApiMoment, ExportRow, ValueWriter, number, text, yes_no};
use crate::calendar::Waiting;

pub(super) struct AccountContext {
    tree: Arc<OrgTree>,
    waiting: Waiting,
    /// Labels of every set of functions, by its bits.
    functions: Vec<String>,
}

impl AccountContext {
    pub(super) fn new(tree: Arc<OrgTree>, waiting: Waiting) -> Self {
        let functions = (0..=0b1111).map(|bits| {
            let labels: Vec<_> = Functions::from_bits(bits)
                .iter()
                .map(nmrs_domain::account::Function::label)
                .collect();
            labels.join("、")
        });
        Self {
            tree,
            waiting,
            functions: functions.collect(),
        }
    }

    fn org_unit(&self, id: OrgUnitId) -> Option<&OrgUnit> {
        self.tree.get(id)
    }

    /// Returns the name of the org unit of a level (1 to 3) above an account.
    fn level(&self, account: &Account, level: usize) -> Option<&str> {
        let id = account.chain.units().iter().rev().nth(level - 1)?;
        self.name(Some(*id))
    }

    fn name(&self, id: Option<OrgUnitId>) -> Option<&str> {
        Some(self.org_unit(id?)?.name.as_str())
    }

    fn waiting_days(&self, account: &Account) -> Option<i64> {
        let since = account
            .workflow
            .pending_with
            .map(|_| account.workflow.since)?;
        Some(self.waiting.days(since))
    }

    fn overdue(&self, account: &Account) -> bool {
        account.workflow.pending_with.is_some() && self.waiting.is_overdue(account.workflow.since)
    }
}

impl ExportRow for Account {
    type Column = C;
    type Context = AccountContext;
    const SHEET: &'static str = "新媒体账号";

    fn cell<'a>(&'a self, column: C, context: &'a AccountContext) -> Cell<'a> {
        let fields = &self.registered.fields;
        let contact = &fields.contact;
        let workflow = &self.workflow;
        match column {
            C::Name => text(fields.name.as_deref()),
            C::Kind => Cell::Text(fields.kind.label()),
            C::PlatformName => text(fields.platform_name.as_deref()),
            C::Status => Cell::Text(workflow.status.label()),
            C::Identifier => text(workflow.identifier.as_deref()),
            C::Owner => text(fields.owner.as_deref()),
            C::UnitName => Cell::Text(&self.unit.name),
            C::UnitCode => Cell::Text(&self.unit.code),
            C::OrgUnit => text(context.name(Some(self.chain.direct()))),
            C::OrgCode => text(
                context
                    .org_unit(self.chain.direct())
                    .map(|u| u.code.as_str()),
            ),
            C::Level1 => text(context.level(self, 1)),
            C::Level2 => text(context.level(self, 2)),
            C::Level3 => text(context.level(self, 3)),
            C::RepresentsGovernment => fields.represents_government.map_or(Cell::Empty, yes_no),
            C::Functions => text(
                context
                    .functions
                    .get(usize::from(fields.functions.bits()))
                    .map(String::as_str),
            ),
            C::OtherFunction => text(fields.other_function.as_deref()),
            C::Url => text(fields.url.as_deref()),
            C::ExternalId => text(fields.external_id.as_deref()),
            C::ExternalIdByHand => yes_no(self.registered.external_id_by_hand),
            C::ContactName => text(contact.name.as_deref()),
            C::ContactPosition => text(contact.position.as_deref()),
            C::ContactMobile => text(contact.mobile.as_ref().map(Mobile::as_str)),
            C::ContactLandline => text(contact.landline.as_ref().map(Landline::as_str)),
            C::WaitingFor => text(context.name(workflow.pending_with)),
            C::WaitingSince => workflow
                .pending_with
                .map_or(Cell::Empty, |_| Cell::DateTime(workflow.since)),
            C::WaitingDays => number(context.waiting_days(self)),
            C::Overdue => yes_no(context.overdue(self)),
            C::Restored => yes_no(workflow.restored),
            C::CreatedAt => Cell::DateTime(self.timestamps.created),
            C::ModifiedAt => Cell::DateTime(self.timestamps.modified),
            C::Id => Cell::Number(self.id.0),
        }
    }

    fn value(&self, column: C, context: &AccountContext, to: ValueWriter<'_>) -> Result<()> {
        let fields = &self.registered.fields;
        match column {
            C::Kind => to.put(&fields.kind),
            C::Status => to.put(&self.workflow.status),
            C::RepresentsGovernment => to.put(&fields.represents_government),
            C::Functions => to.put(&fields.functions.iter().collect::<Vec<_>>()),
            C::ExternalIdByHand => to.put(&self.registered.external_id_by_hand),
            C::Overdue => to.put(&context.overdue(self)),
            C::Restored => to.put(&self.workflow.restored),
            // Texts, numbers and moments have the same value as their cell. As in other responses, an
            // empty field of the form is an empty text, and other missing values are null.
            _ => match self.cell(column, context) {
                Cell::Text(text) => to.put(text),
                Cell::Number(number) => to.put(&number),
                Cell::DateTime(at) => to.put(&ApiMoment(at)),
                Cell::Empty if is_nullable(column) => to.put(&()),
                Cell::Empty => to.put(""),
            },
        }
    }

    fn width(column: C) -> f64 {
        match column {
            C::Url => 50.0,
            C::Name | C::UnitName | C::Owner => 30.0,
            C::Functions | C::ExternalId | C::OtherFunction => 26.0,
            C::Identifier
            | C::WaitingFor
            | C::OrgUnit
            | C::Level1
            | C::Level2
            | C::Level3
            | C::CreatedAt
            | C::ModifiedAt
            | C::ExternalIdByHand
            | C::WaitingSince => 20.0,
            _ => 14.0,
        }
    }
}

const fn is_nullable(column: C) -> bool {
    matches!(
        column,
        C::Identifier
            | C::ExternalId
            | C::WaitingFor
            | C::WaitingSince
            | C::WaitingDays
            | C::Level1
            | C::Level2
            | C::Level3
    )
}
