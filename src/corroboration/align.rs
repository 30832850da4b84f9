use crate::analysis::facts::{ActorFact, Facts, Term};
use crate::analysis::{Actor, ActorKind};
use crate::language::Language;
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

/// How nearly the passage's term `b` says what the claim's `a` says, from 0 to 1; the languages in the same order.
pub(super) fn similarity(a: &Term, b: &Term, languages: [Language; 2], lexicon: &Lexicon) -> f32 {
    if a.stem == b.stem {
        return 1.0;
    }
    let [ours, theirs] = languages;
    let mut best: f32 = 0.0;
    for family in &a.families {
        if b.families.contains(family) {
            best = best.max(if lexicon.is_loose(*family) { 0.5 } else { 0.9 });
        }
    }
    if best < 0.8 && a.cognate == b.cognate {
        best = best.max(if ours == theirs { 0.7 } else { 0.8 });
    }
    let known = if ours == theirs {
        &[]
    } else {
        lexicon.translations(a.stem)
    };
    if best < TRANSLATED && known.contains(&b.stem) {
        let general = known.len().max(lexicon.translations(b.stem).len()) > GENERAL;
        best = best.max(if general { IMPLIED } else { TRANSLATED });
    }
    let implied = if ours == theirs { IMPLIED } else { FAR };
    let own = meanings(a).chain(known.iter().copied());
    let english = languages.contains(&Language::English);
    if best < implied {
        if lexicon.implies(meanings(b), own.clone(), english) {
            best = implied;
        } else if best < NARROWER && lexicon.implies(own, meanings(b), english) {
            best = NARROWER;
        }
    }
    // `birthday` and `national day` are days to celebrate, both, but not one day.
    if best > NARROWER && exclude(a, b, lexicon) {
        return NARROWER;
    }
    best
}

/// Whether two terms name things that exclude each other in one place, and no thing in common.
pub(super) fn exclude(a: &Term, b: &Term, lexicon: &Lexicon) -> bool {
    let mut things = a.things.iter();
    let apart = things.any(|one| b.things.iter().any(|thing| lexicon.apart(*one, *thing)));
    apart && !a.things.iter().any(|thing| b.things.contains(thing))
}

/// How nearly the same a word means that may stand for the claim's in the other language.
const TRANSLATED: f32 = 0.85;
/// How many words of the other language one has at most that means something of its own.
const GENERAL: usize = 14;
/// How nearly the same a word of the other language means from which the claim's follows.
const FAR: f32 = 0.7;

/// The numbers that a term is known by.
fn meanings(term: &Term) -> impl Iterator<Item = u32> + Clone + '_ {
    std::iter::once(term.stem).chain(term.families.iter().copied())
}

/// How nearly the same a passage's word means that makes the claim's true (`assassinated` for `died`).
const IMPLIED: f32 = 0.75;
/// The same of a word that says less than the claim's.
const NARROWER: f32 = 0.3;

fn opposite(a: &Term, b: &Term, lexicon: &Lexicon) -> bool {
    let any = |some: &[u32], others: &[u32], hold: &dyn Fn(u32, u32) -> bool| {
        some.iter()
            .any(|one| others.iter().any(|other| hold(*one, *other)))
    };
    any(&a.families, &b.families, &|one, other| {
        lexicon.opposite(one, other)
    }) || any(&a.poles, &b.poles, &|one, other| lexicon.contrary(one, other))
}

/// Whether the two are one actor, from 0 to 1.
pub(super) fn same_actor(a: &ActorFact, b: &ActorFact) -> f32 {
    if a.key == b.key || a.name == b.name {
        return 1.0;
    }
    if shortened(a, b) || shortened(b, a) {
        return SHORTENED;
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

/// How surely a body and one whose name is the first or last word of it are one (`Merrow Ferries`, `Merrow`).
const SHORTENED: f32 = 0.7;

/// Whether `short` is the first or the last word of the body `long`: without its other words it may pass for a person.
fn shortened(short: &ActorFact, long: &ActorFact) -> bool {
    let ends = |word: Option<&str>| word == Some(short.name.as_str());
    let mut words = long.name.split([' ', '-']).filter(|word| !word.is_empty());
    long.kind == ActorKind::Organisation
        && matches!(short.kind, ActorKind::Organisation | ActorKind::Person)
        && !short.name.contains(' ')
        && short.name.len() < long.name.len()
        && (ends(words.next()) || ends(words.next_back()))
}

/// How surely a body or place is in the passage whose words are, though not as a name.
const SPELLED: f32 = 0.8;

/// Whether the passage has every word of the claim's actor, near each other: the place of the first among its words.
/// Persons do not count, of whom two may share a name.
fn spelled(claim: &Facts, actor: &ActorFact, terms: &[Match], passage: &Facts) -> Option<u16> {
    if actor.kind == ActorKind::Person || actor.kind == ActorKind::Group {
        return None;
    }
    let next = claim
        .actors
        .iter()
        .map(|other| other.at)
        .filter(|at| *at > actor.at)
        .min();
    let last = next.unwrap_or(u16::MAX).min(actor.at.saturating_add(8));
    let own = claim.terms.iter().zip(terms);
    let mut places = own
        .filter(|(term, _)| term.is(Term::ACTOR) && term.at >= actor.at && term.at < last)
        .map(|(_, matched)| {
            let place = matched
                .term
                .and_then(|at| passage.terms.get(at))
                .map(|other| other.at);
            place.filter(|_| matched.score >= 0.85)
        });
    let first = places.next()??;
    places
        .all(|place| place.is_some_and(|place| place.abs_diff(first) <= 6))
        .then_some(first)
}

impl Alignment {
    /// Lays `claim` over `passage`.
    pub fn new(claim: Side<'_>, passage: Side<'_>, weight: &dyn Fn(&Term) -> f32) -> Self {
        let lexicon = lexicon();
        let languages = [claim.facts.language, passage.facts.language];
        let terms = claim.facts.terms.iter().map(|term| {
            let mut found = Match::default();
            for (at, other) in passage.facts.terms.iter().enumerate() {
                let score = similarity(term, other, languages, lexicon);
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
                    .map(|other| similarity(term, other, [languages[0], side.language], lexicon))
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
            if found.score < SPELLED
                && let Some(place) = spelled(claim.facts, actor, &terms, passage.facts)
            {
                let named = passage
                    .facts
                    .actors
                    .iter()
                    .position(|other| !other.borrowed && other.at == place);
                found = ActorMatch {
                    actor: named,
                    score: SPELLED,
                };
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

    /// Whether the passage's term at `at` is what some word of the claim is laid over, with at least this score.
    pub fn uses(&self, at: usize, least: f32) -> bool {
        let mut all = self.terms.iter();
        all.any(|matched| matched.term == Some(at) && matched.score >= least)
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
