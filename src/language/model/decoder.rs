use super::{Sequence, Weights};

/// The score of what must not be: low enough to lose always, high enough that sums stay in range.
pub(super) const NEVER: i32 = -1_000_000;

/// Finds the best labels; keeps its buffers from one sentence to the next.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    /// What the features say, one row a token.
    local: Vec<i32>,
    /// The best label before each label, one row a token.
    before: Vec<u8>,
    /// The score of the best sequence that ends with each label, at the token before and at this one.
    last: Vec<i32>,
    here: Vec<i32>,
    labels: Vec<u8>,
}

impl Decoder {
    /// The best label of each token, as indices into [`Weights::labels`] (Viterbi).
    pub fn decode(&mut self, weights: &Weights, sequence: &impl Sequence) -> &[u8] {
        let count = weights.labels().len();
        let tokens = sequence.len();
        self.score(weights, sequence);
        self.before.clear();
        self.before.resize(tokens * count, 0);
        self.labels.clear();
        self.labels.resize(tokens, 0);
        self.last.clear();
        for (at, local) in self.local.chunks_exact(count).enumerate() {
            let before = &mut self.before[at * count..(at + 1) * count];
            advance(weights, &mut self.last, &mut self.here, before, local);
        }
        let mut label = best(&self.last);
        for at in (0..tokens).rev() {
            self.labels[at] = label;
            label = self.before[at * count + usize::from(label)];
        }
        &self.labels
    }

    /// How much the chosen label of each token of the sentence decoded last beats the best other
    /// label, by the features of the token alone, in sixteenths of a logarithm of odds: below 0 where the
    /// neighbours' labels overruled the token's own features.
    pub fn margins(&self, weights: &Weights) -> impl Iterator<Item = i32> + '_ {
        let count = weights.labels().len();
        self.local
            .chunks_exact(count)
            .zip(&self.labels)
            .map(|(row, chosen)| {
                let chosen = usize::from(*chosen);
                let others = row.iter().enumerate().filter(|(label, _)| *label != chosen);
                row[chosen] - others.map(|(_, score)| *score).max().unwrap_or(NEVER)
            })
    }

    fn score(&mut self, weights: &Weights, sequence: &impl Sequence) {
        let count = weights.labels().len();
        self.local.clear();
        self.local.resize(sequence.len() * count, 0);
        for (at, row) in self.local.chunks_exact_mut(count).enumerate() {
            sequence.features(at, |feature| weights.add(feature, row));
        }
    }
}

/// One step of the Viterbi algorithm: makes `last` the scores at this token.
fn advance(weights: &Weights, last: &mut Vec<i32>, here: &mut Vec<i32>, before: &mut [u8], local: &[i32]) {
    if last.is_empty() {
        last.extend_from_slice(local);
        return;
    }
    here.clear();
    here.resize(local.len(), i32::MIN);
    let top = last.iter().copied().max().unwrap_or(0);
    for (from, score) in last.iter().enumerate() {
        // Scores are kept relative to the best, so they never leave their range.
        let score = (score - top).max(NEVER);
        // No transition can make up for more than this.
        if score < -weights.reach() {
            continue;
        }
        let after = weights.after(from);
        for ((here, before), transition) in here.iter_mut().zip(before.iter_mut()).zip(after) {
            let candidate = score + transition;
            if candidate > *here {
                *here = candidate;
                *before = from as u8;
            }
        }
    }
    for (here, local) in here.iter_mut().zip(local) {
        *here += local;
    }
    std::mem::swap(last, here);
}

fn best(scores: &[i32]) -> u8 {
    let found = scores
        .iter()
        .enumerate()
        .max_by_key(|(label, score)| (**score, std::cmp::Reverse(*label)));
    found.map_or(0, |(label, _)| label as u8)
}
