//! What the model looks at beyond a sentence: the rules' final word, its neighbours, its place in the text.

use super::local::Facts;
use crate::analysis::{Sentence, Status};
use crate::language::model::{feature, hash, pair};
use crate::text::BlockKind;

/// One sentence as the rules leave it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    status: u64,
    rule: u64,
    facts: Facts,
    /// Its place in its block, and how many sentences that has.
    place: usize,
    count: usize,
    block: u64,
}

/// What stands before the first and behind the last sentence.
const OUTSIDE: Seen = Seen {
    status: 7,
    rule: 7,
    facts: Facts {
        length: 0,
        quoted: 3,
        finite: false,
        first_person: false,
        number: false,
        named: false,
        end: 7,
        first: 7,
        opens: 7,
    },
    place: 0,
    count: 0,
    block: 15,
};

/// How many sentences a text must have before what stands around one says anything: in a line or two every sentence is
/// the first and the last.
const ENOUGH: usize = 8;

impl Seen {
    /// A sentence with its place in its block.
    pub fn new(sentence: &Sentence, facts: Facts, place: usize, count: usize) -> Self {
        Self {
            status: sentence.status as u64,
            rule: hash(sentence.rule),
            facts,
            place,
            count,
            block: match sentence.block {
                BlockKind::Heading => 0,
                BlockKind::Paragraph => 1,
                BlockKind::ListItem => 2,
                BlockKind::Quotation => 3,
                BlockKind::TableCell => 4,
                BlockKind::Footnote => 5,
                BlockKind::Boilerplate => 6,
            },
        }
    }

    /// What a line is like, in few words.
    fn look(&self) -> u64 {
        u64::from(self.facts.length) << 6
            | u64::from(self.facts.quoted) << 4
            | u64::from(self.facts.finite) << 3
            | u64::from(self.facts.named) << 1
            | u64::from(self.facts.number)
    }
}

/// A whole text.
#[derive(Debug)]
pub struct Text {
    seen: Vec<Seen>,
    /// Of all sentences with words, in fifths: those of each status, those with the author in them,
    /// questions and exclamations, quotations, those that begin with a dash.
    shares: [u64; 8],
}

impl Text {
    /// Counts what the text is like.
    pub fn new(seen: Vec<Seen>) -> Self {
        let (dash, hyphen) = (super::items::word("–"), super::items::word("—"));
        let (question, exclamation) = (super::items::word("?"), super::items::word("!"));
        let mut counts = [0; 8];
        for one in &seen {
            if let Some(count) = counts.get_mut(one.status as usize) {
                *count += 1;
            }
            counts[4] += usize::from(one.facts.first_person);
            counts[5] += usize::from(one.facts.end == question || one.facts.end == exclamation);
            counts[7] += usize::from(one.facts.opens == dash || one.facts.opens == hyphen);
            counts[6] += usize::from(one.facts.quoted != 0);
        }
        let all = seen.len();
        let share = |count: usize| (count * 10 / all.max(1)).div_ceil(2) as u64;
        Self {
            shares: counts.map(share),
            seen,
        }
    }

    fn at(&self, place: usize) -> &Seen {
        self.seen.get(place).unwrap_or(&OUTSIDE)
    }

    fn before(&self, place: usize, distance: usize) -> &Seen {
        place.checked_sub(distance).map_or(&OUTSIDE, |at| self.at(at))
    }

    /// The features of what the rules say of a sentence.
    pub fn own(&self, at: usize, mut each: impl FnMut(u64)) {
        let Seen {
            status, rule, facts, ..
        } = *self.at(at);
        each(feature(200, status));
        each(feature(201, rule));
        each(feature(202, pair(rule, u64::from(facts.length))));
        each(feature(203, pair(rule, u64::from(facts.quoted))));
        each(feature(204, pair(rule, facts.end)));
        each(feature(
            205,
            pair(rule, u64::from(facts.finite) << 1 | u64::from(facts.number)),
        ));
        each(feature(206, pair(rule, facts.first)));
        each(feature(
            207,
            pair(rule, u64::from(facts.named) << 1 | u64::from(facts.first_person)),
        ));
    }

    /// The features of what stands around a sentence; none in a short text.
    pub fn around(&self, at: usize, mut each: impl FnMut(u64)) {
        if self.seen.len() < ENOUGH {
            return;
        }
        let own = self.at(at);
        let (before, after) = (self.before(at, 1), self.at(at + 1));
        let (before2, after2) = (self.before(at, 2), self.at(at + 2));
        let (status, rule) = (own.status, own.rule);
        let joined = u64::from(own.place > 0);
        each(feature(210, before.status));
        each(feature(211, before.rule));
        each(feature(212, pair(before.status, status)));
        each(feature(213, pair(pair(before.status, status), joined)));
        each(feature(214, after.status));
        each(feature(215, after.rule));
        each(feature(216, pair(after.status, status)));
        each(feature(217, pair(pair(before.status, status), after.status)));
        each(feature(218, pair(before2.status, pair(before.status, status))));
        each(feature(219, pair(after2.status, pair(after.status, status))));
        each(feature(220, pair(before.rule, rule)));
        each(feature(221, pair(after.rule, rule)));
        each(feature(222, pair(before.facts.end, status)));
        each(feature(
            223,
            pair(
                u64::from(before.facts.quoted),
                pair(u64::from(own.facts.quoted), joined),
            ),
        ));
        each(feature(226, pair(before.look(), own.look())));
        each(feature(227, pair(u64::from(before.facts.length), status)));
        each(feature(228, pair(u64::from(after.facts.length), status)));

        let opens = pair(before.facts.opens, own.facts.opens);
        each(feature(270, pair(opens, joined)));
        each(feature(271, pair(opens, before.facts.end)));
        each(feature(272, pair(own.facts.opens, pair(self.shares[7], status))));
        let persons = u64::from(before.facts.first_person) << 1 | u64::from(own.facts.first_person);
        each(feature(273, pair(persons, pair(before.status, status))));
        each(feature(
            274,
            pair(u64::from(own.facts.first_person), pair(self.shares[4], status)),
        ));
        let head = self.before(at, own.place);
        each(feature(
            275,
            pair(head.rule, pair(status, u64::from(own.place > 1))),
        ));
        each(feature(
            276,
            pair(head.facts.opens, pair(own.facts.opens, joined)),
        ));
        let last = own.place + 1 == own.count;
        let place = own.place.min(3) as u64 | u64::from(last) << 2;
        each(feature(230, pair(place, status)));
        each(feature(231, pair(own.count.min(5) as u64, status)));
        each(feature(232, pair(own.block, status)));
        each(feature(233, pair(before.block, pair(own.block, after.block))));
        let left = self.seen.len().saturating_sub(at + 1);
        each(feature(234, pair(at.min(5) as u64, status)));
        each(feature(235, pair(left.min(5) as u64, status)));
        each(feature(236, pair(left.min(2) as u64, rule)));
        let size = self.seen.len().max(1);
        each(feature(237, pair((at * 4 / size) as u64, status)));
        for (number, share) in (0..).zip(self.shares) {
            each(feature(240 + number, share));
            each(feature(250 + number, pair(share, status)));
        }
        let told = pair(self.shares[Status::Attributed as usize], self.shares[4]);
        each(feature(260, pair(told, status)));
    }
}
