use super::slot;
use crate::language::Language;
use rustc_hash::FxHashMap;

/// Words and phrases of both languages with the numbers that each stands for, by their stems with blanks between.
#[derive(Debug, Default)]
pub struct Phrases {
    numbers: [FxHashMap<String, Vec<u32>>; 2],
    /// How many words the longest phrase has that begins with a stem: most words begin none.
    lengths: [FxHashMap<String, usize>; 2],
}

impl Phrases {
    /// Notes that `key` stands for `number` too.
    pub(super) fn add(&mut self, key: String, language: Language, number: u32) {
        let length = key.split(' ').count();
        if length > 1
            && let Some(first) = key.split(' ').next()
        {
            let longest = self.lengths[slot(language)].entry(first.to_owned()).or_default();
            *longest = length.max(*longest);
        }
        let known = self.numbers[slot(language)].entry(key).or_default();
        if !known.contains(&number) {
            known.push(number);
        }
    }

    /// What the word or phrase stands for.
    pub fn of(&self, key: &str, language: Language) -> &[u32] {
        self.numbers[slot(language)].get(key).map_or(&[], Vec::as_slice)
    }

    /// How many words the longest phrase of several has that begins with the stem; 0 where there is none.
    pub fn longest_from(&self, stem: &str, language: Language) -> usize {
        self.lengths[slot(language)].get(stem).copied().unwrap_or(0)
    }
}
