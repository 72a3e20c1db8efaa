//! What a cell has for a value, as far as calamine does not tell.

use calamine::CellErrorType;

/// A cell that has begun.
#[derive(Debug, Default)]
pub(in crate::read) struct Value {
    kind: Kind,
    stage: Stage,
    has_formula: bool,
    has_text: bool,
    has_unknown_error: bool,
}

/// What a cell says that it holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    #[default]
    Other,
    /// A text that a formula gave, which may well be empty.
    Text,
    Error,
}

/// Where in a cell the reader is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before its value, perhaps in its formula.
    #[default]
    Before,
    /// At the first text of its value.
    Begun,
    /// Behind that.
    Within,
    /// Behind its value.
    Behind,
}

impl Value {
    /// Of a cell that begins.
    pub(in crate::read) fn of(kind: Kind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }

    /// An element within the cell begins.
    pub(in crate::read) fn start(&mut self, name: &str) {
        match name {
            "f" => self.has_formula = true,
            "v" => self.stage = Stage::Begun,
            _ => {}
        }
    }

    /// Text within the cell, of which that of its formula says nothing.
    pub(in crate::read) fn text(&mut self, text: &str) {
        if !matches!(self.stage, Stage::Begun | Stage::Within) {
            return;
        }
        // calamine looks at the first text only, with the blanks around it.
        if self.stage == Stage::Begun && self.kind == Kind::Error {
            self.has_unknown_error |= text.parse::<CellErrorType>().is_err();
        }
        self.stage = Stage::Within;
        self.has_text |= !text.trim().is_empty();
    }

    /// The value ends.
    pub(in crate::read) fn end(&mut self) {
        self.stage = Stage::Behind;
    }

    /// Whether calamine refuses it as an error of which it does not know.
    pub(in crate::read) fn is_unknown_error(&self) -> bool {
        self.has_unknown_error
    }

    /// Whether it is a formula that no program has worked out.
    pub(in crate::read) fn is_unresolved(&self) -> bool {
        let is_empty_text = self.kind == Kind::Text && self.stage != Stage::Before;
        self.has_formula && !self.has_text && !is_empty_text
    }
}
