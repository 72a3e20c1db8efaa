//! Mutation of the records of an .xls workbook.

use std::io::{Cursor, Read, Write};

use crate::bytes;
use crate::rng::Rng;

/// Record types that the reader knows.
const RECORD_TYPES: [u16; 22] = [
    0x0809, 0x000A, 0x002F, 0x0022, 0x0085, 0x041E, 0x00E0, 0x00FC, 0x003C, 0x0203, 0x027E, 0x00BD,
    0x00FD, 0x0204, 0x00D6, 0x0205, 0x0006, 0x0207, 0x0208, 0x00E5, 0x01B8, 0x0200,
];

/// Returns `None` if the input is not a compound file with a workbook.
pub(crate) fn mutate(rng: &mut Rng, input: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(input)).ok()?;
    let mut stream = Vec::new();
    file.open_stream("/Workbook")
        .ok()?
        .read_to_end(&mut stream)
        .ok()?;
    let mut records = split(&stream);
    if records.is_empty() {
        return None;
    }
    for _ in 0..=rng.below(5) {
        mutate_record(rng, &mut records);
    }
    stream.clear();
    for (record_type, data) in &records {
        stream.extend(record_type.to_le_bytes());
        stream.extend(u16::try_from(data.len()).unwrap_or(u16::MAX).to_le_bytes());
        stream.extend(data);
    }
    // Update the offsets of the sheets, so that they are still found.
    let begins: Vec<_> = positions(&stream, 0x0809).skip(1).collect();
    for (nth, at) in positions(&stream, 0x0085)
        .collect::<Vec<_>>()
        .into_iter()
        .enumerate()
    {
        if let (Some(begin), Some(place)) = (begins.get(nth), stream.get_mut(at + 4..at + 8))
            && rng.below(20) != 0
        {
            place.copy_from_slice(&u32::try_from(*begin).ok()?.to_le_bytes());
        }
    }
    let mut out = cfb::CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    out.create_stream("/Workbook")
        .ok()?
        .write_all(&stream)
        .ok()?;
    out.flush().ok()?;
    Some(out.into_inner().into_inner())
}

type Records = Vec<(u16, Vec<u8>)>;

fn split(stream: &[u8]) -> Records {
    let mut records = Vec::new();
    let mut rest = stream;
    while let Some((head, after)) = rest.split_first_chunk::<4>() {
        let record_type = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]])).min(after.len());
        let (data, next) = after.split_at(length);
        records.push((record_type, data.to_vec()));
        rest = next;
    }
    records
}

/// Returns the offsets of the records of a type.
fn positions(stream: &[u8], record_type: u16) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let head = stream.get(at..at + 4)?;
        let found = (at, u16::from_le_bytes([head[0], head[1]]));
        at += 4 + usize::from(u16::from_le_bytes([head[2], head[3]]));
        Some(found)
    })
    .filter(move |(_, found)| *found == record_type)
    .map(|(at, _)| at)
}

fn mutate_record(rng: &mut Rng, records: &mut Records) {
    let known: Vec<_> = (0..records.len())
        .filter(|at| RECORD_TYPES.contains(&records[*at].0))
        .collect();
    let at = if known.is_empty() {
        rng.below(records.len())
    } else {
        known[rng.below(known.len())]
    };
    match rng.below(8) {
        0 => records[at].0 = RECORD_TYPES[rng.below(RECORD_TYPES.len())],
        1 if records.len() > 1 => {
            records.remove(at);
        }
        2 => {
            let record = records[at].clone();
            for _ in 0..[1, 3, 200][rng.below(3)] {
                records.insert(at, record.clone());
            }
        }
        3 => {
            let length = rng.below(records[at].1.len() + 1);
            records[at].1.truncate(length);
        }
        4 => {
            // Split into a CONTINUE record, as long records are.
            let cut = rng.below(records[at].1.len() + 1);
            let rest = records[at].1.split_off(cut);
            records.insert(at + 1, (0x003C, rest));
        }
        _ => {
            let other = records[rng.below(records.len())].1.clone();
            bytes::mutate(rng, &mut records[at].1, &other);
            records[at].1.truncate(8_224);
        }
    }
}
