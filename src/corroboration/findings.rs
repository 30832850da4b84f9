use super::align::{Alignment, Side};
use super::contrast::{alike, attributes, places, rejected_date, rejected_figure};
use super::limits::says;
use crate::analysis::facts::{Facts, Figure, Term};
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

/// The first term that denies or calls false, or rejects a charge.
fn denial(facts: &Facts) -> Option<usize> {
    let plays = |term: &Term, role: Role| lexicon().plays(&term.families, role);
    facts.terms.iter().enumerate().position(|(at, term)| {
        plays(term, Role::Denial)
            || plays(term, Role::Rejection)
                && facts
                    .terms
                    .get(at + 1)
                    .is_some_and(|next| next.at <= term.at.saturating_add(3) && plays(next, Role::Charge))
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
            .filter(|term| term.at < at && term.at.saturating_add(4) >= at);
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
            let same = |other: &Figure| {
                (figure.agrees(other) && (fits(other) || figure.unit == other.unit))
                    || (figure.value == other.value && figure.value > 2.0)
            };
            let others = passage
                .figures
                .iter()
                .enumerate()
                .filter(|(_, other)| same(other));
            match alike(others, rejected_figure(claim, figure), |other| {
                rejected_figure(passage, other)
            }) {
                Some((p, true)) => self.figures_agree.push((c, p)),
                // `42 million, not 24 million`: the figure is there to be called wrong.
                Some((p, false)) => self.figures_differ.push((c, p)),
                None => match passage.figures.iter().position(fits) {
                    Some(p) => self.figures_differ.push((c, p)),
                    None => self.figures_missing.push(c),
                },
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
            let others = passage
                .dates
                .iter()
                .enumerate()
                .filter(|(_, other)| date.agrees(other));
            match alike(others, rejected_date(claim, date), |other| {
                rejected_date(passage, other)
            }) {
                Some((p, true)) => self.dates_agree.push((c, p)),
                Some((p, false)) => self.dates_differ.push((c, p)),
                None => match passage.dates.iter().position(|other| date.differs(other)) {
                    Some(p) => self.dates_differ.push((c, p)),
                    None => self.dates_missing.push(c),
                },
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
