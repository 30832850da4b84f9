//! Things of which one excludes the other in the same place (`by train`, `by plane`).

use super::align::{Alignment, exclude};
use super::polarity::{anchors, beside};
use crate::analysis::facts::{Facts, Term};
use crate::language::news::lexicon;

/// Below this score a word of the claim is neither in the passage nor around it.
const MISSING: f32 = 0.5;

/// Words of the claim that name a thing of which the passage has nothing, with the word of the passage that names another
/// thing of that kind in its place: both are said of something that the two sides have in common.
pub(super) fn other_things(claim: &Facts, passage: &Facts, alignment: &Alignment) -> Vec<(usize, usize)> {
    let named = |term: &Term| !term.things.is_empty() && !term.is(Term::ACTOR);
    let theirs: Vec<(usize, &Term)> = passage
        .terms
        .iter()
        .enumerate()
        .filter(|(_, other)| named(other))
        .collect();
    let ours = claim.terms.iter().zip(&alignment.terms).enumerate();
    ours.filter(|(_, (term, matched))| named(term) && matched.score.max(matched.near) < MISSING)
        .filter_map(|(c, (term, _))| {
            let same = |other: &Term| other.things.iter().any(|thing| term.things.contains(thing));
            if theirs.iter().any(|(_, other)| same(other)) {
                return None;
            }
            let anchors = anchors(claim, term, passage, alignment);
            let (p, _) = theirs.iter().find(|(p, other)| {
                exclude(term, other, lexicon())
                    && term.is(Term::NEGATED) == other.is(Term::NEGATED)
                    && beside(&anchors, other)
                    && !alignment.uses(*p, MISSING)
            })?;
            Some((c, *p))
        })
        .collect()
}
