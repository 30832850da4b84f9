//! Verbs of saying that a house teaches.

use super::{Lexicon, rows};
use crate::language::Language;
use std::sync::{Mutex, PoisonError};

/// Verbs of saying that a house teaches, for each language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taught {
    french: Option<&'static Lexicon>,
    english: Option<&'static Lexicon>,
}

impl Taught {
    /// The verbs with these infinitives, inflected by rule, each good for any use. The same list is
    /// kept once for as long as the program runs.
    pub fn new(infinitives: &[String]) -> Self {
        static KNOWN: Mutex<Vec<(Vec<String>, Taught)>> = Mutex::new(Vec::new());
        if infinitives.is_empty() {
            return Self::default();
        }
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, taught)) = known.iter().find(|(list, _)| list == infinitives) {
            return *taught;
        }
        let of = |paradigms: &str, longest: usize| -> Option<&'static Lexicon> {
            let rows: Vec<_> = infinitives
                .iter()
                .filter_map(|verb| {
                    let verb = verb.trim().to_lowercase();
                    let paradigm = paradigm_of(&verb, paradigms, longest)?;
                    Some(format!("{verb}\t{paradigm}\ts\tsay\n"))
                })
                .collect();
            let lexicon = Lexicon::parse(Language::French, &rows.concat(), paradigms, "", "");
            Some(Box::leak(Box::new(lexicon)))
        };
        let taught = Self {
            french: of(include_str!("../fr/saying_paradigms.tsv"), usize::MAX),
            // Longer endings are whole irregular verbs.
            english: of(include_str!("../en/saying_paradigms.tsv"), 1),
        };
        known.push((infinitives.to_vec(), taught));
        taught
    }

    /// Those of `language`.
    pub fn of(self, language: Language) -> Option<&'static Lexicon> {
        match language {
            Language::French => self.french,
            Language::English => self.english,
        }
    }
}

/// The paradigm with the longest ending, of at most `longest` bytes, that `verb` ends in; the first of several.
pub(super) fn paradigm_of<'a>(verb: &str, paradigms: &'a str, longest: usize) -> Option<&'a str> {
    let mut best: Option<(&str, usize)> = None;
    for mut cells in rows(paradigms) {
        let (Some(name), Some(ending)) = (cells.next(), cells.next()) else {
            continue;
        };
        let fits = ending.len() <= longest && verb.len() > ending.len() && verb.ends_with(ending);
        if fits && best.is_none_or(|(_, length)| ending.len() > length) {
            best = Some((name, ending.len()));
        }
    }
    best.map(|(name, _)| name)
}
