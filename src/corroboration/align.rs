use crate::analysis::facts::{ActorFact, Facts, Term};
use crate::analysis::{Actor, ActorKind};
use crate::language::news::{Lexicon, lexicon};

/// One side of a comparison: a sentence with what it states, and its neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side<'a> {
    pub text: &'a str,
    pub facts: &'a Facts,
    pub before: Option<&'a Facts>,
    pub after: Option<&'a Facts>,
    /// What the title of its article states.
    pub title: Option<&'a Facts>,
    /// The actors of its whole article.
    pub named: &'a [Actor],
}

impl<'a> Side<'a> {
    pub fn alone(text: &'a str, facts: &'a Facts) -> Self {
        Self {
            text,
            facts,
            before: None,
            after: None,
            title: None,
            named: &[],
        }
    }

    /// What stands around it: the sentences before and after, and the title.
    pub fn around(&self) -> impl Iterator<Item = &'a Facts> + use<'a> {
        [self.before, self.after, self.title].into_iter().flatten()
    }

    /// Whether its article names an actor anywhere.
    pub fn article_names(&self, actor: &ActorFact) -> bool {
        self.named.iter().any(|other| other.key == actor.key)
    }

    /// The words of a term.
    pub fn words(&self, term: &Term) -> &'a str {
        term.span.of(self.text)
    }
}

/// What of the passage answers to one term of the claim.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Match {
    /// Index of the passage's term.
    pub term: Option<usize>,
    /// From 0 to 1: how nearly the same the two mean.
    pub score: f32,
    /// The same from what stands around the passage.
    pub near: f32,
    /// The same from the title of its article.
    pub title: f32,
    /// Index of a term that means the opposite.
    pub opposite: Option<usize>,
}

/// What of the passage answers to one actor of the claim.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ActorMatch {
    /// Index of the passage's actor.
    pub actor: Option<usize>,
    /// From 0 to 1: how surely the two are one.
    pub score: f32,
}

/// A claim laid over a passage, word by word.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// One for each term of the claim.
    pub terms: Vec<Match>,
    /// One for each actor of the claim.
    pub actors: Vec<ActorMatch>,
    /// How much each term of the claim counts.
    pub weights: Vec<f32>,
}

/// How much an actor counts beside content words.
pub(super) const ACTOR_WEIGHT: f32 = 0.9;

/// How nearly the passage's term `b` says what the claim's `a` says, from 0 to 1.
pub(super) fn similarity(a: &Term, b: &Term, same_language: bool, lexicon: &Lexicon) -> f32 {
    if a.stem == b.stem {
        return 1.0;
    }
    let mut best: f32 = 0.0;
    for family in &a.families {
        if b.families.contains(family) {
            best = best.max(if lexicon.is_loose(*family) { 0.5 } else { 0.9 });
        }
    }
    if best < 0.8 && a.cognate == b.cognate {
        best = best.max(if same_language { 0.7 } else { 0.8 });
    }
    if best < IMPLIED {
        if lexicon.implies(meanings(b), meanings(a)) {
            best = IMPLIED;
        } else if best < NARROWER && lexicon.implies(meanings(a), meanings(b)) {
            best = NARROWER;
        }
    }
    best
}

/// The numbers that a term is known by.
fn meanings(term: &Term) -> impl Iterator<Item = u32> + Clone + '_ {
    std::iter::once(term.stem).chain(term.families.iter().copied())
}

/// How nearly the same a passage's word means that makes the claim's true (`assassinated` for `died`).
const IMPLIED: f32 = 0.75;
/// The same of a word that says less than the claim's.
const NARROWER: f32 = 0.3;

fn opposite(a: &Term, b: &Term, lexicon: &Lexicon) -> bool {
    a.families
        .iter()
        .any(|one| b.families.iter().any(|other| lexicon.opposite(*one, *other)))
}

/// Whether the two are one actor, from 0 to 1.
pub(super) fn same_actor(a: &ActorFact, b: &ActorFact) -> f32 {
    if a.key == b.key {
        return 1.0;
    }
    let states = match (&a.state, &b.state) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    if !states {
        return 0.0;
    }
    let person = |actor: &ActorFact| actor.kind == ActorKind::Person;
    let head = |actor: &ActorFact| actor.key.starts_with("head:");
    match (person(a), person(b)) {
        // `le dirigeant nord-coréen` is Kim; two named persons of one state are two.
        (true, true) if head(a) || head(b) => 0.95,
        (true, true) => 0.0,
        // Putin acts for Russia, but is not Russia.
        (true, false) | (false, true) => 0.45,
        (false, false) => 0.95,
    }
}

impl Alignment {
    /// Lays `claim` over `passage`.
    pub fn new(claim: Side<'_>, passage: Side<'_>, weight: &dyn Fn(&Term) -> f32) -> Self {
        let lexicon = lexicon();
        let same_language = claim.facts.language == passage.facts.language;
        let terms = claim.facts.terms.iter().map(|term| {
            let mut found = Match::default();
            for (at, other) in passage.facts.terms.iter().enumerate() {
                let score = similarity(term, other, same_language, lexicon);
                // Of equals the one with the same neighbours would be best; the first is near enough.
                if score > found.score {
                    found.score = score;
                    found.term = Some(at);
                }
                if found.opposite.is_none() && opposite(term, other, lexicon) {
                    found.opposite = Some(at);
                }
            }
            let best = |side: &Facts| {
                let scores = side.terms.iter();
                scores
                    .map(|other| similarity(term, other, same_language, lexicon))
                    .fold(0.0, f32::max)
            };
            found.title = passage.title.map_or(0.0, best);
            let beside = [passage.before, passage.after].into_iter().flatten();
            found.near = beside.map(best).fold(found.title, f32::max);
            found
        });
        let terms: Vec<_> = terms.collect();
        let actors = claim.facts.actors.iter().map(|actor| {
            let mut found = ActorMatch::default();
            for (at, other) in passage.facts.actors.iter().enumerate() {
                let score = same_actor(actor, other) * if other.borrowed { 0.7 } else { 1.0 };
                if score > found.score {
                    found = ActorMatch {
                        actor: Some(at),
                        score,
                    };
                }
            }
            if found.score == 0.0 {
                found.score = passage
                    .around()
                    .flat_map(|side| &side.actors)
                    .map(|other| same_actor(actor, other) * 0.4)
                    .fold(0.0, f32::max);
            }
            found
        });
        Self {
            actors: actors.collect(),
            weights: claim.facts.terms.iter().map(weight).collect(),
            terms,
        }
    }

    /// Whether a word of the claim answers to the passage's term at `at`.
    pub fn answers(&self, claim: &Facts, at: usize, term: &Term) -> bool {
        let mut pairs = claim.terms.iter().zip(&self.terms);
        pairs.any(|(own, matched)| {
            matched.term == Some(at) && matched.score >= 0.5
                || own.stem == term.stem
                || own.cognate == term.cognate
                || own.families.iter().any(|family| term.families.contains(family))
        })
    }

    /// The claim's own actors, not the borrowed ones, with their matches.
    pub fn named<'a>(&'a self, claim: &'a Facts) -> impl Iterator<Item = (&'a ActorFact, &'a ActorMatch)> {
        claim
            .actors
            .iter()
            .zip(&self.actors)
            .filter(|(actor, _)| !actor.borrowed)
    }
}
