//! How each language names, cites and quotes a source; the words are data files of the language.

use crate::language::Language;
use serde::Deserialize;
use std::sync::LazyLock;

/// The phrases of one language. See the header of `phrases.toml` for what each means.
#[derive(Debug, Default, Deserialize)]
pub struct Phrases {
    pub attribution_end: String,
    pub attribution_start: String,
    pub quotation: String,
    pub bare_quotation: String,
    pub inner_open: String,
    pub inner_close: String,
    pub note: String,
    pub note_before_stop: bool,
    pub article: Vec<ArticleForms>,
}

/// An article, and how it looks in front of a name.
#[derive(Debug, Default, Deserialize)]
pub struct ArticleForms {
    pub form: String,
    pub seen: Vec<String>,
}

impl Phrases {
    /// Those of a language.
    pub fn of(language: Language) -> &'static Self {
        static FRENCH: LazyLock<Phrases> =
            LazyLock::new(|| read(include_str!("../language/fr/phrases.toml")));
        static ENGLISH: LazyLock<Phrases> =
            LazyLock::new(|| read(include_str!("../language/en/phrases.toml")));
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }
}

/// The files are part of the program, and a test reads them: a mistake in them cannot reach a writer.
fn read(file: &str) -> Phrases {
    toml::from_str(file).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_whole() {
        for language in [Language::French, Language::English] {
            let phrases = Phrases::of(language);
            assert!(phrases.attribution_end.contains("{source}"), "{language:?}");
            assert!(!phrases.article.is_empty(), "{language:?}");
        }
    }
}
