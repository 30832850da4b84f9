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

/// From how many tokens on a sentence is cut, wherever that falls: nobody writes such sentences, but
/// a text may hold a megabyte without a full stop, and rules look from every word of a sentence at
/// its others.
const LONGEST_SENTENCE: usize = 300;

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
        let mut sentences = Vec::new();
        for span in language.segmenter().sentences(&block.prose) {
            let first = words.len();
            words.extend(
                tokens(span.of(&block.prose), language.token_rules())
                    .into_iter()
                    .map(|token| Token {
                        span: token.span.shift(span.start),
                        ..token
                    }),
            );
            push_sentence(&mut sentences, &words, span, first..words.len());
        }
        let tags = tag(block, language, &words, &sentences);
        let actors = actors::candidates(block, language, &words, &tags, &sentences);
        let attribution = attribution::cues(block, language, &words, &tags, &sentences, taught);
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

/// Adds the sentence of these tokens, in pieces where it is longer than [`LONGEST_SENTENCE`].
fn push_sentence(sentences: &mut Vec<LocalSentence>, words: &[Token], span: Span, tokens: Range<usize>) {
    let (mut from, mut start) = (tokens.start, span.start);
    while tokens.end - from > LONGEST_SENTENCE {
        let to = from + LONGEST_SENTENCE;
        let (Some(last), Some(next)) = (words.get(to - 1), words.get(to)) else {
            break;
        };
        sentences.push(LocalSentence {
            span: Span::new(start, last.span.end),
            tokens: from..to,
        });
        (from, start) = (to, next.span.start);
    }
    sentences.push(LocalSentence {
        span: Span::new(start, span.end),
        tokens: from..tokens.end,
    });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Format, blocks};

    #[test]
    fn an_endless_sentence_is_cut_and_loses_no_token() {
        let text = "selon Marie Untel et ".repeat(500);
        let blocks = blocks(&text, Format::Plain);
        let paragraph = Paragraph::new(&blocks[0], Language::French);
        let mut next = 0;
        for sentence in &paragraph.sentences {
            assert!(sentence.tokens.len() <= LONGEST_SENTENCE);
            assert_eq!(sentence.tokens.start, next);
            assert_eq!(sentence.span.start, paragraph.tokens[next].span.start);
            next = sentence.tokens.end;
        }
        assert_eq!(next, paragraph.tokens.len());
        assert!(paragraph.sentences.len() > 5);
    }
}
