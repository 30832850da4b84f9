//! How each language names, cites and quotes a source; the words are data files of the language.

use crate::language::Language;
use serde::Deserialize;
use std::sync::LazyLock;

/// The phrases of one language. See the header of `phrases.toml` for what each means.
#[derive(Debug, Default, Deserialize)]
pub struct Phrases {
    pub attribution_end: String,
    pub attribution_start: String,
    pub announcements: Vec<String>,
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

/// Where in `line` the name of a source begins that words at its end announce (`selon `, `according to l`): after the last
/// such words and a blank. `None` where a sentence has ended since.
pub fn source_begins(line: &str, language: Language) -> Option<usize> {
    // Only the end is looked at: a line may be a whole article.
    let from = line
        .char_indices()
        .rev()
        .nth(LONGEST_SOURCE)
        .map_or(0, |(at, _)| at);
    let end = line.get(from..)?;
    let lower = end.to_lowercase().replace('\u{2019}', "'");
    // Where folding changed lengths, places cannot be told.
    let plain = end.replace('\u{2019}', "'");
    if lower.len() != plain.len() {
        return None;
    }
    let begin = Phrases::of(language).announcements.iter().filter_map(|words| {
        let (at, _) = lower.match_indices(words.as_str()).last()?;
        let before = lower.get(..at)?.chars().next_back();
        let rest = lower.get(at + words.len()..)?;
        let blank = rest.chars().next().filter(|c| c.is_whitespace())?;
        (!before.is_some_and(char::is_alphanumeric)).then_some(at + words.len() + blank.len_utf8())
    });
    let begin = begin.max()?;
    let typed = plain.get(begin..)?;
    let closed = typed.contains(['.', ',', ';', ':', '!', '?', '(', '"', '«', '»', '“', '”']);
    // Counted in characters: the apostrophes of the line may be longer than those it was compared with.
    let skipped = plain.get(..begin)?.chars().count();
    let at = end.char_indices().nth(skipped).map_or(end.len(), |(at, _)| at);
    (!closed).then_some(from + at)
}

/// How many characters before the cursor may hold the words that announce a source, and what was typed of it.
const LONGEST_SOURCE: usize = 90;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_are_whole() {
        for language in [Language::French, Language::English] {
            let phrases = Phrases::of(language);
            assert!(phrases.attribution_end.contains("{source}"), "{language:?}");
            assert!(!phrases.article.is_empty(), "{language:?}");
            assert!(!phrases.announcements.is_empty(), "{language:?}");
        }
    }

    #[test]
    fn a_source_begins_after_its_announcement() {
        for (line, want) in [
            ("Il pleut, selon ", Some("")),
            ("Il pleut, d’après l’ag", Some("l’ag")),
            ("D’après ", Some("")),
            ("Selon le Krem", Some("le Krem")),
            ("selon le Kremlin, il", None),
            ("bâtisselon ", None),
            ("selon", None),
            ("", None),
        ] {
            let begins = source_begins(line, Language::French);
            assert_eq!(begins.and_then(|at| line.get(at..)), want, "{line}");
        }
    }
}
