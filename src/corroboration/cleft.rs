//! What a claim stresses (`C'est à Varsovie que …`, `It was in Warsaw that …`).

use super::align::{Alignment, Side, same_actor};
use crate::analysis::facts::{ActorFact, Facts, Word, words};
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
pub(super) fn focus(claim: Side<'_>, passage: &Facts, alignment: &Alignment) -> Option<(usize, usize)> {
    let (first, last) = stressed(claim)?;
    let inside = |at: u16| (first..last).contains(&usize::from(at));
    let terms = claim.facts.terms.iter().zip(&alignment.terms);
    let (mut all, mut covered) = (0.0, 0.0);
    for (term, matched) in terms.filter(|(term, _)| !inside(term.at)) {
        all += term.weight;
        covered += term.weight * matched.score;
    }
    if covered < REST * all {
        return None;
    }
    let mut ours = claim.facts.actors.iter().zip(&alignment.actors).enumerate();
    let (a, (actor, _)) =
        ours.find(|(_, (actor, matched))| !actor.borrowed && inside(actor.at) && matched.score < 0.3)?;
    let foreign = |other: &ActorFact| {
        let mut own = claim.facts.actors.iter();
        !other.borrowed && other.kind == actor.kind && !own.any(|own| same_actor(own, other) >= 0.4)
    };
    let b = passage.actors.iter().position(foreign)?;
    Some((a, b))
}

/// Which words are stressed, as numbers of words.
fn stressed(claim: Side<'_>) -> Option<(usize, usize)> {
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
