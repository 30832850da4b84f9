//! Predicates of stance: `is confident that`, `est favorable à`, `s'est montré prudent`.
//!
//! Nobody but the speaker knows what he is confident of: a stance that names what it is about has
//! been put in words.

use super::saying::{Scope, is_subordinate};
use super::subject::{self, Kind, Subject};
use super::voice::house_of;
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::Pos;
use std::ops::Range;

/// A stance and who takes it.
#[derive(Clone, Debug)]
pub struct Stance {
    /// From the copula to the adjective.
    pub tokens: Range<usize>,
    /// Whose it is.
    pub subject: Subject,
}

/// How many words may stand between a copula and its adjective: `is not yet fully convinced`.
const ADVERBS: usize = 4;

/// The first stance that a main clause of the sentence states outside of quotation marks.
pub fn stance(scope: &Scope<'_>) -> Option<Stance> {
    let words = scope.words;
    let range = scope.tokens.clone();
    range.clone().find_map(|adjective| {
        if !words.is(adjective, Classes::STANCE) || scope.is_quoted(adjective) || !has_topic(scope, adjective)
        {
            return None;
        }
        let copula = (range.start..adjective)
            .rev()
            .take(ADVERBS + 1)
            .find(|k| words.is(*k, Classes::AUX_BE.with(Classes::COPULA)) && !scope.is_quoted(*k))?;
        let adverbs = (copula + 1..adjective).all(|k| {
            words.mark(k).pos == Some(Pos::Adv) || words.is(k, Classes::CLITIC.with(Classes::COPULA))
        });
        // Auxiliaries and clitics in front belong to the verb: `s'est montré`, `has been`.
        let start = (range.start..copula)
            .rev()
            .take_while(|k| {
                words.is(
                    *k,
                    Classes::AUX_BE.with(Classes::AUX_HAVE).with(Classes::REFLEXIVE),
                ) || words.mark(*k).pos == Some(Pos::Adv)
            })
            .last()
            .unwrap_or(copula);
        let finite = (start..=copula).any(|k| words.mark(k).finite);
        if !adverbs || !finite {
            return None;
        }
        let quoted = |k: usize| scope.is_quoted(k);
        let subject = subject::before(words, range.start, start, &quoted);
        let subject = house_of(scope, &subject).unwrap_or(subject);
        let speaks = matches!(subject.kind, Kind::Named | Kind::Described | Kind::Pronoun);
        (speaks && !is_subordinate(scope, &subject)).then_some(Stance {
            tokens: start..adjective + usize::from(words.mark(adjective).len),
            subject,
        })
    })
}

/// Whether what the stance is about follows: a clause, or a group that a preposition introduces.
fn has_topic(scope: &Scope<'_>, adjective: usize) -> bool {
    let words = scope.words;
    let next = adjective + usize::from(words.mark(adjective).len);
    if next > adjective + 1 {
        return true;
    }
    let introduced = words.is(next, Classes::THAT.with(Classes::LINK).with(Classes::TOPIC));
    // `concerned the government will`: a clause that no word introduces.
    let clause = words.language == Language::English
        && matches!(words.mark(next).pos, Some(Pos::Det | Pos::Pron | Pos::Propn))
        && (next..scope.tokens.end).any(|k| words.mark(k).finite);
    // `se veut rassurant`: a stance that is taken in words.
    let worded = words.language == Language::French
        && (adjective.saturating_sub(2)..adjective).any(|k| words.is(k, Classes::COPULA))
        && words.is_mark(next, &[".", ","]);
    introduced || clause || worded
}
