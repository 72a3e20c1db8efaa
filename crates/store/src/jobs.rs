//! Jobs that one server at a time does. Who is at it holds a row for a while; a holder that was
//! killed loses it when that while is over.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::job_runs;
use crate::{Handle, StoreError, Tx};
use job_runs::Column;

/// A job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Reminding offices of what they leave waiting.
    Reminders,
}

impl Job {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Reminders => "reminders",
        }
    }
}

/// When a job was last finished.
///
/// # Errors
/// Database errors.
pub async fn last_run(db: &impl Handle, job: Job) -> Result<Option<OffsetDateTime>, StoreError> {
    let row = job_runs::Entity::find_by_id(job.as_str().to_owned())
        .one(db.c())
        .await?;
    row.filter(|row| row.last_run > 0)
        .map(|row| from_ms(row.last_run))
        .transpose()
}

/// Takes a job, or keeps it. Answers whether it is the holder's now: it is not while another holds
/// it.
///
/// # Errors
/// Database errors.
pub async fn hold(
    tx: &Tx,
    job: Job,
    holder: &str,
    now: OffsetDateTime,
    until: OffsetDateTime,
) -> Result<bool, StoreError> {
    let free = Condition::any()
        .add(Column::Holder.eq(holder))
        .add(Column::HeldUntil.lte(to_ms(now)));
    let result = job_runs::Entity::update_many()
        .set(job_runs::ActiveModel {
            holder: Set(holder.into()),
            held_until: Set(to_ms(until)),
            ..Default::default()
        })
        .filter(Column::Name.eq(job.as_str()))
        .filter(free)
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected == 1)
}

/// Lets a job go; finished, if a moment is given.
///
/// # Errors
/// Database errors.
pub async fn release(
    tx: &Tx,
    job: Job,
    holder: &str,
    finished: Option<OffsetDateTime>,
) -> Result<(), StoreError> {
    let row = job_runs::ActiveModel {
        holder: Set(String::new()),
        held_until: Set(0),
        ..Default::default()
    };
    let row = match finished {
        Some(at) => job_runs::ActiveModel {
            last_run: Set(to_ms(at)),
            ..row
        },
        None => row,
    };
    job_runs::Entity::update_many()
        .set(row)
        .filter(Column::Name.eq(job.as_str()))
        .filter(Column::Holder.eq(holder))
        .exec(tx.c())
        .await?;
    Ok(())
}
