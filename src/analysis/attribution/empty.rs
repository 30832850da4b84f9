//! Sentences that claim nothing: headings, questions, wishes, instructions, credits.

use super::saying::Scope;
use super::words::Words;
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::{Morph, Pos};
use crate::text::{BlockKind, TokenKind};

/// The rule by which the sentence makes no claim, if one does. `alone` tells that the sentence is
/// all there is on its line and in its block.
pub fn rule(scope: &Scope<'_>, kind: BlockKind, alone: bool) -> Option<&'static str> {
    let words = scope.words;
    match kind {
        BlockKind::Heading => return Some("heading"),
        BlockKind::Boilerplate => return Some("boilerplate"),
        _ => {}
    }
    let range = scope.tokens.clone();
    let count = range.clone().filter(|k| words.is_word(*k)).count();
    if count == 0 {
        return Some("no-words");
    }
    let last = range.clone().rev().find(|k| !is_closer(words, *k));
    let end = last.map_or("", |k| words.text(k));
    if end.ends_with('?') && !last.is_some_and(|k| scope.is_quoted(k) && !scope.is_quoted(range.start)) {
        return Some("question");
    }
    let finite = range.clone().any(|k| words.mark(k).finite && !scope.is_quoted(k));
    let any_finite = range.clone().any(|k| words.mark(k).finite);
    let numbers = range.clone().any(|k| words.kind(k) == Some(TokenKind::Number));
    let stopped = matches!(end, "." | "!" | "…" | "..." | ":" | ";") || end.ends_with('.');
    if alone && !stopped && end != "," && count <= 16 && kind != BlockKind::ListItem {
        return Some(if numbers && !any_finite {
            "dateline"
        } else {
            "heading"
        });
    }
    if credits(words, &range) {
        return Some("caption");
    }
    let first = range.clone().find(|k| words.is_word(*k)).unwrap_or(range.start);
    let orders = instructs(words, first);
    if orders
        && (words.language == Language::English || !range.clone().any(|k| words.mark(k).finite && k > first))
    {
        return Some("instruction");
    }
    // Without a verb, a short line is a heading in the text or a caption; a longer one states something.
    let most = match words.language {
        Language::French => 8,
        Language::English => 11,
    };
    let listed = end == ";" || (kind == BlockKind::ListItem && numbers);
    if !any_finite && count <= most && !listed {
        return Some("no-verb");
    }
    let verb = range.clone().find(|k| words.mark(*k).finite).unwrap_or(range.end);
    let wishes =
        (first..=verb).any(|k| words.is(k, Classes::OPINION) && (k == first || words.mark(k).len > 1));
    if wishes && !numbers {
        return Some("opinion");
    }
    if end == "!" && !numbers && !names(scope, first) && count <= 14 {
        return Some("exclamation");
    }
    if end == ":" && count <= 10 && (!finite || !names(scope, first)) {
        return Some("announcement");
    }
    None
}

/// `Photo: Anna Kovacs`: the credit of a picture, at the head or behind its caption.
fn credits(words: &Words<'_>, range: &std::ops::Range<usize>) -> bool {
    range
        .clone()
        .any(|k| words.is(k, Classes::CREDIT) && words.mark(k).capital && words.is_mark(k + 1, &[":", "©"]))
}

fn is_closer(words: &Words<'_>, k: usize) -> bool {
    words.is_mark(k, &["\"", "”", "»", ")", "]", "'", "’", "*", "_"])
}

/// Whether a name stands in the sentence behind its first word.
fn names(scope: &Scope<'_>, first: usize) -> bool {
    scope
        .tokens
        .clone()
        .any(|k| k > first && scope.words.mark(k).capital)
}

/// Whether the sentence opens with an order to the reader.
fn instructs(words: &Words<'_>, first: usize) -> bool {
    let mark = words.mark(first);
    mark.pos == Some(Pos::Verb)
        && mark.morph.any(Morph::IMPERATIVE | Morph::INFINITIVE)
        && !mark.morph.any(Morph::PARTICIPLE)
}
