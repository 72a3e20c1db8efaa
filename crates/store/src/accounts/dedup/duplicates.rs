//! Groups of living accounts of different units with the same match key.

use std::collections::HashMap;

use nmrs_domain::actor::Level;
use nmrs_domain::query::Paging;
use nmrs_domain::search::duplicates::DuplicateCriterion;
use sea_orm::{
    ColumnTrait, ConnectionTrait as _, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    Statement, Value,
};

use crate::accounts::account::Account;
use crate::accounts::fetch::{Window, fetch};
use crate::accounts::scope::visible;
use crate::entity::accounts;
use crate::{Executor, Scope, StoreError};

/// Maximum number of accounts read per group.
const MEMBER_LIMIT: usize = 10;

/// Accounts with the same match key.
#[derive(Debug, Clone)]
pub struct DuplicateGroup {
    /// The match key of name or link.
    pub key: String,
    /// The number of accounts in the scope.
    pub count: u64,
    /// The first 10 accounts, by id.
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

/// Returns one page of groups, the largest first, and the number of all groups. Names are compared
/// within a platform, links across platforms.
pub async fn duplicates(
    db: &impl Executor,
    scope: Scope,
    by: DuplicateCriterion,
    paging: Paging,
) -> Result<(Vec<DuplicateGroup>, u64), StoreError> {
    let Some(condition) = province_condition(scope) else {
        return Ok((Vec::new(), 0));
    };
    let query = GroupQuery { by, condition };
    let rows = query.groups(db, paging).await?;
    let total = match rows.first() {
        Some(row) => row.total,
        // A page beyond the end has no row that carries the total.
        None if paging.page > 1 => {
            let first = Paging {
                page: 1,
                per_page: 1,
            };
            query
                .groups(db, first)
                .await?
                .first()
                .map_or(0, |row| row.total)
        }
        None => 0,
    };
    let mut members = query.members(db, scope, &rows).await?;
    let groups = rows
        .into_iter()
        .map(|row| DuplicateGroup {
            accounts: members
                .remove(&(row.key.clone(), row.platform_code))
                .unwrap_or_default(),
            key: row.key,
            count: row.accounts.unsigned_abs(),
        })
        .collect();
    Ok((groups, total.unsigned_abs()))
}

/// The SQL condition on the level-1 org unit; `None` below level 1, where duplicates are not shown.
fn province_condition(scope: Scope) -> Option<String> {
    match scope {
        Scope::All | Scope::OrgUnit(_, Level::Central) => Some(String::new()),
        Scope::OrgUnit(org_unit, Level::First) => Some(format!(" AND org1_id = {}", org_unit.0)),
        Scope::OrgUnit(..) | Scope::Unit(_) => None,
    }
}

struct GroupQuery {
    by: DuplicateCriterion,
    condition: String,
}

impl GroupQuery {
    /// The key column, and the expression of the platform within which keys are compared.
    const fn columns(&self) -> (&'static str, &'static str) {
        match self.by {
            DuplicateCriterion::Name => ("name_key", "platform_code"),
            DuplicateCriterion::Link => ("link_key", "''"),
        }
    }

    /// Counts the groups; they come from an index in key order.
    async fn groups(
        &self,
        db: &impl Executor,
        paging: Paging,
    ) -> Result<Vec<GroupRow>, StoreError> {
        let (key, platform) = self.columns();
        let group_by = match self.by {
            DuplicateCriterion::Name => "name_key, platform_code",
            DuplicateCriterion::Link => "link_key",
        };
        let sql = format!(
            "SELECT {key} AS \"key\", {platform} AS platform_code, COUNT(*) AS accounts, \
             COUNT(*) OVER () AS total FROM account_keys WHERE {key} IS NOT NULL{} \
             GROUP BY {group_by} HAVING MIN(reporting_unit_id) <> MAX(reporting_unit_id) \
             ORDER BY accounts DESC, 1, 2 LIMIT {} OFFSET {}",
            self.condition,
            paging.per_page,
            paging.offset(),
        );
        let statement = Statement::from_string(db.conn().get_database_backend(), sql);
        Ok(GroupRow::find_by_statement(statement)
            .all(db.conn())
            .await?)
    }

    /// Returns the first accounts of each group.
    async fn members(
        &self,
        db: &impl Executor,
        scope: Scope,
        groups: &[GroupRow],
    ) -> Result<HashMap<(String, String), Vec<Account>>, StoreError> {
        if groups.is_empty() {
            return Ok(HashMap::new());
        }
        let (key, platform) = self.columns();
        let backend = db.conn().get_database_backend();
        let marks: Vec<String> = (1..=groups.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT account_id, \"key\", platform_code FROM (SELECT account_id, {key} AS \"key\", \
             {platform} AS platform_code, ROW_NUMBER() OVER (PARTITION BY {key}, {platform} \
             ORDER BY account_id) AS place FROM account_keys WHERE {key} IN ({}){}) AS members \
             WHERE place <= {MEMBER_LIMIT}",
            marks.join(", "),
            self.condition,
        );
        let keys = groups.iter().map(|group| Value::from(group.key.as_str()));
        let statement = Statement::from_sql_and_values(backend, sql, keys);
        let members = Member::find_by_statement(statement).all(db.conn()).await?;
        let ids: Vec<i64> = members.iter().map(|member| member.account_id).collect();
        let window = Window::first(ids.len().try_into().unwrap_or(u64::MAX));
        let query = accounts::Entity::find()
            .filter(visible(scope))
            .filter(accounts::Column::Id.is_in(ids))
            .order_by_asc(accounts::Column::Id);
        let groups: HashMap<i64, (String, String)> = members
            .into_iter()
            .map(|member| (member.account_id, (member.key, member.platform_code)))
            .collect();
        let mut found: HashMap<_, Vec<Account>> = HashMap::new();
        for account in fetch(db, query, window).await? {
            if let Some(group) = groups.get(&account.id.0) {
                found.entry(group.clone()).or_default().push(account);
            }
        }
        Ok(found)
    }
}
