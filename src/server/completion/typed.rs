//! What is being typed before the cursor.

use crate::server::session::Snapshot;
use crate::text::{Span, block_at};

/// How far back a name that is being typed may begin, in bytes.
const LONGEST: usize = 60;
/// From how many letters on a word in lower case may be meant as a name.
const FEWEST_LOWER: usize = 3;
/// From how many letters on anything may.
const FEWEST: usize = 2;

/// A stretch before the cursor that may be the beginning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed<'a> {
    /// As it was typed.
    pub text: &'a str,
    /// The bytes that a completion replaces: what was typed, with the rest of the word around the cursor.
    pub span: Span,
}

/// The stretches before byte `offset` that may begin a name, the longest first: `Kim Jo`, `Jo`.
pub fn typed(snapshot: &Snapshot, offset: usize) -> Vec<Typed<'_>> {
    let text = &snapshot.lines.text;
    let before = text.get(..offset).unwrap_or("");
    if !before.ends_with(char::is_alphanumeric) || !is_prose(snapshot, offset) {
        return Vec::new();
    }
    let after = text.get(offset..).unwrap_or("");
    let rest = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let mut found = Vec::new();
    let mut next = None;
    for (at, c) in before.char_indices().rev() {
        if offset - at > LONGEST || !(c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '\u{a0}'))
        {
            break;
        }
        if !c.is_alphanumeric() {
            found.extend(next.take());
        } else {
            next = Some(at);
        }
        if at == 0 {
            found.extend(next.take());
        }
    }
    // The loop ended at a mark or too far back; a word that was begun there is whole in the first case only.
    if let Some(start) = next
        && before
            .get(..start)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|c| !c.is_alphanumeric())
    {
        found.push(start);
    }
    found.reverse();
    found
        .into_iter()
        .filter_map(|start| {
            let text = before.get(start..)?;
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            let capital = text.starts_with(char::is_uppercase);
            // Amid a word only what looks like a name is one.
            let enough = if capital { FEWEST } else { FEWEST_LOWER };
            (letters >= enough && (rest == 0 || capital)).then_some(Typed {
                text,
                span: Span::new(start, offset + rest),
            })
        })
        .collect()
}

/// Whether the character before byte `offset` is prose: not code, the target of a link, or HTML.
pub fn is_prose(snapshot: &Snapshot, offset: usize) -> bool {
    let text = &snapshot.lines.text;
    let Some(last) = text
        .get(..offset)
        .and_then(|before| before.trim_end().char_indices().next_back())
    else {
        return false;
    };
    block_at(&snapshot.blocks, last.0).is_some_and(|block| {
        let local = last.0 - block.span.start;
        block.prose.get(local..local + last.1.len_utf8()) == text.get(last.0..last.0 + last.1.len_utf8())
    })
}
