use super::phrases::Phrases;
use super::{Lexicon, family_id};
use crate::language::Language;

/// Which words name which thing of a row of `siblings.tsv`: of the things of a row only one can be meant in one place
/// (`by train`, `by plane`).
#[derive(Debug, Default)]
pub(super) struct Siblings {
    things: Phrases,
}

/// How many bits of a thing's number tell the things of a row apart; the others are the row's.
const BITS: u32 = 5;

impl Siblings {
    /// Notes a row: for each thing the French and the English words that name it, with `|` between. No more than 32 things
    /// are told apart.
    pub fn add(&mut self, lexicon: &Lexicon, row: &[&str]) {
        // A hash of its first words, so that an index on disk outlives a new row.
        let class = family_id(row.first().copied().unwrap_or_default()) << BITS;
        for (cell, thing) in row.iter().zip(0..1 << BITS) {
            let (french, english) = cell.split_once('|').unwrap_or((cell, ""));
            for (words, language) in [(french, Language::French), (english, Language::English)] {
                for word in words.split(' ').filter(|word| !word.is_empty()) {
                    self.things
                        .add(lexicon.key(word, language), language, class | thing);
                }
            }
        }
    }

    /// The numbers of the things that words and phrases name.
    pub fn things(&self) -> &Phrases {
        &self.things
    }

    /// Whether two numbers are of two things of one row.
    pub fn apart(one: u32, other: u32) -> bool {
        one != other && one >> BITS == other >> BITS
    }
}
