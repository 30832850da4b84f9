use super::Relation;
use super::align::{ACTOR_WEIGHT, Alignment, Side};
use super::findings::Findings;
use super::model::Asked;
use crate::analysis::facts::{DateFact, Facts, Link, Term};
use crate::language::news::{Class, Role, fold, lexicon};

/// Below this share of what a claim says of its actors nothing backs the whole of it: measured on the claims of
/// `tests/corroboration`, where what backs a claim covers a third or more of it.
const WHOLE: f32 = 0.33;
/// From this weight on of words without an answer, a verb among them, a deed of the claim is not in the passage: nine in ten of such
/// passages of those claims back a part.
const DEED: f32 = 2.4;
/// Below this share one of the claim's clauses is not in the passage.
const CLAUSE: f32 = 0.15;
/// Below this share a passage that also lacks one of the actors is on another matter.
const PART: f32 = 0.3;
/// Below this share only the actors are shared, and that somebody spoke.
const ANY: f32 = 0.1;

/// The most that the passage can be to the claim, whatever the learned part holds: `relation`, or less.
/// False backing is worse than none, so what a reader would miss first must be there: figures, dates, actors, and the
/// words that say what happened.
pub(super) fn limited(
    relation: Relation,
    claim: Side<'_>,
    passage: Side<'_>,
    alignment: &Alignment,
    findings: &Findings,
    asked: Asked,
) -> Relation {
    let denies = findings.denial.is_some() && findings.claim_denies.is_none();
    if !matches!(relation, Relation::Supports | Relation::Partly) {
        return relation;
    }
    // That somebody denies it is not backed by what others allege.
    let denial = findings.claim_denies.and_then(|at| alignment.terms.get(at));
    let undenied = findings.denial.is_none() && denial.is_some_and(|matched| matched.score < 0.7);
    let incomplete = !findings.figures_missing.is_empty()
        || !findings.figures_differ.is_empty()
        || asked == Asked::Search
            && (findings.planned
                || findings.stress_unknown
                || undenied
                || nameless(claim.facts, passage, alignment))
        || missing_dates(claim.facts, findings).next().is_some();
    let covered = findings.substance;
    let clauses = findings.clauses;
    let half = findings.unsaid >= DEED || clauses.count > 1.0 && clauses.least < CLAUSE;
    if asked == Asked::Search && !denies {
        let (mut actors, mut missing) = (0, 0);
        for (_, matched) in alignment.named(claim.facts) {
            actors += 1;
            missing += usize::from(matched.score < 0.4);
        }
        // Another addressee, another party: most of those whom the claim is about are not there.
        let others = missing * 2 > actors && actors > 1;
        if others || covered < ANY || covered < PART && missing > 0 {
            return Relation::Unrelated;
        }
    }
    if relation == Relation::Supports && (incomplete || asked == Asked::Search && (covered < WHOLE || half)) {
        return Relation::Partly;
    }
    relation
}

/// How much of the claim is a deed of which the passage has nothing: the weight of the heaviest neighbouring words without
/// an answer, a verb among them (`…, and offered to send army engineers`).
pub(super) fn unsaid(claim: &Facts, alignment: &Alignment) -> f32 {
    let terms = claim.terms.iter().zip(&alignment.terms).zip(&alignment.weights);
    let words = terms
        .filter(|((term, _), _)| !term.is(Term::ACTOR | Term::ADVERB))
        .map(|((term, matched), weight)| {
            let deed = term.is(Term::VERB) && !says(term);
            (term.at, matched.score < MISSING, *weight, deed)
        });
    let actors = alignment
        .named(claim)
        .filter(|(actor, _)| actor.link != Link::Source)
        .map(|(actor, matched)| (actor.at, matched.score < MISSING, ACTOR_WEIGHT, false));
    let mut all: Vec<_> = words.chain(actors).collect();
    all.sort_by_key(|(at, ..)| *at);
    let (mut weight, mut deed, mut most) = (0.0, false, 0.0_f32);
    for (_, missing, own, verb) in all {
        (weight, deed) = if missing {
            (weight + own, deed | verb)
        } else {
            (0.0, false)
        };
        if deed {
            most = most.max(weight);
        }
    }
    most
}

/// Below this score a word of the claim has no answer.
const MISSING: f32 = 0.3;

/// Whether the claim names somebody of whom the passage's article has not a word; who answers for the claim does not count.
fn nameless(claim: &Facts, passage: Side<'_>, alignment: &Alignment) -> bool {
    alignment.named(claim).any(|(actor, matched)| {
        actor.link != Link::Source && matched.score < 0.2 && !passage.article_names(actor)
    })
}

/// The claim's dates with a month or a year that the passage lacks or has otherwise; a weekday alone is no such date.
pub(super) fn missing_dates<'a>(
    claim: &'a Facts,
    findings: &'a Findings,
) -> impl Iterator<Item = &'a DateFact> {
    let without = findings.dates_missing.iter().copied();
    let other = findings.dates_differ.iter().map(|(at, _)| *at);
    without
        .chain(other)
        .filter_map(|at| claim.dates.get(at))
        .filter(|date| date.year.is_some() || date.months != 0)
}

/// How much of what a claim says the passage has, from 0 to 1, by weight: without actors, their offices, the titles of
/// sources, and words of saying. 1 where it says nothing else.
pub(super) fn substance(claim: Side<'_>, alignment: &Alignment) -> f32 {
    let (mut all, mut covered) = (0.0, 0.0);
    let told = told(claim.facts);
    for (term, matched) in claim.facts.terms.iter().zip(&alignment.terms) {
        let about = term.at >= told && !titles_source(claim, term);
        if about && !term.is(Term::ACTOR) && !says(term) && !office(term) {
            all += term.weight;
            covered += term.weight * matched.score;
        }
    }
    if all > 0.0 { covered / all } else { 1.0 }
}

/// Where that begins which a claim is told by somebody to be so: behind its first verb, where that is one of saying
/// (`L'agence officielle a annoncé …`); else at its beginning.
fn told(claim: &Facts) -> u16 {
    let mut verbs = claim
        .terms
        .iter()
        .filter(|term| term.is(Term::VERB) && !term.is(Term::ACTOR));
    let first = verbs.next().filter(|term| says(term));
    // Where nothing follows (`…, a annoncé l'agence`) it is what stands before.
    let first = first.filter(|verb| {
        let content = |term: &&Term| term.at > verb.at && !term.is(Term::ACTOR) && !office(term);
        claim.terms.iter().filter(content).count() > 1
    });
    first.map_or(0, |term| term.at)
}

/// Whether a term stands between `selon` and the source that follows (`selon l'agence officielle KCNA`).
fn titles_source(claim: Side<'_>, term: &Term) -> bool {
    let source = claim
        .facts
        .actors
        .iter()
        .any(|actor| actor.link == Link::Source && actor.at > term.at && actor.at - term.at <= 4);
    let before = claim.text.get(..term.span.start).unwrap_or_default();
    source
        && before
            .rsplit(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(3)
            .any(|word| lexicon().class(&fold(word), claim.facts.language) == Some(Class::Source))
}

/// Whether a term is of a family of saying.
pub(super) fn says(term: &Term) -> bool {
    lexicon().plays(&term.families, Role::Saying)
}

/// Whether a term names an office: who somebody is, not what is said of them.
pub(super) fn office(term: &Term) -> bool {
    lexicon().plays(&term.families, Role::Office)
}
