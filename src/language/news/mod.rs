//! The words that news is made of: families of words that mean nearly the same in French and
//! English, which families are opposite, function words, numbers, calendar and units.
//!
//! A *family* is a row of `families.tsv` (`soutien`, `soutenir`, `support`, `back`). Its number is a
//! hash of its first word, so that an index on disk outlives a new row. `implies.*.tsv` say what follows from a word
//! without meaning the same, `contraries.tsv` which words cannot both be true of one thing,
//! `siblings.tsv` which things exclude each other in one place.

mod bilingual;
mod calendar;
mod clefts;
mod implies;
mod leaning;
mod lexicon;
mod marks;
mod number;
mod phrases;
mod poles;
mod siblings;

pub use calendar::{Calendar, Near, Period};
pub use clefts::Clefts;
pub use leaning::Leaning;
pub use lexicon::{Class, Lexicon, Role, Unit, family_id, lexicon};
pub use marks::{Mark, Marks};
pub use number::{NumberWord, NumberWords};
pub use phrases::Phrases;

use super::Language;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without diacritics and ligatures: what two spellings of one word share.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            '’' => folded.push('\''),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// The Snowball stem of a word, folded; irregular forms through their lemma first.
pub fn stem(word: &str, language: Language) -> String {
    let lower = word.to_lowercase();
    let lemma = lexicon().lemma(&fold(&lower), language).unwrap_or(&lower);
    plain_stem(lemma, language)
}

/// The number of a stem, or of several with blanks between, as a term of a sentence has it.
pub fn stem_id(stems: &str, language: Language) -> u32 {
    family_id(&format!("{}{stems}", language.code()))
}

/// The Snowball stem of a lemma, folded.
fn plain_stem(lower: &str, language: Language) -> String {
    thread_local! {
        static STEMMERS: [Stemmer; 2] = [Stemmer::create(Algorithm::French), Stemmer::create(Algorithm::English)];
    }
    // Folding first would hide the accents that the French algorithm reads endings by.
    let stemmed = STEMMERS.with(|stemmers| stemmers[slot(language)].stem(lower).into_owned());
    fold(&stemmed)
}

/// Place of a language in a pair.
fn slot(language: Language) -> usize {
    match language {
        Language::French => 0,
        Language::English => 1,
    }
}
