//! Going through one XML part before anybody else reads it.

use std::io::Read;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::cell_reference as reference;
use super::limited_reader::{Meter, Metered};
use super::limits_used::{Counts, STYLE_LISTS, STYLES, attribute, attributes, bounded, limit};
use super::sheet_scanner::Sheet;
use crate::read::error::Unreadable;
use crate::read::limits::{
    MAX_ATTRIBUTE, MAX_CELL_BYTES, MAX_DEPTH, MAX_LINKS, MAX_NAMES, MAX_STRINGS,
    MAX_STYLE_ATTRIBUTE, MAX_STYLES,
};

/// A relation of a part to another one or to an address.
#[derive(Debug)]
pub(in crate::read) struct Relation {
    pub(in crate::read) id: String,
    pub(in crate::read) target: String,
    /// The last word of its type.
    pub(in crate::read) kind: String,
}

/// What was found in a part.
#[derive(Debug, Default)]
pub(in crate::read) struct Part {
    /// Its relations, if it is a list of them.
    pub(in crate::read) relations: Vec<Relation>,
    /// The relations of its sheets, if it is a workbook.
    pub(in crate::read) sheets: Vec<String>,
    /// What stands around its cells, if it is a sheet.
    pub(in crate::read) sheet: Sheet,
}

/// Reads a part to its end.
pub(in crate::read) fn scan(
    content: impl Read,
    meter: &Meter,
    counts: &mut Counts,
) -> Result<Part, Unreadable> {
    let mut reader = Reader::from_reader(Metered::new(content, meter.clone()));
    let mut scan = Scan {
        counts,
        part: Part::default(),
        depth: 0,
        style_list: None,
        text: 0,
        kept: false,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        meter.next_token();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| match error {
                Error::Io(_) if meter.exceeded() => Unreadable::TooMuchInside,
                _ => Unreadable::Damaged,
            })?;
        match event {
            Event::Start(element) => {
                scan.depth += 1;
                if scan.depth > MAX_DEPTH {
                    return Err(Unreadable::Suspicious);
                }
                scan.start(&element)?;
            }
            Event::Empty(element) => {
                scan.start(&element)?;
                scan.end(element.local_name().as_ref())?;
            }
            Event::End(element) => {
                scan.depth = scan.depth.saturating_sub(1);
                scan.end(element.local_name().as_ref())?;
            }
            Event::Text(text) => scan.text(&text)?,
            Event::CData(text) => scan.text(&text)?,
            Event::GeneralRef(entity) => scan.entity(&entity)?,
            // Entities are what bombs are made of, and no spreadsheet program writes them.
            Event::DocType(_) => return Err(Unreadable::Suspicious),
            Event::Eof if scan.depth > 0 => return Err(Unreadable::Damaged),
            Event::Eof => return Ok(scan.part),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

struct Scan<'c> {
    counts: &'c mut Counts,
    part: Part,
    depth: usize,
    /// At which depth a list of styles began.
    style_list: Option<usize>,
    /// Bytes of text since the last cell, string or name began.
    text: usize,
    /// Whether text is kept in memory by who reads the part.
    kept: bool,
}

impl Scan<'_> {
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        let name = element.local_name();
        let name = name.as_ref();
        match name {
            // By far the most frequent ones first.
            "c" | "row" if self.part.sheet.in_cells => {
                self.text = 0;
                return self.part.sheet.start(name, element, self.counts);
            }
            "v" | "f" if self.part.sheet.in_cells => {
                return self.part.sheet.start(name, element, self.counts);
            }
            "v" | "f" | "t" | "is" | "r" if self.style_list.is_none() => return Ok(()),
            "si" => {
                self.text = 0;
                self.kept = true;
                limit(&mut self.counts.strings, MAX_STRINGS)?;
            }
            "sst" => {
                let count = attribute(element, "uniqueCount")?;
                // Whoever believes it reserves memory for it.
                if count.is_some_and(|c| c.parse().is_ok_and(|c: u64| c > 2 * MAX_STRINGS as u64)) {
                    return Err(Unreadable::Suspicious);
                }
            }
            "sheet" => {
                limit(&mut self.counts.names, MAX_NAMES)?;
                let relation = bounded(element, MAX_ATTRIBUTE, self.counts)?
                    .into_iter()
                    .find(|(key, _)| key.rsplit(':').next() == Some("id"));
                self.part.sheets.extend(relation.map(|(_, id)| id));
            }
            "definedName" => {
                self.text = 0;
                self.kept = true;
                limit(&mut self.counts.names, MAX_NAMES)?;
                bounded(element, MAX_ATTRIBUTE, self.counts)?;
            }
            "Relationship" => self.relation(element)?,
            "dimension" => {
                // Those of pivot tables are something else and have none.
                let area = attribute(element, "ref")?;
                if area.is_some_and(|area| reference::area(&area).is_none()) {
                    return Err(Unreadable::Suspicious);
                }
            }
            "sheetData" | "mergeCell" | "hyperlink" => {
                self.part.sheet.start(name, element, self.counts)?;
            }
            _ => {}
        }
        if self.style_list.is_some() {
            for (_, value) in attributes(element)? {
                if value.len() > MAX_STYLE_ATTRIBUTE {
                    return Err(Unreadable::Suspicious);
                }
            }
            if let Some(kind) = STYLES.iter().position(|style| *style == name) {
                limit(&mut self.counts.styles[kind], MAX_STYLES)
                    .map_err(|_| Unreadable::Suspicious)?;
            }
        } else if STYLE_LISTS.contains(&name) {
            self.style_list = Some(self.depth);
        }
        Ok(())
    }

    fn relation(&mut self, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        limit(&mut self.counts.links, MAX_LINKS)?;
        let (mut id, mut target, mut kind) = Default::default();
        for (key, value) in bounded(element, MAX_ATTRIBUTE, self.counts)? {
            match key {
                "Id" => id = value,
                "Target" => target = value,
                "Type" => kind = value,
                _ => {}
            }
        }
        let kind: String = kind.rsplit('/').next().unwrap_or_default().to_owned();
        // What is read as a part must have been gone through as a part.
        let is_read = matches!(
            kind.as_str(),
            "officeDocument" | "worksheet" | "chartsheet" | "dialogsheet"
        );
        if is_read && !super::validate::is_xml(&target) {
            return Err(Unreadable::Suspicious);
        }
        self.part.relations.push(Relation { id, target, kind });
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "si" | "definedName" => self.kept = false,
            "sheetData" => self.part.sheet.in_cells = false,
            "v" => self.part.sheet.end_value(),
            "c" if self.part.sheet.in_cells => self.part.sheet.end_cell(self.counts)?,
            _ => {}
        }
        if self.style_list.is_some_and(|depth| self.depth < depth) || STYLE_LISTS.contains(&name) {
            self.style_list = None;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Unreadable> {
        self.part.sheet.text(text);
        self.count_text(text.len())
    }

    fn entity(&mut self, name: &str) -> Result<(), Unreadable> {
        if !name.starts_with('#') && !matches!(name, "lt" | "gt" | "amp" | "apos" | "quot") {
            return Err(Unreadable::Suspicious);
        }
        // Which one it is does not matter there.
        self.part.sheet.text("&");
        self.count_text(4)
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.text += bytes;
        if self.text > MAX_CELL_BYTES && (self.kept || self.part.sheet.in_cells) {
            return Err(Unreadable::TooMuchInside);
        }
        if self.kept {
            self.counts.keep(bytes)?;
        }
        Ok(())
    }
}
