//! Who answers for each sentence: cues a block at a time, decided over the whole text.

use super::{Actor, LocalSentence, Mention, Paragraph, Sentence, Status, actors};
use crate::language::Language;
use crate::language::tagger::Tag;
use crate::text::{Block, BlockKind, Token};
use std::sync::Arc;

/// What one block says about the status of its sentences.
#[derive(Clone, Debug, Default)]
pub struct Cues {}

/// Finds the cues of one block.
pub fn cues(
    _block: &Block,
    _language: Language,
    _tokens: &[Token],
    _tags: &[Tag],
    _sentences: &[LocalSentence],
    _actors: &actors::Candidates,
) -> Cues {
    Cues {}
}

/// Decides every sentence's status, with what crosses blocks: quotations that go on, lists under
/// their source, pronouns.
pub fn decide(
    blocks: &[Block],
    paragraphs: &[Arc<Paragraph>],
    _mentions: &[Mention],
    _actors: &[Actor],
) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (block, paragraph) in blocks.iter().zip(paragraphs) {
        for sentence in &paragraph.sentences {
            let status = if block.kind == BlockKind::Heading {
                Status::None
            } else {
                Status::Unattributed
            };
            found.push(Sentence {
                span: sentence.span.shift(block.span.start),
                block: block.kind,
                language: paragraph.language,
                status,
                source: None,
                cue: None,
                rule: "default",
            });
        }
    }
    found
}
