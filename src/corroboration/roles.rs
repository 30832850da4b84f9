//! Who does what to whom: actors in other places of the same predicate.

use super::align::{Alignment, same_actor};
use super::findings::Findings;
use super::limits::says;
use crate::analysis::ActorKind;
use crate::analysis::facts::{ActorFact, Facts, Link, Term};

impl Findings {
    /// Compares who does what to whom.
    pub(super) fn roles(&mut self, claim: &Facts, passage: &Facts, alignment: &Alignment) {
        for (c, (term, matched)) in claim.terms.iter().zip(&alignment.terms).enumerate() {
            let Some(other) = matched.term.and_then(|p| passage.terms.get(p)) else {
                continue;
            };
            if matched.score < 0.85 || term.is(Term::ACTOR) || taken(alignment, c) {
                continue;
            }
            self.nearest(c, claim, passage, (term.at, other.at));
            self.exchanged(c, claim, passage, (term.at, other.at));
            if term.is(Term::VERB) && other.is(Term::VERB) && !says(term) {
                self.turned(c, claim, passage, (term.at, other.at));
            }
        }
    }

    /// Different actors in the same place of one predicate.
    fn nearest(&mut self, c: usize, claim: &Facts, passage: &Facts, at: (u16, u16)) {
        let theirs = around(passage, at.1);
        for (slot, a) in around(claim, at.0) {
            let Some(actor) = claim.actors.get(a) else {
                continue;
            };
            let known = |index: usize| passage.actors.get(index).map_or(0.0, |b| same_actor(actor, b));
            let Some((_, b)) = theirs.iter().find(|(s, b)| *s == slot && known(*b) < 0.3) else {
                continue;
            };
            let elsewhere = theirs.iter().any(|(s, b)| *s != slot && known(*b) > 0.9);
            let foreign = passage.actors.get(*b);
            let named_too = foreign.is_some_and(|b| claim.actors.iter().any(|a| same_actor(a, b) > 0.9));
            if elsewhere || named_too {
                self.misplaced.push((c, a, *b));
            } else if slot == Slot::Doer {
                self.other_doer.push((c, a, *b));
            }
        }
    }

    /// One actor does in the claim what is done to it in the passage, and another the other way round. Both must be
    /// exchanged, and each side must say plainly who does it: where there is a doubt there is no exchange.
    fn exchanged(&mut self, c: usize, claim: &Facts, passage: &Facts, at: (u16, u16)) {
        let (Some(our_sides), Some(their_sides)) = (sides(claim, at.0), sides(passage, at.1)) else {
            return;
        };
        let (our_doer, their_doer) = (our_sides.doer, their_sides.doer);
        let (Some(ours), Some(theirs)) = (claim.actors.get(our_doer), passage.actors.get(their_doer)) else {
            return;
        };
        let among = |facts: &Facts, indices: &[usize], actor: &ActorFact| {
            indices
                .iter()
                .filter_map(|index| facts.actors.get(*index))
                .any(|other| same_actor(actor, other) >= 0.4)
        };
        let (our_next, their_next) = (behind(claim, at.0), behind(passage, at.1));
        let meets = |some: &[(usize, &ActorFact)], actor: &ActorFact| {
            some.iter().any(|(_, other)| same_actor(actor, other) >= 0.9)
        };
        let shared = our_next.iter().any(|(_, actor)| meets(&their_next, actor));
        let doers = same_actor(ours, theirs);
        let telling = claim.terms.get(c).is_some_and(|term| !says(term));
        if telling && doers < 0.4 && !names(claim, theirs) && (shared || meets(&their_next, ours)) {
            self.rival.push((c, our_doer, their_doer));
        }
        if let (Some((a, our_first)), Some((b, their_first))) = (our_next.first(), their_next.first())
            && telling
            && doers >= 0.9
            && !shared
            && !adjective(our_first)
            && !adjective(their_first)
            && !names(passage, our_first)
            && !names(claim, their_first)
        {
            self.rival.push((c, *a, *b));
        }
        // Whom it is done to first must not be its doer under another name.
        let itself = |next: &[(usize, &ActorFact)], doer: &ActorFact| {
            next.first()
                .is_some_and(|(_, first)| same_actor(doer, first) >= 0.4)
        };
        // `les remarques de Biden` are his, `l'invasion de l'Ukraine` is done to it: of nouns nobody can tell.
        let verb = claim.terms.get(c).is_some_and(|term| term.is(Term::VERB));
        if telling
            && verb
            && doers < 0.4
            && !our_sides.tells
            && among(passage, &their_sides.others, ours)
            && among(claim, &our_sides.others, theirs)
            && !itself(&our_next, ours)
            && !itself(&their_next, theirs)
        {
            self.swapped.push((c, our_doer, their_doer));
        }
    }

    /// A verb that is done to one actor here and to another there, where each side has the other one in another place:
    /// `a Russian war to destroy the United States`, `an American war to destroy Russia`.
    fn turned(&mut self, c: usize, claim: &Facts, passage: &Facts, at: (u16, u16)) {
        let (ours, theirs) = (behind(claim, at.0), behind(passage, at.1));
        let (Some((a, our_first)), Some((b, their_first))) = (ours.first(), theirs.first()) else {
            return;
        };
        let within = |some: &[(usize, &ActorFact)], actor: &ActorFact| {
            some.iter().any(|(_, other)| same_actor(actor, other) >= 0.4)
        };
        let close = our_first.at <= at.0.saturating_add(3) && their_first.at <= at.1.saturating_add(3);
        if close
            && !adjective(our_first)
            && !adjective(their_first)
            && !within(&theirs, our_first)
            && !within(&ours, their_first)
            && names(passage, our_first)
            && names(claim, their_first)
        {
            self.swapped.push((c, *a, *b));
        }
    }
}

/// Whether another word of the claim answers as well to the same word of the passage: then it need not be this one
/// (`called him a criminal … summoned the ambassador`, `a convoqué l'ambassadeur`).
fn taken(alignment: &Alignment, c: usize) -> bool {
    let Some(own) = alignment.terms.get(c) else {
        return false;
    };
    let mut others = alignment.terms.iter().enumerate();
    others.any(|(at, other)| at != c && other.term == own.term && other.score >= own.score)
}

/// Where an actor stands to a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Doer,
    Other,
    Of,
    /// Answers for what is said: no part in it.
    Source,
}

fn slot(actor: &ActorFact, at: u16) -> Slot {
    match actor.link {
        Link::Source => Slot::Source,
        Link::Doer => Slot::Doer,
        Link::Target | Link::Where if actor.at > at => Slot::Other,
        Link::Of if actor.at > at => Slot::Of,
        _ if actor.at < at => Slot::Doer,
        _ => Slot::Other,
    }
}

/// Whether the actor does, in the passive, what the predicate at `at` says: `a statement published by KCNA` has its own.
fn passive_doer(facts: &Facts, actor: &ActorFact, at: u16) -> bool {
    actor.link == Link::Doer
        && actor.at > at
        && actor.at <= at.saturating_add(9)
        && !verb_between(facts, at, actor.at)
}

/// Whether a verb that is no part of a name stands between two places.
fn verb_between(facts: &Facts, from: u16, to: u16) -> bool {
    let mut between = facts.terms.iter().filter(|term| term.at > from && term.at < to);
    between.any(|term| term.is(Term::VERB) && !term.is(Term::ACTOR))
}

/// The nearest actor of each slot around a predicate, within its clause.
fn around(facts: &Facts, at: u16) -> Vec<(Slot, usize)> {
    let mut found: Vec<(Slot, usize, u16)> = Vec::new();
    // `X was called … by Y`: Y does it.
    let passive = facts
        .actors
        .iter()
        .any(|actor| !actor.borrowed && passive_doer(facts, actor, at));
    for (index, actor) in facts
        .actors
        .iter()
        .enumerate()
        .filter(|(_, actor)| !actor.borrowed)
    {
        let distance = actor.at.abs_diff(at);
        if distance > 9 {
            continue;
        }
        let mut slot = slot(actor, at);
        if slot == Slot::Source {
            continue;
        }
        if passive && slot == Slot::Doer && actor.link != Link::Doer {
            slot = Slot::Other;
        }
        match found.iter_mut().find(|(known, ..)| *known == slot) {
            Some(known) if known.2 > distance => *known = (slot, index, distance),
            Some(_) => {}
            None => found.push((slot, index, distance)),
        }
    }
    found.into_iter().map(|(slot, index, _)| (slot, index)).collect()
}

/// Whether a side names the actor, or somebody who is as good.
fn names(facts: &Facts, actor: &ActorFact) -> bool {
    let mut own = facts.actors.iter().filter(|other| !other.borrowed);
    own.any(|other| same_actor(actor, other) >= 0.4)
}

/// An adjective (`la guerre russe`): it does nothing.
pub(super) fn adjective(actor: &ActorFact) -> bool {
    actor.kind == ActorKind::Group && !actor.key.starts_with("people:")
}

/// How many words before a noun its owner may stand (`Russia's own full support`).
const OWNER: u16 = 5;

/// Who does what a predicate says, and to whom it is done.
struct Sides {
    doer: usize,
    /// Whether the doer is only known to tell it.
    tells: bool,
    others: Vec<usize>,
}

/// The actor that does what the predicate at `at` says, and those to whom it is done; nothing where several might do
/// it or nobody is said to.
fn sides(facts: &Facts, at: u16) -> Option<Sides> {
    let (mut doers, mut speakers, mut others) = (Vec::new(), Vec::new(), Vec::new());
    // What is done may be done to an adjective (`l'ambassadeur américain`).
    let own = facts
        .actors
        .iter()
        .enumerate()
        .filter(|(_, actor)| !actor.borrowed && actor.link != Link::Source);
    let verb = facts
        .terms
        .iter()
        .any(|term| term.at == at && term.is(Term::VERB));
    // `la présidence a confirmé la venue`: the verb is hers, what the noun names need not be.
    // Nor is it his who only stands far before it.
    let elsewhere = |actor: &ActorFact| {
        !verb && (actor.at.saturating_add(OWNER) < at || verb_between(facts, actor.at, at))
    };
    let passive = own.clone().any(|(_, actor)| passive_doer(facts, actor, at));
    for (index, actor) in own {
        let before = actor.at < at;
        if actor.at.abs_diff(at) > if before { 10 } else { 18 } {
            continue;
        }
        let does = match actor.link {
            // `par la diplomatie russe`.
            _ if adjective(actor) && actor.link != Link::Doer => false,
            Link::Doer => !before && passive_doer(facts, actor, at),
            // Before its predicate too an addressee does nothing: `promis à Vladimir Poutine un soutien`.
            Link::Target | Link::Where => false,
            Link::Bare | Link::Of => before && !passive && !elsewhere(actor),
            Link::Source => continue,
        };
        match (does, speaks(facts, actor, at)) {
            (true, true) => speakers.push(index),
            (true, false) => doers.push(index),
            (false, true) => {}
            (false, false) if before && adjective(actor) => {}
            (false, false) => others.push(index),
        }
    }
    // `la Russie a déclaré qu'elle avait convoqué`: where nobody else does it, who speaks does. What a noun names is
    // nobody's who only tells of it (`la présidence a annoncé la venue`).
    let tells = doers.is_empty();
    let doers = if tells && verb { speakers } else { doers };
    let (first, rest) = doers.split_first()?;
    let doer = facts.actors.get(*first)?;
    if others.iter().any(|other| joined(facts, *other, *first)) {
        return None;
    }
    let one = rest
        .iter()
        .filter_map(|index| facts.actors.get(*index))
        .all(|other| same_actor(doer, other) >= 0.4);
    one.then_some(Sides {
        doer: *first,
        tells,
        others,
    })
}

/// Who does what the predicate at `at` says, as far as it is plain.
pub(super) fn doer_of(facts: &Facts, at: u16) -> Option<usize> {
    sides(facts, at).map(|sides| sides.doer)
}

/// Whether two actors are named side by side (`la Russie et la Corée du Nord`).
fn joined(facts: &Facts, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (facts.actors.get(one), facts.actors.get(other)) else {
        return false;
    };
    let between = |at: u16| at > one.at.min(other.at) && at < one.at.max(other.at);
    let mut words = facts.terms.iter().filter(|term| !term.is(Term::ACTOR));
    one.link == other.link
        && facts.joints.iter().any(|joint| between(*joint))
        && !words.any(|term| between(term.at))
}

/// The actors behind the predicate at `at`, before the next verb, with their indices; who does it in the passive is none.
fn behind(facts: &Facts, at: u16) -> Vec<(usize, &ActorFact)> {
    let verbs = facts
        .terms
        .iter()
        .filter(|term| term.is(Term::VERB) && !term.is(Term::ACTOR) && term.at > at);
    let end = verbs
        .map(|term| term.at)
        .min()
        .unwrap_or(u16::MAX)
        .min(at.saturating_add(9));
    let actors = facts.actors.iter().enumerate();
    actors
        .filter(|(_, actor)| !actor.borrowed && !matches!(actor.link, Link::Source | Link::Doer))
        .filter(|(_, actor)| actor.at > at && actor.at < end)
        .collect()
}

/// Whether the actor only says what is told: the nearest word before it, or after it, is a verb of saying, and that is
/// not the predicate at `at`. Neither a speaker nor somebody who is told has a part in what is said.
fn speaks(facts: &Facts, actor: &ActorFact, at: u16) -> bool {
    facts
        .terms
        .iter()
        .filter(|term| term.at != at && term.at.abs_diff(actor.at) <= 3)
        .any(|term| {
            says(term)
                && !facts.terms.iter().any(|other| {
                    let (low, high) = (term.at.min(actor.at), term.at.max(actor.at));
                    !other.is(Term::ACTOR) && other.at > low && other.at < high
                })
        })
}
