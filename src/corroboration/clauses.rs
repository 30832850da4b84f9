use super::align::{ACTOR_WEIGHT, Alignment};
use super::features::share;
use crate::analysis::facts::{Facts, Term};

/// A part of one or two words is no clause.
const CLAUSE: f32 = 1.8;

/// How well the passage covers the claim's parts between its joints, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Clauses {
    /// How many there are.
    pub count: f32,
    /// The worst.
    pub least: f32,
    /// The last.
    pub last: f32,
    /// The best.
    pub best: f32,
}

impl Clauses {
    pub fn new(claim: &Facts, alignment: &Alignment) -> Self {
        let mut parts: Vec<(f32, f32)> = vec![(0.0, 0.0)];
        let mut joints = claim.joints.iter().peekable();
        let mut items: Vec<(u16, f32, f32)> = claim
            .terms
            .iter()
            .zip(&alignment.terms)
            .filter(|(term, _)| !term.is(Term::ACTOR))
            .map(|(term, m)| (term.at, term.weight, term.weight * m.score))
            .collect();
        items.extend(
            alignment
                .named(claim)
                .map(|(actor, m)| (actor.at, ACTOR_WEIGHT, ACTOR_WEIGHT * m.score)),
        );
        items.sort_by_key(|item| item.0);
        for (at, weight, covered) in items {
            let mut joined = false;
            while joints.next_if(|joint| **joint < at).is_some() {
                joined = true;
            }
            // What is too short for a clause stays with the one before.
            if joined && parts.last().is_some_and(|part| part.0 >= CLAUSE) {
                parts.push((0.0, 0.0));
            }
            if let Some(part) = parts.last_mut() {
                part.0 += weight;
                part.1 += covered;
            }
        }
        if parts.len() > 1
            && let Some(last) = parts.pop_if(|part| part.0 < CLAUSE)
            && let Some(part) = parts.last_mut()
        {
            part.0 += last.0;
            part.1 += last.1;
        }
        let of = |part: &(f32, f32)| share(part.1, part.0);
        Self {
            count: parts.len() as f32,
            least: parts.iter().map(of).fold(1.0, f32::min),
            last: parts.last().map_or(0.0, of),
            best: parts.iter().map(of).fold(0.0, f32::max),
        }
    }
}
