//! Links.

use super::records::Bytes;
use super::strings::utf16;
use crate::read::source::{Area, Link};

/// There is an address.
const HAS_ADDRESS: u32 = 0x001;
/// There is a place within what the address leads to.
const HAS_PLACE: u32 = 0x008;
/// There is a text to be shown.
const HAS_TEXT: u32 = 0x010;
/// There is the name of a frame.
const HAS_FRAME: u32 = 0x080;
/// The address is a mere text.
const IS_TEXT: u32 = 0x100;
/// What an address of the web begins with.
const WEB: [u8; 16] = [
    0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9, 0x0B,
];

/// Where a link stands and leads, if it leads to the web and is whole.
pub(in crate::read) fn read(data: Bytes<'_>) -> Option<Link> {
    let area = Area {
        first_row: data.u16(0).ok()?.into(),
        last_row: data.u16(2).ok()?.into(),
        first_column: data.u16(4).ok()?.into(),
        last_column: data.u16(6).ok()?.into(),
    };
    // Eight bytes of area, sixteen of class, four of version.
    let flags = data.u32(28).ok()?;
    if flags & HAS_ADDRESS == 0 || flags & IS_TEXT != 0 {
        return None;
    }
    let mut rest = data.after(32).ok()?;
    for text in [HAS_TEXT, HAS_FRAME] {
        if flags & text != 0 {
            let bytes = (rest.u32(0).ok()? as usize)
                .checked_mul(2)?
                .checked_add(4)?;
            rest = rest.after(bytes).ok()?;
        }
    }
    if rest.first(16).ok()? != WEB {
        return None;
    }
    let length = rest.u32(16).ok()? as usize;
    let rest = rest.after(20).ok()?;
    let address = utf16(rest.first(length).ok()?);
    let within = if flags & HAS_PLACE == 0 {
        String::new()
    } else {
        let place = rest.after(length).ok()?;
        let bytes = (place.u32(0).ok()? as usize).checked_mul(2)?;
        utf16(place.after(4).ok()?.first(bytes).ok()?)
    };
    Some(Link {
        area,
        target: address.into(),
        within,
    })
}
