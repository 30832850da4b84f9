//! How much the odds must speak against the rules before the model overrules them.

use super::fit::ANSWERS;

/// By the rules' status and the other one; infinity where the rules always stand.
pub type Lines = [[f32; ANSWERS]; ANSWERS];

/// What the model says of a sentence that it has not learned from.
#[derive(Clone, Copy)]
pub struct Opinion {
    pub gold: usize,
    pub rules: usize,
    pub scores: [f32; ANSWERS],
    pub open: bool,
}

/// The status in the end.
pub fn decide(opinion: &Opinion, lines: &Lines) -> usize {
    let Opinion {
        rules, scores, open, ..
    } = *opinion;
    let beyond = (0..ANSWERS)
        .filter(|status| *status != rules && open)
        .map(|status| (scores[status] - scores[rules] - lines[rules][status], status))
        .filter(|(much, _)| *much > 0.0);
    beyond
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(rules, |(_, status)| status)
}

/// The number of the vague status.
const VAGUE: usize = 2;

/// The same line for all statuses; who is vague is told by words, and the rules know more of them.
pub fn same(line: f32) -> Lines {
    let mut lines = [[line; ANSWERS]; ANSWERS];
    lines[VAGUE] = [f32::INFINITY; ANSWERS];
    lines
}
