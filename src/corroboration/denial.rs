//! A sentence that does nothing but deny what stands in the one before it (`Accusation démentie par l'intéressée`).

use super::limits::says;
use crate::analysis::facts::{Facts, Link, Term};
use crate::language::news::{Role, lexicon};

/// The most content words, actors aside, that a sentence has which only denies.
const BARE: usize = 5;

/// Whether the sentence says no more than that something is denied or false.
pub(super) fn bare(sentence: &Facts) -> bool {
    let content = sentence.terms.iter().filter(|term| !term.is(Term::ACTOR));
    content.clone().count() <= BARE
        && content
            .clone()
            .any(|term| lexicon().plays(&term.families, Role::Denial))
}

/// Whether the claim only reports that somebody says so: a denial by others leaves that true.
pub(super) fn reported(claim: &Facts) -> bool {
    claim.terms.iter().any(says)
        || claim.terms.iter().any(|term| {
            [Role::Denial, Role::Rejection, Role::Charge]
                .iter()
                .any(|role| lexicon().plays(&term.families, *role))
        })
        || claim.actors.iter().any(|actor| actor.link == Link::Source)
}
