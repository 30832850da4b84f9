//! Sources that a preposition introduces: `selon X`, `according to X`.

use super::evidence::Evidence;
use super::saying::Scope;
use super::subject::{self, Kind, Subject};
use super::words::Words;
use crate::analysis::Status;
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::Pos;

/// `selon X`, `according to X`.
pub fn preposition(scope: &Scope<'_>, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let range = scope.tokens.clone();
    let quoted = |k: usize| scope.is_quoted(k);
    for k in range.clone() {
        let mark = words.mark(k);
        if mark.classes.any(Classes::SELF) && !scope.is_quoted(k) {
            let mut next = base.clone();
            let phrase = words.cover(&(k..k + usize::from(mark.len)));
            (next.status, next.rule) = (Status::Attributed, "source-preposition");
            (next.cue, next.source) = (Some(phrase), Some(phrase));
            next.refers = true;
            return Some(next);
        }
        if scope.is_quoted(k) || !mark.classes.any(Classes::SOURCE.with(Classes::SOURCE_COMMA)) {
            continue;
        }
        let from = k + usize::from(mark.len);
        let subject = subject::after(words, from, range.end, &quoted);
        if subject.tokens.is_empty() {
            continue;
        }
        let head = (subject.tokens.clone()).find(|t| words.is_word(*t) && !words.is(*t, Classes::DET));
        if head.is_some_and(|h| words.is(h, Classes::MEASURE)) {
            continue;
        }
        if !mark.classes.any(Classes::SOURCE) {
            // `Mais pour Jean Petit, …`: a conjunction may stand in front.
            let first = range
                .clone()
                .find(|t| words.is_word(*t) && !words.is(*t, Classes::AND))
                == Some(k);
            let comma = words.is_mark(subject.tokens.end, &[","]);
            let person = words.mark(from).pos == Some(Pos::Propn)
                || head.is_some_and(|h| words.is_acronym(h))
                || head.is_some_and(|h| words.is(h, Classes::ROLE) && words.mark(h).pos != Some(Pos::Adj));
            let person = person || matches!(subject.kind, Kind::Vague | Kind::Pronoun);
            if !(first && comma && person && subject.kind.speaks()) {
                continue;
            }
        }
        let written = subject.document && words.is_mark(k.saturating_sub(1), &[","]);
        if words.language == Language::English && mark.len == 1 && !words.mark(from).capital && !written {
            continue;
        }
        if words.language == Language::French && !set_off(scope, k, &subject) && !can_answer(words, &subject)
        {
            continue;
        }
        if embedded(scope, k) {
            continue;
        }
        let mut next = base.clone();
        next.cue = Some(words.cover(&(k..from)));
        next.source = Some(words.cover(&subject.tokens));
        next.refers = matches!(subject.kind, Kind::Pronoun | Kind::Described);
        (next.status, next.rule) = match subject.kind {
            Kind::Vague => (Status::Vague, "vague-source"),
            Kind::First | Kind::Thing | Kind::Relative | Kind::Missing => continue,
            _ => (Status::Attributed, "source-preposition"),
        };
        return Some(next);
    }
    None
}

/// Whether commas or the edges of the sentence part `selon` and its group from the rest: a measure
/// (`varie selon la saison`) belongs to its verb, a source to the whole sentence.
fn set_off(scope: &Scope<'_>, k: usize, subject: &Subject) -> bool {
    let words = scope.words;
    let behind = subject.tokens.end;
    let open = k == scope.tokens.start || words.is_mark(k - 1, &[",", "–", "—", "("]);
    let close = behind >= scope.tokens.end || !words.is_word(behind) || words.is(behind, Classes::RELATIVE);
    let noun = |k: usize| matches!(words.mark(k).pos, Some(Pos::Noun | Pos::Propn));
    let determined = words.is(subject.tokens.start, Classes::DET.with(Classes::SOME));
    open && close && determined && subject.tokens.clone().any(noun) && subject.kind != Kind::First
}

/// Whether the head of a noun group behind `selon` is one that can answer, and no measure.
fn can_answer(words: &Words<'_>, subject: &Subject) -> bool {
    let people = Classes::ROLE
        .with(Classes::DOCUMENT)
        .with(Classes::CROWD)
        .with(Classes::CROWD_OPEN);
    match subject.kind {
        Kind::Pronoun | Kind::Vague => true,
        Kind::Named | Kind::Described => {
            let head = subject
                .tokens
                .clone()
                .find(|k| matches!(words.mark(*k).pos, Some(Pos::Noun | Pos::Propn)));
            head.is_none_or(|k| {
                words.is(k, people)
                    || words.mark(k).pos == Some(Pos::Propn)
                    || words.mark(k).capital
                    || words.names_a_role(k)
            })
        }
        _ => false,
    }
}

/// Whether a source at `k` stands inside a relative clause, so that it answers for that clause only.
fn embedded(scope: &Scope<'_>, k: usize) -> bool {
    let words = scope.words;
    let start = scope.tokens.start;
    let back = (start..k).rev().take(3).find(|b| words.is_word(*b));
    back.is_some_and(|b| words.is(b, Classes::RELATIVE) && !words.is(b, Classes::THAT) && b > start)
}
