//! How a list with a text is found: by looking the text up, or by reading the list in its order.
//!
//! Few matches are looked up and sorted. Very many are met soon by reading in order, and nobody
//! counts them one by one: their number is told up to [`MOST_COUNTED`]. What lies below a city or a
//! county is so little that it is simply read. `docs/adr/0015-contains-search.md` has the figures.

use nmrs_domain::actor::Level;
use nmrs_domain::query::AccountFilter;
use nmrs_domain::search::{Piece, Searched, pieces_in};
use sea_orm::DbBackend;
use sea_orm::sea_query::SimpleExpr;

use super::pieces;
use crate::{Handle, Scope, StoreError};

/// Up to so many candidates are looked up one by one, within some 30 ms.
const FEW: u64 = 20_000;
/// Matches of a text beyond this are not counted any more.
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
    /// Read in order, because very many in the register have these pieces.
    Many(Vec<Piece>),
}

impl Plan {
    /// Chooses; `within` is the scope that the list is narrowed to.
    pub(super) async fn choose(
        db: &impl Handle,
        within: Scope,
        filter: &AccountFilter,
    ) -> Result<Self, StoreError> {
        let wide = matches!(
            within,
            Scope::All | Scope::OrgUnit(_, Level::Central | Level::First)
        );
        let pieces = pieces_of_terms(filter);
        if !wide || pieces.is_empty() {
            return Ok(Self::InOrder);
        }
        let found = pieces::count(db, &pieces, FEW + 1).await?;
        Ok(if found > FEW {
            Self::Many(pieces)
        } else {
            Self::Few(pieces)
        })
    }

    /// The condition by which the rows of a page are looked up, if they are.
    pub(super) fn for_rows(&self, backend: DbBackend) -> Option<SimpleExpr> {
        match self {
            Self::Few(pieces) => Some(pieces::among(backend, pieces, None)),
            Self::InOrder | Self::Many(_) => None,
        }
    }

    /// A condition that leaves enough of very many candidates to see that they are more than are
    /// counted. Below one level-1 org unit reading all costs less.
    pub(super) fn sample(&self, within: Scope, backend: DbBackend) -> Option<SimpleExpr> {
        match (self, within) {
            (Self::Many(pieces), Scope::All | Scope::OrgUnit(_, Level::Central)) => {
                Some(pieces::among(backend, pieces, Some(SAMPLE)))
            }
            _ => None,
        }
    }

    /// Up to where matches are counted.
    pub(super) const fn most_counted(&self) -> Option<u64> {
        match self {
            Self::Many(_) => Some(MOST_COUNTED),
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
