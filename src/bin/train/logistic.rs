//! Logistic regression with an L2 penalty, by Newton's method (McCullagh and Nelder, "Generalized
//! Linear Models", 1989, §4.4), on standardised columns.

/// A fitted question: weights and bias for columns as they were given.
#[derive(Clone, Debug)]
pub struct Fit {
    pub weights: Vec<f64>,
    pub bias: f64,
}

impl Fit {
    /// The probability of yes.
    pub fn ask(&self, row: &[f32]) -> f64 {
        probability(self.odds(row))
    }

    /// The logarithm of the odds of yes.
    pub fn odds(&self, row: &[f32]) -> f64 {
        let products = self.weights.iter().zip(row);
        self.bias + products.map(|(w, x)| w * f64::from(*x)).sum::<f64>()
    }
}

/// The probability that a logarithm of odds stands for.
pub fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// One row of training: its features, the answer, how much it counts.
pub struct Row<'a> {
    pub features: &'a [f32],
    pub yes: bool,
    pub weight: f64,
}

/// Fits; `strength` is the inverse of the penalty.
pub fn fit(rows: &[Row<'_>], strength: f64) -> Fit {
    let columns = rows.first().map_or(0, |row| row.features.len());
    let count = rows.len().max(1) as f64;
    let mean: Vec<f64> = (0..columns)
        .map(|c| rows.iter().map(|row| f64::from(row.features[c])).sum::<f64>() / count)
        .collect();
    let deviation: Vec<f64> = (0..columns)
        .map(|c| {
            let variance = rows
                .iter()
                .map(|row| (f64::from(row.features[c]) - mean[c]).powi(2))
                .sum::<f64>()
                / count;
            if variance > 1e-12 {
                variance.sqrt()
            } else {
                f64::INFINITY
            }
        })
        .collect();
    let standard: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| {
            let values = row.features.iter().enumerate();
            let scaled = values.map(|(c, value)| (f64::from(*value) - mean[c]) / deviation[c]);
            scaled.chain([1.0]).collect()
        })
        .collect();
    let size = columns + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..30 {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for (row, values) in rows.iter().zip(&standard) {
            let sum: f64 = weights.iter().zip(values).map(|(w, x)| w * x).sum();
            let chance = probability(sum);
            let error = strength * row.weight * (chance - f64::from(u8::from(row.yes)));
            let curve = strength * row.weight * chance * (1.0 - chance);
            for a in 0..size {
                gradient[a] += error * values[a];
                for b in 0..=a {
                    hessian[a][b] += curve * values[a] * values[b];
                }
            }
        }
        for c in 0..columns {
            gradient[c] += weights[c];
            hessian[c][c] += 1.0;
        }
        hessian[columns][columns] += 1e-9;
        let step = solve(hessian, gradient);
        let moved: f64 = step.iter().map(|s| s.abs()).sum();
        weights.iter_mut().zip(step).for_each(|(w, s)| *w -= s);
        if moved < 1e-8 {
            break;
        }
    }
    let scaled: Vec<f64> = (0..columns).map(|c| weights[c] / deviation[c]).collect();
    let bias = weights[columns] - scaled.iter().zip(&mean).map(|(w, m)| w * m).sum::<f64>();
    Fit {
        weights: scaled,
        bias,
    }
}

/// Solves a symmetric positive definite system, of which the lower half is given, by Cholesky's method.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for a in 0..size {
        for b in 0..=a {
            let dot: f64 = (0..b).map(|k| matrix[a][k] * matrix[b][k]).sum();
            let rest = matrix[a][b] - dot;
            matrix[a][b] = if a == b {
                rest.max(1e-12).sqrt()
            } else {
                rest / matrix[b][b]
            };
        }
    }
    for a in 0..size {
        let dot: f64 = (0..a).map(|k| matrix[a][k] * right[k]).sum();
        right[a] = (right[a] - dot) / matrix[a][a];
    }
    for a in (0..size).rev() {
        let dot: f64 = (a + 1..size).map(|k| matrix[k][a] * right[k]).sum();
        right[a] = (right[a] - dot) / matrix[a][a];
    }
    right
}
