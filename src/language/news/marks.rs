use super::{fold, slot};
use crate::language::Language;
use rustc_hash::FxHashMap;

/// What a word says of how something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Negates, the whole of it (`pas`, `aucun`, `never`).
    Negates,
    /// Calls something false or mere talk (`infox`, `en réalité`).
    Disputes,
    /// All, only, rare.
    Limits,
    /// Passes on what nobody answers for (`publications`, `viral`).
    Circulates,
    /// It has come to pass (`déjà`).
    Already,
    /// It has not come to pass so far (`pas encore`).
    NotYet,
}

impl Mark {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [
        Self::Negates,
        Self::Disputes,
        Self::Limits,
        Self::Circulates,
        Self::Already,
        Self::NotYet,
    ];

    fn of(kind: &str) -> Option<Self> {
        match kind {
            "negates" => Some(Self::Negates),
            "disputes" => Some(Self::Disputes),
            "limits" => Some(Self::Limits),
            "circulates" => Some(Self::Circulates),
            "already" => Some(Self::Already),
            "not-yet" => Some(Self::NotYet),
            _ => None,
        }
    }
}

/// The words of `marks.tsv`.
#[derive(Debug, Default)]
pub struct Marks {
    /// By language: the first word of an entry, then how it goes on.
    entries: [FxHashMap<String, Vec<Entry>>; 2],
    /// Beginnings that several words share.
    beginnings: [Vec<(String, Mark)>; 2],
}

#[derive(Debug)]
struct Entry {
    rest: Vec<String>,
    mark: Mark,
}

impl Marks {
    /// Adds the words of one row.
    pub(super) fn add(&mut self, kind: &str, language: Language, words: &str) {
        let Some(mark) = Mark::of(kind) else { return };
        let at = slot(language);
        for word in words.split(' ') {
            if let Some(beginning) = word.strip_suffix('*') {
                self.beginnings[at].push((fold(beginning), mark));
                continue;
            }
            let mut parts = word.split('_').map(fold);
            if let Some(first) = parts.next() {
                let rest = parts.collect();
                self.entries[at]
                    .entry(first)
                    .or_default()
                    .push(Entry { rest, mark });
            }
        }
    }

    /// How often each mark stands in a sentence of folded words, in the order of [`Mark::ALL`].
    pub fn count(&self, words: &[&str], language: Language) -> [u8; Mark::ALL.len()] {
        let mut found = [0_u8; Mark::ALL.len()];
        let mut add = |mark: Mark| {
            let count = &mut found[mark as usize];
            *count = count.saturating_add(1);
        };
        let (entries, beginnings) = (&self.entries[slot(language)], &self.beginnings[slot(language)]);
        for (at, word) in words.iter().enumerate() {
            let after = &words[at + 1..];
            for entry in entries.get(*word).into_iter().flatten() {
                let follows = entry.rest.len() <= after.len();
                if follows && entry.rest.iter().zip(after).all(|(rest, word)| rest == word) {
                    add(entry.mark);
                }
            }
            for (beginning, mark) in beginnings {
                if word.starts_with(beginning.as_str()) {
                    add(*mark);
                }
            }
        }
        found
    }
}
