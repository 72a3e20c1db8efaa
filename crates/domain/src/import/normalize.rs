//! Normalization of cell texts, without guesses at lost content. Cells read from a file and cells
//! edited on the page are normalized in the same way.

use super::ImportColumn;
use crate::diff::yes_no;
use crate::values::text::half_width;

/// Returns true for zero-width, direction and control characters; line breaks and tabs are kept.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}'
        // marks of the writing direction
        | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    ) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Returns true for white space, including the no-break and the ideographic space, and for
/// zero-width joiners.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200C}' | '\u{200D}')
}

/// Removes invisible characters, and white space at both ends.
pub fn trimmed(text: &str) -> String {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .collect::<String>()
        .trim_matches(is_blank)
        .to_owned()
}

/// Normalizes the text of a cell by the rules of its column.
pub fn cleaned(column: ImportColumn, text: &str) -> String {
    let text = trimmed(text);
    match column {
        // Each line is an item of a list, so a space replaces the line break.
        ImportColumn::OtherFunction => plain_blanks(&lines(&text).collect::<Vec<_>>().join(" ")),
        ImportColumn::Name
        | ImportColumn::Owner
        | ImportColumn::Kind
        | ImportColumn::PlatformName
        | ImportColumn::ContactName
        | ImportColumn::ContactPosition => one_line(&text),
        ImportColumn::RepresentsGovernment
        | ImportColumn::Publish
        | ImportColumn::Service
        | ImportColumn::Interact => answer(one_line(&text)),
        ImportColumn::Url => link(&text),
        ImportColumn::ExternalId | ImportColumn::ContactLandline => {
            whole_number(without_blanks(&text))
        }
        ImportColumn::ContactMobile => mobile(whole_number(without_blanks(&text))),
    }
}

/// Joins the lines of a text that was broken to fit the cell: with a space between ASCII letters or
/// digits, otherwise without. Tabs and other white space become plain spaces.
fn one_line(text: &str) -> String {
    let mut lines = lines(text);
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        if out.ends_with(|c: char| c.is_ascii_alphanumeric())
            && line.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            out.push(' ');
        }
        out.push_str(line);
    }
    plain_blanks(&out)
}

/// Returns the lines of a cell that are not empty, trimmed.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{0B}', '\u{85}'])
        .map(|line| line.trim_matches(is_blank))
        .filter(|line| !line.is_empty())
}

fn plain_blanks(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

/// Converts TRUE and FALSE, which programs write for Boolean cells, to 是 and 否.
fn answer(text: String) -> String {
    match text.to_ascii_uppercase().as_str() {
        "TRUE" => yes_no(true).to_owned(),
        "FALSE" => yes_no(false).to_owned(),
        _ => text,
    }
}

/// Joins a link onto one line and converts letters, digits and the delimiters of URLs to
/// half-width. Brackets and commas are kept, because they are valid in a link.
fn link(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines(text).enumerate() {
        // A space keeps a second link in the cell separate from the first one.
        if at > 0 && has_scheme(line) {
            out.push(' ');
        }
        out.extend(line.chars().map(|c| match half_width(c) {
            h if h.is_ascii_alphanumeric() || ":/.?=&_-%#@+~".contains(h) => h,
            ' ' => ' ',
            _ => c,
        }));
    }
    out
}

/// Returns true if the text begins with `http://` or `https://`, in any case and width.
pub fn has_scheme(text: &str) -> bool {
    let start: String = text.chars().take(8).map(half_width).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("http://") || start.starts_with("https://")
}

/// Removes white space, and converts to half-width with `-` for every kind of dash.
fn without_blanks(text: &str) -> String {
    text.chars()
        .filter(|c| !is_blank(*c))
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            _ => half_width(c),
        })
        .collect()
}

/// Converts numbers that programs wrote as text (`13800001111.0`, `1.3800001111E+10`) to their
/// digits, unless digits were lost.
fn whole_number(text: String) -> String {
    if let Some(digits) = text.strip_suffix(".0").filter(|d| all_digits(d)) {
        return digits.to_owned();
    }
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return text;
    };
    let Some((whole, fraction)) = mantissa.split_once('.') else {
        return text;
    };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let Ok(places) = exponent.parse::<usize>() else {
        return text;
    };
    if whole.len() == 1 && all_digits(whole) && all_digits(fraction) && fraction.len() == places {
        return format!("{whole}{fraction}");
    }
    text
}

/// Removes the hyphens of an 11-digit mobile number, such as `138-0000-1111`.
fn mobile(text: String) -> String {
    let digits = text.replace('-', "");
    if digits.len() == 11 && digits.starts_with('1') && all_digits(&digits) {
        return digits;
    }
    text
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(column: ImportColumn, cases: &[(&str, &str)]) {
        for (raw, clean) in cases {
            assert_eq!(cleaned(column, raw), *clean, "{raw:?}");
        }
    }

    #[test]
    fn names_are_trimmed_and_put_on_one_line_but_keep_their_width() {
        check(
            ImportColumn::Name,
            &[
                ("\u{A0}\u{3000}南京公安 \u{FEFF}", "南京公安"),
                ("南京市公安局交\n警支队", "南京市公安局交警支队"),
                ("Beijing\r\nDaily", "Beijing Daily"),
                ("ＡＢＣ微报１２３", "ＡＢＣ微报１２３"),
                ("文明\u{202E}北京", "文明北京"),
                ("文明\t北京", "文明 北京"),
                ("👨\u{200D}👩\u{200D}👧 家园", "👨\u{200D}👩\u{200D}👧 家园"),
                ("\u{200D}\n", ""),
            ],
        );
    }

    #[test]
    fn phones_are_half_width_digits_however_they_were_typed() {
        check(
            ImportColumn::ContactMobile,
            &[
                ("１３８００００１１１１", "13800001111"),
                ("138 0000 1111", "13800001111"),
                ("138-0000-1111", "13800001111"),
                ("138\u{2014}0000\u{2014}1111", "13800001111"),
                ("13800001111.0", "13800001111"),
                ("1.3800001111E+10", "13800001111"),
                // digits were lost, so the text stays unchanged
                ("1.38E+10", "1.38E+10"),
                ("13800001111.5", "13800001111.5"),
                ("1380000111", "1380000111"),
            ],
        );
        check(
            ImportColumn::ContactLandline,
            &[
                ("０１０－３５００１１２１", "010-35001121"),
                ("010 — 35001121", "010-35001121"),
            ],
        );
    }

    #[test]
    fn links_lose_line_breaks_and_full_width_signs_and_nothing_else() {
        check(
            ImportColumn::Url,
            &[
                (
                    "https://mp.weixin.qq.com/s?__biz=\nMzA4MD==",
                    "https://mp.weixin.qq.com/s?__biz=MzA4MD==",
                ),
                (
                    "ｈｔｔｐｓ：／／ｗｅｉｂｏ．ｃｏｍ／ｕ／１",
                    "https://weibo.com/u/1",
                ),
                ("https://a.cn/（一）", "https://a.cn/（一）"),
                ("https://a.cn\nhttps://b.cn", "https://a.cn https://b.cn"),
                (" \u{3000}https://a.cn/ \r\n", "https://a.cn/"),
            ],
        );
    }

    #[test]
    fn truth_values_as_text_are_answers_only_where_an_answer_is_asked() {
        check(
            ImportColumn::Publish,
            &[("TRUE", "是"), ("false", "否"), (" 是 ", "是"), ("√", "√")],
        );
        check(ImportColumn::Name, &[("True", "True")]);
    }

    #[test]
    fn lines_of_other_functions_stay_apart_on_one_line() {
        check(ImportColumn::OtherFunction, &[(" 一\r\n 二 ", "一 二")]);
    }

    #[test]
    fn what_is_clean_stays_as_it_is() {
        for column in ImportColumn::ALL {
            for raw in [
                " ００１３８ ",
                "https://a.cn\nhttps://b.cn",
                "1.3800001111E+10",
                "a\u{0}b\u{200B}\u{200D}c",
                "TRUE",
                "甲\r\n乙",
            ] {
                let clean = cleaned(column, raw);
                assert_eq!(cleaned(column, &clean), clean, "{column:?} of {raw:?}");
            }
        }
    }
}
