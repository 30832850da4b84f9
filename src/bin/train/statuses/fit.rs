//! Multinomial logistic regression with an L2 penalty, by the method of limited memory of Broyden, Fletcher, Goldfarb
//! and Shanno (Liu and Nocedal, "On the limited memory BFGS method for large scale optimization", 1989). Deterministic:
//! the same rows in the same order give the same weights.

use std::collections::VecDeque;

/// How many answers there are.
pub const ANSWERS: usize = 4;
/// How many steps the method remembers.
const MEMORY: usize = 6;

/// One sentence: its features by number, the answer, how much it counts.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub features: &'a [u32],
    pub answer: usize,
    pub weight: f32,
}

/// The sum of the weights of features, by answer.
pub fn scores(weights: &[f32], features: &[u32]) -> [f32; ANSWERS] {
    let mut sums = [0.0; ANSWERS];
    for feature in features {
        let start = *feature as usize * ANSWERS;
        for (sum, weight) in sums.iter_mut().zip(&weights[start..start + ANSWERS]) {
            *sum += weight;
        }
    }
    sums
}

/// The loss with its penalty, and its gradient.
fn loss(rows: &[Row<'_>], weights: &[f32], penalty: f32, gradient: &mut [f32]) -> f64 {
    for (slope, weight) in gradient.iter_mut().zip(weights) {
        *slope = penalty * weight;
    }
    let mut total: f64 = weights.iter().map(|w| f64::from(w * w)).sum::<f64>() * f64::from(penalty) / 2.0;
    for row in rows {
        let sums = scores(weights, row.features);
        let top = sums.iter().copied().fold(f32::MIN, f32::max);
        let odds = sums.map(|sum| (sum - top).exp());
        let all: f32 = odds.iter().sum();
        total += f64::from(row.weight * (all.ln() + top - sums[row.answer]));
        let mut missed = odds.map(|one| row.weight * one / all);
        missed[row.answer] -= row.weight;
        for feature in row.features {
            let start = *feature as usize * ANSWERS;
            for (slope, missed) in gradient[start..start + ANSWERS].iter_mut().zip(missed) {
                *slope += missed;
            }
        }
    }
    total
}

fn dot(one: &[f32], other: &[f32]) -> f64 {
    one.iter()
        .zip(other)
        .map(|(a, b)| f64::from(*a) * f64::from(*b))
        .sum()
}

fn add(to: &mut [f32], much: f64, from: &[f32]) {
    let much = much as f32;
    to.iter_mut().zip(from).for_each(|(a, b)| *a += much * b);
}

/// Fits the weights of `features` features to the rows, in at most `rounds` steps.
pub fn fit(rows: &[Row<'_>], features: usize, penalty: f32, rounds: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features * ANSWERS];
    let mut gradient = weights.clone();
    let mut value = loss(rows, &weights, penalty, &mut gradient);
    let mut past: VecDeque<(Vec<f32>, Vec<f32>, f64)> = VecDeque::new();
    for round in 0..rounds {
        let mut step: Vec<f32> = gradient.iter().map(|slope| -slope).collect();
        let mut shares = Vec::new();
        for (moved, changed, curve) in past.iter().rev() {
            let share = dot(moved, &step) / curve;
            add(&mut step, -share, changed);
            shares.push(share);
        }
        if let Some((_, changed, curve)) = past.back() {
            let scale = (curve / dot(changed, changed)) as f32;
            step.iter_mut().for_each(|s| *s *= scale);
        }
        for ((moved, changed, curve), share) in past.iter().zip(shares.iter().rev()) {
            let back = dot(changed, &step) / curve;
            add(&mut step, share - back, moved);
        }
        let slope = dot(&gradient, &step);
        let mut length = if round == 0 {
            1.0 / dot(&gradient, &gradient).sqrt().max(1e-9)
        } else {
            1.0
        };
        let (mut next, mut next_gradient) = (weights.clone(), gradient.clone());
        let mut found = None;
        for _ in 0..20 {
            next.copy_from_slice(&weights);
            add(&mut next, length, &step);
            let there = loss(rows, &next, penalty, &mut next_gradient);
            if there <= value + 1e-4 * length * slope {
                found = Some(there);
                break;
            }
            length /= 2.0;
        }
        let Some(there) = found else { break };
        let moved: Vec<f32> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let changed: Vec<f32> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        let curve = dot(&moved, &changed);
        if curve > 1e-10 {
            past.push_back((moved, changed, curve));
            if past.len() > MEMORY {
                past.pop_front();
            }
        }
        let settled = value - there < 1e-5 * value.abs();
        (weights, gradient, value) = (next, next_gradient, there);
        if settled {
            break;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_feature_says_is_learned() {
        let rows: Vec<Row<'_>> = (0..40)
            .map(|number| Row {
                features: if number % 2 == 0 { &[0, 1] } else { &[0, 2] },
                answer: if number % 2 == 0 { 1 } else { 3 },
                weight: 1.0,
            })
            .collect();
        let weights = fit(&rows, 3, 0.1, 50);
        let best = |features: &[u32]| {
            let sums = scores(&weights, features);
            (0..ANSWERS).max_by(|a, b| sums[*a].total_cmp(&sums[*b]))
        };
        assert_eq!(best(&[0, 1]), Some(1));
        assert_eq!(best(&[0, 2]), Some(3));
    }
}
