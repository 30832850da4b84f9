//! Training of linear-chain conditional random fields by stochastic gradient descent with AdaGrad
//! (Duchi, Hazan and Singer 2011), with an L1 and an L2 prior. Deterministic: the same corpus in the
//! same order gives the same weights.

use ascribe::language::model::{Pruned, Sequence};
use std::collections::{BTreeMap, HashMap};

/// A corpus turned into numbers.
#[derive(Default)]
pub struct Instances {
    index: HashMap<u64, u32>,
    hashes: Vec<u64>,
    counts: Vec<u32>,
    /// The features of all tokens, one after the other.
    flat: Vec<u32>,
    /// Where each token's features end in `flat`.
    ends: Vec<usize>,
    gold: Vec<u8>,
    /// Where each sentence's tokens end.
    sentences: Vec<usize>,
    labels: Vec<String>,
}

impl Instances {
    /// Adds a sentence with the gold label of every token.
    pub fn add(&mut self, sequence: &impl Sequence, gold: impl Iterator<Item = String>) {
        for at in 0..sequence.len() {
            let Self {
                index,
                hashes,
                counts,
                flat,
                ..
            } = self;
            sequence.features(at, |hash| {
                let number = *index.entry(hash).or_insert_with(|| {
                    hashes.push(hash);
                    counts.push(0);
                    hashes.len() as u32 - 1
                });
                counts[number as usize] += 1;
                flat.push(number);
            });
            self.ends.push(self.flat.len());
        }
        for label in gold {
            let known = self.labels.iter().position(|name| *name == label);
            let number = known.unwrap_or_else(|| {
                self.labels.push(label);
                self.labels.len() - 1
            });
            self.gold.push(number as u8);
        }
        assert_eq!(self.gold.len(), self.ends.len(), "a label for every token");
        self.sentences.push(self.ends.len());
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn features(&self, token: usize) -> &[u32] {
        let start = if token == 0 { 0 } else { self.ends[token - 1] };
        &self.flat[start..self.ends[token]]
    }
}

/// How to train.
#[derive(Clone, Debug)]
pub struct Options {
    /// Rounds over the corpus.
    pub epochs: usize,
    /// The first step's length.
    pub rate: f32,
    /// Strength of the L1 prior, which makes weights nothing.
    pub l1: f32,
    /// Strength of the L2 prior, which keeps weights small.
    pub l2: f32,
    /// Features seen less often are left out.
    pub least: u32,
    /// Features seen at least so often get a weight for every label, others for the labels that they
    /// were seen with.
    pub dense: u32,
    /// Weights nearer to 0 are left out in the end.
    pub prune: f32,
    /// Labels that must not follow each other.
    pub forbidden: fn(&str, &str) -> bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            epochs: 16,
            rate: 0.2,
            l1: 0.1,
            l2: 0.05,
            least: 2,
            dense: u32::MAX,
            prune: 0.04,
            forbidden: |_, _| false,
        }
    }
}

/// Trains on all of `corpus`.
pub fn train(corpus: &Instances, options: &Options) -> Pruned {
    let mut model = Trainer::new(corpus, options);
    let mut order: Vec<usize> = (0..corpus.sentences.len()).collect();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let averaged = options.epochs.div_ceil(3);
    for epoch in 0..options.epochs {
        for at in (1..order.len()).rev() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            order.swap(at, (random % (at as u64 + 1)) as usize);
        }
        model.rate = options.rate / (1.0 + epoch as f32 / options.epochs as f32);
        let loss: f64 = order.iter().map(|sentence| model.learn(*sentence)).sum();
        if epoch + averaged >= options.epochs {
            model.remember();
        }
        eprintln!(
            "  round {:2}: loss {:.4} a token",
            epoch + 1,
            loss / corpus.len() as f64
        );
    }
    model.finish(averaged as f32)
}

/// Weights with the history that AdaGrad needs.
#[derive(Clone, Default)]
struct Parameters {
    weight: Vec<f32>,
    history: Vec<f32>,
    sum: Vec<f32>,
}

impl Parameters {
    fn zeros(count: usize) -> Self {
        Self {
            weight: vec![0.0; count],
            history: vec![1e-2; count],
            sum: vec![0.0; count],
        }
    }

    fn step(&mut self, at: usize, gradient: f32, rate: f32, l1: f32) {
        self.history[at] += gradient * gradient;
        let step = rate / self.history[at].sqrt();
        let moved = self.weight[at] - step * gradient;
        self.weight[at] = moved.signum() * (moved.abs() - step * l1).max(0.0);
    }

    fn remember(&mut self) {
        for (sum, weight) in self.sum.iter_mut().zip(&self.weight) {
            *sum += weight;
        }
    }
}

struct Trainer<'a> {
    corpus: &'a Instances,
    options: &'a Options,
    labels: usize,
    rate: f32,
    /// Where each feature's weights start; one more than there are features.
    starts: Vec<u32>,
    /// The label that each weight is for.
    targets: Vec<u8>,
    local: Parameters,
    transitions: Parameters,
    forbidden: Vec<bool>,
}

impl<'a> Trainer<'a> {
    fn new(corpus: &'a Instances, options: &'a Options) -> Self {
        let labels = corpus.labels.len();
        let mut seen = vec![0_u64; corpus.hashes.len()];
        assert!(labels <= 64, "labels are kept as bits");
        for token in 0..corpus.len() {
            for feature in corpus.features(token) {
                seen[*feature as usize] |= 1 << corpus.gold[token];
            }
        }
        let (mut starts, mut targets) = (Vec::with_capacity(seen.len() + 1), Vec::new());
        for (seen, count) in seen.into_iter().zip(&corpus.counts) {
            starts.push(targets.len() as u32);
            if *count >= options.least {
                let all = *count >= options.dense;
                targets.extend((0..labels as u8).filter(|label| all || seen >> label & 1 == 1));
            }
        }
        starts.push(targets.len() as u32);
        let names = &corpus.labels;
        let pairs = names
            .iter()
            .flat_map(|from| names.iter().map(move |to| (from, to)));
        eprintln!("  {} features, {} weights", starts.len() - 1, targets.len());
        Self {
            corpus,
            options,
            labels,
            rate: options.rate,
            local: Parameters::zeros(targets.len()),
            transitions: Parameters::zeros(labels * labels),
            forbidden: pairs.map(|(from, to)| (options.forbidden)(from, to)).collect(),
            starts,
            targets,
        }
    }

    fn weights(&self, feature: u32) -> std::ops::Range<usize> {
        self.starts[feature as usize] as usize..self.starts[feature as usize + 1] as usize
    }

    /// One step on one sentence; gives its loss.
    fn learn(&mut self, sentence: usize) -> f64 {
        let start = if sentence == 0 {
            0
        } else {
            self.corpus.sentences[sentence - 1]
        };
        let tokens = start..self.corpus.sentences[sentence];
        let count = self.labels;
        if tokens.is_empty() {
            return 0.0;
        }
        let mut local = vec![0.0_f32; tokens.len() * count];
        for (row, token) in local.chunks_exact_mut(count).zip(tokens.clone()) {
            for feature in self.corpus.features(token) {
                for at in self.weights(*feature) {
                    row[usize::from(self.targets[at])] += self.local.weight[at];
                }
            }
        }
        let gold = &self.corpus.gold[tokens.clone()];
        let factors: Vec<f32> = self
            .transitions
            .weight
            .iter()
            .zip(&self.forbidden)
            .map(|(weight, forbidden)| if *forbidden { 0.0 } else { weight.exp() })
            .collect();
        let (marginals, pairs, log_z) = forward_backward(&local, &factors, count);

        let mut score = 0.0_f64;
        for (row, label) in local.chunks_exact(count).zip(gold) {
            score += f64::from(row[usize::from(*label)]);
        }
        for two in gold.windows(2) {
            score += f64::from(self.transitions.weight[usize::from(two[0]) * count + usize::from(two[1])]);
        }

        let mut pairs = pairs;
        for two in gold.windows(2) {
            pairs[usize::from(two[0]) * count + usize::from(two[1])] -= 1.0;
        }
        for (at, gradient) in pairs.into_iter().enumerate() {
            if gradient != 0.0 && !self.forbidden[at] {
                self.transitions.step(at, gradient, self.rate, 0.0);
            }
        }
        for ((row, token), label) in marginals.chunks_exact(count).zip(tokens).zip(gold) {
            for feature in self.corpus.features(token) {
                let often = self.corpus.counts[*feature as usize] as f32;
                for at in self.weights(*feature) {
                    let target = self.targets[at];
                    let missed = row[usize::from(target)] - f32::from(u8::from(target == *label));
                    if missed.abs() > 1e-5 || self.local.weight[at] != 0.0 {
                        let gradient = missed + self.options.l2 * self.local.weight[at] / often;
                        self.local.step(at, gradient, self.rate, self.options.l1 / often);
                    }
                }
            }
        }
        log_z - score
    }

    fn remember(&mut self) {
        self.local.remember();
        self.transitions.remember();
    }

    fn finish(self, rounds: f32) -> Pruned {
        let mut features = BTreeMap::new();
        for (feature, hash) in self.corpus.hashes.iter().enumerate() {
            let kept: Vec<_> = self
                .weights(feature as u32)
                .map(|at| (self.targets[at], self.local.sum[at] / rounds))
                .filter(|(_, weight)| weight.abs() >= self.options.prune)
                .collect();
            if !kept.is_empty() {
                features.insert(*hash, kept);
            }
        }
        let transitions = self.transitions.sum.iter().zip(&self.forbidden);
        Pruned {
            labels: self.corpus.labels.clone(),
            transitions: transitions
                .map(|(sum, forbidden)| {
                    if *forbidden {
                        f32::NEG_INFINITY
                    } else {
                        sum / rounds
                    }
                })
                .collect(),
            features,
        }
    }
}

/// The probability of each label at each token, the expected number of each pair of labels, and
/// the logarithm of the normaliser.
fn forward_backward(local: &[f32], factors: &[f32], count: usize) -> (Vec<f32>, Vec<f32>, f64) {
    let mut log_z = 0.0_f64;
    // Local factors, relative to each token's best label.
    let mut emit = local.to_vec();
    for row in emit.chunks_exact_mut(count) {
        let top = row.iter().copied().fold(f32::MIN, f32::max);
        log_z += f64::from(top);
        row.iter_mut().for_each(|score| *score = (*score - top).exp());
    }
    let tokens = emit.len() / count;
    let mut forward = vec![0.0_f32; emit.len()];
    let mut scales = vec![1.0_f32; tokens];
    for at in 0..tokens {
        let (done, rest) = forward.split_at_mut(at * count);
        let row = &mut rest[..count];
        if at == 0 {
            row.copy_from_slice(&emit[..count]);
        } else {
            for (from, mass) in done[(at - 1) * count..].iter().enumerate() {
                if *mass > 1e-12 {
                    for (to, factor) in row.iter_mut().zip(&factors[from * count..(from + 1) * count]) {
                        *to += mass * factor;
                    }
                }
            }
            for (to, emit) in row.iter_mut().zip(&emit[at * count..(at + 1) * count]) {
                *to *= emit;
            }
        }
        let total: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        scales[at] = total;
        log_z += f64::from(total.ln());
        row.iter_mut().for_each(|mass| *mass /= total);
    }
    let mut pairs = vec![0.0_f32; count * count];
    let mut marginals = forward.clone();
    // What the tokens after say about each label.
    let mut backward = vec![1.0_f32; count];
    for at in (0..tokens.saturating_sub(1)).rev() {
        let ahead: Vec<f32> = backward
            .iter()
            .zip(&emit[(at + 1) * count..(at + 2) * count])
            .map(|(back, emit)| back * emit / scales[at + 1])
            .collect();
        for (from, back) in backward.iter_mut().enumerate() {
            let mass = forward[at * count + from];
            let row = &factors[from * count..(from + 1) * count];
            let mut sum = 0.0;
            if mass > 1e-9 {
                let pairs = &mut pairs[from * count..(from + 1) * count];
                for ((ahead, factor), pair) in ahead.iter().zip(row).zip(pairs) {
                    sum += ahead * factor;
                    *pair += mass * ahead * factor;
                }
            } else {
                sum = ahead.iter().zip(row).map(|(ahead, factor)| ahead * factor).sum();
            }
            *back = sum;
        }
        for (marginal, back) in marginals[at * count..(at + 1) * count].iter_mut().zip(&backward) {
            *marginal *= back;
        }
    }
    (marginals, pairs, log_z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ascribe::language::model::{Decoder, Weights, feature};

    /// Words that are their own only feature.
    struct Plain(Vec<u64>);

    impl Sequence for Plain {
        fn len(&self) -> usize {
            self.0.len()
        }

        fn features(&self, at: usize, mut each: impl FnMut(u64)) {
            each(feature(0, self.0[at]));
        }
    }

    fn model() -> Vec<u8> {
        let mut corpus = Instances::default();
        // 1 opens, 3 closes, 2 is inside after 1 and outside after 3.
        for _ in 0..30 {
            let gold = ["B", "I", "O", "O"].map(str::to_owned);
            corpus.add(&Plain(vec![1, 2, 3, 2]), gold.into_iter());
        }
        let options = Options {
            forbidden: |from, to| from == "O" && to == "I",
            ..Options::default()
        };
        Weights::encode(&train(&corpus, &options))
    }

    #[test]
    fn the_context_decides_what_the_word_leaves_open() {
        let weights = Weights::parse(model().leak()).unwrap();
        let mut decoder = Decoder::default();
        let labels: Vec<_> = decoder
            .decode(&weights, &Plain(vec![1, 2, 3, 2, 1, 2]))
            .iter()
            .map(|label| weights.labels()[usize::from(*label)].as_str())
            .collect();
        assert_eq!(labels, ["B", "I", "O", "O", "B", "I"]);
        assert!(decoder.decode(&weights, &Plain(vec![])).is_empty());
    }

    #[test]
    fn training_twice_gives_the_same_bytes() {
        assert_eq!(model(), model());
    }
}
