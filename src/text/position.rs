//! The only place where byte offsets become positions for the world outside, and back.

use super::Span;

/// The unit in which a position's `character` counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the default of LSP.
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A place in a text, both counted from zero, as LSP has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Lines end at `\n`, `\r\n` or `\r`.
    pub line: u32,
    /// In the units of the encoding asked for.
    pub character: u32,
}

/// Where the lines of one text start; converts offsets of that text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// The index of `text`; every other call must be given the same text.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// How many lines the text has; at least one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The position of byte `offset`, which is clamped to the text's length.
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let before = text.get(self.starts[line]..offset).unwrap_or("");
        let character = match encoding {
            Encoding::Utf8 => before.len(),
            Encoding::Utf16 => before.encode_utf16().count(),
            Encoding::Utf32 => before.chars().count(),
        };
        Position {
            line: line as u32,
            character: character as u32,
        }
    }

    /// The two ends of `span`.
    pub fn range(&self, text: &str, span: Span, encoding: Encoding) -> (Position, Position) {
        (
            self.position(text, span.start, encoding),
            self.position(text, span.end, encoding),
        )
    }
}
