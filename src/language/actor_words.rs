//! Words that stand before and inside names: titles, functions, head nouns, particles.

use super::Language;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Classes of such words, as bits; `actor_words.tsv` says what each means.
pub mod word {
    /// `M.`, `Mme`, `général`.
    pub const CIVILITY: u32 = 1;
    /// `président`, `spokesman`.
    pub const FUNCTION: u32 = 1 << 1;
    /// `ministère`, `University`.
    pub const ORGANISATION: u32 = 1 << 2;
    /// `mer`, `Lake`.
    pub const PLACE: u32 = 1 << 3;
    /// `ville`: before a place's name, no part of it.
    pub const LONE_PLACE: u32 = 1 << 4;
    /// `traité`, `Street`.
    pub const THING: u32 = 1 << 5;
    /// `de`, `von`, `bin`.
    pub const PARTICLE: u32 = 1 << 6;
    /// `des`, `of`.
    pub const LINK: u32 = 1 << 7;
    /// `agence`, `newspaper`: a common noun before a name.
    pub const GLOSS: u32 = 1 << 8;
    /// Days and months.
    pub const WEEKDAY: u32 = 1 << 9;
    /// Determiners and numerals before a noun for people.
    pub const DETERMINER: u32 = 1 << 10;
    /// Prepositions before a place.
    pub const LOCATIVE: u32 = 1 << 11;
    /// Closed-class words that open sentences.
    pub const FUNCTION_WORD: u32 = 1 << 12;
    /// What stands before an apostrophe.
    pub const ELISION: u32 = 1 << 13;
    /// Opens an organisation's name in lower case too.
    pub const LOWER_ORGANISATION: u32 = 1 << 14;
    /// Ends an organisation's name.
    pub const STOP_ORGANISATION: u32 = 1 << 15;
    /// `'s`.
    pub const CLITIC: u32 = 1 << 16;
    /// Links inside an organisation's name that a noun in lower case opens.
    pub const GENITIVE: u32 = 1 << 17;
    /// Endings of names for the people of a place.
    pub const GENTILIC: u32 = 1 << 18;
    /// Endings of adjectives in the feminine plural, which name no people in lower case.
    pub const FEMININE: u32 = 1 << 19;
    /// Articles.
    pub const ARTICLE: u32 = 1 << 20;
    /// `and`.
    pub const CONJUNCTION: u32 = 1 << 21;
    /// Opens the name of an institution that its town tells from others, in lower case too.
    pub const INSTITUTION: u32 = 1 << 22;
    /// After a place's name: which part of it.
    pub const QUARTER: u32 = 1 << 23;
}

const CLASSES: [(&str, u32); 24] = [
    ("civility", word::CIVILITY),
    ("function", word::FUNCTION),
    ("organisation", word::ORGANISATION),
    ("place", word::PLACE),
    ("lone_place", word::LONE_PLACE),
    ("thing", word::THING),
    ("particle", word::PARTICLE),
    ("link", word::LINK),
    ("gloss", word::GLOSS),
    ("weekday", word::WEEKDAY),
    ("determiner", word::DETERMINER),
    ("locative", word::LOCATIVE),
    ("function_word", word::FUNCTION_WORD),
    ("elision", word::ELISION),
    ("lower_organisation", word::LOWER_ORGANISATION),
    ("stop_organisation", word::STOP_ORGANISATION),
    ("clitic", word::CLITIC),
    ("genitive", word::GENITIVE),
    ("gentilic", word::GENTILIC),
    ("feminine", word::FEMININE),
    ("article", word::ARTICLE),
    ("conjunction", word::CONJUNCTION),
    ("institution", word::INSTITUTION),
    ("quarter", word::QUARTER),
];

type Words = FxHashMap<&'static str, u32>;

fn parse(text: &'static str) -> Words {
    let mut words = Words::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, list)) = line.split_once('\t') else {
            continue;
        };
        let bit = CLASSES
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(0, |(_, bit)| *bit);
        for entry in list.split('|') {
            *words.entry(entry).or_default() |= bit;
        }
    }
    words
}

/// The classes of `lower`, a word in lower case with its accents; straight apostrophes.
pub fn classes(lower: &str, language: Language) -> u32 {
    static FRENCH: LazyLock<Words> = LazyLock::new(|| parse(include_str!("fr/actor_words.tsv")));
    static ENGLISH: LazyLock<Words> = LazyLock::new(|| parse(include_str!("en/actor_words.tsv")));
    let words = match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    };
    words.get(lower).copied().unwrap_or(0)
}

/// Whether `lower` ends as an adjective in the feminine plural does (`européennes`).
pub fn is_feminine(lower: &str, language: Language) -> bool {
    lower
        .len()
        .checked_sub(3)
        .and_then(|at| lower.get(at..))
        .is_some_and(|ending| classes(ending, language) & word::FEMININE != 0)
}

/// Whether `lower` ends as names for the people of a place do (`Belfortain`, `Vosgiens`).
pub fn is_gentilic(lower: &str, language: Language) -> bool {
    (2..=6)
        .filter_map(|length| {
            lower
                .len()
                .checked_sub(length)
                .filter(|at| *at > 2)
                .and_then(|at| lower.get(at..))
        })
        .any(|ending| classes(ending, language) & word::GENTILIC != 0)
}
