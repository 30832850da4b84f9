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

/// The lines that are tried.
const TRIED: [f32; 11] = [0.0, 0.15, 0.3, 0.45, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0, f32::INFINITY];

/// A sentence that the rules had right and that the model breaks counts for so many that it mends: on texts unlike those
/// that were learned from it is less often right.
const BROKEN: i32 = 3;

/// What a pair of statuses must at least be worth to get a line.
const WORTH: i32 = 3;

/// The lines that are worth most: pair by pair, none below `least`.
pub fn choose(opinions: &[Opinion], least: f32) -> Lines {
    let worth = |lines: &Lines| -> i32 {
        let of = |opinion: &Opinion| match decide(opinion, lines) {
            status if status == opinion.rules => 0,
            status if status == opinion.gold => 1,
            _ if opinion.rules == opinion.gold => -BROKEN,
            _ => 0,
        };
        opinions.iter().map(of).sum()
    };
    let mut lines = [[f32::INFINITY; ANSWERS]; ANSWERS];
    for _ in 0..2 {
        for pair in (0..ANSWERS * ANSWERS).filter(|pair| pair / ANSWERS != pair % ANSWERS) {
            let mut tried = lines;
            let mut at = |line: f32| {
                tried[pair / ANSWERS][pair % ANSWERS] = line;
                worth(&tried)
            };
            let nothing = at(f32::INFINITY);
            let mut best = (f32::INFINITY, nothing + WORTH - 1);
            for line in TRIED.into_iter().rev().filter(|line| *line >= least) {
                let worth = at(line);
                if worth > best.1 {
                    best = (line, worth);
                }
            }
            lines[pair / ANSWERS][pair % ANSWERS] = best.0;
        }
    }
    lines
}
