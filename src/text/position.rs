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

/// How many bytes lie between two places whose units are known.
const STRIDE: usize = 64;

/// Where the lines of one text start, and how many units come before every `STRIDE`th byte.
/// Building it is one pass over the text; a conversion costs a binary search and at most a stride
/// of counting, however long the line: a megabyte without a line end is as quick as a verse.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    before: Vec<Units>,
}

/// Units that start before some byte; as wide as the numbers of a [`Position`].
#[derive(Clone, Copy, Debug, Default)]
struct Units {
    utf16: u32,
    utf32: u32,
}

impl LineIndex {
    /// The index of `text`; every other call must be given the same text.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let bytes = text.as_bytes();
        let mut so_far = Units::default();
        let mut before = Vec::with_capacity(bytes.len() / STRIDE + 2);
        before.push(so_far);
        for (index, stride) in bytes.chunks(STRIDE).enumerate() {
            // Without branches, so that it takes many bytes at a time.
            let has_end = stride
                .iter()
                .fold(false, |has, byte| has | matches!(byte, b'\n' | b'\r'));
            if has_end {
                for (at, &byte) in (index * STRIDE..).zip(stride) {
                    if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                        starts.push(at + 1);
                    }
                }
            }
            so_far.utf16 += count(stride, Encoding::Utf16) as u32;
            so_far.utf32 += count(stride, Encoding::Utf32) as u32;
            before.push(so_far);
        }
        Self { starts, before }
    }

    /// How many lines the text has; at least one.
    pub fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The position of byte `offset`, which is clamped to the text's length.
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts.get(line).copied().unwrap_or(0);
        let character = self.units(text, offset, encoding) - self.units(text, start, encoding);
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

    /// The byte at `position`. As LSP has it, a character past the end of its line is the line's
    /// end; a line past the last is the text's end; inside a character means its start.
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else {
            return text.len();
        };
        let next = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let end = start
            + text
                .get(start..next)
                .unwrap_or("")
                .trim_end_matches(['\r', '\n'])
                .len();
        let character = position.character as usize;
        if encoding == Encoding::Utf8 {
            let mut offset = start.saturating_add(character).min(end);
            while !text.is_char_boundary(offset) {
                offset -= 1;
            }
            return offset;
        }
        let wanted = self.units(text, start, encoding).saturating_add(character);
        let stride = self
            .before
            .partition_point(|units| units.of(encoding) <= wanted)
            .saturating_sub(1);
        let mut offset = (stride * STRIDE).clamp(start, end);
        while !text.is_char_boundary(offset) {
            offset += 1;
        }
        let mut units = self.units(text, offset, encoding);
        for c in text.get(offset..end).unwrap_or("").chars() {
            units += if encoding == Encoding::Utf16 {
                c.len_utf16()
            } else {
                1
            };
            if units > wanted {
                break;
            }
            offset += c.len_utf8();
        }
        offset
    }

    /// Units before byte `offset` of the text, `offset <= text.len()`.
    fn units(&self, text: &str, offset: usize, encoding: Encoding) -> usize {
        if encoding == Encoding::Utf8 {
            return offset;
        }
        let stride = offset / STRIDE;
        let rest = text.as_bytes().get(stride * STRIDE..offset).unwrap_or(&[]);
        self.before.get(stride).map_or(0, |units| units.of(encoding)) + count(rest, encoding)
    }
}

impl Units {
    fn of(self, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf16 => self.utf16 as usize,
            _ => self.utf32 as usize,
        }
    }
}

/// Units of the characters that start in `bytes`, at most a stride of UTF-8: so few that sums fit
/// a byte, which lets a machine take many bytes at a time.
fn count(bytes: &[u8], encoding: Encoding) -> usize {
    let starts = |byte: u8| u8::from(byte & 0xC0 != 0x80);
    let sum = match encoding {
        Encoding::Utf8 => return bytes.len(),
        Encoding::Utf32 => bytes
            .iter()
            .fold(0_u8, |sum, &byte| sum.wrapping_add(starts(byte))),
        // Characters beyond the basic plane begin with 0xF0 or above and take two units.
        Encoding::Utf16 => bytes.iter().fold(0_u8, |sum, &byte| {
            sum.wrapping_add(starts(byte) + u8::from(byte >= 0xF0))
        }),
    };
    sum.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_a_mixed_text_goes_there_and_back() {
        for repeat in [0, 1, 3, 40, 200] {
            let text = "aé漢😀e\u{301}\r\nb\rc\u{2028}d\n\n".repeat(repeat) + &"😀".repeat(repeat);
            let index = LineIndex::new(&text);
            let (mut line, mut units) = (0, [0u32; 3]);
            let mut before = ' ';
            for (at, c) in text.char_indices() {
                if before == '\n' || (before == '\r' && c != '\n') {
                    (line, units) = (line + 1, [0; 3]);
                }
                for (encoding, character) in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]
                    .into_iter()
                    .zip(units)
                {
                    let position = Position { line, character };
                    assert_eq!(index.position(&text, at, encoding), position);
                    if !(before == '\r' && c == '\n') {
                        assert_eq!(index.offset(&text, position, encoding), at, "{encoding:?}");
                    }
                }
                units = [
                    units[0] + c.len_utf8() as u32,
                    units[1] + c.len_utf16() as u32,
                    units[2] + 1,
                ];
                before = c;
            }
        }
    }

    #[test]
    fn what_is_past_an_end_means_the_end_and_inside_a_character_its_start() {
        let text = "é😀b\r\ncd";
        let index = LineIndex::new(text);
        let offset = |line, character, encoding| index.offset(text, Position { line, character }, encoding);
        assert_eq!(offset(0, 99, Encoding::Utf16), 7);
        assert_eq!(offset(0, u32::MAX, Encoding::Utf8), 7);
        assert_eq!(offset(7, 0, Encoding::Utf32), text.len());
        assert_eq!(offset(0, 2, Encoding::Utf16), 2);
        assert_eq!(offset(0, 1, Encoding::Utf8), 0);
        assert_eq!(offset(1, 5, Encoding::Utf32), text.len());
    }
}
