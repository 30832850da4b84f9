use super::Lexicon;
use super::lexicon::{lexicon, rows};
use crate::language::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Which French words may stand for which English ones, both ways, by the numbers of their stems.
#[derive(Debug, Default)]
pub(super) struct Bilingual {
    of: FxHashMap<u32, Vec<u32>>,
}

impl Bilingual {
    /// The table, read when it is first asked for: who works in one language never needs it.
    pub fn all() -> &'static Self {
        static ALL: LazyLock<Bilingual> = LazyLock::new(|| {
            let mut this = Bilingual::default();
            for row in rows(include_str!("bilingual.tsv")) {
                if let [english, french] = row[..] {
                    this.add(lexicon(), english, french);
                }
            }
            this
        });
        &ALL
    }

    /// Notes a row of `bilingual.tsv`: the French words that may stand for the English `word`.
    fn add(&mut self, lexicon: &Lexicon, word: &str, french: &str) {
        let english = lexicon.number(word, Language::English);
        for other in french.split(' ').filter(|other| !other.is_empty()) {
            let french = lexicon.number(other, Language::French);
            for (one, other) in [(english, french), (french, english)] {
                let known = self.of.entry(one).or_default();
                if !known.contains(&other) {
                    known.push(other);
                }
            }
        }
    }

    /// The words of the other language that may stand for the word.
    pub fn of(&self, word: u32) -> &[u32] {
        self.of.get(&word).map_or(&[], Vec::as_slice)
    }
}
