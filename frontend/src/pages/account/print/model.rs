use nmrs_domain::event::EventKind;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, EventOut, Page};

use crate::app::clock;
use crate::pages::shared::{functions_text, org_path_text};

/// A field of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it is.
    pub(super) term: &'static str,
    /// Its value; empty where there is none, so that it can be filled in by hand.
    pub(super) value: String,
    /// Takes the whole width.
    pub(super) wide: bool,
}

/// Every field, in the order of the form. Two narrow ones make a row.
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

/// A step of an account's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) day: String,
    pub(super) what: String,
    pub(super) unit: String,
    pub(super) person: String,
}

/// What the sheet says of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LogSummary {
    /// The steps that made the account what it is, oldest first.
    pub(super) steps: Vec<Step>,
    /// Events in all.
    pub(super) total: u64,
    /// Hash of the newest event.
    pub(super) head: String,
}

/// Most steps that the sheet has room for: those of the addition, and the latest after it.
const ADDITION: usize = 4;
const LATER: usize = 4;

impl LogSummary {
    /// From the oldest events, where the newest do not reach back that far, and the newest page.
    pub(super) fn of(oldest: &[EventOut], newest: &Page<EventOut>) -> Self {
        let mut events: Vec<&EventOut> = oldest.iter().chain(newest.items.iter().rev()).collect();
        // Both ends may have the same events in the middle.
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
