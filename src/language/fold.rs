//! The form in which names are compared: without case, accents, and kinds of hyphen and apostrophe.
//!
//! Also compiled into `build.rs`, so that lexicons and texts are folded by the same code.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Hands the folded form of `c` to `emit`: lower case without marks; hyphens and white space are blanks.
pub fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    match c {
        'a'..='z' | '0'..='9' => emit(c),
        'A'..='Z' => emit(c.to_ascii_lowercase()),
        '-' | '\u{2010}' | '\u{2011}' | '\u{a0}' | '\u{202f}' => emit(' '),
        '\u{2019}' | '\u{2bc}' | '\u{2018}' => emit('\''),
        _ if c.is_whitespace() => emit(' '),
        _ if c.is_ascii() => emit(c),
        'œ' | 'Œ' => "oe".chars().for_each(emit),
        'æ' | 'Æ' => "ae".chars().for_each(emit),
        'ß' => "ss".chars().for_each(emit),
        'ø' | 'Ø' => emit('o'),
        'ł' | 'Ł' => emit('l'),
        'đ' | 'Đ' | 'ð' => emit('d'),
        'ı' => emit('i'),
        _ => c
            .to_lowercase()
            .nfd()
            .filter(|mark| !is_combining_mark(*mark))
            .for_each(emit),
    }
}

/// The folded form of `text`, runs of blanks made one, none at the ends.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |piece| {
            if piece != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
                folded.push(piece);
            }
        });
    }
    folded.truncate(folded.trim_end().len());
    folded
}
