//! What the quotation marks of one block enclose.

use super::words::Words;
use std::ops::Range;

/// A stretch of a block in quotation marks; where a mark is missing the stretch runs to the block's edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Tokens from the opening to behind the closing mark.
    pub tokens: Range<usize>,
    /// Whether the opening mark stands in this block.
    pub opened: bool,
    /// Whether the closing mark stands in this block.
    pub closed: bool,
    /// Whether the opening mark may as well be a closing one.
    pub ambiguous: bool,
    /// Which marks they are.
    pub style: Style,
}

/// A pair of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `« »`.
    Guillemets,
    /// `“ ”`, also `„ “`.
    Curly,
    /// `"`, also `''`.
    Straight,
    /// `‘ ’`, and `'` where it is no apostrophe.
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// The outermost quotations of a block, in order and without overlap.
pub fn quotes(words: &Words<'_>, count: usize) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut open: Option<(usize, Style)> = None;
    for i in 0..count {
        let Some((style, side)) = mark(words, i) else {
            continue;
        };
        match open {
            None if side == Side::Close => {
                // A closing mark that nothing opened here: what was opened in a block before.
                if style != Style::Single && found.is_empty() {
                    found.push(Quote {
                        tokens: 0..i + 1,
                        opened: false,
                        closed: true,
                        ambiguous: false,
                        style,
                    });
                }
            }
            None => {
                if style != Style::Single || closes_later(words, i, count) {
                    open = Some((i, style));
                }
            }
            Some((start, opened)) if opened == style => {
                if side == Side::Open && style != Style::Straight {
                    continue;
                }
                // Reopened at the head of a line: the quotation goes on, as English paragraphs do.
                if side == Side::Open && i > 0 && line_starts(words, i) {
                    continue;
                }
                found.push(Quote {
                    tokens: start..i + 1,
                    opened: true,
                    closed: true,
                    ambiguous: false,
                    style,
                });
                open = None;
            }
            Some(_) => {}
        }
    }
    if let Some((start, style)) = open {
        found.push(Quote {
            tokens: start..count,
            opened: true,
            closed: false,
            ambiguous: mark(words, start).is_some_and(|(_, side)| side == Side::Either),
            style,
        });
    }
    found
}

fn mark(words: &Words<'_>, i: usize) -> Option<(Style, Side)> {
    Some(match words.text(i) {
        "«" => (Style::Guillemets, Side::Open),
        "»" => (Style::Guillemets, Side::Close),
        "“" | "„" => (Style::Curly, Side::Open),
        "”" => (Style::Curly, Side::Close),
        "\"" | "''" | "``" => (Style::Straight, side(words, i)),
        "‘" => (Style::Single, Side::Open),
        "'" | "’" => match side(words, i) {
            Side::Either => return None,
            side => (Style::Single, side),
        },
        _ => return None,
    })
}

/// Which side a mark that looks the same on both is on, by the blanks around it.
fn side(words: &Words<'_>, i: usize) -> Side {
    let before = i > 0 && words.is_joined(i) && !words.is_mark(i - 1, &["(", "[", "—", "–", "-"]);
    let after = words.is_joined(i + 1);
    match (before, after) {
        (false, true) if !words.is_word(i + 1) && !words.is_mark(i + 1, &["(", "[", "«", "…", "."]) => {
            Side::Either
        }
        (false, true) => Side::Open,
        (true, false) => Side::Close,
        (true, true) if words.is_word(i - 1) && words.is_word(i + 1) => Side::Either,
        // `".` and `",`: the mark closes; `l'"exigence`: it opens.
        (true, true) if !words.is_word(i + 1) => Side::Close,
        (true, true) => Side::Open,
        (false, false) => Side::Either,
    }
}

/// Whether a single mark that opens at `i` is closed in the same sentence or so.
fn closes_later(words: &Words<'_>, i: usize, count: usize) -> bool {
    (i + 2..count.min(i + 60)).any(|k| mark(words, k) == Some((Style::Single, Side::Close)))
}

fn line_starts(words: &Words<'_>, i: usize) -> bool {
    let between = words
        .prose
        .get(words.span(i - 1).end..words.span(i).start)
        .unwrap_or("");
    between.contains('\n')
}
