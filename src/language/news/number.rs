use super::Language;
use rustc_hash::{FxHashMap, FxHashSet};

/// A word that stands for a number, or makes a larger one of the number before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NumberWord {
    /// Of the word alone.
    pub value: f64,
    /// Whether it multiplies what stands before it (`cent`, `million`).
    pub multiplies: bool,
    /// Whether it is only about that many (`douzaine`, `millier`).
    pub about: bool,
    /// Whether it is a share of one (`moitié`, `third`), said as per cent in `value`.
    pub share: bool,
}

/// The number words of both languages.
#[derive(Debug, Default)]
pub struct NumberWords {
    words: [FxHashMap<String, NumberWord>; 2],
    /// Words that are a number only behind tens (`twenty-one`).
    behind: [FxHashMap<String, NumberWord>; 2],
    /// Words before a number that counts what is known already (`les deux pays`).
    known: [FxHashSet<String>; 2],
    /// Words that are one where a length of time is counted (`depuis une semaine`), and those that such a length follows.
    single: [FxHashSet<String>; 2],
    length: [FxHashSet<String>; 2],
    /// Words for half a unit more (`un an et demi`).
    half: [FxHashSet<String>; 2],
}

impl NumberWords {
    pub(super) fn add(&mut self, language: Language, word: &str, value: f64, kind: &str) {
        let slot = super::slot(language);
        let set = match kind {
            "known" => Some(&mut self.known),
            "single" => Some(&mut self.single),
            "half" => Some(&mut self.half),
            "length" => Some(&mut self.length),
            _ => None,
        };
        if let Some(set) = set {
            set[slot].insert(super::fold(word));
            return;
        }
        let words = match kind {
            "behind" => &mut self.behind[slot],
            _ => &mut self.words[slot],
        };
        words.insert(
            super::fold(word),
            NumberWord {
                value,
                multiplies: kind == "times",
                about: kind == "about",
                share: kind == "share",
            },
        );
    }

    /// What a folded word stands for.
    pub fn get(&self, folded: &str, language: Language) -> Option<NumberWord> {
        self.words[super::slot(language)].get(folded).copied()
    }

    /// What a folded word adds to the number before it: it is none by itself (`one`).
    pub fn behind(&self, folded: &str, language: Language) -> Option<NumberWord> {
        self.behind[super::slot(language)].get(folded).copied()
    }

    /// Whether the folded word is one where a unit of time follows and a length is told (`depuis une semaine`).
    pub fn is_one(&self, folded: &str, language: Language) -> bool {
        self.single[super::slot(language)].contains(folded)
    }

    /// Whether a length of time follows the folded word (`depuis`, `for`).
    pub fn is_before_length(&self, folded: &str, language: Language) -> bool {
        self.length[super::slot(language)].contains(folded)
    }

    /// Whether the folded word is half a unit more (`et demi`, `and a half`).
    pub fn is_half(&self, folded: &str, language: Language) -> bool {
        self.half[super::slot(language)].contains(folded)
    }

    /// Whether a number behind the folded word counts what the text speaks of already (`les deux pays`).
    pub fn is_known_after(&self, folded: &str, language: Language) -> bool {
        self.known[super::slot(language)].contains(folded)
    }

    /// The value of a run of number words (`quatre vingt dix huit`, `fifty thousand`), or `None` where
    /// the run is empty or reads as no number.
    pub fn value(run: &[NumberWord]) -> Option<f64> {
        let (mut total, mut current) = (0.0_f64, 0.0_f64);
        for word in run {
            if word.multiplies && word.value >= 1000.0 {
                total += current.max(1.0) * word.value;
                current = 0.0;
            } else if word.multiplies {
                current = current.max(1.0) * word.value;
            } else if word.value == 20.0 && current % 100.0 == 4.0 {
                // The French score: `quatre-vingt` is four times twenty.
                current += 76.0;
            } else {
                current += word.value;
            }
        }
        (!run.is_empty()).then_some(total + current)
    }
}
