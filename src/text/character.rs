//! Classes of characters that more than one part of `text` asks for.

/// White space, and marks that are as invisible as white space: byte order marks, zero-width
/// blanks, marks of writing direction.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}') || turns(c)
}

/// Marks that a reader does not see and that change what is read: those that turn the direction of writing (Unicode
/// Standard Annex 9), byte order marks, and tag characters, which carry a text of their own. Foreign text is shown and
/// copied without them.
pub fn is_hidden(c: char) -> bool {
    turns(c) || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters that never stand alone: combining marks, joiners, variation selectors, skin tones.
pub fn is_extending(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{93a}'..='\u{94f}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Hyphens that join the parts of a word.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Apostrophes, straight and typographic.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Marks that end a sentence.
pub fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// `text` without blanks at both ends, and how many bytes were cut off its front.
pub fn trim(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches(is_blank);
    (text.len() - rest.len(), rest.trim_end_matches(is_blank))
}
