//! The words of one sentence as hashes.

use super::super::saying::Scope;
use crate::language::fold::fold_char;
use crate::language::model::{START, step};
use crate::language::tagger::{Morph, Pos};
use crate::language::telling::{BEGINNINGS, Telling};
use crate::text::TokenKind;

/// What stands for every number.
const NUMBER: u64 = 0x4E55_4D42;
/// What stands for every name: the weights must not learn who said something.
const NAME: u64 = 0x4E41_4D45;
/// What stands where there is no word.
const EDGE: u64 = 0x4544_4745;
/// How many letters of a word are its stem.
const STEM: usize = 5;
/// How many letters the longest beginning has that says how a word bears on the status.
const LONGEST: usize = *BEGINNINGS.end();

/// The hash of a word, as [`Item::word`] has it.
pub fn word(text: &str) -> u64 {
    let mut word = START;
    for c in text.chars() {
        fold_char(c, &mut |c| word = step(word, c));
    }
    word
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its letters without case and accents, or what stands for numbers and names.
    pub word: u64,
    /// The first letters of it.
    pub stem: u64,
    /// Its part of speech, 31 for marks.
    pub pos: u64,
    /// Its morphology.
    pub morph: Morph,
    /// Its classes and those of the phrase that begins with it, one bit each.
    pub classes: u64,
    /// How it bears on who answers for the sentence, one bit a class.
    pub telling: u64,
    /// Whether it is a word or a number.
    pub lettered: bool,
    /// Whether it is a number.
    pub number: bool,
    /// Whether it is a sign, an address or the like.
    pub symbol: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it is a comma.
    pub comma: bool,
    /// Whether it is a finite verb.
    pub finite: bool,
    /// Whether it stands in quotation marks, or is one.
    pub quoted: bool,
}

impl Item {
    /// What stands before the first and behind the last token.
    pub const OUTSIDE: Self = Self {
        word: EDGE,
        stem: EDGE,
        pos: 30,
        morph: Morph::empty(),
        classes: 0,
        telling: 0,
        lettered: false,
        number: false,
        symbol: false,
        capital: false,
        comma: false,
        finite: false,
        quoted: false,
    };
}

/// The tokens of a sentence.
#[derive(Debug, Default)]
pub struct Items(Vec<Item>);

impl Items {
    /// Reads the tokens of a sentence.
    pub fn new(scope: &Scope<'_>) -> Self {
        let words = scope.words;
        let telling = Telling::of(words.language);
        let mut started = false;
        let items = scope.tokens.clone().map(|at| {
            let mark = words.mark(at);
            let kind = words.kind(at);
            let lettered = words.is_word(at);
            let number = kind == Some(TokenKind::Number);
            let named = mark.pos == Some(Pos::Propn) || (mark.capital && started && lettered);
            let (mut word, mut stem, mut count) = (START, START, 0);
            let mut beginnings = [0; LONGEST];
            for c in words.text(at).chars() {
                fold_char(c, &mut |c| {
                    word = step(word, c);
                    count += 1;
                    if count <= STEM {
                        stem = word;
                    }
                    if let Some(place) = beginnings.get_mut(count - 1) {
                        *place = word;
                    }
                });
            }
            let telling_now = lettered && !number && mark.pos != Some(Pos::Propn);
            let beginnings = beginnings.get(BEGINNINGS.start() - 1..count.min(LONGEST));
            let telling = beginnings
                .filter(|_| telling_now)
                .map_or(0, |beginnings| telling.classes(word, beginnings, mark.pos));
            if number || named {
                word = if number { NUMBER } else { NAME };
                stem = word;
            }
            started |= lettered;
            Item {
                word,
                stem,
                pos: mark.pos.map_or(31, |pos| pos as u64),
                morph: mark.morph,
                classes: mark.classes.bits(),
                telling: u64::from(telling),
                lettered,
                number,
                symbol: kind == Some(TokenKind::Symbol),
                capital: mark.capital,
                comma: words.is_mark(at, &[","]),
                finite: mark.finite,
                quoted: scope.is_quoted(at),
            }
        });
        Self(items.collect())
    }

    /// All of them.
    pub fn all(&self) -> &[Item] {
        &self.0
    }

    /// The one at a place; outside of the sentence there is nothing.
    pub fn at(&self, place: usize) -> &Item {
        self.0.get(place).unwrap_or(&Item::OUTSIDE)
    }

    /// The one before a place.
    pub fn before(&self, place: usize) -> &Item {
        place.checked_sub(1).map_or(&Item::OUTSIDE, |at| self.at(at))
    }
}
