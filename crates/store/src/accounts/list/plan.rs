//! How a list with a text is found: by looking the text up, or by reading the list in its order.
//!
//! Few matches are looked up and sorted, in a province among its own. Very many are met soon by
//! reading in order, and nobody counts them one by one: their number is told up to
//! [`MOST_COUNTED`]. What lies below a city or a county is so little that it is simply read.
//! `docs/adr/0015-contains-search.md` has the figures.

use nmrs_domain::actor::{Level, Party};
use nmrs_domain::query::AccountFilter;
use nmrs_domain::search::{Piece, Searched, is_one_piece, pieces_in, place};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{Condition, ConnectionTrait as _, QueryFilter as _, Select};

use super::ordered;
use crate::accounts::fetch::first_matches;
use crate::accounts::list::query::{likely, select, texts};
use crate::accounts::search::Candidates;
use crate::entity::accounts;
use crate::{Handle, Scope, StoreError};

/// Matches of a text beyond this are not counted any more, and up to so many candidates are looked
/// up one by one.
pub(super) const MOST_COUNTED: u64 = 10_000;

/// Candidates among which matches are counted first.
const SAMPLE: u64 = MOST_COUNTED + MOST_COUNTED / 5;

/// So many of the newest accounts are looked at first.
const PROBE: u64 = 2_000;
/// When so many of them match, the index has lists so long that reading in order is quicker.
const DENSE: u64 = PROBE / 5;

/// How a list is found.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Plan {
    /// Read in the order of the list, and counted to the end.
    InOrder,
    /// Looked up.
    Few(Candidates),
    /// Read in order, because very many are candidates.
    Many {
        /// Some of them.
        candidates: Candidates,
        /// Whether each is a match, because nothing else is asked for.
        all_match: bool,
    },
    /// Read in order, because so many match that counting them as they are met soon is at its end
    /// too.
    Dense,
}

impl Plan {
    /// Chooses. `within` is the scope that the list is narrowed to; `texts` is the condition on its
    /// texts, and `without` the list without that condition.
    async fn choose(
        db: &impl Handle,
        within: Scope,
        filter: &AccountFilter,
        texts: &Condition,
        without: &Select<accounts::Entity>,
    ) -> Result<Self, StoreError> {
        let below = match within {
            Scope::All | Scope::OrgUnit(_, Level::Central) => None,
            Scope::OrgUnit(org_unit, Level::First) => Some(place(org_unit)),
            Scope::OrgUnit(..) | Scope::Unit(_) => return Ok(Self::InOrder),
        };
        let mut pieces = pieces_of_terms(filter);
        if pieces.is_empty() {
            return Ok(Self::InOrder);
        }
        pieces.extend(below);
        // With other conditions it could take long to meet so many.
        if filter.is_only_texts() {
            let newest = ordered(without.clone(), filter.sort);
            if first_matches(db, newest, texts.clone(), PROBE).await? >= DENSE {
                return Ok(Self::Dense);
            }
        }
        let (candidates, found) = Candidates::find(db, pieces, SAMPLE).await?;
        Ok(if found > MOST_COUNTED {
            Self::Many {
                candidates,
                all_match: filter.is_only_texts()
                    && terms(filter).all(|(_, term)| is_one_piece(term)),
            }
        } else {
            Self::Few(candidates)
        })
    }

    /// The condition by which the rows of a page are looked up, if they are.
    pub(super) fn for_rows(&self) -> Option<SimpleExpr> {
        match self {
            Self::Few(candidates) => Some(candidates.among(None)),
            Self::InOrder | Self::Many { .. } | Self::Dense => None,
        }
    }

    /// Whether very many have the text.
    const fn is_frequent(&self) -> bool {
        matches!(self, Self::Many { .. } | Self::Dense)
    }

    /// Whether it is known without counting that there are more than [`MOST_COUNTED`].
    pub(super) const fn is_beyond_count(&self) -> bool {
        matches!(
            self,
            Self::Many {
                all_match: true,
                ..
            }
        )
    }

    /// A condition that leaves enough of very many candidates to see that they are more than are
    /// counted.
    pub(super) fn sample(&self) -> Option<SimpleExpr> {
        match self {
            Self::Many { candidates, .. } => Some(candidates.among(Some(SAMPLE))),
            Self::InOrder | Self::Few(_) | Self::Dense => None,
        }
    }

    /// Up to where matches are counted.
    pub(super) const fn most_counted(&self) -> Option<u64> {
        match self {
            Self::Many { .. } | Self::Dense => Some(MOST_COUNTED),
            Self::InOrder | Self::Few(_) => None,
        }
    }
}

/// A list of `party` with everything that is asked for, and how it is found.
///
/// `below` narrows it to an org unit that the caller was found to see.
pub(super) async fn planned(
    db: &impl Handle,
    party: Party,
    scope: Scope,
    below: Option<Scope>,
    filter: &AccountFilter,
) -> Result<(Plan, Select<accounts::Entity>), StoreError> {
    let texts = texts(db.c().get_database_backend(), filter);
    let without = select(party, scope, below, filter);
    let plan = Plan::choose(db, below.unwrap_or(scope), filter, &texts, &without).await?;
    let query = if plan.is_frequent() {
        without.filter(likely(texts))
    } else {
        without.filter(texts)
    };
    Ok((plan, query))
}

/// What is searched for, and where.
fn terms(filter: &AccountFilter) -> impl Iterator<Item = (Searched, &str)> {
    let name = filter.name.as_deref().map(|term| (Searched::Name, term));
    let link = filter.link.as_deref().map(|term| (Searched::Link, term));
    name.into_iter().chain(link)
}

fn pieces_of_terms(filter: &AccountFilter) -> Vec<Piece> {
    terms(filter)
        .flat_map(|(searched, term)| pieces_in(searched, term))
        .collect()
}
