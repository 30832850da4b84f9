//! Quotation marks, finite verbs and verbs of saying, and what stands beside them.

use super::super::saying::{Place, Saying, Scope};
use super::super::subject;
use super::items::Items;
use super::local::{Sink, bucket, each_bit, form, share};
use crate::language::model::{feature, hash, pair};
use crate::language::tagger::{Morph, Pos};

/// Where quotation marks stand, and what stands beside them.
pub fn quotations(items: &Items, status: u64, each: &mut impl Sink) {
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
pub fn verbs(scope: &Scope<'_>, items: &Items, status: u64, each: &mut impl Sink) {
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
                each(feature(135, pair(bit, pair(kind, count))), None);
                each(feature(136, pair(bit, pair(kind, after.pos))), None);
            });
            if item.telling == 0 {
                each(feature(137, pair(kind, count)), None);
            }
            each(feature(86, pair(kind, pair(form(item), count))), None);
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
pub fn sayings(scope: &Scope<'_>, items: &Items, known: &[Saying], status: u64, each: &mut impl Sink) {
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
