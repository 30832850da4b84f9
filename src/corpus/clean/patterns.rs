//! The patterns of boilerplate, from the data files of both languages: newsrooms mix them.

use crate::language::fold::fold;
use regex::{Regex, RegexBuilder};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What the data files say, compiled when the first file is cleaned.
pub(super) static PATTERNS: LazyLock<Patterns> = LazyLock::new(Patterns::load);

/// Every pattern is anchored at both ends.
pub(super) struct Patterns {
    /// Lines that are no part of an article.
    pub line: Option<Regex>,
    /// What stands before a date of publication.
    pub label: Option<Regex>,
    /// Lines that name an agency or publisher; the last group that took part is its name.
    pub credit: Option<Regex>,
    /// Lines that name the author.
    pub byline: Option<Regex>,
    /// What looks like a site's name after the dash that ends a headline.
    pub site: Option<Regex>,
    /// Words that may stand beside a date on its line, folded.
    pub word: FxHashSet<String>,
    /// Keys of a header line, folded: `title`, `date` or `publisher`.
    pub key: FxHashMap<String, &'static str>,
    agency: FxHashMap<String, &'static str>,
}

impl Patterns {
    /// The name of the agency that `text` is, in whatever way it is written.
    pub fn agency(&self, text: &str) -> Option<&'static str> {
        let text = text.trim().trim_end_matches(['.', ',', ';']);
        self.agency.get(&fold(text)).copied()
    }

    fn load() -> Self {
        let files = [
            include_str!("../../language/fr/boilerplate.tsv"),
            include_str!("../../language/en/boilerplate.tsv"),
        ];
        let rows: Vec<_> = files
            .iter()
            .flat_map(|file| file.lines())
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .collect();
        let of = |kind| rows.iter().filter(move |row| row.0 == kind).map(|row| row.1);
        let any = |kind| {
            let all: Vec<_> = of(kind).collect();
            RegexBuilder::new(&format!("^(?:{})$", all.join("|")))
                .case_insensitive(true)
                .size_limit(64 << 20)
                .build()
                .ok()
        };
        let mut key = FxHashMap::default();
        for kind in ["title", "date", "publisher"] {
            key.extend(
                of(kind)
                    .flat_map(|keys| keys.split('|'))
                    .map(|name| (fold(name), kind)),
            );
        }
        let mut agency = FxHashMap::default();
        let rows = include_str!("../../language/agencies.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        for mut names in rows.map(|row| row.split('\t')) {
            if let Some(name) = names.next() {
                agency.insert(fold(name), name);
                agency.extend(names.map(|other| (fold(other), name)));
            }
        }
        Self {
            line: any("line"),
            label: any("label"),
            credit: any("credit"),
            byline: any("byline"),
            site: any("site"),
            word: of("word").flat_map(|words| words.split('|')).map(fold).collect(),
            key,
            agency,
        }
    }
}

/// Whether a pattern takes the whole of `text`.
pub(super) fn is(pattern: &Option<Regex>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}
