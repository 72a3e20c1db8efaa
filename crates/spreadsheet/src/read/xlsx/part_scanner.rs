//! Scanning of one XML part within the limits.

use std::io::Read;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::attributes::{attribute, attributes, kept_attributes};
use super::cell_reference::parse_area;
use super::limited_reader::{LimitedReader, ReadBudget};
use super::limits_used::{LimitsUsed, STYLE_ELEMENTS, STYLE_LISTS, count};
use super::relationship::{Relationship, is_xml_part};
use super::sheet_scanner::SheetScanner;
use crate::read::error::ReadError;
use crate::read::limits::{
    MAX_ATTRIBUTE_BYTES, MAX_CELL_BYTES, MAX_DEPTH, MAX_NAMES, MAX_REFERENCES, MAX_SHARED_STRINGS,
    MAX_STYLE_ATTRIBUTE_BYTES, MAX_STYLES,
};

/// The content of a part that is needed after validation.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Filled if the part is a list of relationships.
    pub(super) relationships: Vec<Relationship>,
    /// Relationship ids of the sheets, filled if the part is the workbook.
    pub(super) sheet_ids: Vec<String>,
    /// Filled if the part is a worksheet.
    pub(super) sheet: SheetScanner,
}

/// Reads a part to its end.
pub(super) fn scan_part(
    content: impl Read,
    budget: &ReadBudget,
    used: &mut LimitsUsed,
) -> Result<Part, ReadError> {
    let mut reader = Reader::from_reader(LimitedReader::new(content, budget.clone()));
    let mut scanner = PartScanner {
        used,
        part: Part::default(),
        depth: 0,
        style_list_depth: None,
        text_bytes: 0,
        is_text_kept: false,
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        budget.start_token();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| match error {
                Error::Io(_) if budget.is_exceeded() => ReadError::ContentTooLarge,
                _ => ReadError::Damaged,
            })?;
        match event {
            Event::Start(element) => {
                scanner.depth += 1;
                if scanner.depth > MAX_DEPTH {
                    return Err(ReadError::Suspicious);
                }
                scanner.start(&element)?;
            }
            Event::Empty(element) => {
                scanner.start(&element)?;
                scanner.end(element.local_name().as_ref())?;
            }
            Event::End(element) => {
                scanner.depth = scanner.depth.saturating_sub(1);
                scanner.end(element.local_name().as_ref())?;
            }
            Event::Text(text) => scanner.text(&text)?,
            Event::CData(text) => scanner.text(&text)?,
            Event::GeneralRef(entity) => scanner.entity(&entity)?,
            // A DTD can define entities that expand without bound; no spreadsheet program writes one.
            Event::DocType(_) => return Err(ReadError::Suspicious),
            Event::Eof if scanner.depth > 0 => return Err(ReadError::Damaged),
            Event::Eof => return Ok(scanner.part),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

struct PartScanner<'u> {
    used: &'u mut LimitsUsed,
    part: Part,
    depth: usize,
    /// Depth at which the current list of styles began.
    style_list_depth: Option<usize>,
    /// Bytes of text since the last cell, shared string or defined name began.
    text_bytes: usize,
    /// True if calamine keeps the current text in memory.
    is_text_kept: bool,
}

impl PartScanner<'_> {
    /// Elements are recognized by name in every part, so that a part under a wrong name does not
    /// evade the limits.
    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = element.local_name();
        let name = name.as_ref();
        match name {
            // By far the most frequent elements come first.
            "c" | "row" if self.part.sheet.is_in_sheet_data => {
                self.text_bytes = 0;
                return self.part.sheet.start(name, element, self.used);
            }
            "v" | "f" if self.part.sheet.is_in_sheet_data => {
                return self.part.sheet.start(name, element, self.used);
            }
            "v" | "f" | "t" | "is" | "r" if self.style_list_depth.is_none() => return Ok(()),
            "si" => {
                self.text_bytes = 0;
                self.is_text_kept = true;
                count(&mut self.used.shared_strings, MAX_SHARED_STRINGS)?;
            }
            "sst" => {
                // calamine reserves memory for this number of strings.
                let claimed = attribute(element, "uniqueCount")?;
                let max = 2 * MAX_SHARED_STRINGS as u64;
                if claimed.is_some_and(|c| c.parse().is_ok_and(|c: u64| c > max)) {
                    return Err(ReadError::Suspicious);
                }
            }
            "sheet" => {
                count(&mut self.used.names, MAX_NAMES)?;
                let id = kept_attributes(element, MAX_ATTRIBUTE_BYTES, self.used)?
                    .into_iter()
                    .find(|(key, _)| key.rsplit(':').next() == Some("id"));
                self.part.sheet_ids.extend(id.map(|(_, id)| id));
            }
            "definedName" => {
                self.text_bytes = 0;
                self.is_text_kept = true;
                count(&mut self.used.names, MAX_NAMES)?;
                kept_attributes(element, MAX_ATTRIBUTE_BYTES, self.used)?;
            }
            "Relationship" => self.relationship(element)?,
            "dimension" => {
                // The `dimension` elements of pivot tables have no `ref`.
                let area = attribute(element, "ref")?;
                if area.is_some_and(|area| parse_area(&area).is_none()) {
                    return Err(ReadError::Suspicious);
                }
            }
            "sheetData" | "mergeCell" | "hyperlink" => {
                self.part.sheet.start(name, element, self.used)?;
            }
            _ => {}
        }
        if self.style_list_depth.is_some() {
            for (_, value) in attributes(element)? {
                if value.len() > MAX_STYLE_ATTRIBUTE_BYTES {
                    return Err(ReadError::Suspicious);
                }
            }
            if let Some(index) = STYLE_ELEMENTS.iter().position(|style| *style == name) {
                count(&mut self.used.styles[index], MAX_STYLES)
                    .map_err(|_| ReadError::Suspicious)?;
            }
        } else if STYLE_LISTS.contains(&name) {
            self.style_list_depth = Some(self.depth);
        }
        Ok(())
    }

    fn relationship(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        count(&mut self.used.references, MAX_REFERENCES)?;
        let (mut id, mut target, mut kind) = Default::default();
        for (key, value) in kept_attributes(element, MAX_ATTRIBUTE_BYTES, self.used)? {
            match key {
                "Id" => id = value,
                "Target" => target = value,
                "Type" => kind = value,
                _ => {}
            }
        }
        let kind: String = kind.rsplit('/').next().unwrap_or_default().to_owned();
        // calamine reads these targets as XML, so they must be among the validated parts.
        let is_read = matches!(
            kind.as_str(),
            "officeDocument" | "worksheet" | "chartsheet" | "dialogsheet"
        );
        if is_read && !is_xml_part(&target) {
            return Err(ReadError::Suspicious);
        }
        self.part
            .relationships
            .push(Relationship { id, target, kind });
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "si" | "definedName" => self.is_text_kept = false,
            "sheetData" => self.part.sheet.is_in_sheet_data = false,
            "v" => self.part.sheet.end_value(),
            "c" if self.part.sheet.is_in_sheet_data => self.part.sheet.end_cell(self.used)?,
            _ => {}
        }
        if self
            .style_list_depth
            .is_some_and(|depth| self.depth < depth)
            || STYLE_LISTS.contains(&name)
        {
            self.style_list_depth = None;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        self.part.sheet.text(text);
        self.count_text(text.len())
    }

    fn entity(&mut self, name: &str) -> Result<(), ReadError> {
        if !name.starts_with('#') && !matches!(name, "lt" | "gt" | "amp" | "apos" | "quot") {
            return Err(ReadError::Suspicious);
        }
        // The scanner only needs to know that the value is not empty.
        self.part.sheet.text("&");
        self.count_text(4)
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text_bytes += bytes;
        if self.text_bytes > MAX_CELL_BYTES
            && (self.is_text_kept || self.part.sheet.is_in_sheet_data)
        {
            return Err(ReadError::ContentTooLarge);
        }
        if self.is_text_kept {
            self.used.keep_text(bytes)?;
        }
        Ok(())
    }
}
