//! Words that bear on who answers for a sentence, for the learned status to weigh.

use super::Language;
use super::model::{hash, pair};
use super::tagger::Pos;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The classes that the files know; a class's number is its place.
const CLASSES: [&str; 15] = [
    "speech",
    "gesture",
    "judge",
    "think",
    "refuse",
    "ask",
    "promise",
    "document",
    "act",
    "event",
    "speech-noun",
    "document-noun",
    "rumour",
    "praise",
    "service",
];

/// From how many letters on the files have beginnings of words, and up to how many.
pub const BEGINNINGS: std::ops::RangeInclusive<usize> = 3..=14;

/// What tells the beginning of a word from a whole one.
const BEGINNING: u64 = 0x2A;

/// Classes by the part of speech that they ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    verb: u32,
    noun: u32,
    any: u32,
}

/// The words of one language, by the hashes of their letters without case and accents.
#[derive(Clone, Debug, Default)]
pub struct Telling(FxHashMap<u64, Row>);

impl Telling {
    /// The words of `language`.
    pub fn of(language: Language) -> &'static Self {
        static FRENCH: LazyLock<Telling> = LazyLock::new(|| Telling::parse(include_str!("fr/telling.tsv")));
        static ENGLISH: LazyLock<Telling> = LazyLock::new(|| Telling::parse(include_str!("en/telling.tsv")));
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    fn parse(file: &str) -> Self {
        let mut rows: FxHashMap<u64, Row> = FxHashMap::default();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(class), Some(pos), Some(words)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let Some(number) = CLASSES.iter().position(|known| *known == class) else {
                continue;
            };
            for word in words.split(' ') {
                let key = match word.strip_suffix('*') {
                    Some(beginning) => pair(hash(beginning), BEGINNING),
                    None => hash(word),
                };
                let row = rows.entry(key).or_default();
                match pos {
                    "VERB" => row.verb |= 1 << number,
                    "NOUN" => row.noun |= 1 << number,
                    _ => row.any |= 1 << number,
                }
            }
        }
        Self(rows)
    }

    /// The classes of a word, one bit each: from its hash, those of its beginnings of as many letters as
    /// [`BEGINNINGS`] says, and its part of speech.
    pub fn classes(&self, word: u64, beginnings: &[u64], pos: Option<Pos>) -> u32 {
        let keys = beginnings.iter().map(|start| pair(*start, BEGINNING));
        let of = |row: &Row| match pos {
            Some(Pos::Verb | Pos::Aux) => row.verb | row.any,
            Some(Pos::Noun) => row.noun | row.any,
            _ => row.any,
        };
        let rows = keys.chain([word]).filter_map(|key| self.0.get(&key));
        rows.map(of).fold(0, |all, one| all | one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_files_has_a_known_class_and_words() {
        for file in [include_str!("fr/telling.tsv"), include_str!("en/telling.tsv")] {
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                let cells: Vec<_> = line.split('\t').collect();
                assert_eq!(cells.len(), 3, "{line}");
                assert!(CLASSES.contains(&cells[0]), "{line}");
                assert!(["VERB", "NOUN", "-"].contains(&cells[1]), "{line}");
                for word in cells[2].split(' ') {
                    assert!(!word.is_empty(), "{line}");
                    let beginning = word.strip_suffix('*');
                    assert!(
                        beginning.is_none_or(|b| BEGINNINGS.contains(&b.chars().count())),
                        "{word}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_word_is_found_by_its_beginning_and_its_part_of_speech() {
        let telling = Telling::parse("speech\tVERB\tdecl*\npraise\t-\tbeau\n");
        let start = [hash("decl")];
        assert_eq!(telling.classes(hash("declara"), &start, Some(Pos::Verb)), 1);
        assert_eq!(telling.classes(hash("declara"), &start, Some(Pos::Noun)), 0);
        assert_eq!(telling.classes(hash("beau"), &[], Some(Pos::Adj)), 1 << 13);
    }
}
