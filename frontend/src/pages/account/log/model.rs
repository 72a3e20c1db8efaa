use nmrs_domain::event::EventKind;
use nmrs_domain::log::{ChainVerifier, EventQuery};
use nmrs_domain::wire::{EventOut, LogContent};

use crate::app::clock;
use crate::ui::Choice;

pub(crate) fn title(event: &EventOut) -> String {
    match &event.details.identifier {
        Some(identifier) => format!("{}，给出标识码 {identifier}", event.title),
        None => event.title.clone(),
    }
}

/// Colour of an event's dot; the title says the same.
pub(crate) const fn dot(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Applied | EventKind::Resubmitted => "st st-wait",
        EventKind::Advanced | EventKind::Approved => "st st-ok",
        EventKind::Rejected | EventKind::Deleted => "st st-no",
        EventKind::Drafted | EventKind::Edited | EventKind::Discarded | EventKind::Abandoned => {
            "st st-off"
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entered {
    /// Either of `old` and `new` may be empty.
    Change {
        label: String,
        old: String,
        new: String,
    },
    Line(String),
}

/// Entered values in the order of the form.
pub(crate) fn entered(event: &EventOut) -> Vec<Entered> {
    let details = &event.details;
    let changes = details.changes.iter().map(|change| Entered::Change {
        label: change.label.clone(),
        old: change.old.clone(),
        new: change.new.clone(),
    });
    let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
    let labelled = |label: &str, value: &Option<String>| {
        given(value).map(|value| Entered::Line(format!("{label}：{value}")))
    };
    let person: Vec<_> = [&details.person, &details.phone]
        .into_iter()
        .filter_map(given)
        .collect();
    changes
        .chain(labelled("注销日期", &details.cancelled_on))
        .chain(labelled("文号", &details.letter_number))
        .chain(given(&details.reason).map(Entered::Line))
        .chain(given(&details.explanation).map(Entered::Line))
        .chain((!person.is_empty()).then(|| Entered::Line(person.join(" "))))
        .collect()
}

/// Statuses before and after an event.
pub(crate) fn step(event: &EventOut) -> String {
    match event.from {
        Some(from) if from != event.to => format!("{} → {}", from.label(), event.to.label()),
        _ => event.to.label().to_owned(),
    }
}

/// Event kinds of the filter: those after which an account can still be opened.
pub(super) fn kinds() -> Vec<Choice> {
    [
        EventKind::Applied,
        EventKind::Resubmitted,
        EventKind::Advanced,
        EventKind::Approved,
        EventKind::Rejected,
        EventKind::Abandoned,
        EventKind::Drafted,
        EventKind::Edited,
        EventKind::Deleted,
    ]
    .map(|kind| Choice::new(kind.as_str(), kind.label()))
    .into()
}

pub(super) fn is_filtered(query: &EventQuery) -> bool {
    [&query.kind, &query.actor, &query.from, &query.to]
        .iter()
        .any(|condition| !condition.trim().is_empty())
}

/// Verifies the hash chain of the shown events in the browser.
pub(super) fn own_check(content: &LogContent) -> Result<(), String> {
    let mut chain = ChainVerifier::default();
    for event in &content.events {
        let record = event.record(content.account.id);
        chain.push(event.seq, record.as_ref(), &event.hash);
    }
    let checked = chain.end();
    match checked.fault {
        Some(fault) => Err(fault.detail()),
        None if checked.head != content.verification.head => {
            Err("最后一条流水与服务器核对的不是同一条。".into())
        }
        None => Ok(()),
    }
}

pub(super) fn file_name(content: &LogContent) -> String {
    let subject = match &content.account.identifier {
        Some(identifier) => identifier.clone(),
        None => content.account.id.to_string(),
    };
    format!("流水-{subject}-{}.json", clock::day_of(content.exported_at))
}

#[cfg(test)]
mod tests;
