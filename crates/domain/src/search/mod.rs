//! Substring search: the n-grams of a text, which an index can look up.
//!
//! Users search for Chinese names by two characters, for which the trigram indexes of databases are
//! of no use. Every run of 2 and of 3 characters is therefore an n-gram, stored as a number. The
//! index only finds candidates: the query compares the text itself afterwards, so two n-grams with
//! the same number do no harm.

pub mod duplicates;
pub mod similarity;

use std::collections::BTreeSet;

use crate::values::ids::OrgUnitId;

/// Number of an n-gram, as stored in the index. The calculation must not change.
pub type Ngram = i32;

/// Field that an n-gram belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchField {
    /// The account's name.
    Name,
    /// The account's link, or its platform ID.
    Link,
}

impl SearchField {
    const fn tag(self) -> u8 {
        match self {
            Self::Name => b'n',
            Self::Link => b'l',
        }
    }
}

/// Tag of the n-gram of a level-1 org unit.
const LEVEL1_TAG: u8 = b'p';

/// Minimum length of an n-gram in characters; a shorter term has no n-grams.
const MIN_NGRAM: usize = 2;
/// Maximum length of an n-gram in characters.
const MAX_NGRAM: usize = 3;

/// Returns all n-grams of an account, sorted: those of its texts, and that of its level-1 org unit,
/// which limits a search to one province or ministry.
pub fn index_ngrams(
    name: &str,
    url: &str,
    external_id: Option<&str>,
    org1: OrgUnitId,
) -> Vec<Ngram> {
    let mut found = BTreeSet::from([level1_ngram(org1)]);
    for length in [MIN_NGRAM, MAX_NGRAM] {
        runs(SearchField::Name, name, length, &mut found);
        runs(SearchField::Link, url, length, &mut found);
        // An ID that the link contains adds no n-grams.
        if let Some(id) = external_id.filter(|id| !url.contains(id)) {
            runs(SearchField::Link, id, length, &mut found);
        }
    }
    found.into_iter().collect()
}

/// Returns n-grams that every text with `term` has; empty if the term is shorter than 2 characters.
///
/// The n-grams are adjacent and cover the term: overlapping ones would hardly exclude more
/// candidates, and each n-gram is one more list for the database to read.
pub fn query_ngrams(searched: SearchField, term: &str) -> Vec<Ngram> {
    let chars: Vec<char> = term.chars().collect();
    if chars.len() < MIN_NGRAM {
        return Vec::new();
    }
    let length = chars.len().min(MAX_NGRAM);
    let mut found = BTreeSet::new();
    for start in (0..chars.len()).step_by(length) {
        // The last n-gram ends at the end of the term.
        let start = start.min(chars.len() - length);
        let run: String = chars[start..start + length].iter().collect();
        runs(searched, &run, length, &mut found);
    }
    found.into_iter().collect()
}

/// Returns the n-gram of all accounts below a level-1 org unit.
pub fn level1_ngram(org1: OrgUnitId) -> Ngram {
    number(LEVEL1_TAG, &org1.0.to_be_bytes())
}

/// Returns true if a term is a single n-gram, so that the index alone decides. A text can have all
/// n-grams of a longer term and not contain it.
pub fn is_single_ngram(term: &str) -> bool {
    (MIN_NGRAM..=MAX_NGRAM).contains(&term.chars().count())
}

fn runs(searched: SearchField, text: &str, length: usize, found: &mut BTreeSet<Ngram>) {
    // Upper and lower case of Latin letters are equal.
    let chars: Vec<char> = text.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut utf8 = String::new();
    found.extend(chars.windows(length).map(|run| {
        utf8.clear();
        utf8.extend(run);
        number(searched.tag(), utf8.as_bytes())
    }));
}

/// Returns the FNV-1a hash of the tag and the bytes.
fn number(tag: u8, bytes: &[u8]) -> Ngram {
    const OFFSET: u32 = 0x811c_9dc5;
    const PRIME: u32 = 0x0100_0193;
    let mut hash = (OFFSET ^ u32::from(tag)).wrapping_mul(PRIME);
    for &byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(PRIME);
    }
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(name: &str, term: &str) -> bool {
        let all = index_ngrams(name, "", None, OrgUnitId(7));
        query_ngrams(SearchField::Name, term)
            .iter()
            .all(|piece| all.contains(piece))
    }

    #[test]
    fn a_name_is_found_by_any_two_characters_of_it() {
        assert!(finds("石家庄市公安局", "公安"));
        assert!(finds("石家庄市公安局", "市公安局"));
        assert!(!finds("石家庄市公安局", "公局"));
        assert!(finds("Beijing发布", "IJ"));
    }

    #[test]
    fn names_and_links_are_told_apart() {
        let all = index_ngrams("发布", "https://weibo.com/u/1", None, OrgUnitId(7));
        assert!(!all.contains(&query_ngrams(SearchField::Name, "we")[0]));
        assert!(all.contains(&query_ngrams(SearchField::Link, "we")[0]));
    }

    #[test]
    fn an_id_that_does_not_stand_in_the_link_is_found_too() {
        let all = index_ngrams("", "https://a.cn/x", Some("gh_1a2b"), OrgUnitId(7));
        let ids = query_ngrams(SearchField::Link, "gh_1a2b");
        assert!(ids.iter().all(|piece| all.contains(piece)));
    }

    #[test]
    fn the_pieces_of_a_long_term_cover_it() {
        let of = |term| query_ngrams(SearchField::Name, term);
        let mut side_by_side = [of("石家庄"), of("市公安"), of("公安局")].concat();
        side_by_side.sort_unstable();
        assert_eq!(of("石家庄市公安局"), side_by_side);
        assert_eq!(of("石家庄市公安").len(), 2);
    }

    #[test]
    fn one_character_has_no_pieces() {
        assert!(query_ngrams(SearchField::Name, "公").is_empty());
        assert!(query_ngrams(SearchField::Name, "").is_empty());
    }

    #[test]
    fn a_place_finds_its_own() {
        let all = index_ngrams("发布", "", None, OrgUnitId(7));
        assert!(all.contains(&level1_ngram(OrgUnitId(7))));
        assert!(!all.contains(&level1_ngram(OrgUnitId(8))));
    }

    #[test]
    fn two_or_three_characters_are_one_piece() {
        assert!(["公安", "公安局"].into_iter().all(is_single_ngram));
        assert!(!["公", "市公安局"].into_iter().any(is_single_ngram));
    }

    #[test]
    fn the_numbers_are_those_that_are_stored() {
        assert_eq!(query_ngrams(SearchField::Name, "公安"), [636_041]);
        assert_eq!(query_ngrams(SearchField::Link, "gov"), [1_026_004_997]);
        assert_eq!(level1_ngram(OrgUnitId(7)), -1_319_539_178);
    }

    proptest! {
        #[test]
        fn whatever_a_text_contains_it_has_the_pieces_of(
            before in ".{0,8}", term in ".{1,12}", after in ".{0,8}"
        ) {
            let name = format!("{before}{term}{after}");
            prop_assert!(finds(&name, &term));
            prop_assert!(finds(&name, &term.to_ascii_uppercase()));
        }
    }
}
