//! Text, ranges and encodings: the only part of the server that does arithmetic on offsets.

mod change;

pub use change::apply;

use crate::text::{Encoding, LineIndex, Position, Span};
use tower_lsp::ls_types;

/// A text with the index of its lines, in the units that the client counts in.
#[derive(Debug)]
pub struct Lines {
    /// The text.
    pub text: String,
    index: LineIndex,
    encoding: Encoding,
}

impl Lines {
    /// Indexes `text`.
    pub fn new(text: String, encoding: Encoding) -> Self {
        let index = LineIndex::new(&text);
        Self {
            text,
            index,
            encoding,
        }
    }

    /// The client's position of byte `offset`.
    pub fn position(&self, offset: usize) -> ls_types::Position {
        out(self.index.position(&self.text, offset, self.encoding))
    }

    /// The client's range of `span`.
    pub fn range(&self, span: Span) -> ls_types::Range {
        ls_types::Range {
            start: self.position(span.start),
            end: self.position(span.end),
        }
    }

    /// The byte that the client means.
    pub fn offset(&self, position: ls_types::Position) -> usize {
        let position = Position {
            line: position.line,
            character: position.character,
        };
        self.index.offset(&self.text, position, self.encoding)
    }

    /// The bytes that the client means; a range the wrong way round is turned.
    pub fn span(&self, range: ls_types::Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        Span::new(a.min(b), a.max(b))
    }

    /// The length of `span` in the client's units.
    pub fn units(&self, span: Span) -> u32 {
        let text = span.of(&self.text);
        let units = match self.encoding {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        };
        u32::try_from(units).unwrap_or(u32::MAX)
    }
}

fn out(position: Position) -> ls_types::Position {
    ls_types::Position {
        line: position.line,
        character: position.character,
    }
}
