use super::align::{Alignment, Side};
use super::clauses::Clauses;
use super::cleft::{focus, stressed, unknown};
use super::contrast::{alike, attributes, places, rejected_date, rejected_figure};
use super::limits::{says, substance, unsaid};
use super::polarity::{leaning, not_yet};
use super::siblings::other_things;
use crate::analysis::facts::{Facts, Figure, Term, words};
use crate::language::news::{Class, Role, lexicon};

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
    /// Words that lean the other way than what the passage says in their place (`exclu`, `prêt à`).
    pub leaning: Vec<(usize, usize)>,
    /// Words for two things that exclude each other in one place (`by train`, `by plane`).
    pub other_things: Vec<(usize, usize)>,
    /// Whether one side says that it has come to pass already, and the other that it has not yet.
    pub not_yet: bool,
    /// What the claim stresses, and the passage has another of (`C'est à Varsovie que`): actors.
    pub focus: Option<(usize, usize)>,
    /// Whether the claim stresses something of which the passage has nothing.
    pub stress_unknown: bool,
    /// How much of what the claim says of its actors the passage has, see [`substance`].
    pub substance: f32,
    /// How much of the claim is a deed of which the passage has nothing, see [`unsaid`].
    pub unsaid: f32,
    /// How well the passage covers the claim's clauses.
    pub clauses: Clauses,
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
fn planned(claim: Side<'_>, passage: &Facts, alignment: &Alignment) -> bool {
    let (text, claim) = (claim.text, claim.facts);
    // `menée pour détruire`: what is meant to be done is no more told as done than what is planned. Folded, `à` is the
    // auxiliary `a`, which is told by the accent alone.
    let purpose = |term: &Term| {
        let words = words(text, claim.language);
        let before = usize::from(term.at).checked_sub(1).and_then(|at| words.get(at));
        before.is_some_and(|word| {
            word.class == Some(Class::Target) && !word.span.of(text).eq_ignore_ascii_case("a")
        })
    };
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
            && !purpose(term)
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
        this.leaning = leaning(claim.facts, passage.facts, alignment);
        this.other_things = other_things(claim.facts, passage.facts, alignment);
        this.not_yet = not_yet(claim.facts, passage.facts);
        let stress = stressed(claim);
        this.stress_unknown = stress.is_some_and(|stress| unknown(claim.facts, alignment, stress));
        this.unsaid = unsaid(claim.facts, alignment);
        this.clauses = Clauses::new(claim.facts, alignment);
        this.substance = substance(claim, alignment);
        this.attributes = attributes(claim.facts, passage.facts, alignment);
        this.focus =
            stress.and_then(|stress| focus(claim.facts, passage.facts, alignment, &this.attributes, stress));
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
        this.planned = planned(claim, passage.facts, alignment);
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
    let answered = || alignment.uses(p, 0.7);
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
