//! Output formats: terminal, JSON. Nothing else knows how findings look.

pub mod json;
mod words;

pub use words::{folded, one_line, reason, relation, verdict};

use crate::analysis::Analysis;
use crate::corroboration::Corroboration;

/// A draft and what was found in it.
#[derive(Debug)]
pub struct Checked {
    /// As the user named it.
    pub path: String,
    /// Decoded.
    pub text: String,
    /// What was found; its spans are bytes of `text`.
    pub analysis: Analysis,
    /// One for each sentence; `None` where there is no claim or nobody asked.
    pub corroborations: Vec<Option<Corroboration>>,
}
