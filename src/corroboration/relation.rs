use crate::language::news::fold;
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
    /// Actors that both name.
    Actors { names: Vec<Same> },
    /// Actors of the claim that stand in the sentence before the passage, where a pronoun may mean them.
    Before { names: Vec<Same> },
    /// A figure that both have.
    Figure { value: Same },
    /// A date that both have.
    Date { value: Same },
    /// Words of one meaning.
    Words { words: Vec<Same> },
    /// A figure, date, place or actor that differs: what the draft says, what the source says.
    Differs {
        what: Differs,
        draft: String,
        source: String,
    },
    /// One of the two denies what the other says: which, and the words that deny it.
    Negation { by: Teller, words: String },
    /// The passage reports a denial.
    Denial { cue: String },
    /// Who does it to whom is exchanged: the predicate, and who does it according to each.
    Roles {
        predicate: String,
        draft: String,
        source: String,
    },
    /// What the claim says and the passage does not.
    Missing { words: Vec<String> },
}

/// One thing in the words of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Same {
    /// As the draft has it.
    pub draft: String,
    /// As the source has it.
    pub source: String,
}

impl Same {
    /// The draft's words, with those of the source where they are others.
    pub fn shown(&self) -> String {
        if self.source.is_empty() || fold(&self.draft) == fold(&self.source) {
            self.draft.clone()
        } else {
            format!("{} ({})", self.draft, self.source)
        }
    }
}

/// One of the two sides of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Teller {
    /// The claim.
    Draft,
    /// The passage.
    Source,
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
