//! Output formats: terminal, JSON. Nothing else knows how findings look.

pub mod index;
pub mod json;
mod neutral;
mod summary;
pub mod terminal;
mod words;
mod wrap;

pub use neutral::{folded, one_line};
pub use summary::Summary;
pub use words::{dependence, reason, reasons, relation, verdict};

use crate::analysis::variants::Variant;
use crate::analysis::{Analysis, Sentence};
use crate::corroboration::Corroboration;

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
}
