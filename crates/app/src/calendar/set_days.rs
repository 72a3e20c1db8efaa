//! Setting many days of the calendar at once.

use std::collections::BTreeMap;

use nmrs_domain::calendar::{Setting, clashes, lines, parse_day, settings};
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::wire::{CalendarDayOut, CalendarDaysIn, CalendarDaysOut};
use nmrs_store::calendar::{self, SpecialDay};
use time::Date;

use super::out;
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// Lines of days that a refusal shows; what is more is counted.
const SHOWN: usize = 6;

/// Says what many days are, all of them or none.
///
/// # Errors
/// Validation; [`ErrorCode::CalendarDaysSet`] where something else is said already and it is not to
/// be replaced; database errors.
pub async fn set_days(
    app: &App,
    session: &Session,
    input: &CalendarDaysIn,
    key: Option<IdempotencyKey>,
) -> Result<Answered<CalendarDaysOut>, AppError> {
    let wanted = settings(input)?;
    let call = Call::new(session, key, "set_calendar_days", None, input)?;
    call.once(app, async || {
        let tx = app.store.begin().await?;
        // First: whoever changes the calendar at the same moment waits for this one.
        calendar::bump_version(&tx).await?;
        let standing = standing(&tx, &wanted).await?;
        if !input.replace {
            refuse_clashes(input, &wanted, &standing)?;
        }
        let changed = change(&tx, &wanted, &standing).await?;
        tracing::info!(days = wanted.len(), changed, "Set days of the calendar");
        let days = listed(&wanted).map(out).collect();
        Ok((tx, CalendarDaysOut { changed, days }))
    })
    .await
}

/// What is said about the wanted days now.
async fn standing(
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

/// The wanted days that are listed afterwards.
fn listed(wanted: &BTreeMap<Date, Setting>) -> impl Iterator<Item = SpecialDay> {
    wanted.iter().filter_map(|(&day, Setting { kind, note })| {
        Some(SpecialDay {
            day,
            kind: (*kind)?,
            note: note.clone(),
        })
    })
}

/// Writes what differs, and answers how many days that were.
async fn change(
    tx: &nmrs_store::Tx,
    wanted: &BTreeMap<Date, Setting>,
    standing: &[SpecialDay],
) -> Result<u32, AppError> {
    let set: Vec<SpecialDay> = listed(wanted)
        .filter(|day| !standing.contains(day))
        .collect();
    let left: Vec<Date> = standing
        .iter()
        .map(|said| said.day)
        .filter(|day| wanted.get(day).is_some_and(|wanted| wanted.kind.is_none()))
        .collect();
    calendar::put_all(tx, &set).await?;
    calendar::remove_all(tx, &left).await?;
    Ok(u32::try_from(set.len() + left.len()).unwrap_or(u32::MAX))
}

fn refuse_clashes(
    input: &CalendarDaysIn,
    wanted: &BTreeMap<Date, Setting>,
    standing: &[SpecialDay],
) -> Result<(), AppError> {
    let standing: Vec<CalendarDayOut> = standing.iter().cloned().map(out).collect();
    let clashes = clashes(wanted, &standing);
    if clashes.is_empty() {
        return Ok(());
    }
    let detail = format!(
        "{} 天已有不同的标注：{}。这次一天也没有保存；请核对，确需改动的选择覆盖后再保存。",
        clashes.len(),
        told(&clashes),
    );
    let mut fields = FieldErrors::default();
    for (at, span) in input.spans.iter().enumerate() {
        let (from, to) = (parse_day(&span.from), parse_day(&span.to));
        let mut own = clashes.clone();
        own.retain(|said| {
            let day = parse_day(&said.day);
            from <= day && day <= to.or(from)
        });
        if !own.is_empty() {
            fields.push(
                format!("/spans/{at}"),
                format!("已有不同的标注：{}", told(&own)),
            );
        }
    }
    Err(AppError::refused(ErrorCode::CalendarDaysSet)
        .detail(detail)
        .fields(fields))
}

fn told(clashes: &[CalendarDayOut]) -> String {
    let mut lines = lines(clashes);
    if lines.len() > SHOWN {
        lines.truncate(SHOWN);
        lines.push("等".into());
    }
    lines.join("、")
}
