//! `train judge`: the judge's weights, from pairs of others and claims of our own.

use crate::logistic::{Fit, Row, fit};
use ascribe::corpus::{Corpus, OpenOptions};
use ascribe::corroboration::{explain, explain_search};
use ascribe::language::Language;
use serde::Deserialize;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where everything is.
pub struct Sources {
    /// Folder with `daccord` and `rte3-fr`.
    pub data: PathBuf,
    /// Files of claims, a JSON object a line.
    pub claims: Vec<PathBuf>,
    /// The corpus of the claims.
    pub corpus: PathBuf,
    /// The file to write.
    pub out: PathBuf,
}

/// From which answer on each question is yes: chosen in cross-validation, so that what is called a
/// conflict is one three times in four, and that little is shown where the corpus has nothing.
const LINES: [(&str, f64); 4] = [
    ("conflict", 0.475),
    ("support", 0.45),
    ("related", 0.35),
    ("whole", 0.3),
];
/// The features that the two questions on claims may use: with a hundred claims, fewer teach more.
const RELATED: &str = "coverage content actors actors-missing coverage-near reverse cosine order trigrams trigrams-in \
                       same-language figures-agree figures-missing dates-agree heaviest-missing names-missing \
                       length-claim length-ratio longest-run said-claim window segment-least segment-last segments \
                       uncovered-run tail head denial-before near-gain actors-extra quote-match hard-near";
const WHOLE: &str = "coverage content segments segment-least segment-last uncovered-run uncovered figures-missing \
                     dates-missing actors-missing tail supported-all cosine window near-gain quote-match \
                     same-language length-ratio";
const FOLDS: usize = 10;
const PAIR_STRENGTH: f64 = 0.03;
const CLAIM_STRENGTH: f64 = 0.05;

struct Pair {
    features: Vec<f32>,
    label: String,
    /// Contradictions are a tenth of RTE3 and half of DACCORD; the former must not drown the latter.
    weight: f64,
    daccord: bool,
}

#[derive(Deserialize)]
struct Claim {
    lang: String,
    claim: String,
    passages: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    doc: String,
    quote: String,
    relation: String,
}

/// One passage that the search found for a claim.
struct Found {
    features: Vec<f32>,
    /// What the annotator says; `None` for unrelated.
    relation: Option<String>,
}

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Learns, prints what cross-validation gives, writes the file.
pub fn train(sources: &Sources) -> Fallible<()> {
    let (names, pairs) = pairs(&sources.data)?;
    let found = found(sources)?;
    cross_validate(&pairs);
    let all: Vec<&Pair> = pairs.iter().collect();
    let (conflict, support) = pair_heads(&all);
    let (related, whole) = claim_heads(&names, &found);
    let mut text = String::from(
        "# Weights of the judge: question, feature (or `bias`, or the `line` from which on the answer is yes), number.\n\
         # Learned by `train judge` from DACCORD dev and RTE3-FR dev (both BSD-2-Clause, see NOTICE) and from claims\n\
         # on the seed texts (tests/corroboration/claims.jsonl and the annotated ones).\n",
    );
    for ((name, line), head) in LINES.iter().zip([conflict, support, related, whole]) {
        let _ = writeln!(text, "{name}\tline\t{line}\n{name}\tbias\t{:.5}", head.bias);
        for (feature, weight) in names.iter().zip(&head.weights) {
            let _ = writeln!(text, "{name}\t{feature}\t{weight:.5}");
        }
    }
    std::fs::write(&sources.out, text).map_err(|error| format!("{}: {error}", sources.out.display()))?;
    Ok(())
}

fn pairs(data: &Path) -> Fallible<(Vec<&'static str>, Vec<Pair>)> {
    let (mut names, mut found) = (Vec::new(), Vec::new());
    let sets = [
        ("daccord/daccord-dev.tsv", true),
        ("rte3-fr/RTE3-FR-dev-set-3class.tsv", false),
    ];
    for (path, daccord) in sets {
        let path = data.join(path);
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut rows = table(&text).into_iter();
        let header = rows.next().unwrap_or_default();
        let column = |name: &str| {
            header
                .iter()
                .position(|cell| cell == name)
                .ok_or(format!("no column {name}"))
        };
        let (premise, hypothesis, label) = (column("premise")?, column("hypothesis")?, column("label_text")?);
        for row in rows {
            let flat = |at: usize| {
                row.get(at).map_or(String::new(), |cell| {
                    cell.split_whitespace().collect::<Vec<_>>().join(" ")
                })
            };
            let (premise, hypothesis) = (flat(premise), flat(hypothesis));
            let (keys, features): (Vec<_>, Vec<_>) =
                explain(&premise, &hypothesis, (None, None)).into_iter().unzip();
            names = keys;
            found.push(Pair {
                features,
                label: flat(label),
                weight: if daccord { 1.0 } else { 0.3 },
                daccord,
            });
        }
    }
    Ok((names, found))
}

/// Cells of a table with tabs between and quotation marks, doubled inside, around cells that need them.
fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

fn found(sources: &Sources) -> Fallible<Vec<Found>> {
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    let corpus = Corpus::open(&sources.corpus, &options, &|_| true)?;
    let mut found = Vec::new();
    for path in &sources.claims {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let claim: Claim = serde_json::from_str(line)?;
            let language = match claim.lang.as_str() {
                "fr" => Language::French,
                _ => Language::English,
            };
            for explained in explain_search(&corpus, &claim.claim, Some(language)) {
                let Some(passage) = corpus.passage(explained.passage) else {
                    continue;
                };
                let document = corpus
                    .article_of(passage)
                    .map_or("", |article| article.path.as_str());
                let fits = |quote: &&Quote| quote.doc == document && overlaps(&passage.text, &quote.quote);
                found.push(Found {
                    features: explained.features.into_iter().map(|(_, value)| value).collect(),
                    relation: claim
                        .passages
                        .iter()
                        .find(fits)
                        .map(|quote| quote.relation.clone()),
                });
            }
        }
    }
    Ok(found)
}

/// Whether the quotation is, for the most part, in the passage, white space aside.
fn overlaps(passage: &str, quote: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (passage, quote) = (plain(passage), plain(quote));
    let most: String = quote.chars().take(quote.chars().count() * 6 / 10).collect();
    passage.contains(&most) || quote.contains(&passage) && passage.len() * 10 >= quote.len() * 6
}

fn pair_heads(pairs: &[&Pair]) -> (Fit, Fit) {
    let row = |pair: &&'_ Pair, yes: bool, weight: f64| (pair.features.clone(), yes, weight);
    let conflict: Vec<_> = pairs
        .iter()
        .map(|p| row(p, p.label == "contradiction", p.weight))
        .collect();
    let support: Vec<_> = pairs
        .iter()
        .filter(|p| !p.daccord)
        .map(|p| row(p, p.label == "entailment", 1.0))
        .collect();
    (fitted(&conflict, PAIR_STRENGTH), fitted(&support, PAIR_STRENGTH))
}

fn claim_heads(names: &[&str], found: &[Found]) -> (Fit, Fit) {
    // A column that is the same everywhere gets no weight.
    let only = |features: &[f32], wanted: &str| -> Vec<f32> {
        let kept = |name: &str| wanted.split(' ').any(|known| known == name);
        let values = names.iter().zip(features);
        values
            .map(|(name, value)| if kept(name) { *value } else { 0.0 })
            .collect()
    };
    let related: Vec<_> = found
        .iter()
        .map(|f| {
            let is = f.relation.is_some();
            (only(&f.features, RELATED), is, if is { 4.0 } else { 1.0 })
        })
        .collect();
    let known: Vec<_> = found
        .iter()
        .filter_map(|f| Some((f, f.relation.as_deref()? == "supports")))
        .collect();
    let yes = known.iter().filter(|(_, yes)| *yes).count().max(1) as f64;
    let (all, no) = (known.len() as f64, (known.len() as f64 - yes).max(1.0));
    let whole: Vec<_> = known
        .into_iter()
        .map(|(f, is)| {
            (
                only(&f.features, WHOLE),
                is,
                all / (2.0 * if is { yes } else { no }),
            )
        })
        .collect();
    (fitted(&related, CLAIM_STRENGTH), fitted(&whole, CLAIM_STRENGTH))
}

fn fitted(rows: &[(Vec<f32>, bool, f64)], strength: f64) -> Fit {
    let rows: Vec<_> = rows
        .iter()
        .map(|(features, yes, weight)| Row {
            features,
            yes: *yes,
            weight: *weight,
        })
        .collect();
    fit(&rows, strength)
}

/// Prints what the pair questions get right on tenths that they did not learn from.
fn cross_validate(pairs: &[Pair]) {
    let (mut right, mut called, mut truly) = ([0_usize; 2], 0_usize, 0_usize);
    for fold in 0..FOLDS {
        let learn: Vec<&Pair> = pairs
            .iter()
            .enumerate()
            .filter(|(at, _)| at % FOLDS != fold)
            .map(|(_, pair)| pair)
            .collect();
        let (conflict, support) = pair_heads(&learn);
        for pair in pairs.iter().skip(fold).step_by(FOLDS) {
            let is = pair.label == "contradiction";
            let (against, backs) = (conflict.ask(&pair.features), support.ask(&pair.features));
            let says = against >= LINES[0].1;
            if pair.daccord {
                right[0] += usize::from(says == is);
                called += usize::from(says);
                truly += usize::from(says && is);
            } else {
                let answer = match (says, backs >= LINES[1].1) {
                    (true, _) => "contradiction",
                    (false, true) => "entailment",
                    (false, false) => "neutral",
                };
                right[1] += usize::from(answer == pair.label);
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let daccord = pairs.iter().filter(|pair| pair.daccord).count();
    println!(
        "cross-validation: DACCORD accuracy {:.3}, contradiction precision {:.3}; RTE3-FR accuracy {:.3}",
        share(right[0], daccord),
        share(truly, called),
        share(right[1], pairs.len() - daccord)
    );
}
