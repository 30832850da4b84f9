use super::align::{Alignment, Side, same_actor};
use super::findings::Findings;
use super::quote::denial;
use super::{Differs, Reason, Relation, Same, Teller};
use crate::analysis::facts::{ActorFact, Facts, Term};
use crate::language::news::Mark;
use crate::text::Span;

/// The most words that one reason names.
const WORDS: usize = 6;

/// Why a passage was judged so, the most telling first.
pub(super) fn reasons(
    claim: Side<'_>,
    passage: Side<'_>,
    alignment: &Alignment,
    findings: &Findings,
    relation: Relation,
) -> Vec<Reason> {
    let (mut against, mut shared) = (Vec::new(), Vec::new());
    differences(claim, passage, findings, relation, &mut against);
    agreements(claim, passage, alignment, findings, &mut shared);
    let mut found = match relation {
        Relation::Conflicts => [against, shared].concat(),
        Relation::Supports => shared,
        Relation::Partly | Relation::Unrelated => {
            shared.extend(against);
            shared
        }
    };
    let missing = missing(claim, alignment, findings);
    if relation != Relation::Conflicts && !missing.is_empty() {
        found.push(Reason::Missing { words: missing });
    }
    found
}

fn differences(
    claim: Side<'_>,
    passage: Side<'_>,
    findings: &Findings,
    relation: Relation,
    found: &mut Vec<Reason>,
) {
    let (c, p) = (claim.facts, passage.facts);
    for (a, b) in &findings.figures_differ {
        if let (Some(a), Some(b)) = (c.figures.get(*a), p.figures.get(*b)) {
            found.push(Reason::Differs {
                what: Differs::Figure,
                draft: a.span.of(claim.text).to_owned(),
                source: b.span.of(passage.text).to_owned(),
            });
        }
    }
    for (a, b) in &findings.dates_differ {
        if let (Some(a), Some(b)) = (c.dates.get(*a), p.dates.get(*b)) {
            found.push(Reason::Differs {
                what: Differs::Date,
                draft: a.span.of(claim.text).to_owned(),
                source: b.span.of(passage.text).to_owned(),
            });
        }
    }
    for (a, b) in findings.places.iter().take(1) {
        if let (Some(a), Some(b)) = (c.actors.get(*a), p.actors.get(*b)) {
            found.push(Reason::Differs {
                what: Differs::Place,
                draft: a.name.clone(),
                source: b.name.clone(),
            });
        }
    }
    for (term, a, b) in findings.swapped.iter().take(1) {
        let (Some(term), Some(a), Some(b)) = (c.terms.get(*term), c.actors.get(*a), p.actors.get(*b)) else {
            continue;
        };
        found.push(Reason::Roles {
            predicate: claim.words(term).to_owned(),
            draft: a.name.clone(),
            source: b.name.clone(),
        });
    }
    // Where both sides name both actors, only that the two cannot both be true says that they stand in other places.
    let named = |side: &Facts, actor: Option<&ActorFact>| {
        actor.is_some_and(|actor| side.actors.iter().any(|other| same_actor(actor, other) > 0.9))
    };
    let others = findings
        .misplaced
        .iter()
        .chain(&findings.other_doer)
        .chain(&findings.rival)
        .chain(&findings.attributes)
        .filter(|(_, a, b)| {
            relation == Relation::Conflicts || !named(p, c.actors.get(*a)) || !named(c, p.actors.get(*b))
        });
    for (_, a, b) in others.take(usize::from(findings.swapped.is_empty())) {
        if let (Some(a), Some(b)) = (c.actors.get(*a), p.actors.get(*b)) {
            found.push(Reason::Differs {
                what: Differs::Actor,
                draft: a.name.clone(),
                source: b.name.clone(),
            });
        }
    }
    let words = |a: &usize, b: &usize| {
        let (a, b) = (c.terms.get(*a)?, p.terms.get(*b)?);
        Some((claim.words(a).to_owned(), passage.words(b).to_owned()))
    };
    for (a, b) in findings.negated.iter().take(1) {
        if let (Some(a), Some(b)) = (c.terms.get(*a), p.terms.get(*b)) {
            found.push(if b.is(Term::NEGATED) {
                negation(Teller::Source, passage, Some(b))
            } else {
                negation(Teller::Draft, claim, Some(a))
            });
        }
    }
    if let Some((a, b)) = findings.focus
        && let (Some(a), Some(b)) = (c.actors.get(a), p.actors.get(b))
    {
        found.push(Reason::Differs {
            what: Differs::Actor,
            draft: a.name.clone(),
            source: b.name.clone(),
        });
    }
    if relation == Relation::Conflicts && findings.not_yet && findings.negated.is_empty() {
        found.push(if p.marks(Mark::NotYet) > 0 {
            first_negation(Teller::Source, passage)
        } else {
            first_negation(Teller::Draft, claim)
        });
    }
    // That words lean to other sides is no difference yet: it is told where nothing plainer is.
    let plain = found.is_empty() && findings.opposite.is_empty();
    let (apart, most) = if relation == Relation::Conflicts && plain {
        (&findings.leaning, 1)
    } else {
        (&findings.opposite, 2)
    };
    let things = findings
        .other_things
        .iter()
        .filter(|_| relation == Relation::Conflicts);
    for (a, b) in apart.iter().take(most).chain(things.take(1)) {
        found.extend(words(a, b).map(|(draft, source)| Reason::Differs {
            what: Differs::Predicate,
            draft,
            source,
        }));
    }
    if findings.claim_denies.is_none()
        && let Some(term) = findings.denial.and_then(|at| p.terms.get(at))
    {
        found.push(Reason::Denial {
            cue: passage.words(term).to_owned(),
        });
    }
    // That one side negates something is told only where nothing plainer differs.
    if relation == Relation::Conflicts && found.is_empty() && c.negations.is_empty() != p.negations.is_empty()
    {
        found.push(if c.negations.is_empty() {
            first_negation(Teller::Source, passage)
        } else {
            first_negation(Teller::Draft, claim)
        });
    }
}

/// That one side denies something: the first thing that it denies.
fn first_negation(by: Teller, side: Side<'_>) -> Reason {
    let first = side.facts.terms.iter().find(|term| term.is(Term::NEGATED));
    negation(by, side, first)
}

/// That one side denies something, in its own words.
fn negation(by: Teller, side: Side<'_>, term: Option<&Term>) -> Reason {
    Reason::Negation {
        by,
        words: denial(side, term).to_owned(),
    }
}

fn agreements(
    claim: Side<'_>,
    passage: Side<'_>,
    alignment: &Alignment,
    findings: &Findings,
    found: &mut Vec<Reason>,
) {
    let c = claim.facts;
    let (mut names, mut before): (Vec<Same>, Vec<Same>) = (Vec::new(), Vec::new());
    for (actor, matched) in alignment.named(c) {
        let Some(other) = matched.actor.and_then(|at| passage.facts.actors.get(at)) else {
            continue;
        };
        // `président américain` says `américain` too.
        let known = |known: &Same| known.draft.contains(&*actor.name);
        if matched.score >= 0.4 && !names.iter().chain(&before).any(known) {
            let list = if other.borrowed { &mut before } else { &mut names };
            list.push(Same {
                draft: actor.name.clone(),
                source: other.name.clone(),
            });
        }
    }
    if !names.is_empty() {
        found.push(Reason::Actors { names });
    }
    if !before.is_empty() {
        found.push(Reason::Before { names: before });
    }
    let same = |a: Span, b: Span| Same {
        draft: a.of(claim.text).to_owned(),
        source: b.of(passage.text).to_owned(),
    };
    for (a, b) in &findings.figures_agree {
        if let (Some(a), Some(b)) = (c.figures.get(*a), passage.facts.figures.get(*b)) {
            found.push(Reason::Figure {
                value: same(a.span, b.span),
            });
        }
    }
    for (a, b) in &findings.dates_agree {
        if let (Some(a), Some(b)) = (c.dates.get(*a), passage.facts.dates.get(*b)) {
            found.push(Reason::Date {
                value: same(a.span, b.span),
            });
        }
    }
    let mut terms: Vec<_> = c
        .terms
        .iter()
        .zip(&alignment.terms)
        .zip(&alignment.weights)
        .filter(|((term, matched), _)| matched.score >= 0.5 && !term.is(Term::ACTOR))
        .collect();
    terms.sort_by(|a, b| b.1.total_cmp(a.1));
    let words: Vec<_> = terms
        .iter()
        .take(WORDS)
        .map(|((term, matched), _)| {
            let other = matched.term.and_then(|at| passage.facts.terms.get(at));
            Same {
                draft: claim.words(term).to_owned(),
                // Forms of one word are not worth telling.
                source: other
                    .filter(|other| other.stem != term.stem)
                    .map_or_else(String::new, |other| passage.words(other).to_owned()),
            }
        })
        .collect();
    if !words.is_empty() {
        found.push(Reason::Words { words });
    }
}

/// Figures, dates, names and weighty words of the claim that the passage lacks.
fn missing(claim: Side<'_>, alignment: &Alignment, findings: &Findings) -> Vec<String> {
    let figures = findings.figures_missing.iter();
    let figures = figures
        .filter_map(|at| claim.facts.figures.get(*at))
        .map(|figure| figure.span.of(claim.text).to_owned());
    let dates = findings.dates_missing.iter();
    let dates = dates
        .filter_map(|at| claim.facts.dates.get(*at))
        .map(|date| date.span.of(claim.text).to_owned());
    let actors = alignment
        .named(claim.facts)
        .filter(|(_, matched)| matched.score < 0.4)
        .map(|(actor, _)| actor.name.clone());
    let terms = claim
        .facts
        .terms
        .iter()
        .zip(&alignment.terms)
        .filter(|(term, matched)| matched.score < 0.4 && matched.opposite.is_none() && !term.is(Term::ACTOR))
        .filter(|(term, _)| term.weight > 0.5)
        .map(|(term, _)| claim.words(term).to_owned());
    let mut words: Vec<String> = Vec::new();
    for word in figures.chain(dates).chain(actors).chain(terms) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.truncate(WORDS);
    words
}
