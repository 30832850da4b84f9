//! The words of a sentence, and what the lexicons know of them.

use super::items::Items;
use super::local::{Sink, bucket, each_bit};
use crate::language::model::{feature, pair};

/// The words, each by itself, and the classes and parts of speech that are there or not.
pub fn words(items: &Items, each: &mut impl Sink) {
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
pub fn telling(items: &Items, status: u64, each: &mut impl Sink) {
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
