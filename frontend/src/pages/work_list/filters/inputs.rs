use leptos::prelude::*;
use nmrs_domain::query::{AccountQuery, Filter, FilterControl};

/// Filter inputs; they apply only after 查询.
#[derive(Clone, Copy)]
pub(crate) struct Filters {
    /// Value of [`Filter::Org`], which its cascade enters as a key.
    pub(crate) org: RwSignal<Option<i64>>,
    /// Values of all other filters, in the order of [`Filter::ALL`].
    texts: [RwSignal<String>; Filter::ALL.len()],
}

impl Filters {
    pub(crate) fn new(query: &AccountQuery) -> Self {
        Self {
            org: RwSignal::new(Filter::Org.get(query).parse().ok()),
            texts: Filter::ALL.map(|filter| RwSignal::new(filter.get(query).to_owned())),
        }
    }

    pub(crate) fn query(self) -> AccountQuery {
        let mut query = AccountQuery::default();
        for (filter, text) in Filter::ALL.into_iter().zip(self.texts) {
            if filter.control() == FilterControl::OrgUnit {
                let org = self.org.get_untracked().map(|org| org.to_string());
                filter.set(&mut query, org.unwrap_or_default());
            } else {
                filter.set(&mut query, text.get_untracked());
            }
        }
        query
    }

    /// Sets an input, unless it has this value already.
    pub(crate) fn set(self, filter: Filter, value: &str) {
        let text = self.text(filter);
        if filter.control() == FilterControl::OrgUnit {
            let org = value.parse().ok();
            if self.org.get_untracked() != org {
                self.org.set(org);
            }
        } else if text.with_untracked(|now| now != value) {
            text.set(value.to_owned());
        }
    }

    pub(crate) fn text(self, filter: Filter) -> RwSignal<String> {
        self.texts[filter as usize]
    }
}
