//! Which language a piece of text is in. Frequent words decide; the trigrams of `whatlang` are
//! asked only of long text without any, since on names and headlines they guess.

use super::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// How much of a text is looked at; in bytes.
const LONGEST: usize = 2_000;
/// From how many letters on trigrams are worth asking.
const FEWEST_FOR_TRIGRAMS: usize = 80;

/// What speaks for each language in one piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// French words met.
    pub french: u32,
    /// English words met.
    pub english: u32,
}

impl Evidence {
    /// What speaks for either language in `prose`.
    pub fn of(prose: &str) -> Self {
        let end = (0..=LONGEST.min(prose.len()))
            .rev()
            .find(|&at| prose.is_char_boundary(at));
        let prose = &prose[..end.unwrap_or(0)];
        let mut found = Self::default();
        let mut lower = String::new();
        for word in prose.split(|c: char| !c.is_alphabetic()) {
            if word.is_empty() || word.len() > FREQUENT.longest {
                continue;
            }
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            match FREQUENT.words.get(lower.as_str()) {
                Some(Language::French) => found.french += 1,
                Some(Language::English) => found.english += 1,
                None => {}
            }
        }
        if found == Self::default()
            && prose.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_FOR_TRIGRAMS
        {
            match trigrams(prose) {
                Some(Language::French) => found.french = 1,
                Some(Language::English) => found.english = 1,
                None => {}
            }
        }
        found
    }

    /// The language that more speaks for.
    pub fn language(self) -> Option<Language> {
        match self.french.cmp(&self.english) {
            std::cmp::Ordering::Greater => Some(Language::French),
            std::cmp::Ordering::Less => Some(Language::English),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The same where it is beyond doubt: a title of two words is not, nor is a name.
    pub fn certain(self) -> Option<Language> {
        let (more, less) = (self.french.max(self.english), self.french.min(self.english));
        (more >= 2 && more >= 2 * less).then(|| self.language()).flatten()
    }
}

/// The language of `prose`, or `None` where it is too short or too mixed to tell.
pub fn identify(prose: &str) -> Option<Language> {
    Evidence::of(prose).language()
}

/// The language of each block of a text, from what speaks for each block alone. A block that is
/// too short to tell is in the language of the last one before it that is not, else of the first
/// one after it, else of most of the text, else in `default`.
pub fn identify_all(blocks: &[Evidence], default: Language) -> Vec<Language> {
    let total = blocks.iter().fold(Evidence::default(), |sum, block| Evidence {
        french: sum.french.saturating_add(block.french),
        english: sum.english.saturating_add(block.english),
    });
    let first = blocks.iter().find_map(|block| block.certain());
    let mut near = first.or(total.language()).unwrap_or(default);
    blocks
        .iter()
        .map(|block| {
            near = block.certain().unwrap_or(near);
            near
        })
        .collect()
}

fn trigrams(prose: &str) -> Option<Language> {
    static DETECTOR: LazyLock<whatlang::Detector> =
        LazyLock::new(|| whatlang::Detector::with_allowlist(vec![whatlang::Lang::Fra, whatlang::Lang::Eng]));
    let info = DETECTOR.detect(prose).filter(whatlang::Info::is_reliable)?;
    match info.lang() {
        whatlang::Lang::Fra => Some(Language::French),
        _ => Some(Language::English),
    }
}

struct Frequent {
    words: FxHashMap<&'static str, Language>,
    /// Of the words; in bytes.
    longest: usize,
}

static FREQUENT: LazyLock<Frequent> = LazyLock::new(|| {
    let tables = [
        (include_str!("fr/frequent.tsv"), Language::French),
        (include_str!("en/frequent.tsv"), Language::English),
    ];
    let mut words = FxHashMap::default();
    for (table, language) in tables {
        for word in table.lines().filter(|row| !row.starts_with('#')) {
            words.insert(word, language);
        }
    }
    let longest = words.keys().map(|word| word.len()).max().unwrap_or(0);
    Frequent { words, longest }
});
