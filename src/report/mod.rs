//! Output formats: terminal, JSON, SARIF. Nothing else knows how findings look.

pub mod index;
pub mod json;
mod neutral;
pub mod sarif;
mod summary;
pub mod terminal;
mod unused;
mod words;
mod wrap;

pub use neutral::{folded, one_line};
pub use summary::Summary;
pub use unused::{UnusedEntry, unused_entries};
pub use words::{dependence, reason, reasons, relation, verdict};

use crate::analysis::variants::Variant;
use crate::analysis::{Analysis, Sentence};
use crate::corroboration::Corroboration;
use crate::dismissals::{Dismissed, Unused};
use crate::settings::Settings;

/// A draft and what was found in it.
#[derive(Debug)]
pub struct Checked {
    /// As the user named it.
    pub path: String,
    /// Decoded.
    pub text: String,
    /// As long as `text`, with blanks for what is not prose.
    pub prose: String,
    /// What was found; its spans are bytes of `text`.
    pub analysis: Analysis,
    /// One for each sentence; `None` where there is no claim or nobody asked.
    pub corroborations: Vec<Option<Corroboration>>,
    /// Names that are spelled in two ways, in order; otherwise than in the corpus only where that was asked.
    pub variants: Vec<Variant>,
    /// What the writer wants to hear nothing of; the variants of names are already without those.
    pub dismissed: Dismissed,
    /// Comments that dismiss nothing.
    pub unused: Vec<Unused>,
}

impl Checked {
    /// Every sentence with what the corpus has on it.
    pub fn sentences(&self) -> impl Iterator<Item = (&Sentence, Option<&Corroboration>)> {
        let found = self.corroborations.iter().map(Option::as_ref);
        self.analysis
            .sentences
            .iter()
            .zip(found.chain(std::iter::repeat(None)))
    }

    /// How many sentences are not reported because that was dismissed.
    pub fn dismissed_claims(&self, settings: &Settings) -> usize {
        let reported = |dismissed| {
            let found = self.sentences();
            found
                .filter(|(sentence, found)| {
                    terminal::Finding::of(sentence, *found, settings, dismissed).is_some()
                })
                .count()
        };
        match self.dismissed.is_empty() {
            true => 0,
            false => reported(&Dismissed::default()) - reported(&self.dismissed),
        }
    }
}
