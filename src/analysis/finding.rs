use crate::language::Language;
use crate::text::{BlockKind, Span};
use serde::{Deserialize, Serialize};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A named human being.
    Person,
    /// An agency, ministry, company, medium, armed group, or a building that stands for one.
    Organisation,
    /// A state, region, city, or alliance of states named by place.
    Place,
    /// A people named by a noun.
    Group,
}

/// Whether a sentence makes a claim, and who answers for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// No checkable claim.
    None,
    /// An identifiable source answers for it.
    Attributed,
    /// A source is claimed, but nobody could ring it up.
    Vague,
    /// The author's own voice, no source.
    Unattributed,
}

/// One named actor of a text, whatever it is called there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The same for the same actor in every text and both languages (`KP`, `vladimir putin`).
    pub key: String,
    /// The fullest name that the text (else the lexicon) has for it.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The names that this text uses, the most frequent first.
    pub names: Vec<String>,
    /// Key of the state that a seat of power or a capital stands for.
    pub stands_for: Option<String>,
}

/// One place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text: the shortest full name, without article, title or civility.
    pub span: Span,
    /// What is named here.
    pub kind: ActorKind,
    /// Index into [`Analysis::actors`].
    pub actor: usize,
}

/// Who answers for a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// As the text (or the sentence that it carries over from) has it.
    pub text: String,
    /// Bytes of the text.
    pub span: Option<Span>,
    /// Index into [`Analysis::actors`] where the source is a named actor, also through a pronoun.
    pub actor: Option<usize>,
}

/// The words that say who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// As the text has them.
    pub text: String,
    /// Bytes of the text.
    pub span: Option<Span>,
}

/// One sentence, and what it is to a fact-checker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text, without bullet and surrounding white space.
    pub span: Span,
    /// What it stands in.
    pub block: BlockKind,
    /// Of its block.
    pub language: Language,
    /// The finding.
    pub status: Status,
    /// For attributed and vague sentences.
    pub source: Option<Source>,
    /// For attributed and vague sentences.
    pub cue: Option<Cue>,
    /// Name of the rule that decided, for people who disagree with it (`quotation`, `heading`).
    pub rule: &'static str,
}

/// What was found in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Of most of the text.
    pub language: Language,
    /// In order, without overlap.
    pub sentences: Vec<Sentence>,
    /// In order, without overlap.
    pub mentions: Vec<Mention>,
    /// In the order of their first mention.
    pub actors: Vec<Actor>,
    /// What stands in quotation marks, with the marks: bytes of the text, in order, without overlap.
    pub quotations: Vec<Span>,
}
