use super::Lexicon;
use super::lexicon::{lexicon, rows};
use crate::language::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What follows from a word or a family, as numbers of stems and families.
#[derive(Debug, Default)]
pub(super) struct Implications {
    from: FxHashMap<u32, FxHashSet<u32>>,
}

impl Implications {
    /// What follows from English words: read when it is first asked for, as a French desk may never.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Implications> = LazyLock::new(|| {
            let mut this = Implications::default();
            this.read(lexicon(), include_str!("implies.en.tsv"), Language::English);
            this
        });
        &ENGLISH
    }

    /// Reads a table of one language.
    pub fn read(&mut self, lexicon: &Lexicon, table: &'static str, language: Language) {
        for row in rows(table) {
            if let [word, implied] = row[..] {
                self.add(lexicon, word, implied, language);
            }
        }
    }

    /// Notes the words of a row of `implies.fr.tsv` or `implies.en.tsv`: what follows from `word`. Through families that
    /// their words stand for, the row holds for the other language too.
    fn add(&mut self, lexicon: &Lexicon, word: &str, implied: &str, language: Language) {
        let mut follows = FxHashSet::default();
        for other in implied.split(' ').filter(|other| !other.is_empty()) {
            follows.insert(lexicon.number(other, language));
            follows.extend(family(lexicon, other, language));
        }
        let families = match language {
            Language::French => lexicon.headed(word),
            Language::English => None,
        };
        for from in [Some(lexicon.number(word, language)), families]
            .into_iter()
            .flatten()
        {
            self.from.entry(from).or_default().extend(&follows);
        }
    }

    /// Whether one of `implied` follows from one of `from`.
    pub fn hold(&self, from: impl Iterator<Item = u32>, implied: impl Iterator<Item = u32> + Clone) -> bool {
        let mut known = from.filter_map(|from| self.from.get(&from));
        known.any(|follows| implied.clone().any(|one| follows.contains(&one)))
    }
}

/// The one family that a word stands for: in French that which it heads, in English, whose words head none, its only one.
fn family(lexicon: &Lexicon, word: &str, language: Language) -> Option<u32> {
    match language {
        Language::French => lexicon.headed(word),
        Language::English => match lexicon.meanings(word, language)[..] {
            [only] => Some(only),
            _ => None,
        },
    }
}
