use leptos::prelude::*;
use nmrs_domain::query::AccountQuery;

use super::address::Field;

/// Filter inputs; they apply only after 查询.
#[derive(Clone, Copy)]
pub(crate) struct Filters {
    pub(crate) org: RwSignal<Option<i64>>,
    texts: [RwSignal<String>; 13],
}

/// Text filters in the order of `Filters::texts`.
const TEXTS: [Field; 13] = [
    Field::Kind,
    Field::Status,
    Field::Name,
    Field::Identifier,
    Field::Link,
    Field::Function,
    Field::RepresentsGovernment,
    Field::CreatedFrom,
    Field::CreatedTo,
    Field::ModifiedFrom,
    Field::ModifiedTo,
    Field::WaitingMin,
    Field::Overdue,
];

impl Filters {
    pub(crate) fn new(query: &AccountQuery) -> Self {
        Self {
            org: RwSignal::new(query.org.trim().parse().ok()),
            texts: TEXTS.map(|field| RwSignal::new(field.get(query).trim().to_owned())),
        }
    }

    pub(crate) fn query(self) -> AccountQuery {
        let mut query = AccountQuery::default();
        if let Some(org) = self.org.get_untracked() {
            query.org = org.to_string();
        }
        for (field, signal) in TEXTS.iter().zip(self.texts) {
            field.set(&mut query, signal.get_untracked());
        }
        query
    }

    pub(crate) fn set(self, field: Field, value: &str) {
        if field == Field::Org {
            let org = value.parse().ok();
            if self.org.get_untracked() != org {
                self.org.set(org);
            }
        } else if self.text(field).with_untracked(|now| now != value) {
            self.text(field).set(value.to_owned());
        }
    }

    pub(crate) fn text(self, field: Field) -> RwSignal<String> {
        let at = TEXTS.iter().position(|&known| known == field).unwrap_or(0);
        self.texts[at]
    }
}
