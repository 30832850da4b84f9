use super::phrases::Phrases;
use super::{Lexicon, family_id};
use crate::language::Language;
use rustc_hash::FxHashSet;

/// Which words stand on which side of a row of `contraries.tsv`. A side is a number; its words need not mean the same, but
/// each is contrary to every word of the other side.
#[derive(Debug, Default)]
pub(super) struct Poles {
    sides: Phrases,
    contrary: FxHashSet<(u32, u32)>,
}

impl Poles {
    /// Notes a row: French and English words of the one side, then of the other.
    pub fn add(&mut self, lexicon: &Lexicon, [left, right]: [[&str; 2]; 2]) {
        let (one, other) = (side(left), side(right));
        self.contrary.extend([(one, other), (other, one)]);
        for (id, cells) in [(one, left), (other, right)] {
            for (cell, language) in cells.into_iter().zip([Language::French, Language::English]) {
                for word in cell.split(' ').filter(|word| !word.is_empty()) {
                    self.sides.add(lexicon.key(word, language), language, id);
                }
            }
        }
    }

    /// The sides on which words and phrases stand.
    pub fn sides(&self) -> &Phrases {
        &self.sides
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
