//! What a claim stresses (`C'est à Varsovie que …`, `It was in Warsaw that …`).

use super::align::{Alignment, Side, same_actor};
use super::roles::doer_of;
use crate::analysis::facts::{ActorFact, Facts, Link, Term, Word, words};
use crate::language::Language;
use crate::language::news::lexicon;

/// How much of the rest of the claim the passage must have, by weight.
const REST: f32 = 0.6;
/// How many words may open a cleft.
const OPENING: usize = 3;
/// How many words may be stressed.
const LONGEST: usize = 12;

/// The actor whom the claim stresses and of whom the passage has nothing, and the one of the same kind that the passage
/// names and the claim does not: whoever tells all the rest and somebody else says that it was not he.
pub(super) fn focus(
    claim: &Facts,
    passage: &Facts,
    alignment: &Alignment,
    attributes: &[(usize, usize, usize)],
    (first, last): Stress,
) -> Option<(usize, usize)> {
    let inside = |at: u16| (first..last).contains(&usize::from(at));
    let terms = claim.terms.iter().zip(&alignment.terms);
    let (mut all, mut covered) = (0.0, 0.0);
    for (term, matched) in terms.filter(|(term, _)| !inside(term.at)) {
        all += term.weight;
        covered += term.weight * matched.score;
    }
    if covered < REST * all {
        return None;
    }
    // `C'est l'ambassadeur russe qui …`, where it was the American one.
    let owned = attributes.iter().find(|(term, ..)| {
        let term = claim.terms.get(*term);
        term.is_some_and(|term| inside(term.at))
    });
    if let Some((_, a, b)) = owned {
        return Some((*a, *b));
    }
    if let Some(found) = another_doer(claim, passage, alignment, (first, last)) {
        return Some(found);
    }
    let mut ours = claim.actors.iter().zip(&alignment.actors).enumerate();
    let (a, (actor, _)) =
        ours.find(|(_, (actor, matched))| !actor.borrowed && inside(actor.at) && matched.score < 0.3)?;
    let foreign = |other: &ActorFact| {
        let mut own = claim.actors.iter();
        !other.borrowed && other.kind == actor.kind && !own.any(|own| same_actor(own, other) >= 0.4)
    };
    let b = passage.actors.iter().position(foreign)?;
    Some((a, b))
}

/// The actor who, the claim stresses, does what its next verb says, and another who does it in the passage (`C'est X qui a
/// accusé Y`, where Y accused X).
fn another_doer(
    claim: &Facts,
    passage: &Facts,
    alignment: &Alignment,
    (first, last): Stress,
) -> Option<(usize, usize)> {
    let inside = |at: u16| (first..last).contains(&usize::from(at));
    let mut terms = claim.terms.iter().zip(&alignment.terms);
    // Right behind what is stressed: in `it was X that Y accused` X does nothing.
    let (verb, matched) = terms.find(|(term, _)| usize::from(term.at) > last)?;
    let near = usize::from(verb.at) <= last + NEXT;
    let doer = claim
        .actors
        .iter()
        .position(|actor| !actor.borrowed && inside(actor.at))?;
    let actor = claim.actors.get(doer)?;
    if !near
        || !verb.is(Term::VERB)
        || verb.is(Term::ACTOR)
        || matched.score < SAME
        || actor.link != Link::Bare
    {
        return None;
    }
    let other = doer_of(passage, passage.terms.get(matched.term?)?.at)?;
    let theirs = passage.actors.get(other)?;
    // Somebody of the same state may be the one who acts for it.
    (same_actor(actor, theirs) < 0.4).then_some((doer, other))
}

/// How many words may stand before the verb that belongs to what is stressed (`que s'est`, `who has never`).
const NEXT: usize = 4;
/// How nearly the same two verbs must mean for their doers to be compared.
const SAME: f32 = 0.7;

/// Whether something that is no name is stressed of which neither the passage nor what stands around it has a word.
pub(super) fn unknown(claim: &Facts, alignment: &Alignment, (first, last): Stress) -> bool {
    let mut terms = claim.terms.iter().zip(&alignment.terms);
    terms.any(|(term, matched)| {
        (first..last).contains(&usize::from(term.at))
            && !term.is(Term::ACTOR | Term::ADVERB)
            && matched.score.max(matched.near) < MISSING
    })
}

/// Below this score a word has no answer.
const MISSING: f32 = 0.4;

/// Which words of a claim are stressed, as numbers of words: the first, and the one behind the last.
pub(super) type Stress = (usize, usize);

/// What a claim stresses, where it does.
pub(super) fn stressed(claim: Side<'_>) -> Option<Stress> {
    let language = claim.facts.language;
    let start = opening(claim.text, language)?;
    let words = words(claim.text, language);
    let first = words.iter().take_while(|word| word.span.start < start).count();
    let closes = |word: &Word| lexicon().clefts().closes(word.span.of(claim.text), language);
    let mut after = words.iter().enumerate().skip(first + 1).take(LONGEST);
    let (last, _) = after.find(|(_, word)| closes(word))?;
    Some((first, last))
}

/// Where the words end that open a cleft, in bytes; most claims have none, and cutting them into words takes time.
fn opening(claim: &str, language: Language) -> Option<usize> {
    let mut end = 0;
    let mut words = String::new();
    for word in claim.split(|c: char| !c.is_alphanumeric()).take(OPENING) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        end += word.len();
        if lexicon().clefts().opens(&words, language) {
            return Some(end);
        }
        end += claim.get(end..)?.chars().next().map_or(0, char::len_utf8);
    }
    None
}
