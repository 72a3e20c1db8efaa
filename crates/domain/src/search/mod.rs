//! Contains-wise search: the pieces of a text that an index can look up.
//!
//! Chinese names are short and searched for by two characters, where the trigram indexes of
//! databases do not help. Every run of two and of three characters is therefore a piece of its own,
//! kept as a number. The numbers only find candidates: whoever uses them compares the text itself
//! afterwards, so that two runs with the same number do no harm.

pub mod duplicates;
pub mod similarity;

use std::collections::BTreeSet;

use crate::values::ids::OrgUnitId;

/// A piece of a text, as the index keeps it. The numbers are stored: they must not change.
pub type Ngram = i32;

/// Which text a piece is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchField {
    /// The account's name.
    Name,
    /// Its link, or the platform's ID of it.
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

/// Marks the piece of a level-1 org unit.
const LEVEL1_TAG: u8 = b'p';

/// The shortest run that is kept; a shorter term has no pieces.
const MIN_NGRAM: usize = 2;
/// The longest run that is kept.
const MAX_NGRAM: usize = 3;

/// All pieces under which an account is found, sorted: those of its texts, and that of the level-1
/// org unit above it, so that a province finds its own among what the whole country has.
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
        // An ID that stands in the link has nothing to add.
        if let Some(id) = external_id.filter(|id| !url.contains(id)) {
            runs(SearchField::Link, id, length, &mut found);
        }
    }
    found.into_iter().collect()
}

/// The pieces that a text must have to contain `term`; none when the term is too short for one.
///
/// They lie side by side and cover the term: runs that overlap would hardly find less, and each is
/// one more list that a database has to read.
pub fn query_ngrams(searched: SearchField, term: &str) -> Vec<Ngram> {
    let chars: Vec<char> = term.chars().collect();
    if chars.len() < MIN_NGRAM {
        return Vec::new();
    }
    let length = chars.len().min(MAX_NGRAM);
    let mut found = BTreeSet::new();
    for start in (0..chars.len()).step_by(length) {
        // The last run reaches to the end of the term.
        let start = start.min(chars.len() - length);
        let run: String = chars[start..start + length].iter().collect();
        runs(searched, &run, length, &mut found);
    }
    found.into_iter().collect()
}

/// The piece of everything below a level-1 org unit.
pub fn level1_ngram(org1: OrgUnitId) -> Ngram {
    number(LEVEL1_TAG, &org1.0.to_be_bytes())
}

/// Whether the pieces of a term say all about it: a longer term may have all of its pieces in a text
/// that does not contain it.
pub fn is_single_ngram(term: &str) -> bool {
    (MIN_NGRAM..=MAX_NGRAM).contains(&term.chars().count())
}

fn runs(searched: SearchField, text: &str, length: usize, found: &mut BTreeSet<Ngram>) {
    // Latin letters are found in either case.
    let chars: Vec<char> = text.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut utf8 = String::new();
    found.extend(chars.windows(length).map(|run| {
        utf8.clear();
        utf8.extend(run);
        number(searched.tag(), utf8.as_bytes())
    }));
}

/// FNV-1a of the tag and the bytes.
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
