//! What French and English each know: word lists, the tagger and its weights, identification.
//!
//! Words are data files beside the code (`fr/`, `en/`), never literals in it.

pub mod actor_words;
pub mod fold;
mod identify;
pub mod model;
pub mod name_class;
pub mod names;
pub mod news;
pub mod saying;
mod segmentation;
pub mod tagger;
pub mod telling;

pub use identify::{Evidence, identify, identify_all};

use crate::text::{Segmenter, TokenRules};
use serde::{Deserialize, Serialize};

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
    pub fn token_rules(self) -> &'static TokenRules {
        &segmentation::of(self).tokens
    }

    /// Cuts its sentences.
    pub fn segmenter(self) -> &'static Segmenter {
        &segmentation::of(self).segmenter
    }
}
