//! `train judge`: the judge's weights, from pairs of others and claims of our own.

use crate::boosted::{Boosted, Growth, boost};
use crate::logistic::{Fit, Row, fit, probability};
use crate::rows::{flat, rows};
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
    /// The corpus of the claims that have no folder `corpus` beside their file.
    pub corpus: PathBuf,
    /// The file to write; the trees of what is related are written beside it.
    pub out: PathBuf,
}

/// From which answer on each question is yes: the first chosen in cross-validation, so that what is called a conflict is one
/// three times in four, the others on the claims, so that little is shown where the corpus has nothing.
const CONFLICT: f64 = 0.54;
const RELATED_LINE: f64 = 0.22;
const WHOLE: f64 = 0.4;
const AGAINST: f64 = 0.5;
/// The features that the line of what is related may use: fewer teach more.
const RELATED: &str = "coverage content actors actors-missing coverage-near reverse cosine order trigrams trigrams-in \
                       same-language figures-agree figures-missing dates-agree heaviest-missing names-missing \
                       length-claim length-ratio longest-run said-claim window segment-least segment-last segments \
                       uncovered-run tail head denial-before near-gain actors-extra quote-match hard-near \
                       actors-article title segment-best substance words words-sentence words-pairs";
const RELATED_STRENGTH: f64 = 0.01;
/// The features that its trees may not use: they tell of one side alone, and the trees would learn
/// the claims and passages that there are by heart.
const ONE_SIDED: &str = "length-passage said-passage quoted-passage circulates-passage negations-passage \
                         negates-passage disputes-passage limits-passage length-claim said-claim negations-claim \
                         negates-claim absolute-claim disputes-claim limits-claim circulates-claim figures-claim denial \
                         claim-denies actors-extra figures-extra";
/// How its trees are grown, chosen in cross-validation over the claims.
const GROWTH: Growth = Growth {
    trees: 300,
    leaves: 12,
    rate: 0.06,
    rows: 20,
    smoothing: 5.0,
    features: 20,
};
/// How much a related passage counts beside one that is not: there are thirty of these for each.
const RELATED_WEIGHT: f64 = 2.0;
/// The features that the questions may use whether one of two that somebody put side by side backs the other, cannot be true
/// beside it, or neither: with all of them they learn chance from 800 pairs.
const SUPPORT: &str = "words words-sentence words-pairs words-order words-all words-alike words-missing length-claim \
                       length-passage negations-claim negations-passage figures-missing uncovered names-missing \
                       dates-hard hard-near other-things-near swapped negates-differs";
/// Cross-validation: how many parts, and how often it is repeated with other parts.
const FOLDS: u64 = 10;
const REPEATS: u64 = 5;
const CONFLICT_STRENGTH: f64 = 0.015;
const SUPPORT_STRENGTH: f64 = 0.1;
const WHOLE_STRENGTH: f64 = 0.02;
const AGAINST_STRENGTH: f64 = 0.01;

struct Pair {
    features: Vec<f32>,
    label: String,
    /// Contradictions are a tenth of RTE3 and half of DACCORD; the former must not drown the latter.
    weight: f64,
    daccord: bool,
    /// Of what it comes with: pairs from one page or of one passage are never on both sides of a cross-validation.
    group: u64,
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
    /// Of the claim.
    group: u64,
}

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Learns, prints what cross-validation gives, writes the file.
pub fn train(sources: &Sources) -> Fallible<()> {
    let (names, pairs) = pairs(&sources.data)?;
    let found = found(sources)?;
    cross_validate(&names, &pairs);
    let all: Vec<&Pair> = pairs.iter().collect();
    let (conflict, [support, contrary, neither]) = pair_heads(&names, &all);
    cross_validate_claims(&names, &found);
    let all: Vec<&Found> = found.iter().collect();
    let [whole, against] = claim_heads(&all);
    let (related, trees) = related(&names, &all);
    let mut text = String::from(
        "# Weights of the judge: question, feature (or `bias`, or the `line` from which on the answer is yes), number.\n\
         # Learned by `train judge` from DACCORD dev and RTE3-FR dev (both BSD-2-Clause, see NOTICE) and from claims\n\
         # of our own and annotated ones (tests/README.md has the command).\n",
    );
    let heads = [
        ("conflict", Some(CONFLICT), conflict),
        ("support", None, support),
        ("contrary", None, contrary),
        ("neither", None, neither),
        ("related", Some(RELATED_LINE), related),
        ("whole", Some(WHOLE), whole),
        ("against", Some(AGAINST), against),
    ];
    for (name, line, head) in heads {
        if let Some(line) = line {
            let _ = writeln!(text, "{name}\tline\t{line}");
        }
        let _ = writeln!(text, "{name}\tbias\t{:.5}", head.bias);
        for (feature, weight) in names.iter().zip(&head.weights) {
            let _ = writeln!(text, "{name}\t{feature}\t{weight:.5}");
        }
    }
    let write = |path: &Path, text: &str| {
        std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    write(&sources.out, &text)?;
    let trees = trees.table(&names);
    let note = "# The judge's trees for what is on the claim's matter, a tree a line: a feature, `<` and a threshold, then both branches;\n\
                # a number is a leaf. Learned by `train judge` from the same claims as judge.tsv.\n";
    write(
        &sources.out.with_file_name("related.trees"),
        &format!("{note}{trees}"),
    )?;
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
        let mut rows = rows(&text).into_iter();
        let header = rows.next().unwrap_or_default();
        let column = |name: &str| {
            header
                .iter()
                .position(|cell| cell == name)
                .ok_or(format!("no column {name}"))
        };
        let (premise, hypothesis, label) = (column("premise")?, column("hypothesis")?, column("label_text")?);
        let page = column("url").unwrap_or(premise);
        for row in rows {
            let flat = |at: usize| row.get(at).map_or(String::new(), |cell| flat(cell));
            let (premise, hypothesis) = (flat(premise), flat(hypothesis));
            let (keys, features): (Vec<_>, Vec<_>) =
                explain(&premise, &hypothesis, (None, None)).into_iter().unzip();
            names = keys;
            found.push(Pair {
                features,
                label: flat(label),
                weight: if daccord { 1.0 } else { 0.3 },
                daccord,
                group: hash(&flat(page)),
            });
        }
    }
    Ok((names, found))
}

/// FNV-1a: the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn found(sources: &Sources) -> Fallible<Vec<Found>> {
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    let corpus = Corpus::open(&sources.corpus, &options, &|_| true)?;
    let mut found = Vec::new();
    for path in &sources.claims {
        let own = path.with_file_name("corpus");
        let own = own
            .is_dir()
            .then(|| Corpus::open(&own, &options, &|_| true))
            .transpose()?;
        let corpus = own.as_ref().unwrap_or(&corpus);
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let claim: Claim = serde_json::from_str(line)?;
            let language = match claim.lang.as_str() {
                "fr" => Language::French,
                _ => Language::English,
            };
            for explained in explain_search(corpus, &claim.claim, Some(language)) {
                let Some(passage) = corpus.passage(explained.passage) else {
                    continue;
                };
                let document = corpus
                    .article_of(passage)
                    .map_or("", |article| article.path.as_str());
                let fits = |quote: &&Quote| quote.doc == document && overlaps(&passage.text, &quote.quote);
                found.push(Found {
                    features: explained.features.into_iter().map(|(_, value)| value).collect(),
                    group: hash(&claim.claim),
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
    let (passage, quote) = (flat(passage), flat(quote));
    let most: String = quote.chars().take(quote.chars().count() * 6 / 10).collect();
    passage.contains(&most) || quote.contains(&passage) && passage.len() * 10 >= quote.len() * 6
}

/// `features` with zero for all that are not `wanted`: a column that is the same everywhere gets no weight.
fn only(names: &[&str], features: &[f32], wanted: &str) -> Vec<f32> {
    let values = names.iter().zip(features);
    values
        .map(|(name, value)| if among(wanted, name) { *value } else { 0.0 })
        .collect()
}

/// Whether a list of names has this one.
fn among(list: &str, name: &str) -> bool {
    list.split(' ').any(|known| known == name)
}

/// What RTE3 calls what a passage is to a claim, as the questions are in order.
const LABELS: [&str; 3] = ["entailment", "contradiction", "neutral"];

/// Learns what a conflict is from all pairs, and each of [`LABELS`] against the others from those of RTE3.
fn pair_heads(names: &[&str], pairs: &[&Pair]) -> (Fit, [Fit; 3]) {
    let row = |pair: &&'_ Pair, yes: bool, weight: f64| (pair.features.clone(), yes, weight);
    let conflict: Vec<_> = pairs
        .iter()
        .map(|p| row(p, p.label == "contradiction", p.weight))
        .collect();
    let question = |label: &str| {
        let rte = pairs.iter().filter(|p| !p.daccord);
        let rows: Vec<_> = rte
            .map(|p| (only(names, &p.features, SUPPORT), p.label == label, 1.0))
            .collect();
        fitted(&rows, SUPPORT_STRENGTH)
    };
    (fitted(&conflict, CONFLICT_STRENGTH), LABELS.map(question))
}

/// Learns what is related, by a line and by trees, whose odds are averaged.
fn related(names: &[&str], found: &[&Found]) -> (Fit, Boosted) {
    let used: Vec<usize> = (0..names.len())
        .filter(|at| !among(ONE_SIDED, names[*at]))
        .collect();
    let weight = |found: &Found| {
        if found.relation.is_some() {
            RELATED_WEIGHT
        } else {
            1.0
        }
    };
    let rows: Vec<_> = found
        .iter()
        .map(|f| Row {
            features: &f.features,
            yes: f.relation.is_some(),
            weight: weight(f),
        })
        .collect();
    let plain: Vec<_> = found
        .iter()
        .map(|f| (only(names, &f.features, RELATED), f.relation.is_some(), weight(f)))
        .collect();
    (fitted(&plain, RELATED_STRENGTH), boost(&rows, &used, GROWTH))
}

/// Learns what backs the whole of a claim, and what cannot be true beside it.
fn claim_heads(found: &[&Found]) -> [Fit; 2] {
    [
        fitted(&balanced(found, "supports"), WHOLE_STRENGTH),
        fitted(&balanced(found, "conflicts"), AGAINST_STRENGTH),
    ]
}

/// What is related, and whether it is `relation`; both answers count the same in all.
fn balanced(found: &[&Found], relation: &str) -> Vec<(Vec<f32>, bool, f64)> {
    let known: Vec<_> = found
        .iter()
        .filter_map(|f| Some((f, f.relation.as_deref()? == relation)))
        .collect();
    let yes = known.iter().filter(|(_, yes)| *yes).count().max(1) as f64;
    let (all, no) = (known.len() as f64, (known.len() as f64 - yes).max(1.0));
    known
        .into_iter()
        .map(|(f, is)| (f.features.clone(), is, all / (2.0 * if is { yes } else { no })))
        .collect()
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

/// Prints what the questions to claims and what a search found for them get right on claims that they did not learn from.
fn cross_validate_claims(names: &[&str], found: &[Found]) {
    let part = |found: &Found| found.group % FOLDS;
    let (mut shown, mut truly, mut all) = (0_usize, 0_usize, 0_usize);
    let (mut backing, mut right) = (0_usize, 0_usize);
    let mut ranked: Vec<(f64, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let (test, learn): (Vec<&Found>, Vec<&Found>) = found.iter().partition(|found| part(found) == fold);
        let ((line, trees), [whole, _]) = (related(names, &learn), claim_heads(&learn));
        for one in test {
            let is = one.relation.is_some();
            let odds = (line.odds(&one.features) + trees.odds(&one.features)) / 2.0;
            let says = probability(odds) >= RELATED_LINE;
            ranked.push((odds, is));
            shown += usize::from(says);
            truly += usize::from(says && is);
            all += usize::from(is);
            if let Some(relation) = one
                .relation
                .as_deref()
                .filter(|relation| *relation != "conflicts")
            {
                backing += 1;
                right += usize::from((whole.ask(&one.features) >= WHOLE) == (relation == "supports"));
            }
        }
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "cross-validation, claims: what is related: precision {:.3}, recall {:.3} of {all}, average precision {:.3}; whole or part of {backing}: {:.3}",
        share(truly, shown),
        share(truly, all),
        average_precision(ranked),
        share(right, backing)
    );
}

/// The mean of the precision at each yes, from the surest on.
fn average_precision(mut ranked: Vec<(f64, bool)>) -> f64 {
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut yes, mut sum) = (0.0, 0.0);
    for (at, _) in ranked.iter().enumerate().filter(|(_, (_, is))| *is) {
        yes += 1.0;
        sum += yes / (at + 1) as f64;
    }
    if yes > 0.0 { sum / yes } else { 0.0 }
}

/// Prints what the pair questions get right on parts that they did not learn from, the mean of all repetitions, for
/// several lines beside the chosen one.
fn cross_validate(names: &[&str], pairs: &[Pair]) {
    let mut asked: Vec<(&Pair, f64, &str)> = Vec::new();
    for repeat in 0..REPEATS {
        let part = |pair: &Pair| hash(&format!("{repeat} {}", pair.group)) % FOLDS;
        for fold in 0..FOLDS {
            let (test, learn): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(|pair| part(pair) == fold);
            let (conflict, three) = pair_heads(names, &learn);
            asked.extend(test.into_iter().map(|pair| {
                let odds = three.iter().map(|head| head.odds(&pair.features));
                let best = odds.zip(LABELS).max_by(|a, b| a.0.total_cmp(&b.0));
                let best = best.map_or(LABELS[2], |(_, label)| label);
                (pair, conflict.ask(&pair.features), best)
            }));
        }
    }
    for step in -3..=3 {
        let line = CONFLICT + 0.02 * f64::from(step);
        let (mut right, mut all, mut called, mut truly) = ([0_usize; 2], [0_usize; 2], 0_usize, 0_usize);
        for (pair, against, best) in &asked {
            let is = pair.label == "contradiction";
            let says = *against >= line;
            let answer = if says { "contradiction" } else { best };
            let set = usize::from(!pair.daccord);
            all[set] += 1;
            right[set] += usize::from(if pair.daccord {
                says == is
            } else {
                answer == pair.label
            });
            called += usize::from(pair.daccord && says);
            truly += usize::from(pair.daccord && says && is);
        }
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        println!(
            "cross-validation, line of conflicts {line:.3}: DACCORD accuracy {:.3}, contradiction precision {:.3}; \
             RTE3-FR accuracy {:.3}",
            share(right[0], all[0]),
            share(truly, called),
            share(right[1], all[1])
        );
    }
}
