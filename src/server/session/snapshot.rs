//! What is known about one version of one draft: what every request is answered from.

use super::{Loaded, Settings};
use crate::analysis::variants::{Usage, Variant, variants};
use crate::analysis::{Analysis, Mention, Sentence, Status};
use crate::corroboration::{Corroboration, Evidence, Relation, Verdict};
use crate::server::edit::Lines;
use crate::text::Block;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::ls_types::Uri;

/// One analysed version of a draft; never changes.
#[derive(Debug)]
pub struct Snapshot {
    /// The draft.
    pub uri: Uri,
    /// The client's number of the text.
    pub version: i32,
    /// See [`super::document::State::generation`].
    pub generation: u64,
    /// The text and its lines.
    pub lines: Lines,
    /// Its blocks of prose.
    pub blocks: Vec<Block>,
    /// What was found in it; empty when analysis failed.
    pub analysis: Analysis,
    /// Its file, where that lies in the corpus.
    pub own_path: Option<PathBuf>,
    /// The settings that hold for it.
    pub settings: Arc<Settings>,
    /// Its names that are spelled in two ways, once they were asked for.
    pub variants: KnownVariants,
}

/// The variants of a draft, with the state of the corpus that they were found with.
#[derive(Debug, Default)]
pub struct KnownVariants(Mutex<Option<(Option<Arc<Usage>>, Arc<Vec<Variant>>)>>);

impl Snapshot {
    /// The sentence that byte `offset` stands in, or right after.
    pub fn sentence_at(&self, offset: usize) -> Option<&Sentence> {
        let sentences = &self.analysis.sentences;
        let after = sentences.partition_point(|sentence| sentence.span.start <= offset);
        let sentence = sentences.get(after.checked_sub(1)?)?;
        (offset <= sentence.span.end).then_some(sentence)
    }

    /// The mention that byte `offset` stands in, or right after.
    pub fn mention_at(&self, offset: usize) -> Option<&Mention> {
        let mentions = &self.analysis.mentions;
        let after = mentions.partition_point(|mention| mention.span.start <= offset);
        let mention = mentions.get(after.checked_sub(1)?)?;
        (offset <= mention.span.end).then_some(mention)
    }

    /// The names that are spelled in two ways, in the draft or otherwise than in the corpus.
    pub fn variants(&self, corpus: Option<&Loaded>) -> Arc<Vec<Variant>> {
        let usage = corpus.map(Loaded::usage);
        let mut known = self.variants.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((with, found)) = &*known
            && with.as_ref().map(Arc::as_ptr) == usage.map(Arc::as_ptr)
        {
            return found.clone();
        }
        let house = self.settings.chosen.analysis().house;
        let found = Arc::new(variants(
            &self.lines.text,
            &self.blocks,
            &self.analysis,
            &house,
            usage.map(Arc::as_ref),
        ));
        *known = Some((usage.cloned(), found.clone()));
        found
    }

    /// The words of a sentence as they read, without marks of Markdown, white space folded.
    pub fn claim(&self, sentence: &Sentence) -> String {
        let after = self
            .blocks
            .partition_point(|block| block.span.start <= sentence.span.start);
        let prose = after
            .checked_sub(1)
            .and_then(|at| self.blocks.get(at))
            .and_then(|block| {
                let start = sentence.span.start.checked_sub(block.span.start)?;
                let end = sentence.span.end.checked_sub(block.span.start)?;
                block.prose.get(start..end)
            })
            .unwrap_or_else(|| sentence.span.of(&self.lines.text));
        let mut claim = String::with_capacity(prose.len());
        for word in prose.split_whitespace() {
            if !claim.is_empty() {
                claim.push(' ');
            }
            claim.push_str(word);
        }
        claim
    }

    /// What the corpus has on a claim, if that was looked up already.
    pub fn known_verdict(&self, corpus: &Loaded, sentence: &Sentence) -> Option<Arc<Corroboration>> {
        if sentence.status == Status::None {
            return None;
        }
        let known = corpus.known(&self.claim(sentence), sentence.language)?;
        Some(self.without_own(corpus, known))
    }

    /// What the corpus has on a claim; `None` for a sentence that makes none.
    pub fn verdict(&self, corpus: &Loaded, sentence: &Sentence) -> Option<Arc<Corroboration>> {
        if sentence.status == Status::None {
            return None;
        }
        let found = corpus.verdict(&self.claim(sentence), sentence.language);
        Some(self.without_own(corpus, found))
    }

    /// Leaves out what a draft that lies in the corpus says of itself: nobody backs his own words.
    fn without_own(&self, corpus: &Loaded, found: Arc<Corroboration>) -> Arc<Corroboration> {
        let Some(own) = &self.own_path else {
            return found;
        };
        let others = |evidence: &Evidence| {
            let passage = corpus.passage(evidence.passage);
            let article = passage.and_then(|passage| corpus.corpus.article_of(passage));
            article.is_none_or(|article| corpus.file(article) != *own)
        };
        if found.passages.iter().all(others) {
            return found;
        }
        let passages: Vec<_> = found.passages.iter().filter(|e| others(e)).cloned().collect();
        let has = |relation| passages.iter().any(|evidence| evidence.relation == relation);
        let mut backing: Vec<_> = passages
            .iter()
            .filter(|evidence| evidence.relation != Relation::Conflicts)
            .map(|evidence| evidence.independent)
            .collect();
        backing.sort_unstable();
        backing.dedup();
        Arc::new(Corroboration {
            verdict: if has(Relation::Conflicts) {
                Verdict::Conflicting
            } else if has(Relation::Supports) {
                Verdict::Corroborated
            } else if has(Relation::Partly) {
                Verdict::Partial
            } else {
                Verdict::Nothing
            },
            independent_sources: backing.len(),
            passages,
            searched: found.searched,
        })
    }
}
