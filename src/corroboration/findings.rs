use super::align::{Alignment, Side, same_actor};
use super::contrast::{attributes, places, rejected_date, rejected_figure};
use super::limits::says;
use crate::analysis::ActorKind;
use crate::analysis::facts::{ActorFact, Facts, Figure, Link, Term};
use crate::language::news::{Role, lexicon};

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
    /// Two doers of the same predicate, neither of whom the other side names.
    pub other_doer: Vec<(usize, usize, usize)>,
    /// Two who cannot both be meant: another doer of the same thing to the same actor, or another actor to whom the same
    /// doer does it.
    pub rival: Vec<(usize, usize, usize)>,
    /// Nouns that belong to other actors on the two sides: the claim's term, actors.
    pub attributes: Vec<(usize, usize, usize)>,
    /// Places, where each side has it happen in another: actors.
    pub places: Vec<(usize, usize)>,
    /// The passage's term that denies or calls false.
    pub denial: Option<usize>,
    /// The claim's term that denies or calls false.
    pub claim_denies: Option<usize>,
    /// Whether what the passage denies is what the claim says.
    pub denied: bool,
    /// Whether what the claim tells as done is only planned in the passage.
    pub planned: bool,
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
        && actor.at <= at + 9
        && !facts
            .terms
            .iter()
            .any(|term| term.is(Term::VERB) && !term.is(Term::ACTOR) && term.at > at && term.at < actor.at)
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

/// The first term that denies or calls false, or rejects a charge.
fn denial(facts: &Facts) -> Option<usize> {
    let plays = |term: &Term, role: Role| lexicon().plays(&term.families, role);
    facts.terms.iter().enumerate().position(|(at, term)| {
        plays(term, Role::Denial)
            || plays(term, Role::Rejection)
                && facts
                    .terms
                    .get(at + 1)
                    .is_some_and(|next| next.at <= term.at + 3 && plays(next, Role::Charge))
    })
}

/// The first term that rejects: in a claim a rejection is meant as one, whatever is rejected.
fn rejection(facts: &Facts) -> Option<usize> {
    let rejects = |term: &Term| lexicon().plays(&term.families, Role::Rejection);
    facts.terms.iter().position(rejects)
}

/// How much of what a claim says must stand behind the word that denies for the denial to be of the claim.
const DENIED: f32 = 0.5;

/// The share of what a claim says that the passage has behind its word number `at`.
fn share_behind(claim: &Facts, passage: &Facts, alignment: &Alignment, at: u16) -> f32 {
    let (mut all, mut behind) = (0.0, 0.0);
    for (term, matched) in claim.terms.iter().zip(&alignment.terms) {
        if term.is(Term::ACTOR) || says(term) {
            continue;
        }
        all += term.weight;
        let place = matched
            .term
            .and_then(|p| passage.terms.get(p))
            .map(|other| other.at);
        if place.is_some_and(|place| place > at) {
            behind += term.weight * matched.score;
        }
    }
    if all > 0.0 { behind / all } else { 0.0 }
}

/// Whether the passage's verb that answers to one which the claim tells as done stands behind a word of planning.
fn planned(claim: &Facts, passage: &Facts, alignment: &Alignment) -> bool {
    let plan = |facts: &Facts, at: u16| {
        let mut before = facts
            .terms
            .iter()
            .filter(|term| term.at < at && term.at + 4 >= at);
        before.any(|term| lexicon().plays(&term.families, Role::Plan))
    };
    claim.terms.iter().zip(&alignment.terms).any(|(term, matched)| {
        let other = matched.term.and_then(|p| passage.terms.get(p));
        term.is(Term::VERB)
            && !term.is(Term::ACTOR)
            && !says(term)
            && matched.score >= 0.7
            && !lexicon().plays(&term.families, Role::Plan)
            && !term.is(Term::POSSIBLE)
            && !plan(claim, term.at)
            && other.is_some_and(|other| other.is(Term::POSSIBLE) || plan(passage, other.at))
    })
}

impl Findings {
    /// Compares what is aligned.
    pub fn new(claim: Side<'_>, passage: Side<'_>, alignment: &Alignment) -> Self {
        let mut this = Self::default();
        this.figures(claim.facts, passage.facts, alignment);
        this.dates(claim.facts, passage.facts);
        this.polarity(claim.facts, passage.facts, alignment);
        this.roles(claim.facts, passage.facts, alignment);
        this.attributes = attributes(claim.facts, passage.facts, alignment);
        this.places = places(claim.facts, passage.facts, alignment);
        this.denial = denial(passage.facts);
        this.claim_denies = denial(claim.facts).or_else(|| rejection(claim.facts));
        if this.denial.is_some() && this.claim_denies.is_some() {
            // Both report a denial: what it is of stands behind it on both sides.
            this.negated.clear();
        }
        this.denied = this.claim_denies.is_none()
            && this
                .denial
                .and_then(|at| passage.facts.terms.get(at))
                .is_some_and(|term| share_behind(claim.facts, passage.facts, alignment, term.at) >= DENIED);
        this.planned = planned(claim.facts, passage.facts, alignment);
        this
    }

    fn figures(&mut self, claim: &Facts, passage: &Facts, alignment: &Alignment) {
        for (c, figure) in claim.figures.iter().enumerate() {
            let fits = |other: &Figure| comparable(claim, figure, passage, other, alignment);
            let same = |other: &&Figure| {
                (figure.agrees(other) && (fits(other) || figure.unit == other.unit))
                    || (figure.value == other.value && figure.value > 2.0)
            };
            let mut alike = passage
                .figures
                .iter()
                .enumerate()
                .filter(|(_, other)| same(other));
            let ours = rejected_figure(claim, figure);
            let (as_said, at_all) = (
                alike
                    .clone()
                    .find(|(_, other)| rejected_figure(passage, other) == ours),
                alike.next(),
            );
            if let (None, Some((p, _))) = (as_said, at_all) {
                // `42 million, not 24 million`: the figure is there to be called wrong.
                self.figures_differ.push((c, p));
            } else if let Some((p, _)) = as_said {
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
            let ours = rejected_date(claim, date);
            let mut alike = passage
                .dates
                .iter()
                .enumerate()
                .filter(|(_, other)| date.agrees(other));
            let (as_said, at_all) = (
                alike
                    .clone()
                    .find(|(_, other)| rejected_date(passage, other) == ours),
                alike.next(),
            );
            if let Some((p, _)) = as_said {
                self.dates_agree.push((c, p));
            } else if let Some((p, _)) = at_all {
                self.dates_differ.push((c, p));
            } else if let Some(p) = passage.dates.iter().position(|other| date.differs(other)) {
                self.dates_differ.push((c, p));
            } else {
                self.dates_missing.push(c);
            }
        }
    }

    fn polarity(&mut self, claim: &Facts, passage: &Facts, alignment: &Alignment) {
        let answered = |p: usize| {
            let other = passage.terms.get(p);
            other.is_some_and(|other| alignment.answers(claim, p, other))
        };
        for (c, (term, matched)) in claim.terms.iter().zip(&alignment.terms).enumerate() {
            let pair = matched.term.and_then(|p| Some((p, passage.terms.get(p)?)));
            if let Some((p, other)) = pair
                && matched.score >= 0.7
                && term.is(Term::NEGATED) != other.is(Term::NEGATED)
                && !(within_negation(claim, term.at) && within_negation(passage, other.at))
            {
                self.negated.push((c, p));
            }
            // `enemies … and their allies`: what answers to another word of the claim is not the opposite of this one.
            if let Some(p) = matched.opposite
                && !term.is(Term::ACTOR)
                && matched.score < 0.7
                && !answered(p)
                && passage.terms.get(p).is_some_and(|other| {
                    !other.is(Term::ACTOR) && term.is(Term::NEGATED) == other.is(Term::NEGATED)
                })
            {
                self.opposite.push((c, p));
            }
        }
        // Where both negate one predicate their negations answer to each other, and another word is only nearer to
        // one of them (`no meeting was planned`, `the meeting was not planned`).
        let both = claim.terms.iter().zip(&alignment.terms).any(|(term, matched)| {
            let other = matched.term.and_then(|p| passage.terms.get(p));
            matched.score >= 0.7
                && term.is(Term::NEGATED)
                && other.is_some_and(|other| other.is(Term::NEGATED))
        });
        if both {
            self.negated.clear();
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
        let (Some((our_doer, our_others)), Some((their_doer, their_others))) =
            (sides(claim, at.0), sides(passage, at.1))
        else {
            return;
        };
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
        if telling
            && doers < 0.4
            && among(passage, &their_others, ours)
            && among(claim, &our_others, theirs)
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
        let close = our_first.at <= at.0 + 3 && their_first.at <= at.1 + 3;
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

/// How many words after a negation still belong to what it negates, within its clause.
const NEGATION_REACH: u16 = 8;

/// Whether the word at `at` stands in a clause behind a negation, near it or not: `n'a pas encore fait état de date précise`
/// and `sans préciser la date` leave the same thing unsaid.
fn within_negation(facts: &Facts, at: u16) -> bool {
    facts.negations.iter().any(|negation| {
        *negation < at
            && at - negation <= NEGATION_REACH
            && !facts.joints.iter().any(|joint| joint > negation && *joint < at)
    })
}

/// Whether a side names the actor, or somebody who is as good.
fn names(facts: &Facts, actor: &ActorFact) -> bool {
    let mut own = facts.actors.iter().filter(|other| !other.borrowed);
    own.any(|other| same_actor(actor, other) >= 0.4)
}

/// An adjective (`la guerre russe`): it does nothing.
fn adjective(actor: &ActorFact) -> bool {
    actor.kind == ActorKind::Group && !actor.key.starts_with("people:")
}

/// The actor that does what the predicate at `at` says, and those to whom it is done; nothing where several might do
/// it or nobody is said to.
fn sides(facts: &Facts, at: u16) -> Option<(usize, Vec<usize>)> {
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
    let elsewhere = |actor: &ActorFact| {
        !verb
            && facts.terms.iter().any(|term| {
                term.is(Term::VERB) && !term.is(Term::ACTOR) && term.at > actor.at && term.at < at
            })
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
    let doers = if doers.is_empty() && verb { speakers } else { doers };
    let (first, rest) = doers.split_first()?;
    let doer = facts.actors.get(*first)?;
    let one = rest
        .iter()
        .filter_map(|index| facts.actors.get(*index))
        .all(|other| same_actor(doer, other) >= 0.4);
    one.then_some((*first, others))
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

/// Whether one side counts people (`a coûté la vie à cinq personnes`) and the other those to whom what is said of them
/// happened (`a fait trois morts`).
fn people_of(claim: &Facts, c: usize, passage: &Facts, p: usize, alignment: &Alignment) -> bool {
    let people = |facts: &Facts, at: usize| {
        facts
            .terms
            .get(at)
            .is_some_and(|term| lexicon().plays(&term.families, Role::People))
    };
    let answered = || {
        alignment
            .terms
            .iter()
            .any(|m| m.term == Some(p) && m.score >= 0.7)
    };
    let answers = || alignment.terms.get(c).is_some_and(|m| m.score >= 0.7);
    people(claim, c) && answered() || people(passage, p) && answers()
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
                || people_of(claim, c, passage, p, alignment)
        }
        _ => false,
    };
    match (figure.unit, other.unit) {
        (Some(a), Some(b)) => a == b,
        (None, None) => same_thing,
        _ => false,
    }
}
