use super::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};

/// What follows from a word or a family, as numbers of stems and families.
#[derive(Debug, Default)]
pub(super) struct Implications {
    from: FxHashMap<u32, FxHashSet<u32>>,
}

impl Implications {
    /// Notes the words of a row of `implies.tsv`: what follows from `word`. Through families whose first word one of them
    /// is, the row holds for English too.
    pub fn add(&mut self, lexicon: &Lexicon, word: &str, implied: &str) {
        let mut follows = FxHashSet::default();
        for other in implied.split(' ').filter(|other| !other.is_empty()) {
            follows.insert(lexicon.french(other));
            follows.extend(lexicon.headed(other));
        }
        for from in [Some(lexicon.french(word)), lexicon.headed(word)]
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
