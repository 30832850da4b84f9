//! What is known about one version of one draft: what every request is answered from.

use super::{Asked, Loaded, Settings};
use crate::analysis::variants::{Usage, Variant, variants};
use crate::analysis::{Analysis, Mention, Sentence, Status};
use crate::corroboration::{Corroboration, Verdict};
use crate::dismissals::{Dismissed, Lookup};
use crate::language::Language;
use crate::server::edit::Lines;
use crate::text::{Block, prose_at};
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
    /// Whether it was changed since it was opened.
    pub edited: bool,
    /// The settings that hold for it.
    pub settings: Arc<Settings>,
    /// What its writer wants to hear nothing of.
    pub dismissed: Dismissed,
    /// Its names that are spelled in two ways, once they were asked for.
    pub variants: KnownVariants,
}

/// The variants of a draft, with the state of the corpus that they were found with.
#[derive(Debug, Default)]
pub struct KnownVariants(Mutex<Option<(Option<Arc<Usage>>, Arc<Vec<Variant>>)>>);

impl Snapshot {
    /// Whether it is a source that somebody reads: it lies in the corpus, and nobody has written in it.
    pub fn is_read(&self) -> bool {
        self.own_path.is_some() && !self.edited
    }

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

    /// What is known of a claim from the sources, to tell which dismissals are of use.
    pub fn lookup(&self, corpus: Option<&Loaded>, sentence: &Sentence) -> Lookup {
        let Some(corpus) = corpus else {
            return match self.settings.corpus {
                Some(_) => Lookup::Unknown,
                None => Lookup::Otherwise,
            };
        };
        match self.known_verdict(corpus, sentence) {
            None => Lookup::Unknown,
            Some(found) if found.verdict == Verdict::Conflicting => Lookup::Conflicting,
            Some(_) => Lookup::Otherwise,
        }
    }

    /// The words of a sentence as they read, without marks of Markdown, white space folded.
    pub fn claim(&self, sentence: &Sentence) -> String {
        let prose =
            prose_at(&self.blocks, sentence.span).unwrap_or_else(|| sentence.span.of(&self.lines.text));
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
        corpus.known(&self.asked(corpus, sentence)?)
    }

    /// What the corpus has on a claim; `None` for a sentence that makes none.
    pub fn verdict(&self, corpus: &Loaded, sentence: &Sentence) -> Option<Arc<Corroboration>> {
        Some(corpus.verdict(self.asked(corpus, sentence)?))
    }

    /// What the corpus has on some words of the draft, whether they are a claim or not.
    pub fn verdict_on(&self, corpus: &Loaded, words: &str, language: Language) -> Arc<Corroboration> {
        let own = self.own_path.as_deref().and_then(|path| corpus.article_at(path));
        corpus.verdict(Asked {
            claim: words.to_owned(),
            language,
            own: own.map(|article| article.id),
        })
    }

    fn asked(&self, corpus: &Loaded, sentence: &Sentence) -> Option<Asked> {
        let own = || corpus.article_at(self.own_path.as_deref()?);
        (sentence.status != Status::None).then(|| Asked {
            claim: self.claim(sentence),
            language: sentence.language,
            own: own().map(|article| article.id),
        })
    }
}
