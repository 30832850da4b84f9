//! The settings that hold for one draft.

use crate::language::Language;
use std::path::PathBuf;
use tower_lsp::ls_types::DiagnosticSeverity;

/// Resolved: every question has an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The folder of sources.
    pub corpus: Option<PathBuf>,
    /// Of all blocks, instead of identifying it.
    pub language: Option<Language>,
    /// Of named actors; `None` leaves them out.
    pub actors: Option<DiagnosticSeverity>,
    /// Of claims nobody answers for.
    pub unattributed: Option<DiagnosticSeverity>,
    /// Of claims whose source nobody could ring up.
    pub vague: Option<DiagnosticSeverity>,
    /// Of claims that a passage conflicts with.
    pub conflicting: Option<DiagnosticSeverity>,
    /// Whether code lenses say how many sources a claim has.
    pub lenses: bool,
    /// Whether inlay hints do.
    pub hints: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            corpus: None,
            language: None,
            actors: Some(DiagnosticSeverity::HINT),
            unattributed: Some(DiagnosticSeverity::WARNING),
            vague: Some(DiagnosticSeverity::INFORMATION),
            conflicting: Some(DiagnosticSeverity::WARNING),
            lenses: false,
            hints: false,
        }
    }
}
