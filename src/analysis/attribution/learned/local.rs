//! What the model looks at in a sentence alone.

use super::super::evidence::{Quoted, Reading};
use super::super::saying::Scope;
use super::items::{Item, Items};
use super::{clauses, lexical};
use crate::language::model::{feature, hash, pair};
use crate::language::saying::Classes;
use crate::language::tagger::Morph;

/// Takes a feature and the token that it is about, as an index into the sentence's own, if it is about one.
pub trait Sink: FnMut(u64, Option<usize>) {}

impl<F: FnMut(u64, Option<usize>)> Sink for F {}

/// What the pass over the whole text wants to know of a sentence, small numbers and hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How many words, by powers of two.
    pub length: u8,
    /// How much is quoted.
    pub quoted: u8,
    /// Whether a finite verb stands outside of quotation marks.
    pub finite: bool,
    /// Whether the author or the reader is spoken of outside of quotation marks.
    pub first_person: bool,
    /// Whether it has a number.
    pub number: bool,
    /// Whether a name stands behind the first word.
    pub named: bool,
    /// The hash of its last token.
    pub end: u64,
    /// The hash of its first word.
    pub first: u64,
    /// The hash of the mark that it begins with, if it begins with one.
    pub opens: u64,
}

/// How many, in few steps.
pub fn bucket(count: usize) -> u64 {
    match count {
        0..=3 => count as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=17 => 7,
        18..=24 => 8,
        25..=34 => 9,
        _ => 10,
    }
}

/// A share in sixths, none and all apart.
pub fn share(part: usize, whole: usize) -> u64 {
    match part {
        0 => 0,
        part if part >= whole => 7,
        part => 1 + (part * 6 / whole.max(1)) as u64,
    }
}

/// Hands the number of every bit that is set to `each`.
pub fn each_bit(mut bits: u64, mut each: impl FnMut(u64)) {
    while bits != 0 {
        each(u64::from(bits.trailing_zeros()));
        bits &= bits - 1;
    }
}

/// What a morphology says of a finite verb: mood, tense, person.
pub fn form(item: &Item) -> u64 {
    let agreement = Morph::SINGULAR | Morph::PLURAL | Morph::MASCULINE | Morph::FEMININE;
    u64::from(item.morph.without(agreement).bits())
}

/// Hands every feature of the sentence to `each`; gives what the whole text wants to know of it.
pub fn features(scope: &Scope<'_>, reading: &Reading, items: &Items, each: &mut impl Sink) -> Facts {
    let status = reading.evidence.status as u64;
    let facts = facts(reading, items);
    each(feature(0, 0), None);
    each(feature(1, status), None);
    let rule = hash(reading.evidence.rule);
    each(feature(2, rule), None);
    let empty = reading.empty.map_or(0, hash);
    each(feature(3, pair(empty, status)), None);
    lexical::words(items, each);
    lexical::telling(items, status, each);
    edges(items, status, &facts, each);
    clauses::quotations(items, status, each);
    clauses::verbs(scope, items, status, each);
    clauses::sayings(scope, items, &reading.sayings, status, each);
    figures(scope, items, status, each);
    facts
}

fn facts(reading: &Reading, items: &Items) -> Facts {
    let all = items.all();
    let lettered = all.iter().filter(|item| item.lettered).count();
    let first = all.iter().position(|item| item.lettered).unwrap_or(0);
    let own = Classes::FIRST.bits();
    Facts {
        length: bucket(lettered) as u8,
        quoted: match reading.evidence.quoted {
            Quoted::None => 0,
            Quoted::Part => 1,
            Quoted::All => 2,
        },
        finite: all.iter().any(|item| item.finite && !item.quoted),
        first_person: all.iter().any(|item| item.classes & own != 0 && !item.quoted),
        number: all.iter().any(|item| item.number),
        named: all.iter().skip(first + 1).any(|item| item.capital),
        end: items.before(all.len()).word,
        first: items.at(first).word,
        opens: if items.at(0).lettered { 0 } else { items.at(0).word },
    }
}

/// How the sentence begins and ends, and its length.
fn edges(items: &Items, status: u64, facts: &Facts, each: &mut impl Sink) {
    let all = items.all();
    let first = all.iter().position(|item| item.lettered).unwrap_or(0);
    let (one, two, three) = (items.at(first), items.at(first + 1), items.at(first + 2));
    let here = Some(first);
    each(feature(20, one.word), here);
    each(feature(21, pair(one.word, two.word)), here);
    each(feature(22, pair(pair(one.pos, two.pos), three.pos)), None);
    each(feature(23, pair(one.stem, status)), here);
    each(feature(24, pair(form(one), pair(one.pos, status))), here);
    each(
        feature(25, pair(items.at(0).word, u64::from(items.at(0).lettered))),
        None,
    );
    each_bit(one.classes, |bit| each(feature(27, bit), here));
    each(
        feature(28, u64::from(one.capital) << 2 | u64::from(one.lettered)),
        None,
    );

    let (last, before) = (items.before(all.len()), items.before(all.len().saturating_sub(1)));
    let length = u64::from(facts.length);
    each(feature(30, last.word), None);
    each(feature(31, pair(before.word, last.word)), None);
    each(feature(32, pair(last.word, status)), None);
    each(feature(33, pair(before.pos, last.pos)), None);
    each(feature(34, length), None);
    each(feature(35, pair(length, status)), None);
    each(feature(36, pair(length, last.word)), None);
    each(
        feature(37, pair(length, pair(u64::from(facts.finite), status))),
        None,
    );
    each(
        feature(
            38,
            pair(
                u64::from(facts.finite) << 2 | u64::from(facts.number) << 1 | u64::from(facts.named),
                status,
            ),
        ),
        None,
    );
    each(feature(39, shape(items, 0..all.len())), None);
    // What stands before the first comma or colon: `Pour le ministre, …`, `Le maire : …`.
    let head = all
        .iter()
        .position(|item| !item.lettered && !item.symbol && !item.quoted)
        .filter(|at| *at > 0)
        .unwrap_or(all.len());
    let opened = pair(items.at(head).word, bucket(head));
    each(
        feature(43, pair(shape(items, 0..head), items.at(head).word)),
        None,
    );
    each(feature(44, pair(one.word, shape(items, 1..head))), here);
    each(feature(45, pair(opened, status)), None);
    each(feature(46, pair(one.stem, opened)), here);
    // What stands behind the last comma or closing mark: there the inquits are.
    let tail = all
        .iter()
        .rposition(|item| !item.lettered && !item.symbol && item.word != last.word)
        .map_or(0, |at| at + 1);
    each(feature(40, shape(items, tail..all.len())), None);
    each(
        feature(41, pair(items.at(tail).stem, items.at(tail).pos)),
        Some(tail),
    );
    each(
        feature(
            42,
            pair(
                items.before(tail).word,
                pair(items.at(tail).pos, items.at(tail + 1).pos),
            ),
        ),
        None,
    );
}

/// The first parts of speech of a stretch, runs of the same one as one.
fn shape(items: &Items, range: std::ops::Range<usize>) -> u64 {
    let (mut shape, mut last, mut count) = (0, 99, 0);
    for at in range {
        let item = items.at(at);
        let pos = if item.finite { 40 } else { item.pos };
        if pos != last {
            shape = pair(shape, if item.lettered { pos } else { item.word });
            last = pos;
            count += 1;
        }
        if count == 6 {
            break;
        }
    }
    shape
}

/// Numbers, names, addresses, brackets.
fn figures(scope: &Scope<'_>, items: &Items, status: u64, each: &mut impl Sink) {
    let all = items.all();
    let lettered = all.iter().filter(|item| item.lettered).count();
    let numbers = all.iter().filter(|item| item.number).count();
    let capitals = all.iter().skip(1).filter(|item| item.capital).count();
    let symbols = all.iter().filter(|item| item.symbol).count();
    let marks = all.len() - lettered - symbols;
    each(feature(110, pair(numbers.min(5) as u64, status)), None);
    each(feature(111, share(numbers, lettered)), None);
    each(feature(112, pair(capitals.min(4) as u64, status)), None);
    each(feature(113, share(capitals, lettered)), None);
    each(feature(114, symbols.min(3) as u64), None);
    each(feature(115, share(marks, all.len())), None);
    let run = all
        .split(|item| !item.number)
        .map(<[Item]>::len)
        .max()
        .unwrap_or(0);
    each(feature(116, run.min(5) as u64), None);
    let mut shouted = 0;
    for at in scope.tokens.clone() {
        let text = scope.words.text(at);
        if scope.words.is_acronym(at) {
            shouted += 1;
        }
        if text.bytes().any(|b| b.is_ascii_digit()) {
            // How a number looks: `06 12 34 56 78`, `14h30`, `3,5`, `2026`.
            let look = text.chars().fold(0, |look, c| {
                let class = if c.is_numeric() { 1 } else { u64::from(c) };
                if class == 1 && look & 0xFF == 1 {
                    look + 0x100
                } else {
                    pair(look, class) & !0xFF | class & 0xFF
                }
            });
            each(feature(117, look), None);
        } else if text.contains(['@', '/']) {
            each(feature(118, u64::from(text.contains('@'))), None);
        }
    }
    each(feature(119, share(shouted, lettered)), None);
}
