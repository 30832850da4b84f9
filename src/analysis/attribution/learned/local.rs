//! What the model looks at in a sentence alone.

use super::super::evidence::{Quoted, Reading};
use super::super::saying::{Place, Saying, Scope};
use super::super::subject;
use super::items::{Item, Items};
use crate::language::model::{feature, hash, pair};
use crate::language::saying::Classes;
use crate::language::tagger::{Morph, Pos};

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
fn bucket(count: usize) -> u64 {
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
fn share(part: usize, whole: usize) -> u64 {
    match part {
        0 => 0,
        part if part >= whole => 7,
        part => 1 + (part * 6 / whole.max(1)) as u64,
    }
}

fn each_bit(mut bits: u64, mut each: impl FnMut(u64)) {
    while bits != 0 {
        each(u64::from(bits.trailing_zeros()));
        bits &= bits - 1;
    }
}

/// What a morphology says of a finite verb: mood, tense, person.
fn form(item: &Item) -> u64 {
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
    words(items, each);
    telling(items, status, each);
    edges(items, status, &facts, each);
    quotations(items, status, each);
    verbs(scope, items, status, each);
    sayings(scope, items, &reading.sayings, status, each);
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

/// The words, each by itself, and the classes and parts of speech that are there or not.
fn words(items: &Items, each: &mut impl Sink) {
    let (mut classes, mut quoted_classes, mut parts) = (0, 0, 0_u64);
    for (at, item) in items.all().iter().enumerate() {
        let here = Some(at);
        each(feature(10, pair(item.word, u64::from(item.quoted))), here);
        if item.quoted {
            quoted_classes |= item.classes;
        } else {
            each(feature(11, pair(item.stem, item.pos)), here);
            classes |= item.classes;
            parts |= 1 << item.pos;
        }
    }
    each_bit(classes, |bit| each(feature(15, bit), None));
    each_bit(quoted_classes, |bit| each(feature(17, bit), None));
    each_bit(parts, |bit| each(feature(18, bit), None));
    each_bit(!parts & 0x1_FFFF, |bit| each(feature(19, bit), None));
}

/// The words that bear on who answers for the sentence, and where they stand.
fn telling(items: &Items, status: u64, each: &mut impl Sink) {
    let all = items.all();
    let verb = all.iter().position(|item| item.finite && !item.quoted);
    let comma = all.iter().rposition(|item| item.comma && !item.quoted);
    let (mut everywhere, mut zones) = ([0_u64; 2], [0_u64; 3]);
    for (at, item) in all.iter().enumerate().filter(|(_, item)| item.telling != 0) {
        each_bit(item.telling, |bit| {
            each(feature(120, pair(bit, u64::from(item.quoted))), Some(at));
        });
        everywhere[usize::from(item.quoted)] |= item.telling;
        if !item.quoted {
            zones[usize::from(verb.is_some_and(|verb| at > verb))] |= item.telling;
            if comma.is_some_and(|comma| at > comma) {
                zones[2] |= item.telling;
            }
        }
    }
    for (zone, bits) in (0..).zip(zones) {
        each_bit(bits, |bit| each(feature(123, pair(bit, zone)), None));
    }
    each_bit(everywhere[0], |bit| {
        each(feature(124, pair(bit, status)), None);
        each(feature(125, pair(bit, bucket(all.len()))), None);
    });
    if everywhere[0] == 0 {
        each(feature(126, status), None);
    }
    let first = all.iter().position(|item| item.lettered).unwrap_or(0);
    each_bit(items.at(first).telling, |bit| {
        each(feature(127, bit), Some(first))
    });
    each_bit(items.before(all.len().saturating_sub(1)).telling, |bit| {
        each(feature(128, bit), None);
    });
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

/// Where quotation marks stand, and what stands beside them.
fn quotations(items: &Items, status: u64, each: &mut impl Sink) {
    let all = items.all();
    let whole = all.iter().filter(|item| item.lettered).count();
    let inside = all.iter().filter(|item| item.lettered && item.quoted).count();
    let part = share(inside, whole);
    each(feature(50, part), None);
    each(feature(51, pair(part, status)), None);
    if inside == 0 {
        return;
    }
    each(feature(52, pair(bucket(inside), status)), None);
    let verb = all.iter().any(|item| item.quoted && item.finite);
    let outside = all.iter().any(|item| !item.quoted && item.finite);
    each(feature(53, u64::from(verb) << 1 | u64::from(outside)), None);
    each(
        feature(
            54,
            pair(u64::from(verb) << 1 | u64::from(outside), pair(part, status)),
        ),
        None,
    );
    let capital = all
        .iter()
        .zip(all.iter().skip(1))
        .any(|(mark, next)| mark.quoted && !mark.lettered && next.quoted && next.capital);
    each(feature(55, u64::from(capital)), None);
    each(
        feature(
            56,
            u64::from(items.at(0).quoted) << 1 | u64::from(items.before(all.len()).quoted),
        ),
        None,
    );
    for at in 0..all.len() {
        let (item, next) = (items.at(at), items.at(at + 1));
        if !item.quoted && next.quoted {
            each(feature(57, item.word), Some(at));
            each(feature(58, pair(items.before(at).pos, item.pos)), None);
        } else if item.quoted && !next.quoted && at + 1 < all.len() {
            each(feature(59, pair(next.word, items.at(at + 2).pos)), None);
            each(
                feature(60, pair(items.before(at).word, items.at(at + 2).pos)),
                None,
            );
            if let Some(verb) = (at + 1..all.len().min(at + 6)).find(|at| items.at(*at).finite) {
                each(feature(61, items.at(verb).stem), Some(verb));
            }
        }
    }
}

/// The finite verbs outside of quotation marks, and what stands beside them.
fn verbs(scope: &Scope<'_>, items: &Items, status: u64, each: &mut impl Sink) {
    let start = scope.tokens.start;
    let quoted = |at: usize| scope.is_quoted(at);
    let (mut count, mut people, mut last) = (0, 0_u64, None);
    let persons = Morph::FIRST | Morph::SECOND | Morph::THIRD;
    for (at, item) in items
        .all()
        .iter()
        .enumerate()
        .filter(|(_, item)| item.finite && !item.quoted)
    {
        let (before, after) = (items.before(at), items.at(at + 1));
        let here = Some(at);
        if count == 0 {
            each(feature(70, item.stem), here);
            each(feature(71, form(item)), None);
            each(feature(72, pair(form(item), status)), None);
            each(feature(73, pair(before.pos, bucket(at))), None);
            each(feature(74, pair(before.word, item.stem)), here);
            each(feature(75, pair(before.word, form(item))), here);
        }
        each(feature(76, pair(pair(before.pos, form(item)), after.pos)), None);
        each(feature(77, pair(item.stem, before.pos)), here);
        each(feature(78, pair(item.stem, after.pos)), here);
        each_bit(item.telling, |bit| {
            each(feature(130, pair(bit, pair(before.pos, after.pos))), here);
            each(feature(131, pair(bit, form(item))), here);
            each(feature(132, pair(bit, after.word)), here);
            each(
                feature(
                    133,
                    pair(bit, pair(u64::from(before.lettered), u64::from(count > 0))),
                ),
                here,
            );
        });
        if count < 3 {
            let subject = subject::before(scope.words, start, start + at, &quoted);
            let kind = subject.kind as u64 | u64::from(subject.document) << 5;
            each(feature(85, pair(kind, item.stem)), here);
            each_bit(item.telling, |bit| {
                each(feature(134, pair(bit, kind)), here);
                each(feature(135, pair(bit, pair(kind, u64::from(count)))), None);
                each(feature(136, pair(bit, pair(kind, after.pos))), None);
            });
            if item.telling == 0 {
                each(feature(137, pair(kind, u64::from(count))), None);
            }
            each(feature(86, pair(kind, pair(form(item), u64::from(count)))), None);
            each(
                feature(87, pair(kind, pair(after.pos, items.at(at + 2).pos))),
                None,
            );
            each(feature(88, pair(kind, pair(count, status))), None);
            each(feature(89, pair(kind, after.word)), here);
        }
        if !before.lettered {
            // `, sourit le maire`: a verb behind a mark and before its subject.
            each(
                feature(79, pair(pair(before.word, after.pos), items.at(at + 2).pos)),
                None,
            );
            each(feature(80, item.stem), here);
        }
        people |= u64::from(item.morph.both(persons).bits());
        count += 1;
        last = Some(at);
    }
    each(feature(81, pair(count.min(5), status)), None);
    each(feature(82, people), None);
    if let Some(at) = last {
        each(
            feature(83, pair(items.at(at).stem, u64::from(count > 1))),
            Some(at),
        );
    }
    let first = items
        .all()
        .iter()
        .find(|item| item.pos == Pos::Verb as u64 && !item.quoted);
    each(feature(84, first.map_or(0, form)), None);
}

/// Verbs of saying: those whose construction the rules know, and all others.
fn sayings(scope: &Scope<'_>, items: &Items, known: &[Saying], status: u64, each: &mut impl Sink) {
    let words = scope.words;
    let start = scope.tokens.start;
    for saying in known {
        let place = match saying.place {
            Place::Main => 0,
            Place::Inquit => 1,
            Place::Subordinate => 2,
            Place::Participle => 3,
        };
        let kind = saying.subject.kind as u64;
        let here = saying
            .tokens
            .end
            .checked_sub(1)
            .and_then(|at| at.checked_sub(start));
        let act = hash(&saying.verb.act);
        each(feature(90, pair(place, kind)), here);
        each(feature(91, pair(pair(place, kind), status)), here);
        each(feature(92, pair(act, place)), here);
        each(feature(93, hash(&saying.verb.lemma)), here);
        let flags = u64::from(saying.hearsay) << 2
            | u64::from(saying.agentless) << 1
            | u64::from(saying.subject.document);
        each(feature(94, pair(flags, pair(place, status))), here);
        let next = scope.tokens.end.min(saying.tokens.end);
        each(
            feature(95, pair(place, items.at(next - start.min(next)).word)),
            here,
        );
    }
    each(feature(96, pair(known.len().min(3) as u64, status)), None);
    for (at, item) in items.all().iter().enumerate().filter(|(_, item)| !item.quoted) {
        let Some((verb, _)) = words.verbs(start + at).next() else {
            continue;
        };
        let here = Some(at);
        if known.iter().any(|saying| saying.tokens.contains(&(start + at))) {
            continue;
        }
        let (before, after) = (items.before(at), items.at(at + 1));
        let act = hash(&verb.act);
        each(feature(97, pair(act, form(item))), here);
        each(feature(98, pair(hash(&verb.lemma), status)), here);
        each(feature(99, pair(before.pos, pair(form(item), after.pos))), here);
        each(feature(100, pair(after.word, u64::from(item.finite))), here);
        each(feature(101, pair(before.word, u64::from(item.finite))), here);
    }
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
