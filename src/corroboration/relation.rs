use serde::{Deserialize, Serialize};

/// Of one passage to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The passage alone backs the whole claim.
    Supports,
    /// It backs one of its facts, or a weaker form of it.
    Partly,
    /// Both cannot be true, or the passage reports a denial.
    Conflicts,
    /// Another matter.
    Unrelated,
}

/// One thing that agrees or differs, for a card to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Reason {
    /// Actors that both name, by their names.
    Actors { names: Vec<String> },
    /// A figure that both have.
    Figure { value: String },
    /// A date that both have.
    Date { value: String },
    /// Words of the same family in both.
    Words { words: Vec<String> },
    /// A figure, date, place or actor that differs: what the draft says, what the source says.
    Differs {
        what: Differs,
        draft: String,
        source: String,
    },
    /// One of the two is negated.
    Negation { draft: String, source: String },
    /// The passage reports a denial.
    Denial { cue: String },
    /// Who does what to whom is exchanged.
    Roles { draft: String, source: String },
    /// What the claim says and the passage does not.
    Missing { words: Vec<String> },
}

/// What kind of thing differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Differs {
    /// A number, amount or share.
    Figure,
    /// A date or month.
    Date,
    /// A place.
    Place,
    /// Another actor.
    Actor,
    /// Opposite predicates.
    Predicate,
}

/// The judge's answer on one pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The answer.
    pub relation: Relation,
    /// From 0 to 1: how sure, and how much of the claim is covered.
    pub score: f32,
    /// The most telling first.
    pub reasons: Vec<Reason>,
}
