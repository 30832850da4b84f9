//! Sentences that answer for themselves by what they quote.

use super::evidence::Evidence;
use super::saying::Scope;
use crate::analysis::Status;
use crate::language::saying::Classes;

/// Quoted words behind a colon, or most of the sentence in quotation marks.
pub fn quotation(scope: &Scope<'_>, word_count: usize, inside: usize, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let mut next = base.clone();
    next.status = Status::Attributed;
    let colon = scope
        .tokens
        .clone()
        .find(|k| words.is_mark(*k, &[":"]) && scope.is_quoted(k + 1) && !scope.is_quoted(*k));
    if let Some(colon) = colon.filter(|_| inside >= 2) {
        next.rule = "quotation-after-colon";
        next.cue = Some(words.span(colon));
        return Some(next);
    }
    next.rule = "quotation";
    let most = inside >= 5 && inside * 10 >= word_count * 6 && !is_title(scope);
    (most || direct_speech(scope)).then_some(next)
}

/// Whether the quoted words are a title: most of them have a capital, and none is a finite verb.
fn is_title(scope: &Scope<'_>) -> bool {
    let words = scope.words;
    let quoted = scope
        .tokens
        .clone()
        .filter(|k| scope.is_quoted(*k) && words.is_word(*k));
    let (mut all, mut capitals) = (0, 0);
    for k in quoted {
        all += 1;
        capitals += usize::from(words.mark(k).capital);
    }
    capitals * 2 > all
}

/// `"It's in our favour," Mary, 19, shouted as…`: a clause in quotation marks that a comma ties to words
/// about somebody. Writers put any verb there (`s'étrangle`, `shrugs`), so that none is asked for.
fn direct_speech(scope: &Scope<'_>) -> bool {
    let words = scope.words;
    let range = scope.tokens.clone();
    let Some(close) = range
        .clone()
        .find(|k| scope.is_quoted(*k) && !scope.is_quoted(k + 1) && k + 1 < range.end)
    else {
        return false;
    };
    let comma = words.is_mark(close.saturating_sub(1), &[",", "!", "…"]) || words.is_mark(close + 1, &[","]);
    let clause = (range.start..close).any(|k| scope.is_quoted(k) && words.mark(k).finite);
    let opens = scope.is_quoted(range.start);
    let teller = (close + 1..range.end).any(|k| {
        let mark = words.mark(k);
        let person = Classes::ROLE.with(Classes::PERSONAL).with(Classes::DOCUMENT);
        !scope.is_quoted(k) && (mark.capital || mark.classes.any(person))
    });
    opens && comma && clause && teller
}
