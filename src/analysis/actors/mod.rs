//! Named actors: candidates a block at a time, decided over the whole text.

mod alias;
mod complete;
mod extent;
mod features;
mod recogniser;
mod repair;
mod resolve;
mod rules;
mod unit;

use super::{ActorKind, LocalSentence};
use crate::language::Language;
use crate::language::names::Name;
use crate::language::tagger::Tag;
use crate::text::{Block, Span, Token};

pub use alias::person_key;
pub use features::Items;
pub use recogniser::{Recogniser, sentences};
pub use resolve::resolve;
pub use unit::{Shape, Unit};

/// One place in a block that may name an actor.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Bytes from the start of the block.
    pub span: Span,
    /// The kind that the block alone suggests.
    pub kind: ActorKind,
    /// What the lexicon says of the whole name.
    pub name: Name,
    /// The name as names are compared.
    pub folded: Box<str>,
    /// The lexicon has it, or a title or first name stands by it.
    pub sure: bool,
    /// Only the capital of a sentence's first word speaks for it.
    pub weak: bool,
    /// A preposition of place stands before it.
    pub located: bool,
    /// It stands in brackets right after the candidate before: `X (Y)`.
    pub bracketed: bool,
}

/// Candidates for mentions in one block, with the evidence that the block itself has.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// In order, without overlap.
    pub found: Vec<Candidate>,
}

impl Candidates {
    /// Where the candidates are: bytes from the start of the block.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.found.iter().map(|candidate| candidate.span)
    }
}

/// What one block has that may be a mention.
pub fn candidates(
    block: &Block,
    language: Language,
    tokens: &[Token],
    tags: &[Tag],
    sentences: &[LocalSentence],
) -> Candidates {
    Recogniser::of(language).candidates(block, language, tokens, tags, sentences)
}
