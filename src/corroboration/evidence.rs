use super::independence::Dependence;
use super::verdict::independent_sources;
use super::{Reason, Relation, Verdict};
use crate::text::Span;

/// A passage that is worth showing.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Index into [`Corpus::passages`](crate::corpus::Corpus::passages).
    pub passage: u32,
    /// To the claim.
    pub relation: Relation,
    /// From 0 to 1, comparable between claims.
    pub score: f32,
    /// The most telling first.
    pub reasons: Vec<Reason>,
    /// Who, in the passage, answers for it; else the agency or publisher of its article.
    pub origin: Option<Origin>,
    /// Number of the independent source that it belongs to; passages of one number count once.
    pub independent: usize,
    /// Why it is no source of its own, where it is none.
    pub dependence: Option<Dependence>,
    /// What the claim states, a thing each, and how far the passage states it: the same things, in the same order,
    /// for all passages of a claim.
    pub coverage: Vec<Covered>,
    /// The words of the claim that this passage answers for, where only several passages together back all of it.
    pub covers: Vec<String>,
}

/// Who answers for a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// For a reader.
    pub name: String,
    /// Whether the article only passes on what somebody else says; else it is the article's own agency or publisher.
    pub reported: bool,
}

/// One thing that a claim states: a word, an actor, a figure, a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Covered {
    /// Its bytes of the claim.
    pub span: Span,
    /// How much it counts in the claim; a needed one may weigh nothing.
    pub weight: f32,
    /// From 0 to 1: how nearly the passage says the same.
    pub score: f32,
    /// A figure or a date: what does not have it cannot back the whole claim.
    pub needed: bool,
    /// The number of its clause, where it tells what happened; `None` for who it happened to and who says so.
    pub clause: Option<usize>,
}

/// The corpus on one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Corroboration {
    /// In one word.
    pub verdict: Verdict,
    /// Whether it takes several passages to back the whole claim; [`Evidence::covers`] says which backs what.
    pub together: bool,
    /// How many of the passages that back the claim are independent of each other.
    pub independent_sources: usize,
    /// Best first, only what is worth showing.
    pub passages: Vec<Evidence>,
    /// How many passages were searched.
    pub searched: usize,
}

impl Corroboration {
    /// How many of the passages back the claim or a part of it.
    pub fn backing(&self) -> usize {
        self.passages.iter().filter(|evidence| evidence.backs()).count()
    }

    /// How many independent sources speak against the claim.
    pub fn sources_against(&self) -> usize {
        let against = |evidence: &&Evidence| evidence.relation == Relation::Conflicts;
        independent_sources(self.passages.iter().filter(against))
    }
}

impl Evidence {
    /// Whether it backs the claim or a part of it.
    pub fn backs(&self) -> bool {
        matches!(self.relation, Relation::Supports | Relation::Partly)
    }
}
