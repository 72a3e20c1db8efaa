//! Mutation of the parts of an archive.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::rng::Rng;
use crate::{bytes, xml};

/// Parts are cut to this size.
const MAX_PART_BYTES: u64 = 400_000;

/// Returns `None` if the input is not a valid archive.
pub(crate) fn mutate(rng: &mut Rng, input: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(input)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut content = Vec::new();
        entry.take(MAX_PART_BYTES).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    if parts.is_empty() {
        return None;
    }
    for _ in 0..=rng.below(3) {
        mutate_part(rng, &mut parts);
    }
    pack(rng, &parts)
}

fn mutate_part(rng: &mut Rng, parts: &mut Vec<(String, Vec<u8>)>) {
    // Prefer the parts with the most complex readers.
    let sheets: Vec<_> = (0..parts.len())
        .filter(|at| parts[*at].0.contains("sheet") || parts[*at].0.contains("haredStrings"))
        .collect();
    let at = if sheets.is_empty() || rng.below(3) == 0 {
        rng.below(parts.len())
    } else {
        sheets[rng.below(sheets.len())]
    };
    match rng.below(24) {
        0 => {
            parts.remove(at);
            if parts.is_empty() {
                parts.push(("a".to_owned(), Vec::new()));
            }
        }
        1 => {
            let (name, content) = parts[at].clone();
            parts.push((name.to_uppercase(), content));
        }
        2 => {
            let other = rng.below(parts.len());
            let content = parts[other].1.clone();
            parts[at].1 = content;
        }
        3 => {
            let name = rng.pick(&[
                "xl/sharedStrings.xml",
                "xl/styles.xml",
                "xl/workbook.xml",
                "_rels/.rels",
                "xl/vbaProject.bin",
                "mimetype",
                "../x.xml",
                "xl\\workbook.xml",
                "",
            ]);
            name.clone_into(&mut parts[at].0);
        }
        4 | 5 => {
            let other = parts[rng.below(parts.len())].1.clone();
            bytes::mutate(rng, &mut parts[at].1, &other);
        }
        _ => xml::mutate(rng, &mut parts[at].1),
    }
}

fn pack(rng: &mut Rng, parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let method = match rng.below(3) {
        0 => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    };
    let options = SimpleFileOptions::default()
        .compression_method(method)
        .compression_level((method == CompressionMethod::Deflated).then_some(1));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // `start_file` refuses duplicate names; such parts are dropped.
        if zip.start_file(name.as_str(), options).is_ok() {
            zip.write_all(content).ok()?;
        }
    }
    Some(zip.finish().ok()?.into_inner())
}
