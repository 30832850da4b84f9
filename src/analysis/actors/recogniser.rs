//! The entity model: weights over what the units look like, with the rules' guesses among its features.

use super::complete::Sentence;
use super::features::Items;
use super::repair::{Found, repair};
use super::rules::{self, Guess};
use super::unit::{Shape, Unit, Units};
use super::{Candidate, Candidates};
use crate::analysis::{ActorKind, LocalSentence};
use crate::language::Language;
use crate::language::actor_words::word;
use crate::language::fold::fold;
use crate::language::model::{Damaged, Decoder, Sequence, Weights};
use crate::language::names::{self, class};
use crate::language::tagger::{Pos, Tag};
use crate::text::{Block, Span, Token};
use std::cell::RefCell;
use std::sync::LazyLock;

/// Finds candidates in the blocks of one language.
#[derive(Debug, Default)]
pub struct Recogniser {
    weights: Option<Weights>,
    /// Of each label: whether it begins a name, and of which kind; `None` outside.
    labels: Vec<Option<(bool, ActorKind)>>,
    /// The weights alone decide: to measure them on annotations by other guides.
    plain: bool,
}

impl Recogniser {
    /// The recogniser of `language`; read when it is first asked for. Without weights the rules alone decide.
    pub fn of(language: Language) -> &'static Self {
        static FRENCH: LazyLock<Recogniser> = LazyLock::new(|| {
            Recogniser::new(include_bytes!("../../language/fr/entities.weights")).unwrap_or_default()
        });
        static ENGLISH: LazyLock<Recogniser> = LazyLock::new(|| {
            Recogniser::new(include_bytes!("../../language/en/entities.weights")).unwrap_or_default()
        });
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    /// A recogniser from a weight file.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn new(weights: &'static [u8]) -> Result<Self, Damaged> {
        let weights = Weights::parse(weights)?;
        let labels = weights
            .labels()
            .iter()
            .map(|label| {
                let (place, kind) = label.split_once('-')?;
                let kind = match kind {
                    "person" => ActorKind::Person,
                    "organisation" => ActorKind::Organisation,
                    "place" => ActorKind::Place,
                    "group" => ActorKind::Group,
                    _ => return None,
                };
                Some((place == "B", kind))
            })
            .collect();
        Ok(Self {
            weights: Some(weights),
            labels,
            plain: false,
        })
    }

    /// The same without what only the project's own guide rules.
    pub fn plain(self) -> Self {
        Self { plain: true, ..self }
    }

    /// What one block has that may be a mention.
    pub fn candidates(
        &self,
        block: &Block,
        language: Language,
        tokens: &[Token],
        tags: &[Tag],
        sentences: &[LocalSentence],
    ) -> Candidates {
        let prose = &block.prose;
        let units = Units::new(prose, language, tokens, sentences);
        let mut found: Vec<Candidate> = Vec::new();
        for &(first, end) in &units.sentences {
            let Some(sentence) = units.all.get(first..end) else {
                continue;
            };
            let guesses = rules::guess(prose, sentence, language);
            let Some(weights) = &self.weights else {
                for guess in &guesses {
                    let Some(kind) = guess.kind else { continue };
                    found.extend(candidate(
                        prose,
                        sentence,
                        (guess.first, guess.end, kind),
                        guess.weak,
                        found.last(),
                    ));
                }
                continue;
            };
            let names = self.decode(weights, prose, sentence, &guesses, tags, language);
            // What the model passes over may still be settled by the rest of the text.
            let mut left: Vec<_> = guesses
                .iter()
                .filter_map(|g| Some((g.first, g.end, g.kind?)))
                .chain(openings(sentence, tags))
                .filter(|_| !self.plain)
                .filter(|(first, end, _)| !names.iter().any(|(name, _)| name.0 < *end && *first < name.1))
                .collect();
            left.sort_by_key(|guess| guess.0);
            let mut left = left.into_iter().peekable();
            for (name, weak) in &names {
                while let Some(guess) = left.next_if(|guess| guess.0 < name.0) {
                    found.extend(candidate(prose, sentence, guess, true, found.last()));
                }
                found.extend(candidate(prose, sentence, *name, *weak, found.last()));
            }
            for guess in left {
                found.extend(candidate(prose, sentence, guess, true, found.last()));
            }
        }
        Candidates { found }
    }

    /// The names of one sentence: units from and to, kind; and whether little speaks for them.
    fn decode(
        &self,
        weights: &Weights,
        prose: &str,
        units: &[Unit],
        guesses: &[Guess],
        tags: &[Tag],
        language: Language,
    ) -> Vec<((usize, usize, ActorKind), bool)> {
        thread_local! {
            static DECODER: RefCell<Decoder> = RefCell::default();
        }
        let mut names: Vec<((usize, usize, ActorKind), bool)> = Vec::new();
        if guesses.is_empty() && !units.iter().any(Unit::capital) {
            return names;
        }
        let items = Items::new(prose, units, guesses, tags);
        if items.is_empty() {
            return names;
        }
        DECODER.with_borrow_mut(|decoder| {
            let labels = decoder.decode(weights, &items);
            for (at, label) in labels.iter().enumerate() {
                let Some(Some((begins, kind))) = self.labels.get(usize::from(*label)) else {
                    continue;
                };
                match names.last_mut() {
                    Some((name, _)) if !begins && name.1 == at && name.2 == *kind => name.1 = at + 1,
                    _ => names.push(((at, at + 1, *kind), false)),
                }
            }
        });
        let names: Vec<_> = names.into_iter().map(|(name, _)| name).collect();
        let mended = if self.plain {
            names
        } else {
            let sentence = Sentence {
                prose,
                units,
                guesses,
                tags,
                language,
            };
            repair(sentence, names)
        };
        mended
            .into_iter()
            .map(|name| {
                let weak = name.1 == name.0 + 1
                    && units
                        .get(name.0)
                        .is_some_and(|u| u.initial && u.ordinary && u.shape == Shape::Initial)
                    && !guesses.iter().any(|g| g.first == name.0 && g.known);
                (name, weak)
            })
            .collect()
    }
}

/// The units of every sentence of a block as the model sees them; for training.
pub fn sentences(
    block: &Block,
    language: Language,
    tokens: &[Token],
    tags: &[Tag],
    sentences: &[LocalSentence],
) -> Vec<(Items, Vec<Unit>)> {
    let units = Units::new(&block.prose, language, tokens, sentences);
    units
        .sentences
        .iter()
        .filter_map(|&(first, end)| units.all.get(first..end))
        .map(|sentence| {
            let guesses = rules::guess(&block.prose, sentence, language);
            (
                Items::new(&block.prose, sentence, &guesses, tags),
                sentence.to_vec(),
            )
        })
        .collect()
}

/// Words that open a sentence, that the word list has, and that stand there as only a name does: `Poutine est
/// parti`. They are somebody's surname where the text names that person in full.
fn openings<'a>(units: &'a [Unit], tags: &'a [Tag]) -> impl Iterator<Item = Found> + 'a {
    let pos = |unit: &Unit| tags.get(unit.token).map(|tag| tag.pos);
    units.iter().enumerate().filter_map(move |(at, unit)| {
        let next = units.get(at + 1);
        let alone = !next.is_some_and(|next| next.capital() || next.joined);
        let named = pos(unit) == Some(Pos::Propn)
            || next
                .and_then(pos)
                .is_some_and(|pos| matches!(pos, Pos::Verb | Pos::Aux));
        let opens =
            unit.initial && unit.ordinary && unit.shape == Shape::Initial && !unit.has(word::FUNCTION_WORD);
        (opens && alone && named).then_some((at, at + 1, ActorKind::Person))
    })
}

fn candidate(
    prose: &str,
    units: &[Unit],
    (first, end, kind): (usize, usize, ActorKind),
    weak: bool,
    last: Option<&Candidate>,
) -> Option<Candidate> {
    let start = units.get(first)?;
    let stop = units.get(end.checked_sub(1)?)?;
    let span = Span::new(start.span.start, stop.span.end);
    let before = first.checked_sub(1).and_then(|at| units.get(at));
    let bracketed = last.is_some_and(|last| {
        prose
            .get(last.span.end..span.start)
            .is_some_and(|gap| gap.trim() == "(")
    });
    let text = span.of(prose);
    let folded = fold(text);
    let name = names::look_up(text);
    let known = name.is(rules::SURE) && rules::kind_of(name) == Some(kind);
    Some(Candidate {
        span,
        kind,
        name,
        folded: folded.into_boxed_str(),
        sure: known
            || before.is_some_and(|b| b.has(word::CIVILITY)) && kind == ActorKind::Person
            || start.name.is(class::FIRST_NAME) && end > first + 1,
        weak,
        located: before.is_some_and(|b| b.has(word::LOCATIVE) && !b.has(word::ELISION)),
        bracketed,
    })
}
