//! Phrases of several words in a sentence.

use super::Actor;
use super::pieces::Piece;
use super::terms::Nation;
use crate::language::Language;
use crate::language::news::{Lexicon, Phrases};
use crate::text::{Span, TokenKind};

/// The longest phrase of the lexicon that begins with the first piece: how many pieces it has, and its families.
pub(super) fn phrase(
    pieces: &[Piece],
    stems: &[String],
    language: Language,
    lexicon: &'static Lexicon,
) -> (usize, Vec<u32>) {
    let several = longest(pieces.iter().zip(stems), lexicon.phrases(), language);
    let (length, known) = several.unwrap_or_else(|| {
        let one = stems.first();
        (1, one.map_or(&[][..], |stem| lexicon.families(stem, language)))
    });
    (length, known.to_vec())
}

/// Finds phrases of several words in a sentence, with a name between them or not.
pub(super) struct Turns<'a> {
    pieces: &'a [Piece],
    stems: &'a [String],
    /// Which pieces may stand between the words of a phrase without being part of it.
    named: Vec<bool>,
    language: Language,
}

/// How far from the first word of a phrase its last one is looked for.
const APART: usize = 16;

impl<'a> Turns<'a> {
    /// Of a sentence with its stems, its names, and for each piece the state's name or adjective that begins there.
    pub fn new(
        pieces: &'a [Piece],
        stems: &'a [String],
        mentions: &[(Span, &Actor)],
        nations: &[Option<Nation>],
        language: Language,
    ) -> Self {
        let named = |piece: &Piece| mentions.iter().any(|(span, _)| span.overlaps(piece.span));
        let mut named: Vec<bool> = pieces.iter().map(named).collect();
        for (at, nation) in nations.iter().enumerate() {
            let words = nation.map_or(0, |(words, ..)| words);
            named
                .iter_mut()
                .skip(at)
                .take(words)
                .for_each(|piece| *piece = true);
        }
        Self {
            pieces,
            stems,
            named,
            language,
        }
    }

    /// What each piece has as the first word of content of the longest of `phrases` there.
    pub fn of(&self, phrases: &Phrases) -> Vec<Vec<u32>> {
        self.find(phrases, |at| {
            self.whole(at, phrases).or_else(|| self.parted(at, phrases))
        })
    }

    /// The same of those phrases only that have a name between their words (`traiter Untel de`).
    pub fn parted_of(&self, phrases: &Phrases) -> Vec<Vec<u32>> {
        self.find(phrases, |at| match self.whole(at, phrases) {
            Some(_) => None,
            None => self.parted(at, phrases),
        })
    }

    fn find<'p>(
        &self,
        phrases: &'p Phrases,
        phrase: impl Fn(usize) -> Option<(usize, &'p [u32])>,
    ) -> Vec<Vec<u32>> {
        let mut found = vec![Vec::new(); self.pieces.len()];
        for (at, stem) in self.stems.iter().enumerate() {
            if phrases.longest_from(stem, self.language) == 0 {
                continue;
            }
            let own = phrase(at).and_then(|(first, known)| Some((found.get_mut(first)?, known)));
            if let Some((own, known)) = own {
                own.extend_from_slice(known);
            }
        }
        found
    }

    /// The phrase that begins at a piece: the place of its first word of content, and what it stands for.
    fn whole<'p>(&self, at: usize, phrases: &'p Phrases) -> Option<(usize, &'p [u32])> {
        self.among(at..self.pieces.len(), phrases)
    }

    /// The same with names between its words.
    fn parted<'p>(&self, at: usize, phrases: &'p Phrases) -> Option<(usize, &'p [u32])> {
        let named = |place: usize| self.named.get(place).copied().unwrap_or(false);
        let rest = (at + 1..self.pieces.len()).take(APART);
        let rest = rest.filter(|place| !named(*place));
        self.among(std::iter::once(at).chain(rest), phrases)
    }

    fn among<'p>(
        &self,
        places: impl Iterator<Item = usize> + Clone,
        phrases: &'p Phrases,
    ) -> Option<(usize, &'p [u32])> {
        let words = places.clone();
        let words = words.filter_map(|at| Some((self.pieces.get(at)?, self.stems.get(at)?)));
        let (length, known) = longest(words, phrases, self.language)?;
        let content = |at: &usize| self.pieces.get(*at).is_some_and(|piece| piece.class.is_none());
        let first = places.take(length).find(content)?;
        Some((first, known))
    }
}

/// The longest phrase of several words that begins with the first of these: how many it has, and what it stands for.
fn longest<'a, 'p>(
    words: impl Iterator<Item = (&'p Piece, &'p String)>,
    phrases: &'a Phrases,
    language: Language,
) -> Option<(usize, &'a [u32])> {
    let mut words = words
        .take_while(|(piece, _)| piece.kind == TokenKind::Word)
        .peekable();
    let most = phrases.longest_from(words.peek()?.1, language);
    if most == 0 {
        return None;
    }
    let stems: Vec<&str> = words.take(most).map(|(_, stem)| stem.as_str()).collect();
    (2..=stems.len()).rev().find_map(|length| {
        let known = phrases.of(&stems.get(..length)?.join(" "), language);
        (!known.is_empty()).then_some((length, known))
    })
}
