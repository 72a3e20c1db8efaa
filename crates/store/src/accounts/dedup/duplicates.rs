//! Living accounts of different units that have a key in common.

use std::collections::HashMap;

use nmrs_domain::actor::Level;
use nmrs_domain::duplicates::Likeness;
use nmrs_domain::query::Paging;
use sea_orm::{
    ColumnTrait, ConnectionTrait as _, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    Statement, Value,
};

use crate::accounts::account::Account;
use crate::accounts::fetch::{Rows, all};
use crate::accounts::list::query::visible;
use crate::entity::accounts;
use crate::{Handle, Scope, StoreError};

/// Most accounts that are read of a group.
const SHOWN: usize = 10;

/// Accounts that have a key in common.
#[derive(Debug, Clone)]
pub struct Group {
    /// The key.
    pub key: String,
    /// How many there are in the scope.
    pub count: u64,
    /// The first of them.
    pub accounts: Vec<Account>,
}

#[derive(FromQueryResult)]
struct GroupRow {
    key: String,
    platform_code: String,
    accounts: i64,
    total: i64,
}

#[derive(FromQueryResult)]
struct Member {
    account_id: i64,
    key: String,
    platform_code: String,
}

/// One page of groups, the largest first, and how many groups there are in all. A name is compared
/// on one platform, a link across all.
///
/// # Errors
/// Database errors.
pub async fn duplicates(
    db: &impl Handle,
    scope: Scope,
    by: Likeness,
    paging: Paging,
) -> Result<(Vec<Group>, u64), StoreError> {
    let Some(within) = within(scope) else {
        return Ok((Vec::new(), 0));
    };
    let question = Question { by, within };
    let rows = question.groups(db, paging).await?;
    let total = match rows.first() {
        Some(row) => row.total,
        // Nothing on this page does not mean that there is nothing at all.
        None if paging.page > 1 => {
            let first = Paging {
                page: 1,
                per_page: 1,
            };
            question
                .groups(db, first)
                .await?
                .first()
                .map_or(0, |row| row.total)
        }
        None => 0,
    };
    let mut members = question.members(db, scope, &rows).await?;
    let groups = rows
        .into_iter()
        .map(|row| Group {
            accounts: members
                .remove(&(row.key.clone(), row.platform_code))
                .unwrap_or_default(),
            key: row.key,
            count: row.accounts.unsigned_abs(),
        })
        .collect();
    Ok((groups, total.unsigned_abs()))
}

/// A condition on the level-1 org unit. Below it nobody compares units.
fn within(scope: Scope) -> Option<String> {
    match scope {
        Scope::All | Scope::OrgUnit(_, Level::Central) => Some(String::new()),
        Scope::OrgUnit(org_unit, Level::First) => Some(format!(" AND org1_id = {}", org_unit.0)),
        Scope::OrgUnit(..) | Scope::Unit(_) => None,
    }
}

struct Question {
    by: Likeness,
    within: String,
}

impl Question {
    /// The column of the key, and the platform on which keys are compared.
    const fn columns(&self) -> (&'static str, &'static str) {
        match self.by {
            Likeness::Name => ("name_key", "platform_code"),
            Likeness::Link => ("link_key", "''"),
        }
    }

    /// The groups are read from an index in the order of their keys, and only counted.
    async fn groups(&self, db: &impl Handle, paging: Paging) -> Result<Vec<GroupRow>, StoreError> {
        let (key, platform) = self.columns();
        let group_by = match self.by {
            Likeness::Name => "name_key, platform_code",
            Likeness::Link => "link_key",
        };
        let sql = format!(
            "SELECT {key} AS \"key\", {platform} AS platform_code, COUNT(*) AS accounts, \
             COUNT(*) OVER () AS total FROM account_keys WHERE {key} IS NOT NULL{} \
             GROUP BY {group_by} HAVING MIN(reporting_unit_id) <> MAX(reporting_unit_id) \
             ORDER BY accounts DESC, 1, 2 LIMIT {} OFFSET {}",
            self.within,
            paging.per_page,
            paging.offset(),
        );
        let statement = Statement::from_string(db.c().get_database_backend(), sql);
        Ok(GroupRow::find_by_statement(statement).all(db.c()).await?)
    }

    /// The first accounts of some groups.
    async fn members(
        &self,
        db: &impl Handle,
        scope: Scope,
        groups: &[GroupRow],
    ) -> Result<HashMap<(String, String), Vec<Account>>, StoreError> {
        if groups.is_empty() {
            return Ok(HashMap::new());
        }
        let (key, platform) = self.columns();
        let backend = db.c().get_database_backend();
        let marks: Vec<String> = (1..=groups.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT account_id, \"key\", platform_code FROM (SELECT account_id, {key} AS \"key\", \
             {platform} AS platform_code, ROW_NUMBER() OVER (PARTITION BY {key}, {platform} \
             ORDER BY account_id) AS place FROM account_keys WHERE {key} IN ({}){}) AS members \
             WHERE place <= {SHOWN}",
            marks.join(", "),
            self.within,
        );
        let keys = groups.iter().map(|group| Value::from(group.key.as_str()));
        let statement = Statement::from_sql_and_values(backend, sql, keys);
        let members = Member::find_by_statement(statement).all(db.c()).await?;
        let ids: Vec<i64> = members.iter().map(|member| member.account_id).collect();
        let rows = Rows {
            offset: 0,
            limit: ids.len().try_into().unwrap_or(u64::MAX),
        };
        let query = accounts::Entity::find()
            .filter(visible(scope))
            .filter(accounts::Column::Id.is_in(ids))
            .order_by_asc(accounts::Column::Id);
        let place: HashMap<i64, (String, String)> = members
            .into_iter()
            .map(|member| (member.account_id, (member.key, member.platform_code)))
            .collect();
        let mut found: HashMap<_, Vec<Account>> = HashMap::new();
        for account in all(db, query, rows).await? {
            if let Some(group) = place.get(&account.id.0) {
                found.entry(group.clone()).or_default().push(account);
            }
        }
        Ok(found)
    }
}
