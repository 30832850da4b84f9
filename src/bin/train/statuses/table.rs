//! Cases as numbers, weights as files.

use super::corpus::Case;
use super::fit::{self, ANSWERS, Row};
use super::lines::Lines;
use super::{Settings, slot};
use ascribe::analysis::attribution::learned::{LABELS, SCALE};
use ascribe::language::Language;
use ascribe::language::model::{Pruned, Weights, pair};
use std::collections::{BTreeMap, HashMap};

/// Salts of the copies of every feature by language (Daumé 2007).
const SALTS: [u64; 2] = [0x5EED_0001, 0x5EED_0002];

/// Cases as numbers.
pub struct Table {
    pub hashes: Vec<u64>,
    /// Of each case: its own features, and behind them those of what stands around it; where those begin.
    rows: Vec<(Vec<u32>, usize)>,
}

impl Table {
    /// Numbers the features of all cases.
    pub fn new(cases: &[Case], settings: &Settings) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        let expanded: Vec<(Vec<u64>, usize)> = cases
            .iter()
            .map(|case| {
                let salt = SALTS[slot(case.language)];
                let copies = |features: &[u64]| -> Vec<u64> {
                    let mut all: Vec<u64> = features
                        .iter()
                        .filter(|f| **f != 0)
                        .map(|f| pair(salt, *f))
                        .collect();
                    if settings.joint {
                        all.extend(features);
                    }
                    all
                };
                let mut all = copies(&case.example.own);
                let own = all.len();
                all.extend(copies(&case.example.around));
                (all, own)
            })
            .collect();
        for (features, _) in &expanded {
            let mut once = features.clone();
            once.sort_unstable();
            once.dedup();
            for feature in once {
                *counts.entry(feature).or_default() += 1;
            }
        }
        let mut hashes: Vec<u64> = counts
            .into_iter()
            .filter(|(_, count)| *count >= settings.least)
            .map(|(hash, _)| hash)
            .collect();
        hashes.sort_unstable();
        let number = |feature: &u64| hashes.binary_search(feature).ok().map(|at| at as u32);
        let rows = expanded.iter().map(|(features, own)| {
            let before: Vec<u32> = features[..*own].iter().filter_map(number).collect();
            let at = before.len();
            let after = features[*own..].iter().filter_map(number);
            (before.into_iter().chain(after).collect(), at)
        });
        let rows = rows.collect();
        Self { hashes, rows }
    }

    /// Learns from the cases that `learned` says.
    pub fn fit(&self, cases: &[Case], settings: &Settings, learned: impl Fn(&Case) -> bool) -> Vec<f32> {
        let mut rows = Vec::new();
        for (case, (features, own)) in cases.iter().zip(&self.rows).filter(|(case, _)| learned(case)) {
            rows.push(Row {
                features,
                answer: case.gold,
                weight: 1.0 - settings.alone,
            });
            rows.push(Row {
                features: &features[..*own],
                answer: case.gold,
                weight: settings.alone,
            });
        }
        fit::fit(&rows, self.hashes.len(), settings.penalty, settings.rounds)
    }
}

/// The features of one language with their sums, by the hash that the program asks for.
pub fn merged(
    table: &Table,
    weights: &[f32],
    cases: &[Case],
    language: Language,
) -> BTreeMap<u64, [f32; ANSWERS]> {
    let salt = SALTS[slot(language)];
    let of = |feature: u64| {
        let at = table.hashes.binary_search(&feature).ok()?;
        weights.get(at * ANSWERS..(at + 1) * ANSWERS)
    };
    let mut found = BTreeMap::new();
    for case in cases.iter().filter(|case| case.language == language) {
        for feature in case.example.own.iter().chain(&case.example.around) {
            found.entry(*feature).or_insert_with(|| {
                let mut sum = [0.0; ANSWERS];
                for copy in [pair(salt, *feature), *feature] {
                    if let Some(row) = of(copy) {
                        sum.iter_mut().zip(row).for_each(|(sum, one)| *sum += one);
                    }
                }
                sum
            });
        }
    }
    found
}

/// The bytes of a weight file.
pub fn encode(merged: &BTreeMap<u64, [f32; ANSWERS]>, lines: &Lines, settings: &Settings) -> Vec<u8> {
    let mut features = BTreeMap::new();
    for (feature, row) in merged {
        let kept: Vec<(u8, f32)> = (0..)
            .zip(row)
            .filter(|(_, weight)| weight.abs() >= settings.prune)
            .map(|(status, weight)| (status, weight * SCALE))
            .collect();
        if !kept.is_empty() {
            features.insert(*feature, kept);
        }
    }
    Weights::encode(&Pruned {
        labels: LABELS.map(str::to_owned).to_vec(),
        transitions: lines
            .iter()
            .flatten()
            .map(|line| {
                if line.is_finite() {
                    line * SCALE
                } else {
                    f32::NEG_INFINITY
                }
            })
            .collect(),
        features,
    })
}
