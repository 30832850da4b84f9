//! Accuracy and F1 of statuses.

use super::fit::ANSWERS;
use super::lines::Opinion;

/// How often each status was answered for each.
#[derive(Clone, Copy, Default)]
pub struct Score([[usize; ANSWERS]; ANSWERS]);

impl Score {
    /// Notes an answer.
    pub fn add(&mut self, gold: usize, answer: usize) {
        self.0[gold][answer] += 1;
    }

    /// How many answers.
    pub fn count(&self) -> usize {
        self.0.iter().flatten().sum()
    }

    /// The share that is right.
    pub fn accuracy(&self) -> f64 {
        let right: usize = (0..ANSWERS).map(|at| self.0[at][at]).sum();
        right as f64 / self.count().max(1) as f64
    }

    fn f1(&self, status: usize) -> f64 {
        let gold: usize = self.0[status].iter().sum();
        let answered: usize = self.0.iter().map(|row| row[status]).sum();
        2.0 * self.0[status][status] as f64 / (gold + answered).max(1) as f64
    }

    /// One line: how many, accuracy, F1 of U, A, N, V.
    pub fn line(&self) -> String {
        let [n, a, v, u] = [0, 1, 2, 3].map(|status| self.f1(status));
        format!(
            "{:5}  accuracy {:.3}  U {u:.3}  A {a:.3}  N {n:.3}  V {v:.3}",
            self.count(),
            self.accuracy()
        )
    }
}

/// What the model is worth without lines: the logarithm of the odds that it gives the truth, in the mean, and how often
/// its first choice is right.
pub fn alone(opinions: &[Opinion]) -> String {
    let (mut loss, mut right) = (0.0_f64, 0);
    for opinion in opinions {
        let top = opinion.scores.iter().copied().fold(f32::MIN, f32::max);
        let all: f32 = opinion.scores.iter().map(|score| (score - top).exp()).sum();
        loss += f64::from(all.ln() + top - opinion.scores[opinion.gold]);
        right += usize::from(opinion.scores[opinion.gold] >= top);
    }
    let count = opinions.len().max(1) as f64;
    format!("loss {:.4}  accuracy {:.4}", loss / count, right as f64 / count)
}
