//! Parts of speech and morphology: a linear-chain model over word shapes, affixes, neighbours and
//! a word list, and the word list's own morphology where the model has decided what a word is.

mod features;
mod lexicon;
mod tag;

pub use features::Words;
pub use lexicon::{Category, Lexicon, Reading};
pub use tag::{Morph, Pos, Tag};

use super::Language;
use super::model::{Damaged, Decoder, Weights};
use crate::text::Token;
use std::cell::RefCell;
use std::sync::LazyLock;

/// Tags the tokens of one language.
#[derive(Debug)]
pub struct Tagger {
    weights: Weights,
    tags: Vec<Tag>,
    lexicon: Lexicon,
}

impl Tagger {
    /// The tagger of `language`; read when it is first asked for.
    ///
    /// # Panics
    /// Never: the files it is read from are part of the program, and a test reads them.
    pub fn of(language: Language) -> &'static Self {
        static FRENCH: LazyLock<Tagger> = LazyLock::new(|| {
            Tagger::new(
                include_bytes!("../fr/tagger.weights"),
                include_bytes!("../fr/tagger.lexicon"),
            )
            .expect("the files are part of the program, and a test reads them")
        });
        static ENGLISH: LazyLock<Tagger> = LazyLock::new(|| {
            Tagger::new(
                include_bytes!("../en/tagger.weights"),
                include_bytes!("../en/tagger.lexicon"),
            )
            .expect("the files are part of the program, and a test reads them")
        });
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    /// A tagger from its two files.
    ///
    /// # Errors
    /// When one of them is damaged.
    pub fn new(weights: &'static [u8], lexicon: &'static [u8]) -> Result<Self, Damaged> {
        let weights = Weights::parse(weights)?;
        let tags: Option<Vec<_>> = weights.labels().iter().map(|label| Tag::parse(label)).collect();
        Ok(Self {
            tags: tags.ok_or(Damaged::LABEL)?,
            weights,
            lexicon: Lexicon::parse(lexicon)?,
        })
    }

    /// The word list.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The tags of the tokens of one sentence of `prose`, one each.
    pub fn tag(&self, prose: &str, tokens: &[Token]) -> Vec<Tag> {
        let mut tags = Vec::with_capacity(tokens.len());
        self.tag_into(prose, tokens, &mut tags);
        tags
    }

    /// Appends the tags of the tokens of one sentence of `prose` to `tags`.
    pub fn tag_into(&self, prose: &str, tokens: &[Token], tags: &mut Vec<Tag>) {
        self.tag_forms(tokens.iter().map(|token| token.span.of(prose)), tags);
    }

    /// Appends the tags of the words of one sentence to `tags`.
    pub fn tag_forms<'a>(&self, forms: impl Iterator<Item = &'a str>, tags: &mut Vec<Tag>) {
        thread_local! {
            static DECODER: RefCell<Decoder> = RefCell::default();
        }
        let mut words = Words::new(&self.lexicon);
        forms.for_each(|form| words.push(form));
        DECODER.with_borrow_mut(|decoder| {
            let labels = decoder.decode(&self.weights, &words);
            let decided = labels
                .iter()
                .filter_map(|label| self.tags.get(usize::from(*label)));
            tags.extend(decided.enumerate().map(|(at, tag)| complete(*tag, &words, at)));
        });
    }
}

/// Adds what the word list knows of a form to what the model decided.
fn complete(tag: Tag, words: &Words, at: usize) -> Tag {
    let known = words.morph(at, |category, morph| {
        let fits = match tag.pos {
            Pos::Verb => category == Category::Verb,
            Pos::Aux => matches!(category, Category::Verb | Category::Auxiliary),
            Pos::Noun => category == Category::Noun,
            Pos::Adj => category == Category::Adjective,
            Pos::Propn => matches!(category, Category::FirstName | Category::Surname | Category::Name),
            Pos::Det => category == Category::Determiner,
            Pos::Pron => category == Category::Pronoun,
            _ => false,
        };
        let asked = tag.morph.both(Morph::FORM);
        fits && (asked.is_empty() || morph.any(asked)) && tense_fits(tag.morph, morph)
    });
    let mut morph = tag.morph;
    if tag.morph.any(Morph::FORM) {
        // The model decided mood and form; the list adds person, number, gender and tense.
        let decided = if tag.morph.any(Morph::TENSE) {
            Morph::FORM | Morph::TENSE
        } else {
            Morph::FORM
        };
        morph |= known.without(decided);
    } else {
        morph |= known;
    }
    Tag { pos: tag.pos, morph }
}

fn tense_fits(decided: Morph, listed: Morph) -> bool {
    let asked = decided.both(Morph::TENSE);
    asked.is_empty() || !listed.any(Morph::TENSE) || listed.any(asked)
}
