//! One spelling of a name in place of another, as the smallest edits of the text.

use super::context::Context;
use super::spelling::{Joint, Word, words};
use crate::analysis::ActorKind;
use crate::text::{Block, Span};

/// The edits that make `new` of the name at `span` of `source`: bytes and what comes there, in order. Word by word where
/// that can be done, so that line ends and markup between words stay; none where markup stands in the way.
pub fn respelled(source: &str, blocks: &[Block], span: Span, new: &str) -> Vec<(Span, String)> {
    let context = Context {
        source,
        blocks,
        quotations: &[],
    };
    let own = words(context.prose(span), ActorKind::Person);
    let target = words(new, ActorKind::Person);
    let target: Vec<_> = target
        .into_iter()
        .map(|word| (word.joint, word.span.of(new).to_owned()))
        .collect();
    respell(&context, span, &own, &target)
}

/// The same for a name that is cut into words already; their spans count from its start.
pub(super) fn respell(
    context: &Context<'_>,
    span: Span,
    own: &[Word],
    target: &[(Joint, String)],
) -> Vec<(Span, String)> {
    let prose = context.prose(span);
    let place = |local: Span| {
        let there = local.shift(span.start);
        (there.of(context.source) == local.of(prose)).then_some(there)
    };
    let aligned = own.len() == target.len()
        && own
            .iter()
            .zip(target)
            .skip(1)
            .all(|(own, (joint, _))| own.joint == *joint);
    if aligned {
        let changes = own
            .iter()
            .zip(target)
            .filter(|(own, (_, text))| own.span.of(prose) != text);
        let edits: Option<Vec<_>> = changes
            .map(|(own, (_, text))| Some((place(own.span)?, text.clone())))
            .collect();
        return edits.unwrap_or_default();
    }
    let same =
        |own: &Word, (joint, text): &(Joint, String)| own.joint == *joint && own.span.of(prose) == text;
    let before = own
        .iter()
        .zip(target)
        .take_while(|(own, new)| same(own, new))
        .count();
    let most = own.len().min(target.len()) - before;
    let backwards = own.iter().rev().zip(target.iter().rev()).take(most);
    let after = backwards.take_while(|(own, new)| same(own, new)).count();
    let (Some(changed), Some(new)) = (
        own.get(before..own.len() - after),
        target.get(before..target.len() - after),
    ) else {
        return Vec::new();
    };
    let start = match before.checked_sub(1).and_then(|at| own.get(at)) {
        // From the end of the word before: how the next one hangs on to it may change too.
        Some(kept) => kept.span.end,
        None => 0,
    };
    let end = changed.last().map_or(start, |word| word.span.end);
    let mut text = joined(new);
    if let Some((joint, _)) = new.first().filter(|_| before > 0) {
        text.insert(0, sign(*joint));
    }
    place(Span::new(start, end))
        .map(|span| (span, text))
        .into_iter()
        .collect()
}

/// The words as one name.
pub(super) fn joined(name: &[(Joint, String)]) -> String {
    let mut text = String::new();
    for (at, (joint, word)) in name.iter().enumerate() {
        if at > 0 {
            text.push(sign(*joint));
        }
        text.push_str(word);
    }
    text
}

fn sign(joint: Joint) -> char {
    match joint {
        Joint::Blank => ' ',
        Joint::Hyphen => '-',
    }
}
