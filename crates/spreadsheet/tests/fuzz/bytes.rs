//! Mutation of bytes regardless of the format.

use crate::rng::Rng;

/// Boundary values of integers.
const NUMBERS: [u32; 8] = [
    0,
    1,
    0x7F,
    0xFFFF,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFE,
    0xFFFF_FFFF,
];

/// Mutates some bytes; may insert bytes of another input.
pub(crate) fn mutate(rng: &mut Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    for _ in 0..=rng.below(6) {
        let at = rng.below(bytes.len());
        let length = 1 + rng.below(64).min(bytes.len().saturating_sub(at));
        let end = (at + length).min(bytes.len());
        match rng.below(8) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << rng.below(8);
                }
            }
            1 => bytes[at..end].iter_mut().for_each(|b| *b = rng.byte()),
            2 => {
                bytes.drain(at..end);
            }
            3 => {
                let slice = bytes[at..end].to_vec();
                for _ in 0..=rng.below(40) {
                    bytes.splice(at..at, slice.iter().copied());
                }
            }
            4 if rng.below(4) == 0 => bytes.truncate(at),
            5 => {
                let from = rng.below(other.len());
                let to = (from + 1 + rng.below(512)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            6 => {
                let number = NUMBERS[rng.below(NUMBERS.len())].to_le_bytes();
                let width = [1, 2, 4][rng.below(3)];
                let end = (at + width).min(bytes.len());
                bytes[at..end].copy_from_slice(&number[..end - at]);
            }
            _ => {
                let slice = rng.pick(&[
                    b"\"".as_slice(),
                    b",,,,",
                    b"\n",
                    b"\r\n\r\n",
                    b"\t",
                    b";",
                    b"\0",
                    b"\xFF\xFE",
                    b"\xEF\xBB\xBF",
                    b"sep=|\n",
                    b"\x81\x30",
                    "【示例】".as_bytes(),
                    "模板版本 4294967296".as_bytes(),
                    b"PK\x01\x02",
                    b"<html>",
                ]);
                bytes.splice(at..at, slice.iter().copied());
            }
        }
    }
}
