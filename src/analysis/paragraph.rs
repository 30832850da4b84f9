use super::{actors, attribution};
use crate::language::Language;
use crate::language::saying::Taught;
use crate::language::tagger::{Morph, Pos, Tag, Tagger};
use crate::text::{Block, Span, Token, tokens};
use std::ops::Range;

/// One sentence of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalSentence {
    /// Bytes from the start of the block.
    pub span: Span,
    /// Its tokens, as indices into [`Paragraph::tokens`].
    pub tokens: Range<usize>,
}

/// All that can be said of one block without looking at another: what the cache keeps.
/// Every span in it counts bytes from the start of the block.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// The block's language.
    pub language: Language,
    /// In order.
    pub tokens: Vec<Token>,
    /// The part of speech and the morphology of each token.
    pub tags: Vec<Tag>,
    /// In order.
    pub sentences: Vec<LocalSentence>,
    /// Candidates for mentions.
    pub actors: actors::Candidates,
    /// Cues, quotations, and what can be said of each sentence's status.
    pub attribution: attribution::Cues,
}

impl Paragraph {
    /// Analyses one block.
    pub fn new(block: &Block, language: Language) -> Self {
        Self::with_taught(block, language, Taught::default())
    }

    /// Analyses one block for a house that has taught verbs of saying.
    pub fn with_taught(block: &Block, language: Language, taught: Taught) -> Self {
        // A sentence at a time: the full stop at its end is no part of the last word, and no token
        // lies across a boundary.
        let mut words = Vec::with_capacity(block.prose.len() / 5 + 1);
        let sentences: Vec<_> = language
            .segmenter()
            .sentences(&block.prose)
            .into_iter()
            .map(|span| {
                let first = words.len();
                words.extend(
                    tokens(span.of(&block.prose), language.token_rules())
                        .into_iter()
                        .map(|token| Token {
                            span: token.span.shift(span.start),
                            ..token
                        }),
                );
                LocalSentence {
                    span,
                    tokens: first..words.len(),
                }
            })
            .collect();
        let tags = tag(block, language, &words, &sentences);
        let actors = actors::candidates(block, language, &words, &tags, &sentences);
        let attribution = attribution::cues(block, language, &words, &tags, &sentences, &actors, taught);
        Self {
            language,
            tokens: words,
            tags,
            sentences,
            actors,
            attribution,
        }
    }
}

/// One tag a token, sentence by sentence.
fn tag(block: &Block, language: Language, tokens: &[Token], sentences: &[LocalSentence]) -> Vec<Tag> {
    let tagger = Tagger::of(language);
    let outside = Tag {
        pos: Pos::X,
        morph: Morph::empty(),
    };
    let mut tags = Vec::with_capacity(tokens.len());
    for sentence in sentences {
        tags.resize(sentence.tokens.start, outside);
        tagger.tag_into(&block.prose, &tokens[sentence.tokens.clone()], &mut tags);
    }
    tags.resize(tokens.len(), outside);
    tags
}
