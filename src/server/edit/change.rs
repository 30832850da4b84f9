//! Edits as the client says them, applied to the open text.

use crate::text::Encoding;
use ropey::Rope;
use tower_lsp::ls_types::{Position, TextDocumentContentChangeEvent};

/// Applies one change. Positions outside the text are taken for its nearest place, as LSP 3.17 has
/// it for characters past the end of a line; a range the wrong way round is turned.
pub fn apply(text: &mut Rope, change: &TextDocumentContentChangeEvent, encoding: Encoding) {
    let Some(range) = change.range else {
        *text = Rope::from_str(&change.text);
        return;
    };
    let (a, b) = (
        place(text, range.start, encoding),
        place(text, range.end, encoding),
    );
    let (start, end) = (a.min(b), a.max(b));
    if start < end {
        text.remove(start..end);
    }
    if !change.text.is_empty() {
        text.insert(start, &change.text);
    }
}

/// The index in characters, as the rope counts, of a position.
fn place(text: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= text.len_lines() {
        return text.len_chars();
    }
    let start = text.line_to_char(line);
    let mut end = text.line_to_char(line + 1);
    while end > start && matches!(text.get_char(end - 1), Some('\r' | '\n')) {
        end -= 1;
    }
    let character = position.character as usize;
    let found = match encoding {
        Encoding::Utf32 => start.saturating_add(character),
        Encoding::Utf16 => {
            let unit = text.char_to_utf16_cu(start).saturating_add(character);
            if unit > text.len_utf16_cu() {
                end
            } else {
                text.utf16_cu_to_char(unit)
            }
        }
        Encoding::Utf8 => {
            let byte = text.char_to_byte(start).saturating_add(character);
            if byte > text.len_bytes() {
                end
            } else {
                text.byte_to_char(byte)
            }
        }
    };
    found.min(end)
}
