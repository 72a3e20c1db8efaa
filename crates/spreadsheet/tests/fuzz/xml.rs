//! Mutation of XML that leaves it mostly well-formed.

use crate::rng::Rng;

/// Boundary values of attributes and texts.
const VALUES: [&str; 34] = [
    "",
    "0",
    "1",
    "-1",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "1e308",
    "NaN",
    "inf",
    "-0.0",
    "2958466",
    "XFD1048576",
    "XFE1",
    "A0",
    "A1048577",
    "AAAAAAAAAA1",
    "A1:XFD1048576",
    "B2:A1",
    "A1:B2:C3",
    "rId1",
    "rId999",
    "s",
    "e",
    "b",
    "str",
    "inlineStr",
    "d",
    "n",
    "true",
    "/xl/workbook.xml",
    "&#0;",
    "&#x10FFFF;",
    "worksheets/sheet1.xml",
];
/// Content to insert between two tags.
const FRAGMENTS: [&str; 26] = [
    "<row>",
    "</row>",
    "<c>",
    "</c>",
    "<c/>",
    "<v>1</v>",
    "<v/>",
    "<f>A1</f>",
    "<is><t>x</t></is>",
    "<si/>",
    "<si><r><t>a</t></r><rPh><t>b</t></rPh></si>",
    "<sheetData>",
    "</sheetData>",
    "<sheetData/>",
    "<dimension ref=\"A1\"/>",
    "<mergeCell ref=\"A1:O9\"/>",
    "<hyperlink ref=\"J2\" r:id=\"rId1\"/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<![CDATA[账号名称]]>",
    "<!-- -->",
    "<?a b?>",
    "&lol;",
    "&amp;",
    "<row r=\"9\" hidden=\"1\"/>",
    "<sheet name=\"a\" r:id=\"rId1\" state=\"hidden\"/>",
    "【示例】",
];

pub(crate) fn mutate(rng: &mut Rng, content: &mut Vec<u8>) {
    let mut text = String::from_utf8_lossy(content).into_owned();
    for _ in 0..=rng.below(4) {
        mutate_once(rng, &mut text);
    }
    *content = text.into_bytes();
}

fn mutate_once(rng: &mut Rng, text: &mut String) {
    let tags: Vec<_> = text.match_indices('<').map(|(at, _)| at).collect();
    if tags.is_empty() {
        text.push_str(rng.pick(&FRAGMENTS));
        return;
    }
    let nth = rng.below(tags.len());
    let at = tags[nth];
    let tag_end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
    match rng.below(9) {
        0 => text.insert_str(at, rng.pick(&FRAGMENTS)),
        1 => text.replace_range(at..tag_end, ""),
        2 => {
            // Repeat everything up to a later tag.
            let to = tags[(nth + 1 + rng.below(12)).min(tags.len() - 1)].max(tag_end);
            let piece = text[at..to].to_owned();
            let times = [1, 2, 50, 2_000][rng.below(4)];
            if piece.len() * times < 2_000_000 {
                text.insert_str(to, &piece.repeat(times));
            }
        }
        3 => {
            // Replace the text after the tag.
            let to = text[tag_end..]
                .find('<')
                .map_or(text.len(), |end| tag_end + end);
            let value = value(rng);
            text.replace_range(tag_end..to, &value);
        }
        4 => {
            let with = rng.pick(&[
                "<c", "<row", "<v", "<si", "<sheet", "<x", "</c", "<is", "<t",
            ]);
            let to = text[at..tag_end]
                .find([' ', '>'])
                .map_or(tag_end, |end| at + end);
            text.replace_range(at..to, with);
        }
        5 => {
            let attribute = format!(
                " {}=\"{}\"",
                rng.pick(&[
                    "r",
                    "t",
                    "s",
                    "ref",
                    "hidden",
                    "r:id",
                    "uniqueCount",
                    "Target",
                    "x"
                ]),
                value(rng)
            );
            if let Some(end) = text[at..tag_end]
                .find([' ', '/', '>'])
                .filter(|end| *end > 0)
            {
                text.insert_str(at + end, &attribute);
            }
        }
        _ => {
            // Replace the value of an attribute.
            let quotes: Vec<_> = text[at..tag_end]
                .match_indices('"')
                .map(|(q, _)| at + q)
                .collect();
            if quotes.len() >= 2 {
                let pair = rng.below(quotes.len() / 2) * 2;
                let value = value(rng);
                text.replace_range(quotes[pair] + 1..quotes[pair + 1], &value);
            }
        }
    }
}

fn value(rng: &mut Rng) -> String {
    match rng.below(12) {
        0 => "长".repeat([1, 100, 40_000][rng.below(3)]),
        1 => rng.next().to_string(),
        2 => "A".repeat(rng.below(5_000)),
        _ => rng.pick(&VALUES).to_owned(),
    }
}
