//! Named actors: candidates a block at a time, decided over the whole text.

mod alias;
mod resolve;
mod rules;
mod unit;

use super::{ActorKind, LocalSentence};
use crate::language::Language;
use crate::language::actor_words::word;
use crate::language::fold::fold;
use crate::language::names::Name;
use crate::language::tagger::Tag;
use crate::text::{Block, Span, Token};
use rules::Guess;
use unit::Units;

pub use alias::person_key;
pub use resolve::resolve;

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
    _tags: &[Tag],
    sentences: &[LocalSentence],
) -> Candidates {
    let prose = &block.prose;
    let units = Units::new(prose, language, tokens, sentences);
    let mut found: Vec<Candidate> = Vec::new();
    for &(first, end) in &units.sentences {
        let Some(sentence) = units.all.get(first..end) else {
            continue;
        };
        for guess in rules::guess(prose, sentence, language) {
            let Some(candidate) = candidate(prose, sentence, &guess, found.last()) else {
                continue;
            };
            found.push(candidate);
        }
    }
    Candidates { found }
}

fn candidate(
    prose: &str,
    units: &[unit::Unit],
    guess: &Guess,
    last: Option<&Candidate>,
) -> Option<Candidate> {
    let kind = guess.kind?;
    let first = units.get(guess.first)?;
    let end = units.get(guess.end.checked_sub(1)?)?;
    let span = Span::new(first.span.start, end.span.end);
    let before = guess.first.checked_sub(1).and_then(|at| units.get(at));
    let bracketed = last.is_some_and(|last| {
        prose
            .get(last.span.end..span.start)
            .is_some_and(|gap| gap.trim() == "(")
    });
    Some(Candidate {
        span,
        kind,
        name: guess.name,
        folded: fold(span.of(prose)).into_boxed_str(),
        sure: guess.known || before.is_some_and(|b| b.has(word::CIVILITY)),
        weak: guess.weak,
        located: before.is_some_and(|b| b.has(word::LOCATIVE) && !b.has(word::ELISION)),
        bracketed,
    })
}
