//! The search plan of a list that is filtered by name or link: look the term up in the search index,
//! or scan the list in its order.
//!
//! Few matches are looked up and sorted; in a province the index holds the province as well. Frequent
//! terms fill a page soon in list order, and are counted up to [`COUNT_LIMIT`] only. The accounts of
//! a city or a county are few enough to scan. `docs/adr/0015-contains-search.md` has the figures.

use nmrs_domain::actor::{Level, Party};
use nmrs_domain::query::AccountFilter;
use nmrs_domain::search::{Ngram, SearchField, is_single_ngram, level1_ngram, query_ngrams};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{Condition, ConnectionTrait as _, QueryFilter as _, Select};

use super::order::ordered;
use super::query::{expect_frequent, select, text_conditions};
use crate::accounts::fetch::count_matches_among_first;
use crate::accounts::search::Candidates;
use crate::entity::accounts;
use crate::{Executor, Scope, StoreError};

/// Matches of a term are counted up to this number, and at most this many candidates are looked up.
pub(super) const COUNT_LIMIT: u64 = 10_000;

/// Candidates among which matches are counted first.
const SAMPLE_SIZE: u64 = COUNT_LIMIT + COUNT_LIMIT / 5;

/// The newest accounts that are tested for the density of matches.
const PROBE_SIZE: u64 = 2_000;
/// From this number of matches among the probed accounts on, a scan is faster than the index.
const DENSE_FROM: u64 = PROBE_SIZE / 5;

/// The way to find the rows of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum SearchPlan {
    /// Scan in list order, count all.
    Scan,
    /// Look up the candidates.
    Lookup(Candidates),
    /// Scan in list order, because more than [`COUNT_LIMIT`] accounts are candidates.
    ScanFrequent {
        /// The first [`SAMPLE_SIZE`] candidates.
        candidates: Candidates,
        /// True if every candidate matches, because the filter has no other condition.
        all_match: bool,
    },
    /// Scan in list order: matches are so dense that the count limit is reached quickly.
    ScanDense,
}

impl SearchPlan {
    /// Chooses a plan. `within` is the scope of the list, `texts` the condition on name and link,
    /// `without_texts` the list without that condition.
    async fn choose(
        db: &impl Executor,
        within: Scope,
        filter: &AccountFilter,
        texts: &Condition,
        without_texts: &Select<accounts::Entity>,
    ) -> Result<Self, StoreError> {
        let province = match within {
            Scope::All | Scope::OrgUnit(_, Level::Central) => None,
            Scope::OrgUnit(org_unit, Level::First) => Some(level1_ngram(org_unit)),
            Scope::OrgUnit(..) | Scope::Unit(_) => return Ok(Self::Scan),
        };
        let mut ngrams = ngrams_of_terms(filter);
        if ngrams.is_empty() {
            return Ok(Self::Scan);
        }
        ngrams.extend(province);
        // With other conditions, a scan could take long to find enough matches.
        if filter.is_only_texts() {
            let newest = ordered(without_texts.clone(), filter.sort);
            let matches = count_matches_among_first(db, newest, texts.clone(), PROBE_SIZE).await?;
            if matches >= DENSE_FROM {
                return Ok(Self::ScanDense);
            }
        }
        let (candidates, found) = Candidates::find(db, ngrams, SAMPLE_SIZE).await?;
        Ok(if found > COUNT_LIMIT {
            Self::ScanFrequent {
                candidates,
                all_match: filter.is_only_texts()
                    && terms(filter).all(|(_, term)| is_single_ngram(term)),
            }
        } else {
            Self::Lookup(candidates)
        })
    }

    /// The condition that leaves only the candidates, if rows are looked up.
    pub(super) fn row_candidates(&self) -> Option<SimpleExpr> {
        match self {
            Self::Lookup(candidates) => Some(candidates.condition(None)),
            Self::Scan | Self::ScanFrequent { .. } | Self::ScanDense => None,
        }
    }

    const fn is_frequent(&self) -> bool {
        matches!(self, Self::ScanFrequent { .. } | Self::ScanDense)
    }

    /// Returns true if more than [`COUNT_LIMIT`] matches are certain without counting.
    pub(super) const fn exceeds_count_limit(&self) -> bool {
        matches!(
            self,
            Self::ScanFrequent {
                all_match: true,
                ..
            }
        )
    }

    /// The condition that leaves a sample of the candidates, large enough to show that the matches
    /// exceed the count limit.
    pub(super) fn sample(&self) -> Option<SimpleExpr> {
        match self {
            Self::ScanFrequent { candidates, .. } => Some(candidates.condition(Some(SAMPLE_SIZE))),
            Self::Scan | Self::Lookup(_) | Self::ScanDense => None,
        }
    }

    /// The number up to which matches are counted; `None` counts all.
    pub(super) const fn count_limit(&self) -> Option<u64> {
        match self {
            Self::ScanFrequent { .. } | Self::ScanDense => Some(COUNT_LIMIT),
            Self::Scan | Self::Lookup(_) => None,
        }
    }
}

/// Returns the query of a list with all its conditions, and its plan.
///
/// `below` narrows the list to an org unit that lies in `scope`.
pub(super) async fn planned(
    db: &impl Executor,
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Result<(SearchPlan, Select<accounts::Entity>), StoreError> {
    let texts = text_conditions(db.conn().get_database_backend(), filter);
    let without_texts = select(party, scope, below, filter);
    let within = below.unwrap_or(scope);
    let plan = SearchPlan::choose(db, within, filter, &texts, &without_texts).await?;
    let query = if plan.is_frequent() {
        without_texts.filter(expect_frequent(texts))
    } else {
        without_texts.filter(texts)
    };
    Ok((plan, query))
}

/// The search terms of a filter, each with the text that it is searched in.
fn terms(filter: &AccountFilter) -> impl Iterator<Item = (SearchField, &str)> {
    let name = filter.name.as_deref().map(|term| (SearchField::Name, term));
    let link = filter.link.as_deref().map(|term| (SearchField::Link, term));
    name.into_iter().chain(link)
}

fn ngrams_of_terms(filter: &AccountFilter) -> Vec<Ngram> {
    terms(filter)
        .flat_map(|(searched, term)| query_ngrams(searched, term))
        .collect()
}
