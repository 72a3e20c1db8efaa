//! Hyperlink records.

use super::records::Bytes;
use super::strings::utf16_string;
use crate::read::source::{Area, Link};

/// Flags of a hyperlink object, named as in the specification \[MS-OSHARED\].
const HAS_MONIKER: u32 = 0x001;
const HAS_LOCATION: u32 = 0x008;
const HAS_DISPLAY_NAME: u32 = 0x010;
const HAS_FRAME_NAME: u32 = 0x080;
const MONIKER_SAVED_AS_TEXT: u32 = 0x100;
/// Class id of an address on the web.
const URL_MONIKER: [u8; 16] = [
    0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B,
];

/// Returns `None` if the link is damaged or does not lead to a URL.
pub(super) fn parse_hyperlink(data: Bytes<'_>) -> Option<Link> {
    let area = Area {
        first_row: data.u16(0).ok()?.into(),
        last_row: data.u16(2).ok()?.into(),
        first_column: data.u16(4).ok()?.into(),
        last_column: data.u16(6).ok()?.into(),
    };
    // 8 bytes of area, 16 of class id and 4 of version come before the flags.
    let flags = data.u32(28).ok()?;
    if flags & HAS_MONIKER == 0 || flags & MONIKER_SAVED_AS_TEXT != 0 {
        return None;
    }
    let mut rest = data.skip(32).ok()?;
    for text in [HAS_DISPLAY_NAME, HAS_FRAME_NAME] {
        if flags & text != 0 {
            let bytes = (rest.u32(0).ok()? as usize)
                .checked_mul(2)?
                .checked_add(4)?;
            rest = rest.skip(bytes).ok()?;
        }
    }
    if rest.take(16).ok()? != URL_MONIKER {
        return None;
    }
    let length = rest.u32(16).ok()? as usize;
    let rest = rest.skip(20).ok()?;
    let target = utf16_string(rest.take(length).ok()?);
    let location = if flags & HAS_LOCATION == 0 {
        String::new()
    } else {
        let location = rest.skip(length).ok()?;
        let bytes = (location.u32(0).ok()? as usize).checked_mul(2)?;
        utf16_string(location.skip(4).ok()?.take(bytes).ok()?)
    };
    Some(Link {
        area,
        target: target.into(),
        location,
    })
}
