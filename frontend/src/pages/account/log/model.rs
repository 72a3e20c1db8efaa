use nmrs_domain::event::EventKind;
use nmrs_domain::log::{Chain, EventQuery};
use nmrs_domain::wire::{EventOut, LogContent};

use crate::app::clock;
use crate::ui::Choice;

/// What an event is called in the log.
pub(crate) fn title(event: &EventOut) -> String {
    match &event.details.identifier {
        Some(identifier) => format!("{}，给出标识码 {identifier}", event.title),
        None => event.title.clone(),
    }
}

/// The colour of an event's dot; its title says the same.
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

/// One thing that was entered with an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entered {
    /// A field: as it was, and as it was to become. Either may be empty.
    Change {
        label: String,
        old: String,
        new: String,
    },
    /// A line of text.
    Line(String),
}

/// What was entered with an event, in the order of the form.
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

/// From which status to which, where that changed.
pub(crate) fn step(event: &EventOut) -> String {
    match event.from {
        Some(from) if from != event.to => format!("{} → {}", from.label(), event.to.label()),
        _ => event.to.label().to_owned(),
    }
}

/// The kinds of events that can be chosen: those after which an account can still be opened.
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

/// The conditions in an address; other parameters are not the log's and are dropped.
pub(super) fn from_address(get: impl Fn(&str) -> Option<String>) -> EventQuery {
    let text = |name: &str| get(name).unwrap_or_default();
    EventQuery {
        kind: text("kind"),
        actor: text("actor"),
        from: text("from"),
        to: text("to"),
        sort: text("sort"),
        page: text("page"),
        per_page: text("per_page"),
    }
}

/// Whether not all events are asked for.
pub(super) fn is_filtered(query: &EventQuery) -> bool {
    [&query.kind, &query.actor, &query.from, &query.to]
        .iter()
        .any(|condition| !condition.trim().is_empty())
}

/// What the browser finds when it computes the hashes itself, from what it shows.
pub(super) fn own_check(content: &LogContent) -> Result<(), String> {
    let mut chain = Chain::default();
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

/// Name of the file that the document is saved as.
pub(super) fn file_name(content: &LogContent) -> String {
    let subject = match &content.account.identifier {
        Some(identifier) => identifier.clone(),
        None => content.account.id.to_string(),
    };
    format!("流水-{subject}-{}.json", clock::day_of(content.exported_at))
}

#[cfg(test)]
mod tests;
