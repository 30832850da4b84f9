//! Turns of speech as minutes and interviews print them: the speaker's name, a mark, and what was said, without quotation
//! marks.

use crate::analysis::{ActorKind, Mention};
use crate::text::{Block, BlockKind, Span};

/// How far behind the name the mark may stand, in bytes: a group or an office may stand between.
const LONGEST_LABEL: usize = 80;
/// How many words a turn behind a colon has at least: `Buteur : Colin` is none.
const FEWEST_WORDS: usize = 4;

/// The names with which the turns of a block begin, in order. Bytes of the text.
pub fn turns(block: &Block, mentions: &[Mention]) -> Vec<Span> {
    if block.kind == BlockKind::Heading {
        return Vec::new();
    }
    let first = mentions.partition_point(|mention| mention.span.start < block.span.start);
    let inside = mentions.get(first..).unwrap_or_default().iter();
    inside
        .take_while(|mention| mention.span.end <= block.span.end)
        .filter(|mention| mention.kind == ActorKind::Person)
        .filter_map(|mention| {
            let local = mention.span.start.checked_sub(block.span.start)?;
            let before = block.prose.get(..local)?.trim_end();
            let opens = before.is_empty() || before.ends_with(['.', '!', '?', '…', '»']);
            let rest = block.prose.get(local + mention.span.end - mention.span.start..)?;
            (opens && (minuted(rest) || before.is_empty() && interviewed(rest))).then_some(mention.span)
        })
        .collect()
}

/// `(S&D). – Madame la Présidente, …`
fn minuted(rest: &str) -> bool {
    let dash = |rest: &str| {
        let rest = rest.trim_start_matches(' ');
        rest.starts_with(['–', '—'])
    };
    rest.match_indices('.')
        .take_while(|(at, _)| *at < LONGEST_LABEL)
        .find(|(at, _)| dash(rest.get(at + 1..).unwrap_or("")))
        .is_some_and(|(at, _)| {
            let label = rest.get(..at).unwrap_or("").trim();
            label.is_empty() || label.starts_with(['(', ','])
        })
}

/// `: Les gens rentrent.`
fn interviewed(rest: &str) -> bool {
    let label_ends = match rest.trim_start() {
        aside if aside.starts_with('(') => aside.split_once(')').map(|(_, after)| after),
        plain => Some(plain),
    };
    label_ends
        .map(str::trim_start)
        .and_then(|after| after.strip_prefix(':'))
        .is_some_and(|said| {
            said.starts_with([' ', '\u{a0}', '\u{202f}'])
                && said.split_whitespace().count() >= FEWEST_WORDS
                && said.trim_end().ends_with(['.', '!', '?', '…'])
        })
}
