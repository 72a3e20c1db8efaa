//! Contains-wise search: the pieces of a text that an index can look up.
//!
//! Chinese names are short and searched for by two characters, where the trigram indexes of
//! databases do not help. Every run of two and of three characters is therefore a piece of its own,
//! kept as a number. The numbers only find candidates: whoever uses them compares the text itself
//! afterwards, so that two runs with the same number do no harm.

use std::collections::BTreeSet;

use crate::ids::OrgUnitId;

/// A piece of a text, as the index keeps it. The numbers are stored: they must not change.
pub type Piece = i32;

/// Which text a piece is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searched {
    /// The account's name.
    Name,
    /// Its link, or the platform's ID of it.
    Link,
}

impl Searched {
    const fn tag(self) -> u8 {
        match self {
            Self::Name => b'n',
            Self::Link => b'l',
        }
    }
}

/// Marks the piece of a level-1 org unit.
const PLACE: u8 = b'p';

/// The shortest run that is kept; a shorter term has no pieces.
const SHORT: usize = 2;
/// The longest run that is kept.
const LONG: usize = 3;

/// All pieces under which an account is found, sorted: those of its texts, and that of the level-1
/// org unit above it, so that a province finds its own among what the whole country has.
pub fn pieces_of(name: &str, url: &str, external_id: Option<&str>, org1: OrgUnitId) -> Vec<Piece> {
    let mut found = BTreeSet::from([place(org1)]);
    for length in [SHORT, LONG] {
        runs(Searched::Name, name, length, &mut found);
        runs(Searched::Link, url, length, &mut found);
        // An ID that stands in the link has nothing to add.
        if let Some(id) = external_id.filter(|id| !url.contains(id)) {
            runs(Searched::Link, id, length, &mut found);
        }
    }
    found.into_iter().collect()
}

/// The pieces that a text must have to contain `term`; none when the term is too short for one.
///
/// They lie side by side and cover the term: runs that overlap would hardly find less, and each is
/// one more list that a database has to read.
pub fn pieces_in(searched: Searched, term: &str) -> Vec<Piece> {
    let chars: Vec<char> = term.chars().collect();
    if chars.len() < SHORT {
        return Vec::new();
    }
    let length = chars.len().min(LONG);
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
pub fn place(org1: OrgUnitId) -> Piece {
    number(PLACE, &org1.0.to_be_bytes())
}

/// Whether the pieces of a term say all about it: a longer term may have all of its pieces in a text
/// that does not contain it.
pub fn is_one_piece(term: &str) -> bool {
    (SHORT..=LONG).contains(&term.chars().count())
}

fn runs(searched: Searched, text: &str, length: usize, found: &mut BTreeSet<Piece>) {
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
fn number(tag: u8, bytes: &[u8]) -> Piece {
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
        let all = pieces_of(name, "", None, OrgUnitId(7));
        pieces_in(Searched::Name, term)
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
        let all = pieces_of("发布", "https://weibo.com/u/1", None, OrgUnitId(7));
        assert!(!all.contains(&pieces_in(Searched::Name, "we")[0]));
        assert!(all.contains(&pieces_in(Searched::Link, "we")[0]));
    }

    #[test]
    fn an_id_that_does_not_stand_in_the_link_is_found_too() {
        let all = pieces_of("", "https://a.cn/x", Some("gh_1a2b"), OrgUnitId(7));
        let ids = pieces_in(Searched::Link, "gh_1a2b");
        assert!(ids.iter().all(|piece| all.contains(piece)));
    }

    #[test]
    fn the_pieces_of_a_long_term_cover_it() {
        let of = |term| pieces_in(Searched::Name, term);
        let mut side_by_side = [of("石家庄"), of("市公安"), of("公安局")].concat();
        side_by_side.sort_unstable();
        assert_eq!(of("石家庄市公安局"), side_by_side);
        assert_eq!(of("石家庄市公安").len(), 2);
    }

    #[test]
    fn one_character_has_no_pieces() {
        assert!(pieces_in(Searched::Name, "公").is_empty());
        assert!(pieces_in(Searched::Name, "").is_empty());
    }

    #[test]
    fn a_place_finds_its_own() {
        let all = pieces_of("发布", "", None, OrgUnitId(7));
        assert!(all.contains(&place(OrgUnitId(7))));
        assert!(!all.contains(&place(OrgUnitId(8))));
    }

    #[test]
    fn two_or_three_characters_are_one_piece() {
        assert!(["公安", "公安局"].into_iter().all(is_one_piece));
        assert!(!["公", "市公安局"].into_iter().any(is_one_piece));
    }

    #[test]
    fn the_numbers_are_those_that_are_stored() {
        assert_eq!(pieces_in(Searched::Name, "公安"), [636_041]);
        assert_eq!(pieces_in(Searched::Link, "gov"), [1_026_004_997]);
        assert_eq!(place(OrgUnitId(7)), -1_319_539_178);
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
