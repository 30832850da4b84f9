//! What French and English each know: word lists, the tagger and its weights, identification.
//!
//! Words are data files beside the code (`fr/`, `en/`), never literals in it.

pub mod model;
pub mod news;
pub mod tagger;

use crate::text::{Segmenter, TokenRules};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A language that drafts and sources are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// French.
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// How it writes words together.
    pub fn token_rules(self) -> TokenRules {
        match self {
            Self::French => TokenRules::French,
            Self::English => TokenRules::English,
        }
    }

    /// Cuts its sentences.
    pub fn segmenter(self) -> &'static Segmenter {
        static FRENCH: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);
        static ENGLISH: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);
        match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        }
    }
}

/// The language of `prose`, or `None` where it is too short or too mixed to tell.
pub fn identify(prose: &str) -> Option<Language> {
    let info =
        whatlang::Detector::with_allowlist(vec![whatlang::Lang::Fra, whatlang::Lang::Eng]).detect(prose)?;
    match info.lang() {
        whatlang::Lang::Fra => Some(Language::French),
        _ => Some(Language::English),
    }
}
