//! The learned status: trains the weights of `attribution::learned`, measures them beside the rules alone.

mod corpus;
mod fit;
mod lines;
mod measure;
mod table;

use crate::annotated;
use ascribe::analysis::attribution::learned::{LABELS, SCALE};
use ascribe::language::Language;
use ascribe::language::model::Weights;
use clap::Args;
use corpus::Case;
use fit::ANSWERS;
use lines::{Lines, Opinion};
use measure::Score;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use table::{Table, encode, merged};

/// How many parts cross-validation has.
const PARTS: usize = 8;

/// How to learn.
#[derive(Args, Clone, Copy)]
pub struct Settings {
    /// Strength of the L2 penalty.
    #[arg(long, default_value_t = 6.0)]
    pub penalty: f32,
    /// Features seen in fewer sentences are left out.
    #[arg(long, default_value_t = 2)]
    pub least: u32,
    /// Weights nearer to 0 are left out.
    #[arg(long, default_value_t = 0.02)]
    pub prune: f32,
    /// Let the languages share weights.
    #[arg(long)]
    pub joint: bool,
    /// How many steps at most.
    #[arg(long, default_value_t = 60)]
    pub rounds: usize,
    /// How much the copy of a sentence without what stands around it counts, from 0 to 1.
    #[arg(long, default_value_t = 0.5)]
    pub alone: f32,
    /// How much the odds must speak against the rules, as a logarithm.
    #[arg(long, default_value_t = 0.8)]
    pub line: f32,
    /// How many errors of cross-validation to print.
    #[arg(long, default_value_t = 0)]
    pub errors: usize,
}

fn slot(language: Language) -> usize {
    usize::from(language == Language::English)
}

const LANGUAGES: [Language; 2] = [Language::French, Language::English];

/// What the weights of a file say of a case.
fn opinion(weights: &Weights, case: &Case) -> Opinion {
    let mut sums = [0; ANSWERS];
    for feature in case.example.own.iter().chain(&case.example.around) {
        weights.add(*feature, &mut sums);
    }
    Opinion {
        gold: case.gold,
        rules: case.rules,
        scores: sums.map(|sum| sum as f32 / (SCALE * 16.0)),
        open: case.example.open,
    }
}

/// All cases that are learned from.
fn learned(data: &Path, gold: &Path, project: &Path) -> Result<Vec<Case>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for folder in [annotated::TEXTS, corpus::TEXTS] {
        for path in annotated::files(&project.join(folder), "gold")? {
            corpus::invented(&path, &mut cases)?;
        }
    }
    corpus::beside("er-train", &gold.join("er/er-train.gold"), true, &mut cases)?;
    corpus::standoff(data, project, &mut cases)?;
    Ok(cases)
}

fn report(name: &str, cases: &[(&Case, usize)]) {
    let (mut rules, mut model) = (Score::default(), Score::default());
    for (case, answer) in cases {
        rules.add(case.gold, case.rules);
        model.add(case.gold, *answer);
    }
    if rules.count() > 0 {
        println!("{name:28} rules {}", rules.line());
        println!("{:28} model {}", "", model.line());
    }
}

/// For each pair of statuses how many sentences the model mends, breaks, and leaves wrong.
fn changes(answers: &[(&Case, usize)]) -> String {
    let mut counts: BTreeMap<(usize, usize), [usize; 3]> = BTreeMap::new();
    for (case, answer) in answers.iter().filter(|(case, answer)| *answer != case.rules) {
        let what = if case.gold == *answer {
            0
        } else if case.gold == case.rules {
            1
        } else {
            2
        };
        counts.entry((case.rules, *answer)).or_default()[what] += 1;
    }
    let pairs = counts.into_iter().map(|((from, to), [mended, broken, left])| {
        format!("{} to {}: +{mended} -{broken} ={left}", LABELS[from], LABELS[to])
    });
    pairs.collect::<Vec<_>>().join(", ")
}

/// What a reader of errors wants to see of one.
fn changed_line(case: &Case, answer: usize) -> String {
    let [gold, answer, rules] = [case.gold, answer, case.rules].map(|status| LABELS[status]);
    format!(
        "{gold}: {answer}, rules {rules} ({})\t{}",
        case.rule, case.sentence
    )
}

/// Trains, prints what cross-validation gives, measures other folders; writes the weights with a `project` to write to.
pub fn ship(
    [data, gold]: [&Path; 2],
    project: &Path,
    write: bool,
    measure: &[PathBuf],
    settings: &Settings,
) -> Result<(), Box<dyn Error>> {
    let cases = learned(data, gold, project)?;
    let table = Table::new(&cases, settings);
    println!("{} sentences, {} features", cases.len(), table.hashes.len());
    let folds: Vec<Vec<Opinion>> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let weights = table.fit(&cases, settings, |case| case.text % PARTS != part);
            let files = LANGUAGES.map(|language| {
                let all = merged(&table, &weights, &cases, language);
                Weights::parse(encode(&all, &Lines::default(), settings).leak()).ok()
            });
            let own = cases.iter().filter(|case| case.text % PARTS == part);
            own.filter_map(|case| Some(opinion(files[slot(case.language)].as_ref()?, case)))
                .collect()
        })
        .collect();
    let lines = lines::same(settings.line);
    for language in LANGUAGES {
        let mut own: Vec<(&Case, Opinion)> = Vec::new();
        for (part, opinions) in folds.iter().enumerate() {
            let asked = cases.iter().filter(|case| case.text % PARTS == part);
            let both = asked.zip(opinions.iter().copied());
            own.extend(both.filter(|(case, _)| case.language == language));
        }
        let answers: Vec<(&Case, usize)> = own
            .iter()
            .map(|(case, opinion)| (*case, lines::decide(opinion, &lines)))
            .collect();
        report(&format!("{}, cross-validated", language.code()), &answers);
        println!("{}", changes(&answers));
        let opinions: Vec<Opinion> = own.iter().map(|(_, opinion)| *opinion).collect();
        println!("{} alone: {}", language.code(), measure::alone(&opinions));
        let mut sets: Vec<&str> = answers.iter().map(|(case, _)| case.set.as_str()).collect();
        sets.sort_unstable();
        sets.dedup();
        for set in sets {
            let own: Vec<_> = answers
                .iter()
                .filter(|(case, _)| case.set == set)
                .copied()
                .collect();
            report(&format!("  {set}"), &own);
        }
        let wrong = answers.iter().filter(|(case, answer)| *answer != case.gold);
        for (case, answer) in wrong.take(settings.errors) {
            println!("{}", changed_line(case, *answer));
        }
    }
    let weights = table.fit(&cases, settings, |_| true);
    let mut files = Vec::new();
    for language in LANGUAGES {
        let bytes = encode(&merged(&table, &weights, &cases, language), &lines, settings);
        println!("{}: {} bytes", language.code(), bytes.len());
        if write {
            let path = project
                .join("src/language")
                .join(language.code())
                .join("statuses.weights");
            fs::write(&path, &bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        files.push(Weights::parse(bytes.leak())?);
    }
    for folder in measure {
        let mut found = Vec::new();
        for path in annotated::files(folder, "gold")? {
            let set = annotated::stem(&path);
            corpus::beside(&set, &path, false, &mut found)?;
        }
        let answers: Vec<(&Case, usize)> = found
            .iter()
            .filter(|case| case.set != "er-train")
            .map(|case| {
                let slot = slot(case.language);
                (case, lines::decide(&opinion(&files[slot], case), &lines))
            })
            .collect();
        report(
            &folder.file_name().unwrap_or_default().to_string_lossy(),
            &answers,
        );
        let changed = answers.iter().filter(|(case, answer)| *answer != case.rules);
        for (case, answer) in changed.take(settings.errors) {
            println!("{}", changed_line(case, *answer));
        }
    }
    Ok(())
}
