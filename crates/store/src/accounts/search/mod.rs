//! The search index of names and links.

mod candidates;
pub(crate) mod ngrams;

pub(super) use candidates::Candidates;
