//! `evaluate retrieval`: the order in which the sentences of a cited page are shown for a claim, beside plain BM25.

use ascribe::corroboration::{order, page};
use ascribe::language::Language;
use ascribe::language::news::stem;
use ascribe::text::{TokenKind, tokens};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// How many sentences a reader is shown, and the most that count of an annotated set.
const SHOWN: usize = 5;

#[derive(Deserialize)]
struct Claim {
    claim: String,
    label: String,
    evidence: Vec<String>,
    /// Each set alone backs what is backed of the claim.
    supporting_sentences: Vec<Vec<usize>>,
}

/// Runs it; the error says what is wrong with the arguments or the file.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let (errors, path) = match arguments {
        [path] => (0, path),
        [option, number, path] if option == "--errors" => (
            number
                .parse()
                .map_err(|_| format!("--errors wants a number, got {number}"))?,
            path,
        ),
        _ => return Err("usage: evaluate retrieval [--errors N] FILE".to_owned()),
    };
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (mut ours, mut plain, mut worst) = (Vec::new(), Vec::new(), Vec::new());
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let claim: Claim =
            serde_json::from_str(line).map_err(|error| format!("{path}, line {}: {error}", at + 1))?;
        if claim.label == "not_supported" || claim.supporting_sentences.iter().all(Vec::is_empty) {
            continue;
        }
        let sentences: Vec<String> = claim
            .evidence
            .iter()
            .map(|sentence| sentence.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
        let places = order(&page(&claim.claim, &sentences, Language::English));
        let share = found(&places, &claim.supporting_sentences);
        plain.push(found(
            &bm25(&claim.claim, &sentences),
            &claim.supporting_sentences,
        ));
        worst.push((share, claim.claim));
        ours.push(share);
    }
    let mean = |shares: &[f64]| shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    println!(
        "{} claims; supporting sentences among the first {SHOWN}: {:.3}; plain BM25 over stems: {:.3}",
        ours.len(),
        mean(&ours),
        mean(&plain)
    );
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (share, claim) in worst.iter().take(errors) {
        println!("{share:.2} {claim}");
    }
    Ok(())
}

/// The share of the best annotated set among the first sentences.
fn found(places: &[usize], sets: &[Vec<usize>]) -> f64 {
    let first: HashSet<_> = places.iter().take(SHOWN).collect();
    let share = |set: &Vec<usize>| {
        let set: HashSet<_> = set.iter().collect();
        set.intersection(&first).count() as f64 / set.len().clamp(1, SHOWN) as f64
    };
    sets.iter()
        .filter(|set| !set.is_empty())
        .map(share)
        .fold(0.0, f64::max)
}

/// The places of the sentences by Okapi BM25 with its usual constants over the stems of all words.
fn bm25(claim: &str, sentences: &[&str]) -> Vec<usize> {
    const K1: f64 = 1.2;
    const B: f64 = 0.75;
    let stems = |text: &str| -> Vec<String> {
        tokens(text, Language::English.token_rules())
            .into_iter()
            .filter(|token| token.kind != TokenKind::Punctuation)
            .map(|token| stem(token.span.of(text), Language::English))
            .collect()
    };
    let held: Vec<_> = sentences.iter().map(|sentence| stems(sentence)).collect();
    let mut with: HashMap<&String, f64> = HashMap::new();
    for own in &held {
        for stem in own.iter().collect::<HashSet<_>>() {
            *with.entry(stem).or_default() += 1.0;
        }
    }
    let count = held.len() as f64;
    let mean = held.iter().map(Vec::len).sum::<usize>() as f64 / count.max(1.0);
    let asked: HashSet<String> = stems(claim).into_iter().collect();
    let mut asked: Vec<_> = asked.into_iter().collect();
    asked.sort_unstable();
    let score = |own: &Vec<String>| -> f64 {
        asked
            .iter()
            .map(|stem| {
                let times = own.iter().filter(|known| *known == stem).count() as f64;
                let known = with.get(stem).copied().unwrap_or_default();
                let rarity = (1.0 + (count - known + 0.5) / (known + 0.5)).ln();
                rarity * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * own.len() as f64 / mean.max(1.0)))
            })
            .sum()
    };
    let scores: Vec<_> = held.iter().map(score).collect();
    let mut places: Vec<_> = (0..scores.len()).collect();
    places.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    places
}
