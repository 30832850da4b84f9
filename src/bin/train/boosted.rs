//! Boosted trees for a yes or no question, grown leaf by leaf over binned features: the method of LightGBM (Ke and others,
//! NIPS 2017) with its sampling of features by a
//! hash, so that the same rows give the same trees on every machine.

use crate::logistic::{Row, probability};
use std::fmt::Write as _;

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    pub trees: usize,
    /// The most leaves of one tree.
    pub leaves: usize,
    /// How much of each tree counts.
    pub rate: f64,
    /// The fewest rows of a leaf.
    pub rows: usize,
    /// What is added to the second derivative of a leaf.
    pub smoothing: f64,
    /// How many of a hundred features each tree may use, other ones each: what one feature learned by chance the next tree cannot
    /// go on with.
    pub features: u64,
}

/// How many values of one feature are told apart at most.
const BINS: usize = 64;

/// A decision or a leaf.
#[derive(Clone, Debug)]
enum Node {
    Split {
        feature: usize,
        threshold: f32,
        branches: Box<[Node; 2]>,
    },
    Leaf(f64),
}

/// Learned trees.
#[derive(Clone, Debug)]
pub struct Boosted {
    trees: Vec<Node>,
}

impl Boosted {
    /// The logarithm of the odds of yes.
    #[must_use]
    pub fn odds(&self, features: &[f32]) -> f64 {
        self.trees.iter().map(|tree| tree.value(features)).sum()
    }

    /// A tree a line, as the judge reads them.
    #[must_use]
    pub fn table(&self, names: &[&str]) -> String {
        let mut table = String::new();
        for tree in &self.trees {
            let mut line = String::new();
            tree.write(names, &mut line);
            table.push_str(line.trim_end());
            table.push('\n');
        }
        table
    }
}

impl Node {
    fn value(&self, features: &[f32]) -> f64 {
        match self {
            Self::Leaf(value) => *value,
            Self::Split {
                feature,
                threshold,
                branches,
            } => branches[usize::from(features[*feature] >= *threshold)].value(features),
        }
    }

    fn write(&self, names: &[&str], line: &mut String) {
        match self {
            Self::Leaf(value) => {
                let _ = write!(line, "{value:.4} ");
            }
            Self::Split {
                feature,
                threshold,
                branches,
            } => {
                let _ = write!(line, "{}<{threshold} ", names[*feature]);
                branches.iter().for_each(|branch| branch.write(names, line));
            }
        }
    }
}

/// The rows as bins of each feature, and the values at which bins begin.
struct Binned {
    /// By feature, then by row.
    bins: Vec<Vec<u8>>,
    edges: Vec<Vec<f32>>,
}

impl Binned {
    fn new(rows: &[Row<'_>], used: &[usize]) -> Self {
        let (mut bins, mut edges) = (Vec::new(), Vec::new());
        for feature in used {
            let mut values: Vec<f32> = rows.iter().map(|row| row.features[*feature]).collect();
            values.sort_by(f32::total_cmp);
            let mut cuts: Vec<f32> = Vec::new();
            let mut different = values.clone();
            different.dedup();
            let between = |a: f32, b: f32| (a + b) / 2.0;
            if different.len() <= BINS {
                cuts.extend(different.windows(2).map(|pair| between(pair[0], pair[1])));
            } else {
                for bin in 1..BINS {
                    let at = values.len() * bin / BINS;
                    let cut = between(values[at - 1], values[at]);
                    if values[at - 1] < values[at] && cuts.last().is_none_or(|last| *last < cut) {
                        cuts.push(cut);
                    }
                }
            }
            let of = |value: f32| cuts.partition_point(|cut| *cut <= value) as u8;
            bins.push(rows.iter().map(|row| of(row.features[*feature])).collect());
            edges.push(cuts);
        }
        Self { bins, edges }
    }
}

/// The best cut of a leaf: gain, feature, the first bin of the right branch.
type Cut = (f64, usize, u8);

struct Leaf {
    rows: Vec<u32>,
    cut: Option<Cut>,
    /// Where in the tree it hangs: left or right at each decision.
    path: Vec<bool>,
}

/// Learns to answer yes for the rows that say so, from the features at the places `used`.
#[must_use]
pub fn boost(rows: &[Row<'_>], used: &[usize], growth: Growth) -> Boosted {
    let binned = Binned::new(rows, used);
    let mut sums = vec![0.0_f64; rows.len()];
    let (mut slopes, mut bends) = (vec![0.0; rows.len()], vec![0.0; rows.len()]);
    let mut trees = Vec::new();
    for number in 0..growth.trees {
        for (at, row) in rows.iter().enumerate() {
            let p = probability(sums[at]);
            slopes[at] = row.weight * (f64::from(u8::from(row.yes)) - p);
            bends[at] = row.weight * p * (1.0 - p);
        }
        let open: Vec<usize> = (0..used.len()).filter(|at| open(number, *at, growth)).collect();
        let tree = grow(&binned, used, &open, &slopes, &bends, growth);
        for (at, row) in rows.iter().enumerate() {
            sums[at] += tree.value(row.features);
        }
        trees.push(tree);
    }
    Boosted { trees }
}

/// Whether a tree may use a feature: a hash of both, the same on every machine (SplitMix64's finaliser).
fn open(tree: usize, feature: usize, growth: Growth) -> bool {
    let mut mixed = (tree as u64) << 32 | feature as u64;
    for factor in [0xbf58_476d_1ce4_e5b9_u64, 0x94d0_49bb_1331_11eb] {
        mixed = (mixed ^ (mixed >> 29))
            .wrapping_add(0x9e37_79b9_7f4a_7c15)
            .wrapping_mul(factor);
    }
    (mixed ^ (mixed >> 31)) % 100 < growth.features
}

fn grow(
    binned: &Binned,
    used: &[usize],
    open: &[usize],
    slopes: &[f64],
    bends: &[f64],
    growth: Growth,
) -> Node {
    let leaf = |rows: Vec<u32>, path: Vec<bool>| Leaf {
        cut: best_cut(binned, open, &rows, slopes, bends, growth),
        rows,
        path,
    };
    let mut leaves = vec![leaf((0..slopes.len() as u32).collect(), Vec::new())];
    let mut decisions: Vec<(Vec<bool>, usize, f32)> = Vec::new();
    while leaves.len() < growth.leaves {
        let gain = |leaf: &Leaf| leaf.cut.map_or(0.0, |cut| cut.0);
        let best = (0..leaves.len()).reduce(|a, b| if gain(&leaves[b]) > gain(&leaves[a]) { b } else { a });
        let Some((at, (_, feature, bin))) = best.and_then(|at| Some((at, leaves[at].cut?))) else {
            break;
        };
        let old = leaves.swap_remove(at);
        let (left, right) = old
            .rows
            .iter()
            .partition(|row| binned.bins[feature][**row as usize] < bin);
        decisions.push((
            old.path.clone(),
            used[feature],
            binned.edges[feature][usize::from(bin) - 1],
        ));
        leaves.push(leaf(left, [old.path.as_slice(), &[false]].concat()));
        leaves.push(leaf(right, [old.path.as_slice(), &[true]].concat()));
    }
    let value = |leaf: &Leaf| {
        let sum = |of: &[f64]| leaf.rows.iter().map(|row| of[*row as usize]).sum::<f64>();
        growth.rate * sum(slopes) / (sum(bends) + growth.smoothing)
    };
    let values: Vec<_> = leaves
        .iter()
        .map(|leaf| (leaf.path.as_slice(), value(leaf)))
        .collect();
    assemble(&[], &decisions, &values)
}

fn assemble(path: &[bool], decisions: &[(Vec<bool>, usize, f32)], leaves: &[(&[bool], f64)]) -> Node {
    let Some((_, feature, threshold)) = decisions.iter().find(|(own, ..)| own == path) else {
        let own = leaves.iter().find(|(own, _)| *own == path);
        return Node::Leaf(own.map_or(0.0, |leaf| leaf.1));
    };
    let branch = |way: bool| assemble(&[path, &[way]].concat(), decisions, leaves);
    Node::Split {
        feature: *feature,
        threshold: *threshold,
        branches: Box::new([branch(false), branch(true)]),
    }
}

/// Where it tells most to cut the rows of a leaf.
fn best_cut(
    binned: &Binned,
    open: &[usize],
    rows: &[u32],
    slopes: &[f64],
    bends: &[f64],
    growth: Growth,
) -> Option<Cut> {
    let worth = |slope: f64, bend: f64| slope * slope / (bend + growth.smoothing);
    let mut best: Option<Cut> = None;
    for feature in open {
        let (feature, bins) = (*feature, &binned.bins[*feature]);
        let mut sums = [(0.0_f64, 0.0_f64, 0_usize); BINS];
        for row in rows {
            let at = *row as usize;
            let sum = &mut sums[usize::from(bins[at])];
            sum.0 += slopes[at];
            sum.1 += bends[at];
            sum.2 += 1;
        }
        let add = |a: (f64, f64, usize), b: &(f64, f64, usize)| (a.0 + b.0, a.1 + b.1, a.2 + b.2);
        let all = sums.iter().fold((0.0, 0.0, 0), add);
        let mut left = (0.0, 0.0, 0);
        for bin in 1..=binned.edges[feature].len() {
            left = add(left, &sums[bin - 1]);
            let right = (all.0 - left.0, all.1 - left.1, all.2 - left.2);
            if left.2 < growth.rows || right.2 < growth.rows {
                continue;
            }
            let gain = worth(left.0, left.1) + worth(right.0, right.1) - worth(all.0, all.1);
            if gain > best.map_or(1e-9, |best| best.0) {
                best = Some((gain, feature, bin as u8));
            }
        }
    }
    best
}
