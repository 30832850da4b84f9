//! The lines of a file, as the cleaning sees them.

use crate::text::Span;

/// A line, or the lines of one paragraph where the file is wrapped at a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit<'a> {
    /// Bytes of the file, without white space around.
    pub span: Span,
    /// The same as text.
    pub text: &'a str,
    /// How many of its words have a letter or digit.
    pub words: usize,
    /// Whether it ends as a sentence does.
    pub ended: bool,
    /// Whether a bullet stands before it.
    pub bullet: bool,
    /// Whether a blank line, or the end of the file, follows.
    pub alone: bool,
}

impl Unit<'_> {
    /// Whether it is running text: a headline or a menu has no full stop, a widget few words.
    pub fn is_prose(&self) -> bool {
        self.words >= 30 || (self.ended && self.words >= 4 && !self.text.starts_with('#'))
    }

    /// Whether Markdown marks it as a heading.
    pub fn is_marked_heading(&self) -> bool {
        self.text.starts_with('#')
    }

    /// The text without the marks of a Markdown heading, list item or emphasis around it.
    pub fn plain(&self) -> &str {
        let text = self.text.trim_start_matches(['#', '>', '•', '*', ' ', '\u{a0}']);
        text.trim_end_matches(['#', '*', ' ']).trim()
    }
}

/// The units of `source` from byte `start` on.
pub(super) fn units(source: &str, start: usize) -> Vec<Unit<'_>> {
    let mut lines: Vec<(Span, bool)> = Vec::new();
    let mut at = start;
    for line in source.get(start..).unwrap_or("").split_inclusive(['\n', '\r']) {
        let text = line.trim();
        if text.is_empty() {
            // The second half of a CRLF is no blank line.
            let blank = line != "\n" || !source[..at].ends_with('\r');
            if let Some(last) = lines.last_mut().filter(|_| blank) {
                last.1 = true;
            }
        } else {
            let from = at + (line.len() - line.trim_start().len());
            lines.push((Span::new(from, from + text.len()), false));
        }
        at += line.len();
    }
    if let Some(last) = lines.last_mut() {
        last.1 = true;
    }
    if is_wrapped(source, &lines) {
        lines = joined(lines);
    }
    lines
        .into_iter()
        .map(|(span, alone)| unit(source, span, alone))
        .collect()
}

fn unit(source: &str, span: Span, alone: bool) -> Unit<'_> {
    let text = span.of(source);
    let words = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "»\"”’')]*_".contains(c));
    let bullet = text
        .strip_prefix(['-', '*', '•', '–', '—', '·', '+'])
        .is_some_and(|rest| rest.starts_with([' ', '\u{a0}']));
    Unit {
        span,
        text,
        words,
        ended: end.ends_with(['.', '!', '?', '…', ':', ';']),
        bullet,
        alone,
    }
}

/// Whether lines end at a column, in the middle of sentences: then many start in lower case after
/// one that has no end.
fn is_wrapped(source: &str, lines: &[(Span, bool)]) -> bool {
    let (mut pairs, mut broken) = (0usize, 0usize);
    for pair in lines.windows(2) {
        if let [(first, false), (second, _)] = pair {
            pairs += 1;
            // A shorter line was not broken by a column.
            let open = first.len() >= 40 && !first.of(source).ends_with(['.', '!', '?', '…', ':']);
            broken += usize::from(open && second.of(source).starts_with(char::is_lowercase));
        }
    }
    pairs >= 2 && broken * 4 >= pairs
}

/// The lines of each paragraph as one.
fn joined(lines: Vec<(Span, bool)>) -> Vec<(Span, bool)> {
    let mut paragraphs: Vec<(Span, bool)> = Vec::new();
    for (span, alone) in lines {
        match paragraphs.last_mut().filter(|last| !last.1) {
            Some(last) => *last = (Span::new(last.0.start, span.end), alone),
            None => paragraphs.push((span, alone)),
        }
    }
    paragraphs
}
