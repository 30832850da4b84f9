use crate::text::{Span, is_hidden};

/// A replacement of some bytes of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the draft; empty where text is only put in.
    pub span: Span,
    /// What comes there.
    pub text: String,
}

impl Edit {
    /// Puts `text` in before byte `at`.
    pub fn insert(at: usize, text: String) -> Self {
        Self {
            span: Span::new(at, at),
            text,
        }
    }
}

/// What a remedy does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Names the source in the sentence.
    Attribute,
    /// Points to the passage by a note.
    Cite,
    /// Puts the passage's own words in place of the claim.
    Quote,
    /// Puts the source's figure, date or name in place of the draft's.
    Correct,
}

/// Something that a writer can do about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What it does.
    pub kind: Kind,
    /// What the draft will say, for a title; plain text in the draft's language.
    pub preview: String,
    /// In order of their spans, none overlapping another.
    pub edits: Vec<Edit>,
}

/// The draft with the edits made; edits that do not fit the text are left out.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if let Some(kept) = text
            .get(at..edit.span.start)
            .filter(|_| text.get(edit.span.start..edit.span.end).is_some())
        {
            changed.push_str(kept);
            changed.push_str(&edit.text);
            at = edit.span.end;
        }
    }
    changed.push_str(text.get(at..).unwrap_or(""));
    changed
}

/// Words of a source made fit to stand in the draft: one line, no control characters or hidden marks.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        let blank = character.is_whitespace() && character != '\u{a0}' && character != '\u{202f}';
        if blank || character.is_control() {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_hidden(character) {
            line.push(character);
        }
    }
    line.trim().to_owned()
}
