//! Named actors: candidates a block at a time, decided over the whole text.

use super::{Actor, ActorKind, LocalSentence, Mention, Paragraph};
use crate::language::Language;
use crate::language::tagger::Tag;
use crate::text::{Block, Span, Token, TokenKind};
use std::sync::Arc;

/// Candidates for mentions in one block, with the evidence that the block itself has.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// In order.
    pub spans: Vec<Span>,
}

/// What one block has that may be a mention.
pub fn candidates(
    block: &Block,
    _language: Language,
    tokens: &[Token],
    _tags: &[Tag],
    _sentences: &[LocalSentence],
) -> Candidates {
    let capital =
        |t: &&Token| t.kind == TokenKind::Word && t.span.of(&block.prose).starts_with(char::is_uppercase);
    Candidates {
        spans: tokens.iter().filter(capital).map(|t| t.span).collect(),
    }
}

/// Decides which candidates are mentions, of which kind, and which name the same actor.
pub fn resolve(blocks: &[Block], paragraphs: &[Arc<Paragraph>]) -> (Vec<Mention>, Vec<Actor>) {
    let (mut mentions, mut actors) = (Vec::new(), Vec::<Actor>::new());
    for (block, paragraph) in blocks.iter().zip(paragraphs) {
        for span in &paragraph.actors.spans {
            let name = span.of(&block.prose);
            let at = actors.iter().position(|a| a.name == name).unwrap_or_else(|| {
                actors.push(Actor {
                    key: name.to_lowercase(),
                    name: name.to_owned(),
                    kind: ActorKind::Place,
                    names: vec![name.to_owned()],
                    stands_for: None,
                });
                actors.len() - 1
            });
            mentions.push(Mention {
                span: span.shift(block.span.start),
                kind: ActorKind::Place,
                actor: at,
            });
        }
    }
    (mentions, actors)
}
