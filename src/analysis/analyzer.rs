use super::{Analysis, Paragraph, actors, attribution};
use crate::language::{Language, identify};
use crate::text::{Block, Format, blocks};
use std::sync::Arc;

/// What the caller knows better than the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The language of every block, instead of identifying it.
    pub language: Option<Language>,
}

/// Analyses texts; keeps what it knows of blocks it has seen.
#[derive(Debug, Default)]
pub struct Analyzer {
    options: Options,
}

impl Analyzer {
    /// An analyzer with nothing in its cache.
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// What is to be found in `source`.
    pub fn analyze(&self, source: &str, format: Format) -> Analysis {
        self.analyze_blocks(&blocks(source, format)).0
    }

    /// The same from blocks, with each block's own analysis.
    pub fn analyze_blocks(&self, blocks: &[Block]) -> (Analysis, Vec<Arc<Paragraph>>) {
        let mut language = self.options.language.unwrap_or(Language::French);
        let paragraphs: Vec<_> = blocks
            .iter()
            .map(|block| {
                language = self
                    .options
                    .language
                    .or_else(|| identify(&block.prose))
                    .unwrap_or(language);
                Arc::new(Paragraph::new(block, language))
            })
            .collect();
        let (mentions, actors) = actors::resolve(blocks, &paragraphs);
        let sentences = attribution::decide(blocks, &paragraphs, &mentions, &actors);
        (
            Analysis {
                language,
                sentences,
                mentions,
                actors,
            },
            paragraphs,
        )
    }
}
