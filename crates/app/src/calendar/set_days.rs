use std::collections::BTreeMap;

use nmrs_domain::calendar::{Setting, clashes, lines, parse_day, settings};
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::wire::{CalendarDayOut, CalendarDaysIn, CalendarDaysOut};
use nmrs_store::calendar::{self, SpecialDay};
use time::Date;

use super::to_response;
use crate::auth::Session;
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::{App, AppError};

/// Most lines of days that a refusal lists.
const MAX_LINES: usize = 6;

/// Sets the kinds of many days, all or none.
///
/// # Errors
/// Validation errors; [`ErrorCode::CalendarDaysSet`] if days have other entries and `replace` is not
/// set; database errors.
pub async fn set_days(
    app: &App,
    session: &Session,
    input: &CalendarDaysIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<CalendarDaysOut>, AppError> {
    let wanted = settings(input)?;
    let call = IdempotentCall::new(session, key, "set_calendar_days", None, input)?;
    call.run(app, async || {
        let tx = app.store.begin().await?;
        // First, so that concurrent changes of the calendar wait.
        calendar::bump_version(&tx).await?;
        let existing = existing_days(&tx, &wanted).await?;
        if !input.replace {
            refuse_clashes(input, &wanted, &existing)?;
        }
        let changed = write_changes(&tx, &wanted, &existing).await?;
        tracing::info!(days = wanted.len(), changed, "Set days of the calendar");
        let days = new_entries(&wanted).map(to_response).collect();
        Ok((tx, CalendarDaysOut { changed, days }))
    })
    .await
}

/// Returns the entries of the wanted days.
async fn existing_days(
    tx: &nmrs_store::Tx,
    wanted: &BTreeMap<Date, Setting>,
) -> Result<Vec<SpecialDay>, AppError> {
    let (Some((&first, _)), Some((&last, _))) = (wanted.first_key_value(), wanted.last_key_value())
    else {
        return Ok(Vec::new());
    };
    let mut days = calendar::between(tx, first, last).await?;
    days.retain(|day| wanted.contains_key(&day.day));
    Ok(days)
}

/// Returns the wanted days that get an entry.
fn new_entries(wanted: &BTreeMap<Date, Setting>) -> impl Iterator<Item = SpecialDay> {
    wanted.iter().filter_map(|(&day, Setting { kind, note })| {
        Some(SpecialDay {
            day,
            kind: (*kind)?,
            note: note.clone(),
        })
    })
}

/// Writes the differences. Returns the number of changed days.
async fn write_changes(
    tx: &nmrs_store::Tx,
    wanted: &BTreeMap<Date, Setting>,
    existing: &[SpecialDay],
) -> Result<u32, AppError> {
    let set: Vec<SpecialDay> = new_entries(wanted)
        .filter(|day| !existing.contains(day))
        .collect();
    let deleted: Vec<Date> = existing
        .iter()
        .map(|entry| entry.day)
        .filter(|day| wanted.get(day).is_some_and(|wanted| wanted.kind.is_none()))
        .collect();
    calendar::put_all(tx, &set).await?;
    calendar::remove_all(tx, &deleted).await?;
    Ok(u32::try_from(set.len() + deleted.len()).unwrap_or(u32::MAX))
}

fn refuse_clashes(
    input: &CalendarDaysIn,
    wanted: &BTreeMap<Date, Setting>,
    existing: &[SpecialDay],
) -> Result<(), AppError> {
    let existing: Vec<CalendarDayOut> = existing.iter().cloned().map(to_response).collect();
    let clashes = clashes(wanted, &existing);
    if clashes.is_empty() {
        return Ok(());
    }
    let detail = format!(
        "{} 天已有不同的标注：{}。这次一天也没有保存；请核对，确需改动的选择覆盖后再保存。",
        clashes.len(),
        days_text(&clashes),
    );
    let mut fields = FieldErrors::default();
    for (at, span) in input.spans.iter().enumerate() {
        let (from, to) = (parse_day(&span.from), parse_day(&span.to));
        let mut own = clashes.clone();
        own.retain(|entry| {
            let day = parse_day(&entry.day);
            from <= day && day <= to.or(from)
        });
        if !own.is_empty() {
            fields.push(
                format!("/spans/{at}"),
                format!("已有不同的标注：{}", days_text(&own)),
            );
        }
    }
    Err(AppError::refused(ErrorCode::CalendarDaysSet)
        .detail(detail)
        .fields(fields))
}

fn days_text(clashes: &[CalendarDayOut]) -> String {
    let mut lines = lines(clashes);
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        lines.push("等".into());
    }
    lines.join("、")
}
