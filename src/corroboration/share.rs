use super::quote::in_front;
use super::{Covered, Evidence, Relation};
use crate::analysis::facts::Word;

/// The share of a claim that several passages must cover to back it together.
const TOGETHER: f32 = 0.78;
/// From which score on a passage says the same.
const SAME: f32 = 0.5;
/// What a further passage must add to be worth naming: half a content word, or a figure or date.
const GAIN: f32 = 0.5;
/// What it must add where one passage already was judged to back the whole: a content word that tells what happened.
const WHOLE_GAIN: f32 = 0.75;

/// The passages that back a claim together and not alone, as indices into `evidence`, in its order: none of them can
/// be left out. `None` where they do not cover it, or where one passage covers as much as all.
pub(super) fn together(evidence: &[Evidence]) -> Option<Vec<usize>> {
    let claim = &evidence.first()?.coverage;
    let alone = evidence.iter().any(|one| one.relation == Relation::Supports);
    let least = if alone { WHOLE_GAIN } else { GAIN };
    let mut best = vec![0.0_f32; claim.len()];
    let mut chosen: Vec<usize> = Vec::new();
    loop {
        let gains = evidence
            .iter()
            .enumerate()
            .filter(|(at, one)| one.backs() && !chosen.contains(at));
        let gains = gains.map(|(at, one)| (at, gain(&one.coverage, &best)));
        // Of equals the first, which is the better passage.
        let Some((at, gain)) = gains.reduce(|a, b| if b.1 > a.1 { b } else { a }) else {
            break;
        };
        if gain < least {
            break;
        }
        for (best, part) in best.iter_mut().zip(&evidence.get(at)?.coverage) {
            *best = best.max(part.score);
        }
        chosen.push(at);
    }
    let (mut all, mut covered, mut whole) = (0.0, 0.0, true);
    for (part, score) in claim.iter().zip(&best) {
        all += part.weight;
        covered += part.weight * score;
        whole &= !part.needed || *score >= SAME;
    }
    chosen.sort_unstable();
    (chosen.len() > 1 && whole && covered >= TOGETHER * all && apart(evidence, &chosen)).then_some(chosen)
}

/// Whether each of the `chosen` passages tells of clauses of its own: two passages that put one fact in two ways each
/// have words of the claim that the other lacks, too, but in the same clauses.
fn apart(evidence: &[Evidence], chosen: &[usize]) -> bool {
    let mut taken: Vec<usize> = Vec::new();
    chosen.iter().all(|one| {
        let coverage = evidence
            .get(*one)
            .map(|one| one.coverage.as_slice())
            .unwrap_or_default();
        let telling = coverage.iter().enumerate().filter(|(at, part)| {
            part.score >= SAME && !chosen.iter().all(|other| has(evidence, *other, *at))
        });
        let mut own: Vec<usize> = telling.filter_map(|(_, part)| part.clause).collect();
        own.sort_unstable();
        own.dedup();
        let free = !own.is_empty() && !own.iter().any(|clause| taken.contains(clause));
        taken.append(&mut own);
        free
    })
}

/// Whether a passage says the same as part number `at` of the claim.
fn has(evidence: &[Evidence], passage: usize, at: usize) -> bool {
    let coverage = evidence.get(passage).map(|evidence| &evidence.coverage);
    coverage
        .and_then(|coverage| coverage.get(at))
        .is_some_and(|part| part.score >= SAME)
}

/// How much of the claim a passage has beyond what others have.
fn gain(coverage: &[Covered], best: &[f32]) -> f32 {
    let parts = coverage.iter().zip(best);
    let gains = parts.map(|(part, best)| {
        let new = part.needed && *best < SAME && part.score >= SAME;
        part.weight * (part.score - best).max(0.0) + if new { 2.0 * GAIN } else { 0.0 }
    });
    gains.sum()
}

/// The words of the claim that one of the `chosen` passages has and not all of them have, as they stand in the claim.
pub(super) fn covers(
    claim: &str,
    words: &[Word],
    evidence: &[Evidence],
    chosen: &[usize],
    one: usize,
) -> Vec<String> {
    let Some(own) = evidence.get(one).map(|evidence| &evidence.coverage) else {
        return Vec::new();
    };
    let mut order: Vec<usize> = (0..own.len()).collect();
    order.sort_by_key(|at| own.get(*at).map_or(0, |part| part.span.start));
    let (mut runs, mut run): (Vec<Vec<usize>>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in order {
        let apart = run
            .last()
            .and_then(|last| Some((own.get(*last)?, own.get(at)?)))
            .is_some_and(|(a, b)| {
                let between = words
                    .iter()
                    .filter(|word| word.span.start >= a.span.end && word.span.end <= b.span.start);
                between.clone().any(|word| word.breaks)
            });
        if !has(evidence, one, at) || apart {
            runs.push(std::mem::take(&mut run));
        }
        if has(evidence, one, at) {
            run.push(at);
        }
    }
    runs.push(run);
    let telling = |at: &usize| !chosen.iter().all(|passage| has(evidence, *passage, *at));
    let mut found: Vec<String> = Vec::new();
    for run in runs {
        let (Some(first), Some(last)) = (run.iter().position(&telling), run.iter().rposition(&telling))
        else {
            continue;
        };
        let parts = run
            .get(first..=last)
            .unwrap_or_default()
            .iter()
            .filter_map(|at| own.get(*at));
        let start = parts.clone().map(|part| part.span.start).min();
        let end = parts.map(|part| part.span.end).max();
        if let (Some(start), Some(end)) = (start, end) {
            let phrase = claim.get(in_front(words, start)..end).unwrap_or_default();
            if !found.iter().any(|known| known == phrase) && !phrase.is_empty() {
                found.push(phrase.to_owned());
            }
        }
    }
    found
}
