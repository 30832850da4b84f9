use crate::analysis::facts::Facts;
use crate::language::{Language, identify};

/// What to look for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The claim.
    pub text: String,
    /// Words of the index (`analysis::facts::Facts::index_terms`), each with its weight: a passage's score is the
    /// weighted sum of their BM25 scores. With terms the text is not searched.
    pub terms: Vec<(String, f32)>,
    /// How many of the terms are looked for, those first that tell most (weight times inverse document frequency);
    /// `None` for all. What a word that stands everywhere adds to a score is next to nothing, and it costs the most.
    pub most: Option<usize>,
}

impl Query {
    /// The query for whatever `text` says, every word of the same weight; its actors, which only
    /// the analysis can tell, are looked for as words.
    pub fn of_text(text: &str, language: Option<Language>) -> Self {
        let language = language.or_else(|| identify(text)).unwrap_or(Language::French);
        let mut terms = Facts::new(text, language, &[], None).index_terms();
        terms.sort_unstable();
        terms.dedup();
        Self {
            text: text.to_owned(),
            terms: terms.into_iter().map(|term| (term, 1.0)).collect(),
            most: None,
        }
    }
}

/// A passage that the search found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index for [`super::Corpus::passage`].
    pub passage: u32,
    /// BM25, not comparable between queries.
    pub score: f32,
}
