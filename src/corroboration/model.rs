use super::Relation;
use super::features::{COUNT, NAMES};
use super::forest::Forest;
use std::sync::LazyLock;

/// What a pair comes from, which says how likely it is that the two belong together at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Somebody put the two side by side.
    Pair,
    /// A search found the passage.
    Search,
}

/// One linear question to the features, with a logistic answer.
#[derive(Clone, Debug)]
pub(super) struct Head {
    bias: f32,
    weights: [f32; COUNT],
    /// From which answer on it is yes, where one question is asked by itself.
    line: f32,
}

impl Head {
    fn new() -> Self {
        Self {
            bias: 0.0,
            weights: [0.0; COUNT],
            line: 0.5,
        }
    }

    /// From 0 to 1.
    pub fn ask(&self, features: &[f32; COUNT]) -> f32 {
        logistic(self.odds(features))
    }

    /// The logarithm of the odds of yes.
    fn odds(&self, features: &[f32; COUNT]) -> f32 {
        let products = self.weights.iter().zip(features);
        self.bias + products.map(|(weight, value)| weight * value).sum::<f32>()
    }
}

fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// The learned part of the judge: linear questions and where to draw their lines.
#[derive(Clone, Debug)]
pub(super) struct Model {
    /// Of a pair: cannot both be true?
    conflict: Head,
    /// Of a pair: does the passage back the claim, can the two not both be true, or neither? The surest yes is the answer.
    support: Head,
    contrary: Head,
    neither: Head,
    /// Of what a search found: does it speak of the claim's matter?
    related: Head,
    /// The same, asked otherwise: trees tell more of claims like those that they learned from, lines of others.
    related_trees: Forest,
    /// Of what a search found and is related: does it back the whole claim?
    whole: Head,
    /// Of the same: can the two not both be true?
    against: Head,
}

/// What the model says of one pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Answer {
    pub relation: Relation,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// How surely it is about the same matter.
    pub related: f32,
}

/// The model that `train judge` wrote.
pub(super) fn model() -> &'static Model {
    static MODEL: LazyLock<Model> =
        LazyLock::new(|| Model::read(include_str!("judge.tsv"), include_str!("related.trees")));
    &MODEL
}

impl Model {
    /// Reads rows of head, feature (or `bias`, `line`) and number, and the trees of what is related; what it does not know
    /// it leaves out.
    fn read(table: &str, related: &str) -> Self {
        let mut this = Self {
            conflict: Head::new(),
            support: Head::new(),
            contrary: Head::new(),
            neither: Head::new(),
            related: Head::new(),
            related_trees: Forest::read(related, &NAMES),
            whole: Head::new(),
            against: Head::new(),
        };
        for row in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = row.split('\t');
            let (Some(head), Some(name), Some(Ok(number))) =
                (cells.next(), cells.next(), cells.next().map(str::parse))
            else {
                continue;
            };
            let head = match head {
                "conflict" => &mut this.conflict,
                "support" => &mut this.support,
                "contrary" => &mut this.contrary,
                "neither" => &mut this.neither,
                "related" => &mut this.related,
                "whole" => &mut this.whole,
                "against" => &mut this.against,
                _ => continue,
            };
            match name {
                "bias" => head.bias = number,
                "line" => head.line = number,
                name => {
                    if let Some(at) = NAMES.iter().position(|known| *known == name) {
                        head.weights[at] = number;
                    }
                }
            }
        }
        this
    }

    /// The answer for one pair.
    pub fn answer(&self, features: &[f32; COUNT], asked: Asked) -> Answer {
        let related = logistic((self.related.odds(features) + self.related_trees.odds(features)) / 2.0);
        let (relation, score) = match asked {
            Asked::Pair => {
                let conflict = self.conflict.ask(features);
                let [support, contrary, neither] =
                    [&self.support, &self.contrary, &self.neither].map(|head| head.ask(features));
                let apart = conflict >= self.conflict.line || contrary > support.max(neither);
                if apart && explicit(features) {
                    (Relation::Conflicts, conflict.max(contrary))
                } else if support >= neither {
                    (Relation::Supports, support)
                } else if related >= self.related.line {
                    (Relation::Partly, related)
                } else {
                    (Relation::Unrelated, related)
                }
            }
            Asked::Search if related < self.related.line || elsewhere(features) => {
                (Relation::Unrelated, related)
            }
            Asked::Search
                if denied(features) || hard(features) && self.against.ask(features) >= self.against.line =>
            {
                (Relation::Conflicts, related)
            }
            Asked::Search if self.whole.ask(features) >= self.whole.line => (Relation::Supports, related),
            Asked::Search => (Relation::Partly, related),
        };
        Answer {
            relation,
            score,
            related,
        }
    }
}

/// Where features with these names stand; an unknown one does not compile.
const fn places<const COUNT: usize>(names: [&str; COUNT]) -> [usize; COUNT] {
    let mut found = [0; COUNT];
    let mut at = 0;
    while at < COUNT {
        found[at] = place(names[at]);
        at += 1;
    }
    found
}

const fn place(name: &str) -> usize {
    let mut at = 0;
    while !same(NAMES[at], name) {
        at += 1;
    }
    at
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Whether one of the features at these places is set.
fn any(features: &[f32; COUNT], places: &[usize]) -> bool {
    places.iter().any(|at| features[*at] > 0.0)
}

/// Whether there is a difference to show to somebody who is told of a conflict: without one there is none, and next
/// to the same words it must be a hard one.
fn explicit(features: &[f32; COUNT]) -> bool {
    const SOFT: [usize; 3] = places(["negations-parity", "misplaced", "other-doer"]);
    const COVERAGE: usize = place("coverage");
    hard(features) || features[COVERAGE] < 0.85 && any(features, &SOFT)
}

/// Whether a reader can be shown what cannot both be true: another figure or date, one side negated, opposite words,
/// exchanged roles, a denial, another actor, place or thing.
fn hard(features: &[f32; COUNT]) -> bool {
    const GROUNDS: [usize; 11] = places([
        "figures-differ",
        "dates-differ",
        "negated",
        "opposite",
        "swapped",
        "denial",
        "rival",
        "attributes",
        "places",
        "leaning",
        "other-things",
    ]);
    any(features, &GROUNDS)
}

/// Whether the two share names and little that is said of them.
fn elsewhere(features: &[f32; COUNT]) -> bool {
    const CONTENT: usize = place("content");
    const DENIED: usize = place("denial-before");
    features[CONTENT] < 0.15 && features[DENIED] == 0.0
}

/// Whether the passage denies what the claim says, or what the sentence before it reports, has another of what the claim
/// stresses, or says that it is not so yet. A rule: such passages are too few to learn from.
fn denied(features: &[f32; COUNT]) -> bool {
    const RULES: [usize; 3] = places(["denial-before", "denied", "focus"]);
    const NOT_YET: usize = place("not-yet");
    const CONTENT: usize = place("content");
    any(features, &RULES) || features[NOT_YET] > 0.0 && features[CONTENT] >= 0.5
}
