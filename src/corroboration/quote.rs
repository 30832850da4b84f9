//! Words of a claim or a passage as a reader wants them quoted: not the bare content word, but the phrase.

use super::align::Side;
use crate::analysis::facts::{Term, Word, words};
use crate::language::news::Class;

/// How many function words are quoted in front of a content word (`de la visite`).
const IN_FRONT: usize = 4;
/// How far from the word that it denies a negation is looked for, in words.
const REACH: usize = 8;

/// Where the function words begin that belong to the word at byte `start`: articles, prepositions, auxiliaries,
/// negations.
pub(super) fn in_front(words: &[Word], start: usize) -> usize {
    let before = words
        .iter()
        .rev()
        .skip_while(|word| word.span.end > start)
        .take(IN_FRONT);
    let belonging =
        before.take_while(|word| !word.breaks && !matches!(word.class, None | Some(Class::Joint)));
    belonging.last().map_or(start, |word| word.span.start)
}

/// The words by which a side denies what `term` says (`n'est pas prêt`, `refused to sign`), or anything.
pub(super) fn denial<'a>(side: Side<'a>, term: Option<&Term>) -> &'a str {
    let words = words(side.text, side.facts.language);
    let place = |at: u16| usize::from(at);
    let negations = || side.facts.negations.iter().map(|at| place(*at));
    let (first, last) = match term {
        Some(term) => {
            let at = place(term.at);
            let near = |other: usize| {
                let (low, high) = (at.min(other), at.max(other));
                let between = words.get(low..high).unwrap_or_default();
                high - low <= REACH && !between.iter().any(|word| word.breaks)
            };
            // `n'est pas prêt`: both halves of the negation.
            let before = negations().filter(|other| *other < at && near(*other)).min();
            let after = || negations().filter(|other| *other > at && near(*other)).max();
            // `refused to sign`: a word that denies, and no negation.
            let other = || {
                let terms = side.facts.terms.iter().rev();
                terms
                    .map(|term| place(term.at))
                    .find(|other| *other < at && near(*other))
            };
            let term = words.partition_point(|word| word.span.end < term.span.end);
            match (before, after(), other()) {
                (Some(before), ..) => (before, term),
                (None, Some(after), _) => (at, after),
                (None, None, Some(other)) => (other, term),
                _ => (at, term),
            }
        }
        None => match (negations().min(), negations().max()) {
            (Some(first), Some(last)) if last - first <= REACH => (first, last + 1),
            (Some(first), _) => (first, first + 1),
            _ => return "",
        },
    };
    let last = last.min(words.len().saturating_sub(1));
    match (words.get(first), words.get(last)) {
        (Some(first), Some(last)) => {
            let start = in_front(&words, first.span.start);
            side.text.get(start..last.span.end).unwrap_or_default()
        }
        _ => "",
    }
}
