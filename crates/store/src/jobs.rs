//! Leases for jobs that only one server may run at a time. A lease expires, so that a killed server
//! does not block the job.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::job_runs;
use crate::{Executor, StoreError, Tx};
use job_runs::Column;

/// A periodic job, stored in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::AsRefStr)]
#[strum(serialize_all = "snake_case")]
pub enum Job {
    /// Messages to org units about overdue reviews.
    Reminders,
}

/// Returns the time at which a job last finished.
pub async fn last_run(db: &impl Executor, job: Job) -> Result<Option<OffsetDateTime>, StoreError> {
    let row = job_runs::Entity::find_by_id(job.as_ref().to_owned())
        .one(db.conn())
        .await?;
    row.filter(|row| row.last_run > 0)
        .map(|row| from_ms(row.last_run))
        .transpose()
}

/// Acquires or renews the lease of a job. Returns false while another server holds it.
pub async fn acquire(
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
        .filter(Column::Name.eq(job.as_ref()))
        .filter(free)
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected == 1)
}

/// Releases the lease of a job; records the time of the run if `finished` is given.
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
        .filter(Column::Name.eq(job.as_ref()))
        .filter(Column::Holder.eq(holder))
        .exec(tx.conn())
        .await?;
    Ok(())
}
