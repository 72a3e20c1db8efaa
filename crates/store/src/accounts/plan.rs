//! How a list with a text is found: by looking the text up, or by reading the list in its order.
//!
//! Few matches are looked up and sorted, in a province among its own. Very many are met soon by
//! reading in order, and nobody counts them one by one: their number is told up to
//! [`MOST_COUNTED`]. What lies below a city or a county is so little that it is simply read. `docs/adr/0015-contains-search.md` has the figures.

use nmrs_domain::actor::Level;
use nmrs_domain::query::AccountFilter;
use nmrs_domain::search::{Piece, Searched, is_one_piece, pieces_in, place};
use sea_orm::DbBackend;
use sea_orm::sea_query::SimpleExpr;

use super::pieces;
use crate::{Handle, Scope, StoreError};

/// Matches of a text beyond this are not counted any more, and up to so many candidates are looked
/// up one by one.
pub(super) const MOST_COUNTED: u64 = 10_000;

/// Candidates among which matches are counted first.
const SAMPLE: u64 = MOST_COUNTED + MOST_COUNTED / 5;

/// How a list is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Plan {
    /// Read in the order of the list.
    InOrder,
    /// Looked up: few have these pieces.
    Few(Vec<Piece>),
    /// Read in order, because very many have these pieces.
    Many {
        /// The pieces.
        pieces: Vec<Piece>,
        /// Whether each of these many is a match, because nothing else is asked for.
        all_match: bool,
    },
}

impl Plan {
    /// Chooses; `within` is the scope that the list is narrowed to.
    pub(super) async fn choose(
        db: &impl Handle,
        within: Scope,
        filter: &AccountFilter,
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
        let found = pieces::count(db, &pieces, MOST_COUNTED + 1).await?;
        Ok(if found > MOST_COUNTED {
            let all_match = filter.is_only_texts()
                && [&filter.name, &filter.link]
                    .into_iter()
                    .flatten()
                    .all(|term| is_one_piece(term));
            Self::Many { pieces, all_match }
        } else {
            Self::Few(pieces)
        })
    }

    /// The condition by which the rows of a page are looked up, if they are.
    pub(super) fn for_rows(&self, backend: DbBackend) -> Option<SimpleExpr> {
        match self {
            Self::Few(pieces) => Some(pieces::among(backend, pieces, None)),
            Self::InOrder | Self::Many { .. } => None,
        }
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
    pub(super) fn sample(&self, backend: DbBackend) -> Option<SimpleExpr> {
        match self {
            Self::Many { pieces, .. } => Some(pieces::among(backend, pieces, Some(SAMPLE))),
            Self::InOrder | Self::Few(_) => None,
        }
    }

    /// Up to where matches are counted.
    pub(super) const fn most_counted(&self) -> Option<u64> {
        match self {
            Self::Many { .. } => Some(MOST_COUNTED),
            Self::InOrder | Self::Few(_) => None,
        }
    }
}

fn pieces_of_terms(filter: &AccountFilter) -> Vec<Piece> {
    let of = |searched, term: &Option<String>| match term {
        Some(term) => pieces_in(searched, term),
        None => Vec::new(),
    };
    let mut pieces = of(Searched::Name, &filter.name);
    pieces.extend(of(Searched::Link, &filter.link));
    pieces
}
