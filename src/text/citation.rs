//! Note marks and bare web addresses: the citations that plain text and Markdown share.

use super::{Citation, CitationKind, Span};

/// The note marks and web addresses of `prose`, in order.
pub fn citations(prose: &str) -> Vec<Citation> {
    let bytes = prose.as_bytes();
    let mut found = Vec::new();
    // Most paragraphs have none, which a few searches tell faster than a look at every byte.
    let may_cite = prose.contains('[') || ["://", "w.", "W."].iter().any(|mark| prose.contains(mark));
    if !may_cite {
        return found;
    }
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (kind, length) = match byte {
            b'[' => (CitationKind::Note, note_length(bytes, at)),
            b'h' | b'H' | b'w' | b'W' => (CitationKind::Link, address_length(prose, at)),
            _ => (CitationKind::Note, 0),
        };
        if length > 0 {
            let span = Span::new(at, at + length);
            found.push(Citation { span, kind });
        }
        at += length.max(1);
    }
    found
}

/// The length in bytes of the note mark at `at`, `[1]`, `[2, 3]`, `[4-6]` or `[^name]`; 0 where there is none.
pub fn note_length(bytes: &[u8], at: usize) -> usize {
    const LONGEST: usize = 40;
    let Some(rest) = bytes.get(at..) else { return 0 };
    if rest.first() != Some(&b'[') {
        return 0;
    }
    let inside = &rest[1..];
    let Some(end) = inside.iter().take(LONGEST).position(|&b| b == b']') else {
        return 0;
    };
    let inside = &inside[..end];
    let numbered = inside.first().is_some_and(u8::is_ascii_digit)
        && inside.last().is_some_and(u8::is_ascii_digit)
        && inside.len() <= 12
        && inside
            .iter()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b' ' | b'-'))
        && !inside
            .split(|b| !b.is_ascii_digit())
            .any(|number| number.len() > 3);
    let named = inside.len() > 1 && inside[0] == b'^' && !inside.iter().any(u8::is_ascii_whitespace);
    if numbered || named { end + 2 } else { 0 }
}

/// The length in bytes of the web address at `at`, without the punctuation after it; 0 where there is none.
pub fn address_length(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at), Some(b'h' | b'H' | b'w' | b'W')) {
        return 0;
    }
    if at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
        return 0;
    }
    const LONGEST: usize = 2_048;
    let rest = &bytes[at.min(bytes.len())..];
    let rest = &rest[..rest.len().min(LONGEST)];
    let starts = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
    };
    let prefix = ["https://", "http://", "www."].into_iter().find(|p| starts(p));
    let Some(prefix) = prefix else { return 0 };
    let mut end = rest
        .iter()
        .position(|&b| {
            b.is_ascii_whitespace()
                || b.is_ascii_control()
                || matches!(b, b'<' | b'>' | b'"' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
        })
        .unwrap_or(rest.len());
    // Typographic quotes and blanks are several bytes, none of them ASCII.
    if let Some(stop) = rest[..end].iter().position(|b| !b.is_ascii()) {
        end = stop;
    }
    let opened = |end: usize| rest[..end].iter().filter(|&&b| b == b'(').count();
    let closed = |end: usize| rest[..end].iter().filter(|&&b| b == b')').count();
    while let Some(&last) = rest[..end].last() {
        let trailing = matches!(
            last,
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b']' | b'[' | b'('
        ) || (last == b')' && closed(end) > opened(end));
        if !trailing {
            break;
        }
        end -= 1;
    }
    if end > prefix.len() { end } else { 0 }
}
