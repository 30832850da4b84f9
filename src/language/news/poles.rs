use super::{Lexicon, family_id, slot};
use crate::language::Language;
use rustc_hash::{FxHashMap, FxHashSet};

/// Which words stand on which side of a row of `contraries.tsv`. A side is a number; its words need not mean the same, but
/// each is contrary to every word of the other side.
#[derive(Debug, Default)]
pub(super) struct Poles {
    sides: [FxHashMap<String, Vec<u32>>; 2],
    contrary: FxHashSet<(u32, u32)>,
}

impl Poles {
    /// Notes a row: French and English words of the one side, then of the other. Gives the length of its longest phrase.
    pub fn add(&mut self, lexicon: &Lexicon, [left, right]: [[&str; 2]; 2]) -> usize {
        let (one, other) = (side(left), side(right));
        self.contrary.extend([(one, other), (other, one)]);
        let mut longest = 0;
        for (id, cells) in [(one, left), (other, right)] {
            for (cell, language) in cells.into_iter().zip([Language::French, Language::English]) {
                for word in cell.split(' ').filter(|word| !word.is_empty()) {
                    let key = lexicon.key(word, language);
                    longest = longest.max(key.split(' ').count());
                    let ids = self.sides[slot(language)].entry(key).or_default();
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                }
            }
        }
        longest
    }

    /// The sides on which a word or phrase, by its stems with blanks between, stands.
    pub fn of(&self, key: &str, language: Language) -> &[u32] {
        self.sides[slot(language)].get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether two sides are those of one row.
    pub fn contrary(&self, one: u32, other: u32) -> bool {
        self.contrary.contains(&(one, other))
    }
}

/// The number of a side: a hash of its words, so that an index on disk outlives a new row.
fn side([french, english]: [&str; 2]) -> u32 {
    family_id(&format!("{french}\t{english}"))
}
