//! What else cannot be true of one thing: two things of one name that belong to different actors, two places of one deed,
//! a figure or date that the passage itself calls wrong.

use super::align::{Alignment, same_actor};
use super::limits::{office, says};
use super::roles::adjective;
use crate::analysis::ActorKind;
use crate::analysis::facts::{ActorFact, Bound, DateFact, Facts, Figure, Link, Term};
use crate::language::Language;
use crate::language::news::{Role, lexicon};

/// How many words may stand between a noun and the actor to whom it belongs.
const ATTACHED: u16 = 4;

/// Nouns that both sides have, each of which belongs to other actors on the two sides (`Russian drones`, `drones
/// iraniens`): the claim's term, its actor, the passage's actor.
pub(super) fn attributes(
    claim: &Facts,
    passage: &Facts,
    alignment: &Alignment,
) -> Vec<(usize, usize, usize)> {
    let terms = claim.terms.iter().zip(&alignment.terms).enumerate();
    let pairs = terms.filter(|(_, (term, matched))| {
        term.is(Term::NOUN)
            && !term.is(Term::ACTOR)
            && matched.score >= SAME
            && !says(term)
            && !lexicon().plays(&term.families, Role::Head)
    });
    pairs
        .filter_map(|(c, (term, matched))| {
            let other = passage.terms.get(matched.term?)?;
            let ours = attached(claim, term);
            // `le peuple coréen … le peuple russe`: of several such things one may be that which is meant.
            let alike = passage.terms.iter().filter(|one| one.stem == other.stem).take(ALIKE);
            let theirs: Vec<usize> = alike.flat_map(|one| attached(passage, one)).collect();
            let (a, b) = (*ours.first()?, *theirs.first()?);
            let same = |a: &usize, b: &usize| {
                matches!((claim.actors.get(*a), passage.actors.get(*b)), (Some(a), Some(b)) if same_actor(a, b) >= 0.4)
            };
            let apart = !ours.iter().any(|a| theirs.iter().any(|b| same(a, b)));
            apart.then_some((c, a, b))
        })
        .collect()
}

/// How many nouns of one name are looked at: a passage without end may have any number.
const ALIKE: usize = 6;
/// How nearly the same two nouns must mean for their owners to be compared.
const SAME: f32 = 0.85;

/// The actors to whom what a noun names belongs: adjectives of states beside it, and `of`.
fn attached(facts: &Facts, noun: &Term) -> Vec<usize> {
    let own = |actor: &ActorFact| {
        let after = actor.at > noun.at && actor.at <= noun.at.saturating_add(ATTACHED) && {
            // Another noun between is what it belongs to (`l'ambassadeur de la République du Congo à Paris`), but for a title
            // (`à l'invitation du président Untel`).
            let titled = |term: &Term| office(term) && actor.kind == ActorKind::Person;
            let mut between = facts
                .terms
                .iter()
                .filter(|term| !term.is(Term::ACTOR) && !titled(term));
            !between.any(|term| term.at > noun.at && term.at < actor.at && term.is(Term::NOUN | Term::VERB))
        };
        let adjective = adjective(actor);
        match facts.language {
            Language::French => {
                after && (adjective && actor.at <= noun.at.saturating_add(2) || actor.link == Link::Of)
            }
            Language::English => {
                let before = actor.at < noun.at
                    && noun.at <= actor.at.saturating_add(3)
                    && !facts
                        .joints
                        .iter()
                        .any(|joint| *joint > actor.at && *joint < noun.at);
                // `North Korea's own national day`: its owner stands before a noun, and no verb between.
                let owner = actor.kind != ActorKind::Person
                    && !facts
                        .terms
                        .iter()
                        .any(|term| term.is(Term::VERB) && term.at > actor.at && term.at < noun.at);
                before && (adjective || owner) || after && matches!(actor.link, Link::Of | Link::Where)
            }
        }
    };
    let actors = facts.actors.iter().enumerate();
    actors
        .filter(|(_, actor)| !actor.borrowed && own(actor))
        .map(|(index, _)| index)
        .collect()
}

/// A place where the claim has something happen that the passage has happen in another: the actors. Only where neither
/// side names the other's place.
pub(super) fn places(claim: &Facts, passage: &Facts, alignment: &Alignment) -> Vec<(usize, usize)> {
    let place = |actor: &ActorFact| {
        actor.kind == ActorKind::Place && !actor.borrowed && matches!(actor.link, Link::Where | Link::Target)
    };
    let theirs: Vec<usize> = passage
        .actors
        .iter()
        .enumerate()
        .filter(|(_, actor)| place(actor) && !claim.actors.iter().any(|own| same_actor(own, actor) >= 0.9))
        .map(|(index, _)| index)
        .collect();
    let ours = claim.actors.iter().zip(&alignment.actors).enumerate();
    ours.filter(|(_, (actor, matched))| place(actor) && matched.score < 0.2)
        .filter_map(|(index, _)| Some((index, *theirs.first()?)))
        .collect()
}

/// Among what is alike on the other side that which it holds for right or wrong as this side does (`rejected`), else the
/// first: its index, and whether both sides hold it for the same.
pub(super) fn alike<'a, T: 'a>(
    others: impl Iterator<Item = (usize, &'a T)> + Clone,
    rejected: bool,
    is_rejected: impl Fn(&T) -> bool,
) -> Option<(usize, bool)> {
    let same = others.clone().find(|(_, other)| is_rejected(other) == rejected);
    let same = same.map(|(at, _)| (at, true));
    same.or_else(|| others.clone().next().map(|(at, _)| (at, false)))
}

/// Whether a side says of the figure that it is not the right one (`42 million, not 24 million`).
pub(super) fn rejected_figure(facts: &Facts, figure: &Figure) -> bool {
    figure.bound == Bound::Exact && rejected(facts, figure.at)
}

/// Whether a side says of the date that it is not the right one (`le 30 juin et non le 30 avril`).
pub(super) fn rejected_date(facts: &Facts, date: &DateFact) -> bool {
    rejected(facts, date.at)
}

/// How many words may stand between a negation and the figure that it rejects.
const REJECTED: u16 = 2;

/// Whether a negation stands right before the place, without a verb between.
fn rejected(facts: &Facts, at: u16) -> bool {
    facts.negations.iter().any(|negation| {
        *negation < at
            && at - negation <= REJECTED + 1
            && !facts.terms.iter().any(|term| term.at > *negation && term.at < at)
    })
}
