//! What a sentence states, in a form that can be compared with another sentence in either language:
//! content words with their families, actors by key, figures, dates, negation, reported speech.

mod dates;
mod figures;
mod negation;
mod pieces;
mod relative;
mod terms;
mod turns;

pub use dates::{DateFact, Day};
pub use figures::{Bound, Figure};

use super::{Actor, ActorKind, Analysis, Mention};
use crate::language::Language;
use crate::language::news::{Class, Mark};
use crate::text::Span;
use pieces::pieces;
use serde::{Deserialize, Serialize};

/// One content word or phrase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Bytes of the sentence.
    pub span: Span,
    /// Its place among the words of the sentence.
    pub at: u16,
    /// Hash of language and stem: equal for forms of one word.
    pub stem: u32,
    /// Hash of the folded beginning: equal for most words that French and English share.
    pub cognate: u32,
    /// Families of `language::news` that it belongs to.
    pub families: Vec<u32>,
    /// Sides of `contraries.tsv` on which it stands, a phrase that begins with it among them.
    pub poles: Vec<u32>,
    /// Things of `siblings.tsv` that it names, alone or with the words behind it.
    pub things: Vec<u32>,
    /// How much it tells, from 0 to 1.
    pub weight: f32,
    /// See the constants of [`Term`].
    pub flags: u16,
}

impl Term {
    /// Under a negation.
    pub const NEGATED: u16 = 1;
    /// Inside quotation marks.
    pub const QUOTED: u16 = 2;
    /// Begins with a capital though it does not begin the sentence.
    pub const NAME: u16 = 4;
    /// Part of a named actor, which [`Facts::actors`] has.
    pub const ACTOR: u16 = 8;
    /// Said to be possible or to come.
    pub const POSSIBLE: u16 = 16;
    /// All, only, never.
    pub const ABSOLUTE: u16 = 32;
    /// A common noun, after the tagger; a phrase is what its first word is.
    pub const NOUN: u16 = 64;
    /// A verb.
    pub const VERB: u16 = 128;
    /// An adjective.
    pub const ADJECTIVE: u16 = 256;
    /// An adverb.
    pub const ADVERB: u16 = 512;
    /// A proper noun.
    pub const PROPER: u16 = 1024;
    /// Says that something is done, allowed or bettered.
    pub const FOR: u16 = 2048;
    /// Says that something is refused, ended or harmed.
    pub const AGAINST: u16 = 4096;

    /// Whether one of the flags is set.
    pub fn is(&self, flags: u16) -> bool {
        self.flags & flags != 0
    }
}

/// A named actor in a sentence, or the adjective of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActorFact {
    /// [`Actor::key`].
    pub key: String,
    /// The state that it stands for, is, or belongs to as its adjective.
    pub state: Option<String>,
    /// For a reader.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Its place among the words of the sentence.
    pub at: u16,
    /// From a sentence before: a pronoun may mean it.
    pub borrowed: bool,
    /// What stands right before it.
    pub link: Link,
}

/// What ties an actor to the words before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// Nothing: subject or object.
    #[default]
    Bare,
    /// `par`, `by`.
    Doer,
    /// `contre`, `to`.
    Target,
    /// `en`, `in`.
    Where,
    /// `de`, `of`.
    Of,
    /// `selon`, `according to`.
    Source,
}

/// The smallest part of a sentence that a fact has its place by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the sentence.
    pub span: Span,
    /// What it does, where it is a function word.
    pub class: Option<Class>,
    /// Whether a clause may end here.
    pub breaks: bool,
}

/// The words of a sentence: [`Term::at`] and its like are indices into them.
pub fn words(sentence: &str, language: Language) -> Vec<Word> {
    let word = |piece: pieces::Piece| Word {
        span: piece.span,
        class: piece.class,
        breaks: piece.breaks(),
    };
    pieces(sentence, language).into_iter().map(word).collect()
}

/// What one sentence states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Of the sentence.
    pub language: Language,
    /// In order.
    pub terms: Vec<Term>,
    /// In order; borrowed ones last.
    pub actors: Vec<ActorFact>,
    /// In order.
    pub figures: Vec<Figure>,
    /// In order.
    pub dates: Vec<DateFact>,
    /// Places of the negations among the words.
    pub negations: Vec<u16>,
    /// Places where one clause ends and another begins.
    pub joints: Vec<u16>,
    /// How often each kind of [`Mark`] stands in it, in the order of [`Mark::ALL`].
    pub marks: [u8; Mark::ALL.len()],
    /// How many words there are.
    pub words: u16,
    /// Whether it ends in a question mark.
    pub question: bool,
}

impl Facts {
    /// The facts of `sentence`, whose actors are at `mentions` (bytes of the sentence).
    /// `day` is when it was published, as far as known: relative dates count from there.
    pub fn new(sentence: &str, language: Language, mentions: &[(Span, &Actor)], day: Option<Day>) -> Self {
        let pieces = pieces(sentence, language);
        let mut facts = terms::read(sentence, language, &pieces, mentions);
        facts.dates = dates::read(&pieces, language, day);
        // Months and weekdays are compared as dates, not as words.
        let dates = &facts.dates;
        facts
            .terms
            .retain(|term| !dates.iter().any(|date| date.span.overlaps(term.span)));
        facts.figures = figures::read(&pieces, language, &facts);
        facts
    }

    /// The facts of every sentence of an analysed text, in the order of [`Analysis::sentences`]. A sentence
    /// borrows the actors of the one before it in the same block, for its pronouns.
    pub fn of_text(source: &str, analysis: &Analysis, day: Option<Day>) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::with_capacity(analysis.sentences.len());
        let mut last = 0;
        for sentence in &analysis.sentences {
            let mentions = mentions_in(analysis, sentence.span);
            let mut facts = Self::new(sentence.span.of(source), sentence.language, &mentions, day);
            let near = source
                .get(last..sentence.span.start)
                .is_some_and(|gap| gap.trim().is_empty());
            if near && let Some(before) = found.last() {
                facts.borrow(before);
            }
            last = sentence.span.end;
            found.push(facts);
        }
        found
    }

    /// Forgets what stands behind the first `words` words.
    pub fn shorten(&mut self, words: u16) {
        self.terms.retain(|term| term.at < words);
        self.actors.retain(|actor| actor.borrowed || actor.at < words);
        self.figures.retain(|figure| figure.at < words);
        self.dates.retain(|date| date.at < words);
        self.negations.retain(|at| *at < words);
        self.joints.retain(|at| *at < words);
        self.words = self.words.min(words);
    }

    /// Takes over the actors of the sentence before, marked as borrowed.
    fn borrow(&mut self, before: &Self) {
        for actor in before.actors.iter().filter(|actor| !actor.borrowed) {
            if !self.actors.iter().any(|known| known.key == actor.key) {
                self.actors.push(ActorFact {
                    borrowed: true,
                    ..actor.clone()
                });
            }
        }
    }

    /// Counts the spans in another text: `place` says where each byte offset of the sentence is there.
    pub fn move_spans(&mut self, place: impl Fn(usize) -> usize) {
        let terms = self.terms.iter_mut().map(|term| &mut term.span);
        let figures = self.figures.iter_mut().map(|figure| &mut figure.span);
        let dates = self.dates.iter_mut().map(|date| &mut date.span);
        for span in terms.chain(figures).chain(dates) {
            *span = Span::new(place(span.start), place(span.end));
        }
    }

    /// How often a kind of mark stands in it.
    pub fn marks(&self, mark: Mark) -> u8 {
        self.marks[mark as usize]
    }

    /// Everything that a search can look for, as words of an index that no language tells apart: stems,
    /// families, beginnings, actors, states, figures and months.
    pub fn index_terms(&self) -> Vec<String> {
        let mut found = Vec::with_capacity(self.terms.len() * 3);
        for term in &self.terms {
            // The words of a name too: another text may have it in part, or be read otherwise.
            found.push(format!("s{:x}", term.stem));
            if !term.is(Term::ACTOR) {
                found.push(format!("c{:x}", term.cognate));
                found.extend(term.families.iter().map(|family| format!("f{family:x}")));
            }
        }
        for actor in &self.actors {
            if !actor.borrowed {
                found.push(format!("a{}", actor.key));
            }
            if let Some(state) = &actor.state {
                found.push(format!("a{state}"));
            }
        }
        for figure in &self.figures {
            found.push(format!("n{}", figure.value));
        }
        for date in &self.dates {
            found.extend(date.year.map(|year| format!("y{year}")));
            found.extend(
                (1..=12)
                    .filter(|m| date.months & (1 << m) != 0)
                    .map(|m| format!("m{m}")),
            );
        }
        found
    }
}

/// The mentions inside `span`, counted from its start, with their actors.
fn mentions_in(analysis: &Analysis, span: Span) -> Vec<(Span, &Actor)> {
    let first = analysis
        .mentions
        .partition_point(|m: &Mention| m.span.start < span.start);
    analysis.mentions[first.min(analysis.mentions.len())..]
        .iter()
        .take_while(|mention| mention.span.end <= span.end)
        .filter_map(|mention| {
            let local = Span::new(mention.span.start - span.start, mention.span.end - span.start);
            Some((local, analysis.actors.get(mention.actor)?))
        })
        .collect()
}
