use super::{fold, slot};
use crate::language::Language;
use rustc_hash::FxHashSet;

/// The words of `clefts.tsv`.
#[derive(Debug, Default)]
pub struct Clefts {
    opening: [FxHashSet<String>; 2],
    closing: [FxHashSet<String>; 2],
}

impl Clefts {
    /// Adds the words of one row.
    pub(super) fn add(&mut self, language: Language, kind: &str, words: &str) {
        let set = match kind {
            "open" => &mut self.opening,
            "close" => &mut self.closing,
            _ => return,
        };
        set[slot(language)].extend(words.split(' ').map(|word| fold(word).replace('_', " ")));
    }

    /// Whether what follows these words is stressed.
    pub fn opens(&self, words: &str, language: Language) -> bool {
        self.opening[slot(language)].contains(&fold(words))
    }

    /// Whether what is stressed ends before this word.
    pub fn closes(&self, word: &str, language: Language) -> bool {
        self.closing[slot(language)].contains(&fold(word))
    }
}
