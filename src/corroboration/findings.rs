use super::align::{Alignment, Side, same_actor};
use crate::analysis::facts::{ActorFact, Facts, Figure, Link, Term};
use crate::language::news::{family_id, lexicon};

/// What agrees and what differs between a claim and a passage: pairs of indices, the claim's first.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    pub figures_agree: Vec<(usize, usize)>,
    pub figures_differ: Vec<(usize, usize)>,
    /// Figures of the claim that nothing in the passage can be compared with.
    pub figures_missing: Vec<usize>,
    pub dates_agree: Vec<(usize, usize)>,
    pub dates_differ: Vec<(usize, usize)>,
    pub dates_missing: Vec<usize>,
    /// Terms that answer to each other, of which one is negated.
    pub negated: Vec<(usize, usize)>,
    /// Terms of opposite families.
    pub opposite: Vec<(usize, usize)>,
    /// Actors in the same place of the same predicate that are two: predicate of the claim, actors.
    pub misplaced: Vec<(usize, usize, usize)>,
    /// Actors that have changed their places around the same predicate.
    pub swapped: Vec<(usize, usize, usize)>,
    /// The passage's term that denies or calls false.
    pub denial: Option<usize>,
    /// The claim's term that denies or calls false.
    pub claim_denies: Option<usize>,
}

/// Where an actor stands to a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Doer,
    Other,
    Of,
}

fn slot(actor: &ActorFact, at: u16) -> Slot {
    match actor.link {
        Link::Doer => Slot::Doer,
        Link::Target | Link::Where if actor.at > at => Slot::Other,
        Link::Of if actor.at > at => Slot::Of,
        _ if actor.at < at => Slot::Doer,
        _ => Slot::Other,
    }
}

/// The nearest actor of each slot around a predicate, within its clause.
fn around(facts: &Facts, at: u16) -> Vec<(Slot, usize)> {
    let mut found: Vec<(Slot, usize, u16)> = Vec::new();
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
        let slot = slot(actor, at);
        match found.iter_mut().find(|(known, ..)| *known == slot) {
            Some(known) if known.2 > distance => *known = (slot, index, distance),
            Some(_) => {}
            None => found.push((slot, index, distance)),
        }
    }
    found.into_iter().map(|(slot, index, _)| (slot, index)).collect()
}

/// The first term of one of the families.
fn first_of(facts: &Facts, heads: &[&str]) -> Option<usize> {
    let families: Vec<_> = heads.iter().map(|head| family_id(head)).collect();
    facts
        .terms
        .iter()
        .position(|term| term.families.iter().any(|family| families.contains(family)))
}

impl Findings {
    /// Compares what is aligned.
    pub fn new(claim: Side<'_>, passage: Side<'_>, alignment: &Alignment) -> Self {
        let mut this = Self::default();
        this.figures(claim.facts, passage.facts, alignment);
        this.dates(claim.facts, passage.facts);
        this.polarity(claim.facts, passage.facts, alignment);
        this.roles(claim.facts, passage.facts, alignment);
        let denials = ["démentir", "faux", "mensonge"];
        this.denial = first_of(passage.facts, &denials);
        this.claim_denies = first_of(claim.facts, &denials);
        this
    }

    fn figures(&mut self, claim: &Facts, passage: &Facts, alignment: &Alignment) {
        for (c, figure) in claim.figures.iter().enumerate() {
            let fits = |other: &Figure| comparable(claim, figure, passage, other, alignment);
            let same = passage.figures.iter().position(|other| {
                (figure.agrees(other) && (fits(other) || figure.unit == other.unit))
                    || (figure.value == other.value && figure.value > 2.0)
            });
            if let Some(p) = same {
                self.figures_agree.push((c, p));
            } else if let Some(p) = passage.figures.iter().position(fits) {
                self.figures_differ.push((c, p));
            } else {
                self.figures_missing.push(c);
            }
        }
        // A figure that already agrees with one of the claim's does not differ from another.
        let agreed: Vec<_> = self.figures_agree.iter().map(|(_, p)| *p).collect();
        let (differ, missing): (Vec<_>, Vec<_>) =
            self.figures_differ.iter().partition(|(_, p)| !agreed.contains(p));
        self.figures_differ = differ;
        self.figures_missing
            .extend(missing.into_iter().map(|(c, _): (usize, usize)| c));
    }

    fn dates(&mut self, claim: &Facts, passage: &Facts) {
        for (c, date) in claim.dates.iter().enumerate() {
            if let Some(p) = passage.dates.iter().position(|other| date.agrees(other)) {
                self.dates_agree.push((c, p));
            } else if let Some(p) = passage.dates.iter().position(|other| date.differs(other)) {
                self.dates_differ.push((c, p));
            } else {
                self.dates_missing.push(c);
            }
        }
    }

    fn polarity(&mut self, claim: &Facts, passage: &Facts, alignment: &Alignment) {
        for (c, (term, matched)) in claim.terms.iter().zip(&alignment.terms).enumerate() {
            let pair = matched.term.and_then(|p| Some((p, passage.terms.get(p)?)));
            if let Some((p, other)) = pair
                && matched.score >= 0.7
                && term.is(Term::NEGATED) != other.is(Term::NEGATED)
            {
                self.negated.push((c, p));
            }
            if let Some(p) = matched.opposite
                && matched.score < 0.7
                && passage
                    .terms
                    .get(p)
                    .is_some_and(|other| term.is(Term::NEGATED) == other.is(Term::NEGATED))
            {
                self.opposite.push((c, p));
            }
        }
    }

    fn roles(&mut self, claim: &Facts, passage: &Facts, alignment: &Alignment) {
        for (c, (term, matched)) in claim.terms.iter().zip(&alignment.terms).enumerate() {
            let Some(other) = matched.term.and_then(|p| passage.terms.get(p)) else {
                continue;
            };
            if matched.score < 0.85 || term.is(Term::ACTOR) {
                continue;
            }
            let theirs = around(passage, other.at);
            for (slot, a) in around(claim, term.at) {
                let Some(actor) = claim.actors.get(a) else {
                    continue;
                };
                let known = |index: usize| passage.actors.get(index).map_or(0.0, |b| same_actor(actor, b));
                let in_place = theirs.iter().find(|(s, _)| *s == slot);
                let elsewhere = theirs
                    .iter()
                    .find(|(s, b)| *s != slot && *s != Slot::Of && slot != Slot::Of && known(*b) > 0.9);
                if let Some((_, b)) = in_place
                    && known(*b) < 0.3
                {
                    let foreign = passage.actors.get(*b);
                    let named_too =
                        foreign.is_some_and(|b| claim.actors.iter().any(|a| same_actor(a, b) > 0.9));
                    if let Some((_, _)) = elsewhere
                        && named_too
                    {
                        self.swapped.push((c, a, *b));
                    } else if elsewhere.is_some() || named_too {
                        self.misplaced.push((c, a, *b));
                    }
                }
            }
        }
    }
}

/// Whether two figures count the same thing.
fn comparable(
    claim: &Facts,
    figure: &Figure,
    passage: &Facts,
    other: &Figure,
    alignment: &Alignment,
) -> bool {
    let counted = |facts: &Facts, figure: &Figure| {
        figure
            .counted
            .map(usize::from)
            .filter(|at| *at < facts.terms.len())
    };
    let same_thing = match (counted(claim, figure), counted(passage, other)) {
        (Some(c), Some(p)) => {
            alignment
                .terms
                .get(c)
                .is_some_and(|m| m.score >= 0.7 && m.term == Some(p))
                || claim.terms[c]
                    .families
                    .iter()
                    .any(|f| passage.terms[p].families.contains(f) && !lexicon().is_loose(*f))
                || claim.terms[c].stem == passage.terms[p].stem
        }
        _ => false,
    };
    match (figure.unit, other.unit) {
        (Some(a), Some(b)) => a == b,
        (None, None) => same_thing,
        _ => false,
    }
}
