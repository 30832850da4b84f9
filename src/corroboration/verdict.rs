use super::align::{ACTOR_WEIGHT, Side};
use super::features::NAMES;
use super::independence::{Dependence, group, origin};
use super::judge::{Judged, general_weight, judge, whole};
use super::limits::missing_dates;
use super::model::Asked;
use super::{Reason, Relation};
use crate::analysis::facts::{Facts, Term};
use crate::corpus::{Corpus, Hit, Passage, Query};
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// Of the corpus on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Backed whole, by one passage or by several together.
    Corroborated,
    /// Backed in part.
    Partial,
    /// A passage cannot be true together with it.
    Conflicting,
    /// Nothing on it.
    Nothing,
}

/// A passage that is worth showing.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Index into [`Corpus::passages`].
    pub passage: u32,
    /// To the claim.
    pub relation: Relation,
    /// From 0 to 1, comparable between claims.
    pub score: f32,
    /// The most telling first.
    pub reasons: Vec<Reason>,
    /// Who, in the passage, answers for it; else the article's publisher.
    pub origin: Option<String>,
    /// Number of the independent source that it belongs to; passages of one number count once.
    pub independent: usize,
    /// Why it is no source of its own, where it is none.
    pub dependence: Option<Dependence>,
}

/// The corpus on one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Corroboration {
    /// In one word.
    pub verdict: Verdict,
    /// How many of the passages that back the claim are independent of each other.
    pub independent_sources: usize,
    /// Best first, only what is worth showing.
    pub passages: Vec<Evidence>,
    /// How many passages were searched.
    pub searched: usize,
}

/// Looks a claim up.
pub fn corroborate(corpus: &Corpus, claim: &str, language: Option<Language>) -> Corroboration {
    let facts = whole(claim, language);
    let side = Side::alone(claim, &facts);
    let mut found = candidates(corpus, side);
    found.retain(|candidate| candidate.judged.answer.relation != Relation::Unrelated);
    found.sort_by(|a, b| b.judged.answer.score.total_cmp(&a.judged.answer.score));
    let best = found.first().map_or(0.0, |c| c.judged.answer.related);
    found.retain(|candidate| candidate.judged.answer.related >= BESIDE * best);
    found.truncate(SHOWN);
    let verdict = verdict(&found, &facts);
    let groups = group(
        corpus,
        &found
            .iter()
            .map(|candidate| candidate.passage)
            .collect::<Vec<_>>(),
    );
    let passages: Vec<_> = found
        .into_iter()
        .zip(groups)
        .map(|(candidate, (independent, dependence))| Evidence {
            passage: candidate.index,
            relation: candidate.judged.answer.relation,
            score: candidate.judged.answer.score,
            reasons: candidate.judged.reasons,
            origin: origin(corpus, candidate.passage),
            independent,
            dependence,
        })
        .collect();
    let mut backing: Vec<usize> = passages
        .iter()
        .filter(|evidence| evidence.relation != Relation::Conflicts)
        .map(|evidence| evidence.independent)
        .collect();
    backing.sort_unstable();
    backing.dedup();
    Corroboration {
        verdict,
        independent_sources: backing.len(),
        passages,
        searched: corpus.passage_count(),
    }
}

/// The verdict of the passages together.
fn verdict(found: &[Candidate<'_>], claim: &Facts) -> Verdict {
    // The best passage that says something on the whole claim decides.
    match found
        .iter()
        .map(|c| c.judged.answer.relation)
        .find(|relation| *relation != Relation::Partly)
    {
        Some(Relation::Conflicts) => return Verdict::Conflicting,
        Some(Relation::Supports) => return Verdict::Corroborated,
        _ => {}
    }
    if found.is_empty() {
        return Verdict::Nothing;
    }
    // Several that each back a part may back the whole together.
    let (mut all, mut covered) = (0.0, 0.0);
    let best = |of: &dyn Fn(&Candidate<'_>) -> f32| found.iter().map(of).fold(0.0, f32::max);
    for (at, term) in claim
        .terms
        .iter()
        .enumerate()
        .filter(|(_, term)| !term.is(Term::ACTOR))
    {
        all += term.weight;
        covered += term.weight * best(&|c| c.judged.alignment.terms.get(at).map_or(0.0, |m| m.score));
    }
    for (at, _) in claim
        .actors
        .iter()
        .enumerate()
        .filter(|(_, actor)| !actor.borrowed)
    {
        all += ACTOR_WEIGHT;
        covered += ACTOR_WEIGHT * best(&|c| c.judged.alignment.actors.get(at).map_or(0.0, |m| m.score));
    }
    // A figure or date that none of them has is backed by none.
    let nowhere = |lacks: &dyn Fn(&Candidate<'_>) -> bool| found.iter().all(lacks);
    let figures = (0..claim.figures.len())
        .all(|at| !nowhere(&|c| !c.judged.findings.figures_agree.iter().any(|(own, _)| *own == at)));
    let dates = claim
        .dates
        .iter()
        .all(|date| !nowhere(&|c| missing_dates(claim, &c.judged.findings).any(|missing| missing == date)));
    if found.len() > 1 && figures && dates && covered >= TOGETHER * all {
        Verdict::Corroborated
    } else {
        Verdict::Partial
    }
}

/// The share of a claim that several passages must cover to back it together.
const TOGETHER: f32 = 0.78;
/// How many passages the search hands to the judge.
const SEARCHED: usize = 40;
/// How many passages are worth a reader's time.
const SHOWN: usize = 4;
/// A passage is shown beside the best when it is as surely related by this share.
const BESIDE: f32 = 0.6;

/// A passage that the search found, and the judge's answer.
struct Candidate<'a> {
    index: u32,
    passage: &'a Passage,
    judged: Judged,
}

fn candidates<'a>(corpus: &'a Corpus, claim: Side<'_>) -> Vec<Candidate<'a>> {
    let judge_hit = |hit: Hit| {
        let passage = corpus.passage(hit.passage)?;
        if passage.heading {
            return None;
        }
        let (before, after) = corpus.neighbours(passage);
        let (facts, before, after) = (
            passage.facts(),
            before.map(Passage::facts),
            after.map(Passage::facts),
        );
        let side = Side {
            text: &passage.text,
            facts: &facts,
            before: before.as_ref(),
            after: after.as_ref(),
        };
        Some(Candidate {
            index: hit.passage,
            passage,
            judged: judge(claim, side, &general_weight, Asked::Search),
        })
    };
    corpus
        .search(&query(claim), SEARCHED)
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
    }
}

/// What the judge saw of one passage, for training and for people who doubt a judgement.
#[derive(Clone, Debug)]
pub struct Explained {
    /// As [`Evidence::passage`].
    pub passage: u32,
    /// By name.
    pub features: Vec<(&'static str, f32)>,
    /// Of each term and actor of the claim: how much it counts, and how well the passage answers to it.
    pub coverage: Vec<(f32, f32)>,
}

/// What the judge sees of every passage that the search finds for a claim.
pub fn explain_search(corpus: &Corpus, claim: &str, language: Option<Language>) -> Vec<Explained> {
    let facts = whole(claim, language);
    let found = candidates(corpus, Side::alone(claim, &facts)).into_iter();
    found
        .map(|c| {
            let terms = facts.terms.iter().zip(&c.judged.alignment.terms);
            let terms = terms
                .filter(|(term, _)| !term.is(Term::ACTOR))
                .map(|(term, m)| (term.weight, m.score));
            let actors = c
                .judged
                .alignment
                .named(&facts)
                .map(|(_, m)| (ACTOR_WEIGHT, m.score));
            Explained {
                passage: c.index,
                features: NAMES.into_iter().zip(c.judged.features).collect(),
                coverage: terms.chain(actors).collect(),
            }
        })
        .collect()
}
