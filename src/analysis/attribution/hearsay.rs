//! Hearsay without any source: adverbs, set phrases, the French conditional; speakers who hide.

use super::evidence::Evidence;
use super::saying::Scope;
use super::words::Words;
use crate::analysis::Status;
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::{Morph, Pos};
use std::ops::Range;

/// Hearsay without any source: adverbs, set phrases, the French conditional.
pub fn hearsay(scope: &Scope<'_>, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let range: Range<usize> = scope.tokens.clone();
    let main = |k: usize| !scope.is_quoted(k);
    let mut next = base.clone();
    next.status = Status::Vague;
    let aside = |k: usize| {
        let finite_before = |b: usize| (range.start..b).any(|m| words.mark(m).finite);
        (range.start..k).any(|b| words.is(b, Classes::SUB) && finite_before(b))
    };
    let phrase = range.clone().find(|k| main(*k) && words.is(*k, Classes::HEARSAY));
    if let Some(k) = phrase.filter(|k| !second_clause(scope, *k) && !aside(*k) && !of_another_verb(scope, *k))
    {
        next.rule = "hearsay";
        next.cue = Some(words.cover(&(k..k + usize::from(words.mark(k).len))));
        return Some(next);
    }
    if words.language != Language::French || range.clone().any(|k| main(k) && words.is(k, Classes::IF)) {
        return None;
    }
    let conditional = range.clone().find(|k| {
        let relative = (range.start..*k)
            .rev()
            .take(3)
            .any(|b| words.is(b, Classes::RELATIVE));
        let hearsay = words.is(*k, Classes::AUX_COND) && is_hearsay_conditional(words, *k)
            || words.is(*k, Classes::STATE) && words.mark(*k).finite
            || told(scope, *k);
        main(*k) && hearsay && !relative
    })?;
    next.rule = "hearsay-conditional";
    next.cue = Some(words.span(conditional));
    Some(next)
}

/// Whether the adverb at `k` belongs to a verb that is not the clause's own: `arrested for allegedly
/// stealing`, `après avoir prétendument détourné`.
fn of_another_verb(scope: &Scope<'_>, k: usize) -> bool {
    let words = scope.words;
    if words.mark(k).len > 1 {
        return false;
    }
    let before = k.checked_sub(1).filter(|b| *b >= scope.tokens.start);
    let governed = before.is_some_and(|b| {
        let mark = words.mark(b);
        (mark.pos == Some(Pos::Adp) || mark.morph.any(Morph::INFINITIVE)) && !mark.finite
            || words.is(b, Classes::DET) && !words.is(b, Classes::CLITIC)
    });
    governed
        && scope
            .tokens
            .clone()
            .any(|f| words.mark(f).finite && !scope.is_quoted(f))
}

/// `Les travaux débuteraient au printemps`: the present conditional of a verb that is no modal, in a main clause whose
/// subject is somebody or something, is hearsay in the news; what might follow from something else has its `si` or its
/// `pourrait`.
fn told(scope: &Scope<'_>, k: usize) -> bool {
    let words = scope.words;
    let mark = words.mark(k);
    let modal = Classes::MODAL
        .with(Classes::CONTROL)
        .with(Classes::DUTY)
        .with(Classes::AUX_COND);
    let before = scope.tokens.start..k;
    let depends = |b: usize| {
        words.is(b, Classes::SUB.with(Classes::RELATIVE).with(Classes::THAT)) || words.mark(b).finite
    };
    let noun = |b: usize| matches!(words.mark(b).pos, Some(Pos::Noun | Pos::Propn));
    mark.finite
        && mark.pos == Some(Pos::Verb)
        && mark.morph.any(Morph::CONDITIONAL)
        && !words.is(k, modal)
        && !before.clone().rev().take(25).any(depends)
        && before.clone().any(noun)
        && !before
            .rev()
            .take(4)
            .any(|b| words.is(b, Classes::THING.with(Classes::IMPERSONAL).with(Classes::FIRST)))
}

/// `aurait fourni`, `serait âgé de`: not `aurait besoin`, not `ce serait`.
fn is_hearsay_conditional(words: &Words<'_>, k: usize) -> bool {
    let participle = (k + 1..k + 5).any(|p| {
        let mark = words.mark(p);
        mark.morph.any(Morph::PARTICIPLE) && mark.morph.any(Morph::PAST)
    });
    let before = k.saturating_sub(3)..k;
    let impersonal = before.clone().any(|b| words.is(b, Classes::THING))
        || words.is(k.saturating_sub(1), Classes::IMPERSONAL);
    if words.is(k, Classes::AUX_BE) {
        !impersonal
    } else {
        participle
    }
}

/// Whether `k` stands in a clause that another main clause comes before.
fn second_clause(scope: &Scope<'_>, k: usize) -> bool {
    let words = scope.words;
    let start = scope.tokens.start;
    let joint = (start + 1..k)
        .rev()
        .find(|j| words.is(*j, Classes::AND) && words.is_mark(j - 1, &[","]));
    joint.is_some_and(|joint| (start..joint).any(|b| words.mark(b).finite))
}

/// Whether the sentence says that its speaker is not to be named.
pub fn anonymous(scope: &Scope<'_>) -> bool {
    let words = scope.words;
    let mut tokens = scope.tokens.clone();
    tokens.any(|k| words.is(k, Classes::ANONYMOUS) && !scope.is_quoted(k))
}
