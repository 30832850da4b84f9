//! Text of drafts, sources and file names is hostile: here it is made safe to show on a terminal.

use crate::text::is_hidden;
use std::borrow::Cow;

/// What stands for `c` where it could drive the terminal or reorder what is read: pictures for
/// control characters, nothing for hidden marks. `None` where `c` may stay.
pub(super) fn replacement(c: char) -> Option<&'static str> {
    match c {
        '\u{1b}' => Some("␛"),
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(" "),
        _ if is_hidden(c) => Some(""),
        _ if c.is_control() => Some("\u{fffd}"),
        _ => None,
    }
}

/// `text` in one line that cannot drive a terminal, its white space as it is.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| replacement(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match replacement(c) {
            Some(other) => safe.push_str(other),
            None => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// `text` with its white space folded to single blanks.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_drives_a_terminal_is_left() {
        for (text, want) in [
            ("plain « é » 😀", "plain « é » 😀"),
            ("\u{1b}[31mred\u{7}", "␛[31mred\u{fffd}"),
            ("a\u{9b}2Jb", "a\u{fffd}2Jb"),
            ("two\r\nlines\there", "two  lines here"),
            ("abc\u{202e}def\u{2069}", "abcdef"),
        ] {
            assert_eq!(one_line(text), want);
        }
    }
}
