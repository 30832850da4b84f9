//! Prose in lines as wide as the terminal, with a way back to the text's own offsets.

use super::neutral::replacement;
use crate::text::Span;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Pieces of a text, safe to show and broken into lines.
pub(super) struct Wrapped {
    /// Lines end at `\n`.
    pub text: String,
    /// Where bytes of the source went, both ascending.
    places: Vec<(usize, usize)>,
}

impl Wrapped {
    /// The parts `spans` of `source`, in order, each on lines of its own of at most `width` columns.
    /// Of each part at most `lines` lines are shown, the last of them ending in `…`.
    pub fn new(source: &str, spans: &[Span], width: usize, lines: usize) -> Self {
        let mut wrapped = Self {
            text: String::new(),
            places: Vec::new(),
        };
        for span in spans {
            wrapped.part(source, *span, width, lines);
        }
        wrapped
    }

    fn part(&mut self, source: &str, span: Span, width: usize, lines: usize) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let (mut column, mut line) = (0, 1);
        for (at, word) in words(span.of(source)) {
            let at = at + span.start;
            let blank = self.text.is_empty() || self.text.ends_with(['\n', ' ']);
            if word.chars().all(breaks) {
                self.places.push((at, self.text.len()));
                if !blank {
                    self.text.push(' ');
                    column += 1;
                }
                continue;
            }
            if column > 0 && column + word.width() > width {
                if self.text.ends_with(' ') {
                    self.text.pop();
                }
                if line == lines {
                    self.places.push((at, self.text.len()));
                    self.text.push('…');
                    break;
                }
                self.places.push((at, self.text.len()));
                self.text.push('\n');
                (column, line) = (0, line + 1);
            }
            for (inner, grapheme) in word.grapheme_indices(true) {
                let wide = grapheme.width();
                if column > 0 && column + wide > width {
                    if line == lines {
                        self.places.push((at + inner, self.text.len()));
                        self.text.push('…');
                        return;
                    }
                    self.text.push('\n');
                    (column, line) = (0, line + 1);
                }
                self.places.push((at + inner, self.text.len()));
                for c in grapheme.chars() {
                    match replacement(c) {
                        Some(other) => self.text.push_str(other),
                        None => self.text.push(c),
                    }
                }
                column += wide;
            }
        }
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        self.places.push((span.end, self.text.len()));
    }

    /// Where the bytes `span` of the source are shown: one range a line, none of them empty.
    pub fn ranges(&self, span: Span) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let (start, end) = (self.place(span.start), self.place(span.end));
        let Some(shown) = self.text.get(start..end) else {
            return found;
        };
        let mut at = start;
        for line in shown.split('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let from = at + (line.len() - line.trim_start().len());
                found.push(from..from + trimmed.len());
            }
            at += line.len() + 1;
        }
        found
    }

    fn place(&self, offset: usize) -> usize {
        let at = self.places.partition_point(|&(source, _)| source < offset);
        self.places.get(at).map_or(self.text.len(), |&(_, shown)| shown)
    }
}

/// `text` in lines of at most `width` columns, safe to show; at most `lines` of them.
pub(super) fn wrap(text: &str, width: usize, lines: usize) -> String {
    Wrapped::new(text, &[Span::new(0, text.len())], width, lines).text
}

/// Runs of white space and of anything else, each with its offset.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut rest, mut at) = (text, 0);
    std::iter::from_fn(move || {
        let blank = breaks(rest.chars().next()?);
        let end = rest.find(|c: char| breaks(c) != blank).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let found = (at, word);
        (rest, at) = (after, at + end);
        Some(found)
    })
}

/// Whether a line may break here: white space, but not the blanks that French puts before `:` and inside `« »`.
fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_keep_their_words_over_line_breaks() {
        let text = "avant. La  Corée du\nNord « a tiré »\u{1b}[2J une\tfusée.";
        let start = text.find("La").unwrap();
        let wrapped = Wrapped::new(text, &[Span::new(start, text.len())], 12, 9);
        assert_eq!(wrapped.text, "La Corée du\nNord « a\ntiré »␛[2J\nune fusée.");
        let at = text.find("Corée").unwrap();
        let shown: Vec<_> = wrapped
            .ranges(Span::new(at, at + "Corée du\nNord".len()))
            .into_iter()
            .map(|range| &wrapped.text[range])
            .collect();
        assert_eq!(shown, ["Corée du", "Nord"]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        let text = "x".repeat(1_000_000);
        assert_eq!(wrap(&text, 10, 3), "xxxxxxxxxx\nxxxxxxxxxx\nxxxxxxxxxx…");
    }

    #[test]
    fn wide_characters_count_for_two() {
        assert_eq!(wrap("金正恩 金正恩", 7, 5), "金正恩\n金正恩");
    }
}
