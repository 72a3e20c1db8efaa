//! Columns of the list, and the texts of their cells.

use nmrs_domain::columns::Column;
use nmrs_domain::diff::yes_no;
use nmrs_domain::query::{AccountQuery, DEFAULT_PER_PAGE, Sort};
use nmrs_domain::wire::{AccountOut, ColumnChoice, WorkListPreferences};

use crate::app::clock;
use crate::pages::shared::{functions_text, kind_text, name_text};

const NOTHING: &str = "—";

/// Visible columns in their order, including the one that orders the list.
pub(crate) fn shown_columns(preferences: &WorkListPreferences, sort: &str) -> Vec<Column> {
    let order = Sort::parse(sort).map(|sort| sort.column);
    preferences
        .columns
        .iter()
        .filter(|choice| choice.visible || (order.is_some() && choice.column.sort() == order))
        .map(|choice| choice.column)
        .collect()
}

/// Fixed columns cannot be hidden.
pub(crate) fn show_column(preferences: &mut WorkListPreferences, column: Column, visible: bool) {
    for choice in &mut preferences.columns {
        if choice.column == column {
            choice.visible = visible || column.is_fixed();
        }
    }
}

/// Moves a column and returns its new index.
pub(crate) fn move_column(
    preferences: &mut WorkListPreferences,
    column: Column,
    to: usize,
) -> Option<usize> {
    let columns = &mut preferences.columns;
    let from = columns.iter().position(|choice| choice.column == column)?;
    let to = to.min(columns.len() - 1);
    let choice = columns.remove(from);
    columns.insert(to, choice);
    Some(to)
}

/// Restores the default columns; density and page size stay.
pub(crate) fn reset_columns(preferences: &mut WorkListPreferences) {
    preferences.columns = Column::ALL.map(ColumnChoice::by_default).into();
}

pub(crate) fn has_default_columns(preferences: &WorkListPreferences) -> bool {
    preferences.columns == Column::ALL.map(ColumnChoice::by_default)
}

/// Adds the user's page size to a query without one.
pub(crate) fn with_preferred_page_size(
    query: &AccountQuery,
    preferences: &WorkListPreferences,
) -> AccountQuery {
    let mut query = query.clone();
    if query.per_page.trim().is_empty() && preferences.per_page != DEFAULT_PER_PAGE {
        query.per_page = preferences.per_page.to_string();
    }
    query
}

pub(crate) fn cell_text(column: Column, account: &AccountOut) -> String {
    let or_nothing = |text: &str| match text.trim() {
        "" => NOTHING.to_owned(),
        text => text.to_owned(),
    };
    match column {
        Column::Name => name_text(account),
        Column::Kind => kind_text(account),
        Column::Status => account.status.label().to_owned(),
        Column::WaitingDays => account
            .waiting_days
            .map_or_else(|| NOTHING.to_owned(), |days| days.to_string()),
        Column::Identifier => or_nothing(account.identifier.as_deref().unwrap_or_default()),
        Column::UnitName => account.reporting_unit.name.clone(),
        Column::Functions => or_nothing(&functions_text(account, " · ")),
        Column::ModifiedAt => clock::minute(account.modified_at),
        Column::UnitCode => account.reporting_unit.code.clone(),
        Column::OrgUnit => or_nothing(account.org_path.last().map_or("", |unit| &unit.name)),
        Column::WaitingFor => or_nothing(
            account
                .waiting_for
                .as_ref()
                .map_or("", |unit| unit.name.as_str()),
        ),
        Column::RepresentsGovernment => account
            .represents_government
            .map_or(NOTHING, yes_no)
            .to_owned(),
        Column::Owner => or_nothing(&account.owner),
        Column::ExternalId => or_nothing(account.external_id.as_deref().unwrap_or_default()),
        Column::Url => or_nothing(&account.url),
        Column::CreatedAt => clock::minute(account.created_at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::shared::test_account;
    use nmrs_domain::status::Status;

    fn order(preferences: &WorkListPreferences) -> Vec<Column> {
        preferences.columns.iter().map(|c| c.column).collect()
    }

    #[test]
    fn columns_are_shown_hidden_and_moved() {
        let mut own = WorkListPreferences::default();
        assert!(has_default_columns(&own));
        show_column(&mut own, Column::Owner, true);
        show_column(&mut own, Column::Kind, false);
        assert_eq!(move_column(&mut own, Column::Owner, 1), Some(1));
        let shown = shown_columns(&own, "");
        assert_eq!(shown[..3], [Column::Name, Column::Owner, Column::Status]);
        assert!(!has_default_columns(&own));
        own.per_page = 50;
        reset_columns(&mut own);
        assert!(has_default_columns(&own));
        assert_eq!(own.per_page, 50);
    }

    #[test]
    fn name_and_identifier_cannot_be_hidden() {
        let mut own = WorkListPreferences::default();
        for column in [Column::Name, Column::Identifier] {
            show_column(&mut own, column, false);
            assert!(shown_columns(&own, "").contains(&column));
        }
    }

    #[test]
    fn the_column_that_orders_the_list_is_shown() {
        let own = WorkListPreferences::default();
        assert!(!shown_columns(&own, "").contains(&Column::CreatedAt));
        for sort in ["created_at", "-created_at"] {
            assert!(shown_columns(&own, sort).contains(&Column::CreatedAt));
        }
        assert!(!shown_columns(&own, "surprise").contains(&Column::CreatedAt));
    }

    #[test]
    fn a_column_cannot_be_moved_beyond_the_end() {
        let mut own = WorkListPreferences::default();
        let last = Column::ALL.len() - 1;
        assert_eq!(move_column(&mut own, Column::Name, 99), Some(last));
        assert_eq!(order(&own)[last], Column::Name);
        assert_eq!(move_column(&mut own, Column::Name, 0), Some(0));
        assert_eq!(order(&own), Column::ALL);
    }

    #[test]
    fn a_url_without_a_page_size_uses_the_preference() {
        let mut own = WorkListPreferences::default();
        let plain = AccountQuery::default();
        assert_eq!(with_preferred_page_size(&plain, &own), plain);
        own.per_page = 50;
        assert_eq!(with_preferred_page_size(&plain, &own).per_page, "50");
        let said = AccountQuery {
            per_page: "20".into(),
            ..AccountQuery::default()
        };
        assert_eq!(with_preferred_page_size(&said, &own), said);
    }

    #[test]
    fn every_column_has_a_text_and_missing_values_are_dashes() {
        let account = test_account(Status::AddPending, vec![]);
        for column in Column::ALL {
            assert!(!cell_text(column, &account).is_empty(), "{column:?}");
        }
        assert_eq!(cell_text(Column::Identifier, &account), "—");
        assert_eq!(cell_text(Column::OrgUnit, &account), "海淀区");
        assert_eq!(cell_text(Column::WaitingFor, &account), "海淀区");
        assert_eq!(cell_text(Column::WaitingDays, &account), "3");
        assert_eq!(cell_text(Column::RepresentsGovernment, &account), "否");
    }
}
