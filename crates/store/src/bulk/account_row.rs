//! The columns and values of an account row for a multi-row insert.

use sea_orm::{ActiveModelTrait as _, Iterable as _, Value};

use crate::entity::accounts::{ActiveModel, Column};

/// Number of columns of `accounts`.
pub(super) const WIDTH: usize = 31;

/// The column names, in the order of [`values`].
pub(super) fn columns() -> [&'static str; WIDTH] {
    use sea_orm::IdenStatic as _;
    let mut columns = Column::iter();
    std::array::from_fn(|_| columns.next().map_or("", |column| column.as_str()))
}

/// The values of a row in which every column is set.
pub(super) fn values(mut row: ActiveModel) -> [Value; WIDTH] {
    let mut columns = Column::iter();
    std::array::from_fn(|_| {
        let value = columns
            .next()
            .and_then(|column| row.take(column).into_value());
        value.unwrap_or(Value::BigInt(None))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{RegisteredFields, Timestamps, WorkflowState, to_row};
    use nmrs_domain::account::{Contact, DraftFields, Functions};
    use nmrs_domain::kind::AccountKind;
    use nmrs_domain::status::Status;
    use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId};
    use nmrs_domain::workflow::ReviewChain;
    use sea_orm::ActiveValue::Set;
    use time::OffsetDateTime;

    #[test]
    fn a_row_has_every_column_of_the_table() {
        assert_eq!(Column::iter().count(), WIDTH);
        let at = OffsetDateTime::UNIX_EPOCH;
        let registered = RegisteredFields {
            fields: DraftFields {
                kind: AccountKind::Weibo,
                platform_name: None,
                name: Some("上庄发布".into()),
                owner: None,
                url: None,
                external_id: Some("1".into()),
                represents_government: Some(true),
                functions: Functions::default(),
                other_function: None,
                contact: Contact::default(),
            },
            external_id_by_hand: false,
            identity: Some("1".into()),
        };
        let workflow = WorkflowState {
            status: Status::AddPending,
            pending_with: Some(OrgUnitId(3)),
            since: at,
            application: None,
            restored: false,
            identifier: None,
        };
        let timestamps = Timestamps {
            created: at,
            modified: at,
        };
        let chain = ReviewChain::new(vec![OrgUnitId(3), OrgUnitId(2)]).unwrap();
        let row = to_row(
            ReportingUnitId(5),
            &chain,
            registered,
            workflow,
            1,
            timestamps,
        );
        let row = ActiveModel { id: Set(9), ..row };
        for column in Column::iter() {
            assert!(row.get(column).into_value().is_some(), "{column:?}");
        }
        let values = values(row);
        let at = |name: &str| {
            let at = columns().iter().position(|column| *column == name);
            values[at.unwrap()].clone()
        };
        assert_eq!(at("id"), 9_i64.into());
        assert_eq!((at("org1_id"), at("org2_id")), (2_i64.into(), 3_i64.into()));
        assert_eq!(at("org3_id"), None::<i64>.into());
        assert_eq!(at("name"), "上庄发布".into());
        assert_eq!(at("status"), "add_pending".into());
    }
}
