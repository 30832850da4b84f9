//! Boosted trees: a question to the features whose answer is a sum of small decisions.

/// One decision, or what it comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    /// Below the threshold the node after this one is asked next, else that at `right`.
    Split {
        feature: usize,
        threshold: f32,
        right: usize,
    },
    Leaf(f32),
}

/// Trees whose leaves are added up to the logarithm of the odds, after Friedman, Greedy function approximation: a gradient
/// boosting machine (Annals of Statistics 29, 2001).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Forest {
    trees: Vec<Vec<Node>>,
}

impl Forest {
    /// Reads trees, one a line: a decision is the name of its feature, `<` and a threshold, then both its branches; a leaf
    /// is a number. A line that is no whole tree of known features is left out.
    pub fn read(table: &str, names: &[&str]) -> Self {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        Self {
            trees: lines.filter_map(|line| tree(line, names)).collect(),
        }
    }

    /// The logarithm of the odds of yes.
    pub fn odds(&self, features: &[f32]) -> f32 {
        self.trees.iter().map(|tree| value(tree, features)).sum()
    }
}

/// The nodes of one line, each before its branches.
fn tree(line: &str, names: &[&str]) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    // Decisions whose right branch is still to come.
    let mut open: Vec<usize> = Vec::new();
    let mut whole = false;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        if whole {
            return None;
        }
        if let Some((name, threshold)) = word.split_once('<') {
            open.push(nodes.len());
            nodes.push(Node::Split {
                feature: names.iter().position(|known| *known == name)?,
                threshold: threshold.parse().ok()?,
                right: 0,
            });
            continue;
        }
        nodes.push(Node::Leaf(word.parse().ok()?));
        let next = nodes.len();
        match open.pop().and_then(|at| nodes.get_mut(at)) {
            Some(Node::Split { right, .. }) => *right = next,
            _ => whole = true,
        }
    }
    whole.then_some(nodes)
}

fn value(tree: &[Node], features: &[f32]) -> f32 {
    let mut at = 0;
    loop {
        match tree.get(at) {
            Some(Node::Split {
                feature,
                threshold,
                right,
            }) => {
                let below = features.get(*feature).is_none_or(|value| value < threshold);
                at = if below { at + 1 } else { *right };
            }
            Some(Node::Leaf(value)) => return *value,
            None => return 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_tree() {
        let forest = Forest::read("# note\na<0.5 b<2 -1 1 3\na<", &["a", "b"]);
        assert_eq!(forest.trees.len(), 1);
        let asked = |features: [f32; 2]| value(&forest.trees[0], &features);
        assert_eq!(
            [asked([0.0, 1.0]), asked([0.0, 2.0]), asked([0.5, 0.0])],
            [-1.0, 1.0, 3.0]
        );
    }

    #[test]
    fn half_a_tree_is_none() {
        for line in ["a<0.5 1", "1 2", "c<0.5 1 2", "a<x 1 2", ""] {
            assert_eq!(tree(line, &["a", "b"]), None, "{line}");
        }
    }
}
