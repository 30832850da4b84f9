use super::cache::{Cache, Known};
use super::{Analysis, House, Paragraph, actors, attribution};
use crate::language::saying::Taught;
use crate::language::{Evidence, Language, identify_all};
use crate::text::{Block, Format, blocks};
use rayon::prelude::*;
use std::sync::Arc;

/// From how many blocks on that nothing is known of they are analysed on all cores.
const MANY: usize = 64;

/// What the caller knows better than the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The language of every block, instead of identifying it.
    pub language: Option<Language>,
    /// What the house of the text's author knows.
    pub house: House,
}

/// Analyses texts; keeps what it knows of blocks it has seen, so that a text with one changed
/// paragraph costs that paragraph and a last pass. It may be shared between threads. Other
/// options want another analyzer.
#[derive(Debug, Default)]
pub struct Analyzer {
    options: Options,
    taught: Taught,
    cache: Cache,
}

impl Analyzer {
    /// An analyzer with nothing in its cache.
    pub fn new(options: Options) -> Self {
        Self {
            taught: Taught::new(&options.house.saying_verbs),
            options,
            cache: Cache::default(),
        }
    }

    /// What is to be found in `source`.
    pub fn analyze(&self, source: &str, format: Format) -> Analysis {
        self.analyze_blocks(&blocks(source, format)).0
    }

    /// The same from blocks, with each block's own analysis.
    pub fn analyze_blocks(&self, blocks: &[Block]) -> (Analysis, Vec<Arc<Paragraph>>) {
        let paragraphs = self.paragraphs(blocks);
        let (mut mentions, mut actors) = actors::resolve(blocks, &paragraphs);
        self.options
            .house
            .correct_actors(blocks, &mut mentions, &mut actors);
        let mut sentences = attribution::decide(blocks, &paragraphs, &mentions, &actors);
        self.options.house.accept_sources(&mut sentences);
        (
            Analysis {
                language: self.main_language(blocks, &paragraphs),
                sentences,
                mentions,
                actors,
                quotations: attribution::quotations(blocks, &paragraphs),
            },
            paragraphs,
        )
    }

    /// Each block's own analysis, from the cache where it is known.
    fn paragraphs(&self, blocks: &[Block]) -> Vec<Arc<Paragraph>> {
        let mut known = self.cache.get(blocks);
        let evidence: Vec<_> = known
            .iter()
            .zip(blocks)
            .map(|(known, block)| match (known, self.options.language) {
                (Some(known), _) => known.evidence,
                (None, Some(_)) => Evidence::default(),
                (None, None) => Evidence::of(&block.prose),
            })
            .collect();
        let languages = match self.options.language {
            Some(language) => vec![language; blocks.len()],
            None => identify_all(&evidence, Language::French),
        };
        let missing: Vec<_> = (0..blocks.len())
            .filter(|&at| {
                let slot = Known::slot(languages[at]);
                known[at]
                    .as_ref()
                    .is_none_or(|known| known.paragraphs[slot].is_none())
            })
            .collect();
        let taught = self.taught;
        let analyse = |&at: &usize| Arc::new(Paragraph::with_taught(&blocks[at], languages[at], taught));
        let found: Vec<_> = if missing.len() >= MANY {
            missing.par_iter().map(analyse).collect()
        } else {
            missing.iter().map(analyse).collect()
        };
        for (&at, paragraph) in missing.iter().zip(found) {
            let known = known[at].get_or_insert_default();
            known.evidence = evidence[at];
            known.paragraphs[Known::slot(languages[at])] = Some(paragraph);
        }
        let size = blocks.iter().map(|block| block.prose.len()).sum();
        let new = missing
            .iter()
            .filter_map(|&at| Some((&blocks[at], known[at].clone()?)));
        self.cache.put(size, new);
        known
            .into_iter()
            .zip(&languages)
            .filter_map(|(known, &language)| known?.paragraphs[Known::slot(language)].take())
            .collect()
    }

    /// The language that most of the prose is in.
    fn main_language(&self, blocks: &[Block], paragraphs: &[Arc<Paragraph>]) -> Language {
        let size_of = |language| -> usize {
            blocks
                .iter()
                .zip(paragraphs)
                .filter(|(_, paragraph)| paragraph.language == language)
                .map(|(block, _)| block.prose.len())
                .sum()
        };
        match self.options.language {
            Some(language) => language,
            None if size_of(Language::English) > size_of(Language::French) => Language::English,
            None => Language::French,
        }
    }
}
