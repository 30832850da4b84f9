use super::share::together;
use super::{Evidence, Relation};
use serde::{Deserialize, Serialize};

/// Of the corpus on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Backed whole, by one passage or by several together.
    Corroborated,
    /// Backed in part.
    Partial,
    /// A passage cannot be true together with it.
    Conflicting,
    /// Nothing on it.
    Nothing,
}

/// How sure a passage must be that decides, by the surest of all.
const DECIDES: f32 = 0.75;

/// The verdict of passages on their claim.
pub fn decide(evidence: &[Evidence]) -> Verdict {
    // The surest passage that says something on the whole claim decides, whatever its place; of equals one against it,
    // as a denial is as sure as what it denies.
    let surer = |one: &Evidence, other: &Evidence| {
        one.score > other.score || one.score == other.score && one.relation == Relation::Conflicts
    };
    let surest = evidence.iter().map(|evidence| evidence.score).fold(0.0, f32::max);
    let whole = evidence
        .iter()
        .filter(|evidence| evidence.relation != Relation::Partly)
        .reduce(|best, other| if surer(other, best) { other } else { best })
        // Against a passage that is far more surely on the claim's matter it does not decide.
        .filter(|evidence| evidence.score >= DECIDES * surest);
    match whole.map(|evidence| evidence.relation) {
        Some(Relation::Conflicts) => Verdict::Conflicting,
        Some(Relation::Supports) => Verdict::Corroborated,
        _ if evidence.is_empty() => Verdict::Nothing,
        // Several that each back a part may back the whole together.
        _ if together(evidence).is_some() => Verdict::Corroborated,
        _ => Verdict::Partial,
    }
}

/// How many independent sources some passages are.
pub(super) fn independent_sources<'a>(evidence: impl Iterator<Item = &'a Evidence>) -> usize {
    let mut sources: Vec<usize> = evidence.map(|evidence| evidence.independent).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.len()
}
