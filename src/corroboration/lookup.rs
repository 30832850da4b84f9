use super::align::{ACTOR_WEIGHT, Side};
use super::denial::{bare, reported};
use super::features::NAMES;
use super::independence::{Dependence, Member, group};
use super::judge::{Judged, general_weight, judge, stated};
use super::limits::{office, says};
use super::model::{Answer, Asked};
use super::ranking::{Ranked, order};
use super::share::{covers, together};
use super::verdict::{decide, independent_sources};
use super::{Corroboration, Covered, Evidence, Relation, Verdict};
use crate::analysis::facts::{Link, Term, Word, words};
use crate::corpus::{Corpus, Hit, Passage, Query};
use crate::language::Language;
use crate::language::news::Class;
use crate::text::Span;

/// A claim to be looked up.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The claim: one sentence, without markup.
    pub claim: &'a str,
    /// Of the claim; identified where it is not given.
    pub language: Option<Language>,
    /// [`Article::id`](crate::corpus::Article::id) of the draft that the claim stands in, where the draft lies in the
    /// corpus itself: nobody backs his own words.
    pub own: Option<u32>,
}

impl<'a> Question<'a> {
    /// A claim that does not come from the corpus.
    pub fn new(claim: &'a str, language: Option<Language>) -> Self {
        Self {
            claim,
            language,
            own: None,
        }
    }
}

/// Looks a claim up.
pub fn corroborate(corpus: &Corpus, question: &Question<'_>) -> Corroboration {
    let facts = stated(question.claim, question.language);
    let claim = Side::alone(question.claim, &facts);
    let mut found = candidates(corpus, claim, question.own);
    found.retain(|candidate| candidate.judged.answer.relation != Relation::Unrelated);
    found.sort_by(|a, b| b.judged.answer.score.total_cmp(&a.judged.answer.score));
    if let Some(best) = found.first().map(|best| best.judged.clone()) {
        found.retain(|candidate| beside(&best, &candidate.judged));
    }
    deny(corpus, claim, &mut found);
    found.truncate(COMPARED);
    let found = arranged(found);
    let words = words(question.claim, facts.language);
    let mut passages: Vec<_> = worth_showing(corpus, found)
        .into_iter()
        .map(|(candidate, member)| evidence(corpus, claim, &words, &candidate, member))
        .collect();
    let verdict = decide(&passages);
    let chosen = if verdict == Verdict::Corroborated {
        together(&passages).unwrap_or_default()
    } else {
        Vec::new()
    };
    for one in &chosen {
        let covers = covers(question.claim, &words, &passages, &chosen, *one);
        if let Some(evidence) = passages.get_mut(*one) {
            evidence.covers = covers;
            // Where another passage has what this one lacks, this one backs but its part.
            evidence.relation = Relation::Partly;
        }
    }
    Corroboration {
        verdict,
        together: !chosen.is_empty(),
        independent_sources: independent_sources(passages.iter().filter(|evidence| evidence.backs())),
        passages,
        searched: corpus.passage_count(),
    }
}

/// Whether a passage is worth showing beside the best: as surely on the matter, or nearly so and with something that
/// the best lacks, where that seems to have the whole claim.
fn beside(best: &Judged, other: &Judged) -> bool {
    let sure = |share: f32| other.answer.related >= share * best.answer.related;
    let adds = || {
        let mut pairs = best.alignment.terms.iter().zip(&other.alignment.terms);
        pairs.any(|(best, other)| best.score < ADDED && other.score >= ADDED)
    };
    sure(BESIDE_WHOLE) || sure(BESIDE) && (best.answer.relation != Relation::Supports || adds())
}

/// Puts a bare denial of what the best passage reports before it; the words of the claim are not in it, so that no search
/// finds it and no comparison of words relates it.
fn deny<'a>(corpus: &'a Corpus, claim: Side<'_>, found: &mut Vec<Candidate<'a>>) {
    let Some(best) = found.first().filter(|best| {
        best.judged.answer.relation != Relation::Conflicts && best.judged.answer.related >= DENIED
    }) else {
        return;
    };
    let index = best.index + 1;
    let Some(passage) = corpus
        .passage(index)
        .filter(|after| after.article == best.passage.article)
    else {
        return;
    };
    if !bare(&passage.facts()) || reported(claim.facts) {
        return;
    }
    let (mut judged, ranked) = with_side(corpus, passage, |side| {
        let judged = judge(claim, side, &general_weight, Asked::Search);
        let ranked = Ranked::new(claim.facts, side, &judged);
        (judged, ranked)
    });
    // What is denied is the claim's matter as surely as the passage before is.
    judged.answer = Answer {
        relation: Relation::Conflicts,
        ..best.judged.answer
    };
    found.retain(|candidate| candidate.index != index);
    found.insert(
        0,
        Candidate {
            index,
            passage,
            judged,
            ranked,
        },
    );
}

/// The candidates in the order in which they should be shown.
fn arranged(found: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let ranked: Vec<_> = found.iter().map(|candidate| candidate.ranked.clone()).collect();
    let mut left: Vec<_> = found.into_iter().map(Some).collect();
    order(&ranked)
        .into_iter()
        .filter_map(|at| left.get_mut(at)?.take())
        .collect()
}

/// The best candidates, best first, each with its independent source; copies of a text do not take the places of others.
fn worth_showing<'a>(corpus: &Corpus, found: Vec<Candidate<'a>>) -> Vec<(Candidate<'a>, Member)> {
    let compared: Vec<_> = found.iter().map(|candidate| candidate.passage).collect();
    let members = group(corpus, &compared);
    let copy = |member: &Member| matches!(member.dependence, Some(Dependence::Copy { .. }));
    let mut originals = SHOWN;
    let mut copies = SHOWN.saturating_sub(members.iter().filter(|member| !copy(member)).count());
    let mut shown: Vec<_> = found.into_iter().zip(members).collect();
    shown.retain(|(_, member)| {
        let left = if copy(member) { &mut copies } else { &mut originals };
        let room = *left > 0;
        *left = left.saturating_sub(1);
        room
    });
    shown
}

fn evidence(
    corpus: &Corpus,
    claim: Side<'_>,
    words: &[Word],
    candidate: &Candidate<'_>,
    member: Member,
) -> Evidence {
    let reasons = with_side(corpus, candidate.passage, |passage| {
        candidate.judged.reasons(claim, passage)
    });
    Evidence {
        passage: candidate.index,
        relation: candidate.judged.answer.relation,
        score: candidate.judged.answer.score,
        reasons,
        origin: member.origin,
        independent: member.independent,
        dependence: member.dependence,
        coverage: coverage(claim, words, &candidate.judged),
        covers: Vec::new(),
    }
}

/// Unpacks a passage with its neighbours, for a comparison.
fn with_side<T>(corpus: &Corpus, passage: &Passage, compare: impl FnOnce(Side<'_>) -> T) -> T {
    let (before, after) = corpus.neighbours(passage);
    let (facts, before, after) = (
        passage.facts(),
        before.map(Passage::facts),
        after.map(Passage::facts),
    );
    let title = corpus.title_of(passage).map(Passage::facts);
    compare(Side {
        text: &passage.text,
        facts: &facts,
        before: before.as_ref(),
        after: after.as_ref(),
        title: title.as_ref(),
        named: corpus.article_of(passage).map_or(&[], |article| &article.actors),
    })
}

/// What the claim states, and how far the passage states it.
fn coverage(claim: Side<'_>, words: &[Word], judged: &Judged) -> Vec<Covered> {
    let (facts, alignment, findings) = (claim.facts, &judged.alignment, &judged.findings);
    let clause = |span: Span| {
        let before = words.iter().take_while(|word| word.span.start < span.start);
        let ends = before.filter(|word| word.breaks || word.class == Some(Class::Joint));
        Some(ends.count())
    };
    let terms = facts.terms.iter().zip(&alignment.terms);
    let terms = terms
        .filter(|(term, _)| !term.is(Term::ACTOR))
        .map(|(term, matched)| Covered {
            span: term.span,
            weight: term.weight,
            score: matched.score,
            needed: false,
            clause: clause(term.span).filter(|_| !says(term) && !office(term)),
        });
    let actors = alignment.named(facts).map(|(actor, matched)| Covered {
        span: name(claim, words, usize::from(actor.at), &actor.name),
        weight: ACTOR_WEIGHT,
        score: matched.score,
        // Whom the claim is about one of the passages must name; who answers for it need not be the same.
        needed: actor.link != Link::Source,
        clause: None,
    });
    let agreed = |agreed: bool| if agreed { 1.0 } else { 0.0 };
    let figures = facts.figures.iter().enumerate().map(|(at, figure)| Covered {
        span: figure.span,
        weight: 0.0,
        score: agreed(findings.figures_agree.iter().any(|(own, _)| *own == at)),
        needed: true,
        clause: clause(figure.span),
    });
    let dates = facts.dates.iter().enumerate().map(|(at, date)| Covered {
        span: date.span,
        weight: 0.0,
        score: agreed(findings.dates_agree.iter().any(|(own, _)| *own == at)),
        // A weekday says little without its week.
        needed: date.year.is_some() || date.months != 0,
        clause: clause(date.span),
    });
    terms.chain(actors).chain(figures).chain(dates).collect()
}

/// Where the actor whose first word is number `at` is named in the claim.
fn name(claim: Side<'_>, words: &[Word], at: usize, name: &str) -> Span {
    let Some(first) = words.get(at).map(|word| word.span) else {
        return Span::new(0, 0);
    };
    if claim
        .text
        .get(first.start..)
        .is_some_and(|rest| rest.starts_with(name))
    {
        return Span::new(first.start, first.start + name.len());
    }
    // Words of one name follow each other.
    let (mut end, mut last) = (first.end, at);
    for term in claim.facts.terms.iter().filter(|term| term.is(Term::ACTOR)) {
        let place = usize::from(term.at);
        if place >= at && place <= last + 2 {
            (end, last) = (end.max(term.span.end), place);
        }
    }
    Span::new(first.start, end)
}

/// How surely the passage before a denial must be on the claim's matter.
const DENIED: f32 = 0.6;
/// How many passages the search hands to the judge.
const SEARCHED: usize = 40;
/// How many words the search looks for at most, see [`Query::most`].
const TERMS: usize = 20;
/// How many of the best passages are compared with each other for copies.
const COMPARED: usize = 12;
/// How many passages are worth a reader's time.
const SHOWN: usize = 4;
/// A passage is shown beside the best when it is as surely related by this share.
const BESIDE: f32 = 0.6;

/// The same where the best has the whole claim and the passage adds nothing.
const BESIDE_WHOLE: f32 = 0.75;
/// From this score on a passage has a word of the claim.
const ADDED: f32 = 0.5;

/// A passage that the search found, and the judge's answer.
struct Candidate<'a> {
    index: u32,
    passage: &'a Passage,
    judged: Judged,
    ranked: Ranked,
}

fn candidates<'a>(corpus: &'a Corpus, claim: Side<'_>, own: Option<u32>) -> Vec<Candidate<'a>> {
    let judge_hit = |hit: Hit| {
        let passage = corpus.passage(hit.passage)?;
        if passage.heading || own == Some(passage.article) {
            return None;
        }
        let (judged, ranked) = with_side(corpus, passage, |side| {
            let judged = judge(claim, side, &general_weight, Asked::Search);
            let ranked = Ranked::new(claim.facts, side, &judged);
            (judged, ranked)
        });
        Some(Candidate {
            index: hit.passage,
            passage,
            judged,
            ranked,
        })
    };
    // What the draft itself says comes first among what is found, and must not take the others' places.
    let besides = own.map_or(0, |own| corpus.passages_of(own).len().min(SEARCHED));
    corpus
        .search(&query(claim), SEARCHED + besides)
        .into_iter()
        .filter_map(judge_hit)
        .collect()
}

/// What the index is asked for: the claim's actors, figures and dates, stems, families and beginnings.
fn query(claim: Side<'_>) -> Query {
    let mut terms: Vec<(String, f32)> = Vec::new();
    for term in claim.facts.index_terms() {
        let weight = match term.as_bytes().first() {
            Some(b'a') => 1.2,
            Some(b'n' | b'y' | b'm') => 0.8,
            Some(b's') => 1.0,
            Some(b'f') => 0.8,
            _ => 0.4,
        };
        if !terms.iter().any(|(known, _)| *known == term) {
            terms.push((term, weight));
        }
    }
    Query {
        text: claim.text.to_owned(),
        terms,
        most: Some(TERMS),
    }
}

/// What the judge saw of one passage, for training and for people who doubt a judgement.
#[derive(Clone, Debug)]
pub struct Explained {
    /// As [`Evidence::passage`].
    pub passage: u32,
    /// By name.
    pub features: Vec<(&'static str, f32)>,
    /// What its place in the order depends on.
    pub ranked: Ranked,
}

/// What the judge sees of every passage that the search finds for a claim.
pub fn explain_search(corpus: &Corpus, claim: &str, language: Option<Language>) -> Vec<Explained> {
    let facts = stated(claim, language);
    let found = candidates(corpus, Side::alone(claim, &facts), None).into_iter();
    found
        .map(|c| Explained {
            passage: c.index,
            features: NAMES.into_iter().zip(c.judged.features).collect(),
            ranked: c.ranked,
        })
        .collect()
}
