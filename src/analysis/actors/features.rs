//! What the entity model looks at: the units of one sentence, the rules' guesses about them, the
//! parts of speech.

use super::rules::Guess;
use super::unit::{Shape, Unit};
use crate::analysis::ActorKind;
use crate::language::actor_words::word;
use crate::language::fold::fold_char;
use crate::language::model::{START, Sequence, feature, pair, step};
use crate::language::names::class;
use crate::language::tagger::{Pos, Tag};

/// One unit as hashes.
#[derive(Clone, Copy, Debug, Default)]
struct Item {
    word: u64,
    prefix: u64,
    suffixes: [u64; 3],
    shape: u64,
    pos: u64,
    /// Classes of the lexicon and of the words around names.
    classes: u32,
    words: u32,
    /// What the rules guess here: place in the guess, kind, how sure.
    guess: u64,
    /// The same without how sure.
    kind: u64,
    capital: bool,
    initial: bool,
    ordinary: bool,
    mark: bool,
    /// Length of the run of capitals that the unit stands in, and the place in it.
    run: u64,
    /// The last unit before and the first after that run.
    before: usize,
    after: usize,
    /// The head noun of an organisation in the units before, and how far away it is.
    head: u64,
    /// In quotation marks.
    quoted: bool,
    /// Most words of the sentence have capitals.
    shouting: bool,
}

/// The units of one sentence as the entity model sees them.
#[derive(Debug, Default)]
pub struct Items {
    items: Vec<Item>,
}

const NONE: usize = usize::MAX;

impl Items {
    /// Reads one sentence: `units`, the guesses about them, and the tags of the block's tokens.
    pub fn new(prose: &str, units: &[Unit], guesses: &[Guess], tags: &[Tag]) -> Self {
        let mut items: Vec<Item> = Vec::with_capacity(units.len());
        let lettered = units
            .iter()
            .filter(|u| u.capital() || u.shape == Shape::Lower)
            .count();
        let capitals = units.iter().filter(|u| u.capital()).count();
        let shouting = lettered > 3 && capitals * 10 > lettered * 7;
        let mut quoted = false;
        let mut head: Option<(usize, u64)> = None;
        for (at, unit) in units.iter().enumerate() {
            let text = unit.span.of(prose);
            let (mut whole, mut prefix, mut characters) = (START, 0, 0);
            let mut folded = [' '; 24];
            for c in text.chars() {
                fold_char(c, &mut |c| {
                    let c = if c.is_numeric() { '0' } else { c };
                    whole = step(whole, c);
                    if let Some(place) = folded.get_mut(characters) {
                        *place = c;
                    }
                    characters += 1;
                    if characters == 3 {
                        prefix = whole;
                    }
                });
            }
            let kept = folded.get(..characters.min(24)).unwrap_or(&[]);
            let mut suffixes = [0; 3];
            let mut end = START;
            for (length, c) in kept.iter().rev().take(4).enumerate() {
                end = step(end, *c);
                if length > 0 {
                    suffixes[length - 1] = end;
                }
            }
            let mark = matches!(unit.shape, Shape::Mark | Shape::Hyphen);
            if unit.shape == Shape::Mark {
                if text.starts_with(['«', '“']) {
                    quoted = true;
                } else if text.starts_with(['»', '”']) {
                    quoted = false;
                } else if text == "\"" {
                    quoted = !quoted;
                }
                if !text.starts_with(['\'', '’']) {
                    head = None;
                }
            }
            if unit.has(word::STOP_ORGANISATION) {
                head = None;
            }
            let distance = head.map_or(0, |(place, noun)| pair(noun, (at - place).min(6) as u64));
            if unit.has(word::ORGANISATION | word::LOWER_ORGANISATION)
                && head.is_none_or(|(place, _)| at - place > 4)
            {
                head = Some((at, pair(whole, u64::from(unit.capital()))));
            }
            let pos = tags.get(unit.token).map_or(Pos::X, |tag| tag.pos);
            items.push(Item {
                word: whole,
                prefix,
                suffixes,
                shape: unit.shape as u64,
                pos: pos as u64,
                classes: unit.name.classes(),
                words: unit.words,
                guess: 0,
                kind: 0,
                capital: unit.capital(),
                initial: unit.initial,
                ordinary: unit.ordinary,
                mark,
                run: 0,
                before: NONE,
                after: NONE,
                head: distance,
                quoted,
                shouting,
            });
        }
        for guess in guesses {
            let kind = match guess.kind {
                None => 1,
                Some(ActorKind::Person) => 2,
                Some(ActorKind::Organisation) => 3,
                Some(ActorKind::Place) => 4,
                Some(ActorKind::Group) => 5,
            };
            let main = guess.name.classes() & class::ENTITY;
            for at in guess.first..guess.end {
                let place = u64::from(at > guess.first) | u64::from(at + 1 < guess.end) << 1;
                if let Some(item) = items.get_mut(at) {
                    item.kind = kind << 2 | place;
                    item.guess = pair(
                        kind << 4 | place << 2 | u64::from(guess.known) << 1 | u64::from(guess.weak),
                        u64::from(main),
                    );
                }
            }
        }
        mark_runs(&mut items, units);
        Self { items }
    }
}

/// Notes for every capitalised unit the run of capitals that it stands in, over hyphens.
fn mark_runs(items: &mut [Item], units: &[Unit]) {
    let mut at = 0;
    while at < items.len() {
        if !items[at].capital {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while items.get(end).is_some_and(|item| item.capital)
            || units
                .get(end)
                .is_some_and(|u| u.shape == Shape::Hyphen && u.joined)
        {
            end += 1;
        }
        let length = (end - at).min(5) as u64;
        for (place, item) in items[at..end].iter_mut().enumerate() {
            let last = u64::from(at + place + 1 == end);
            item.run = length << 4 | (place.min(3) as u64) << 1 | last;
            item.before = at.checked_sub(1).unwrap_or(NONE);
            item.after = end;
        }
        at = end;
    }
}

fn each_bit(mut bits: u32, mut each: impl FnMut(u64)) {
    while bits != 0 {
        each(u64::from(bits.trailing_zeros()));
        bits &= bits - 1;
    }
}

impl Sequence for Items {
    fn len(&self) -> usize {
        self.items.len()
    }

    fn features(&self, at: usize, mut each: impl FnMut(u64)) {
        static EDGE: Item = Item {
            word: 1,
            prefix: 1,
            suffixes: [1; 3],
            shape: 9,
            pos: 31,
            classes: 0,
            words: 0,
            guess: 1,
            kind: 0,
            capital: false,
            initial: false,
            ordinary: false,
            mark: true,
            run: 0,
            before: NONE,
            after: NONE,
            head: 0,
            quoted: false,
            shouting: false,
        };
        let item = self.items.get(at).unwrap_or(&EDGE);
        let near = |distance: isize| {
            at.checked_add_signed(distance)
                .and_then(|at| self.items.get(at))
                .unwrap_or(&EDGE)
        };
        let (before2, before, after, after2) = (near(-2), near(-1), near(1), near(2));
        let mut emit = |template: u64, value: u64| each(feature(template + 100, value));
        let case = item.shape << 3
            | u64::from(item.initial) << 2
            | u64::from(item.ordinary) << 1
            | u64::from(item.shouting);

        emit(0, 0);
        emit(1, case);
        emit(2, pair(item.pos, case));
        emit(3, pair(pair(before.pos, item.pos), after.pos));
        emit(4, item.guess);
        emit(5, pair(item.kind, case));
        emit(6, pair(pair(before.kind, item.kind), after.kind));
        emit(7, pair(item.kind, item.pos));
        emit(8, item.word);
        emit(9, pair(before.word, item.kind));
        emit(10, pair(after.word, item.kind));

        if !item.capital
            && item.kind == 0
            && item.head == 0
            && before.kind == 0
            && after.kind == 0
            && item.classes == 0
        {
            // Far from every name: little is asked.
            emit(11, pair(before.word, item.word));
            emit(12, pair(item.word, after.word));
            emit(13, u64::from(before.capital) << 1 | u64::from(after.capital));
            return;
        }
        emit(11, pair(before.word, item.word));
        emit(12, pair(item.word, after.word));
        emit(14, item.prefix);
        for (template, suffix) in (15..).zip(item.suffixes) {
            emit(template, pair(suffix, u64::from(item.capital)));
        }
        emit(18, before.word);
        emit(19, after.word);
        emit(20, before2.word);
        emit(21, after2.word);
        emit(22, pair(before2.word, before.word));
        emit(23, pair(after.word, after2.word));
        emit(24, pair(before.shape, pair(item.shape, after.shape)));
        emit(25, pair(before.pos, before2.pos));
        emit(26, pair(after.pos, after2.pos));
        emit(27, u64::from(item.classes));
        each_bit(item.classes, |bit| {
            emit(
                28,
                bit << 2 | u64::from(item.initial) << 1 | u64::from(item.ordinary),
            )
        });
        each_bit(before.classes, |bit| emit(29, pair(bit, u64::from(item.capital))));
        each_bit(after.classes, |bit| emit(30, pair(bit, u64::from(item.capital))));
        each_bit(item.words, |bit| {
            emit(
                31,
                pair(bit, u64::from(item.capital) << 1 | u64::from(item.initial)),
            )
        });
        each_bit(before.words, |bit| emit(32, pair(bit, item.kind)));
        each_bit(after.words, |bit| emit(33, pair(bit, item.kind)));
        each_bit(before2.words, |bit| emit(34, pair(bit, u64::from(item.capital))));
        each_bit(after2.words, |bit| emit(35, pair(bit, u64::from(item.capital))));
        emit(36, before.guess);
        emit(37, after.guess);
        emit(38, pair(before2.kind, item.kind));
        emit(39, pair(item.kind, after2.kind));
        emit(40, item.head);
        emit(41, pair(item.head, item.pos));
        emit(42, pair(u64::from(item.quoted), pair(item.kind, case)));
        emit(43, item.run);
        if item.capital {
            let first = self.items.get(item.before).unwrap_or(&EDGE);
            let next = self.items.get(item.after).unwrap_or(&EDGE);
            emit(44, pair(first.word, item.run));
            emit(45, pair(next.word, item.run & 15));
            emit(46, pair(pair(first.pos, next.pos), item.run));
            each_bit(first.words, |bit| emit(47, pair(bit, item.kind)));
            each_bit(next.words, |bit| emit(48, pair(bit, item.kind)));
            emit(49, pair(pair(first.word, next.pos), case));
            emit(50, pair(next.word, item.kind));
            emit(51, pair(first.word, item.kind));
            // The head of the run and its last unit say what an organisation is.
            let head = self.items.get(item.before.wrapping_add(1)).unwrap_or(&EDGE);
            let tail = self.items.get(item.after.wrapping_sub(1)).unwrap_or(&EDGE);
            emit(52, head.word);
            emit(53, tail.word);
            each_bit(head.classes, |bit| emit(54, pair(bit, item.run)));
            each_bit(tail.classes, |bit| emit(55, pair(bit, item.run)));
            each_bit(head.words, |bit| emit(56, pair(bit, item.run & 15)));
            each_bit(tail.words, |bit| emit(57, pair(bit, item.run & 15)));
            let bracketed = first.mark && next.mark;
            emit(58, pair(u64::from(bracketed), case));
        } else {
            emit(59, pair(before.kind, item.word));
            emit(60, pair(item.word, after.kind));
            emit(61, pair(pair(before.pos, item.pos), u64::from(after.capital)));
            emit(62, pair(before.head, pair(item.pos, after.pos)));
        }
    }
}
