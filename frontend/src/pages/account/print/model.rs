use nmrs_domain::event::EventKind;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, EventOut, Page};

use crate::app::clock;
use crate::pages::shared::{functions_text, org_path_text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) term: &'static str,
    /// Empty values are filled in by hand.
    pub(super) value: String,
    pub(super) wide: bool,
}

/// Fields in the order of the form. Two narrow ones make a row.
pub(super) fn cells(account: &AccountOut) -> Vec<Cell> {
    let kind = account.kind.info();
    let id = account.external_id.clone().unwrap_or_default();
    let government = account
        .represents_government
        .map_or("", nmrs_domain::diff::yes_no);
    let contact = &account.contact;
    let narrow = |term, value: &str| Cell {
        term,
        value: value.trim().to_owned(),
        wide: false,
    };
    let wide = |term, value: &str| Cell {
        wide: true,
        ..narrow(term, value)
    };
    vec![
        wide("填报单位", &account.reporting_unit.name),
        wide("组织单位", &org_path_text(&account.org_path)),
        narrow("单位标识", &account.reporting_unit.code),
        narrow("当前状态", account.status.label()),
        narrow("账号类型", kind.label),
        narrow("代表政府", government),
        wide("平台名称", &account.platform_name),
        wide("名称", &account.name),
        wide("开设主体", &account.owner),
        wide("功能", &functions_text(account, "、")),
        wide(
            kind.id_label,
            &if account.external_id_by_hand {
                format!("{id}（手工填写）")
            } else {
                id
            },
        ),
        wide(kind.link_label, &account.url),
        narrow("联系人", &contact.name),
        narrow("职务", &contact.position),
        narrow("手机", &contact.mobile),
        narrow("座机", &contact.landline),
        narrow("创建时间", &clock::minute(account.created_at)),
        narrow("修改时间", &clock::minute(account.modified_at)),
    ]
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) day: String,
    pub(super) what: String,
    pub(super) unit: String,
    pub(super) person: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LogSummary {
    /// Oldest first.
    pub(super) steps: Vec<Step>,
    pub(super) total: u64,
    pub(super) head: String,
}

/// Maximum numbers of steps on the sheet: of the addition, and after it.
const ADDITION: usize = 4;
const LATER: usize = 4;

impl LogSummary {
    /// Combines the oldest and the newest page of events.
    pub(super) fn of(oldest: &[EventOut], newest: &Page<EventOut>) -> Self {
        let mut events: Vec<&EventOut> = oldest.iter().chain(newest.items.iter().rev()).collect();
        // The two pages may overlap.
        let mut last = 0;
        events.retain(|event| {
            let new = event.seq > last;
            last = last.max(event.seq);
            new
        });
        let counts = |event: &&&EventOut| {
            matches!(
                event.kind,
                EventKind::Applied
                    | EventKind::Resubmitted
                    | EventKind::Advanced
                    | EventKind::Approved
                    | EventKind::Rejected
            )
        };
        let adds = |event: &&EventOut| event.details.application == Some(ApplicationKind::Add);
        let (addition, later): (Vec<&EventOut>, Vec<&EventOut>) =
            events.iter().filter(counts).copied().partition(adds);
        let steps = addition
            .iter()
            .skip(addition.len().saturating_sub(ADDITION))
            .chain(later.iter().skip(later.len().saturating_sub(LATER)))
            .map(|event| step(event))
            .collect();
        Self {
            steps,
            total: newest.total,
            head: newest
                .items
                .first()
                .map(|event| event.hash.clone())
                .unwrap_or_default(),
        }
    }
}

fn step(event: &EventOut) -> Step {
    Step {
        day: clock::day_of(event.at),
        what: event.title.clone(),
        unit: event.actor_name.clone(),
        person: event.details.person.clone().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests;
