//! Foreign text made fit to be shown: drafts, sources and file names are hostile.

/// `text` as one line of at most `longest` characters, without control characters and without the
/// marks that turn the direction of writing (Unicode Standard Annex 9), which could make a line
/// read otherwise than it is.
pub fn short(text: &str, longest: usize) -> String {
    let mut line = String::with_capacity(text.len().min(4 * longest));
    let mut count = 0;
    for c in text.chars() {
        let c = if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        };
        if turns(c) || (c == ' ' && (line.is_empty() || line.ends_with(' '))) {
            continue;
        }
        if count == longest {
            line.truncate(line.trim_end().len());
            line.push('…');
            return line;
        }
        line.push(c);
        count += 1;
    }
    line.truncate(line.trim_end().len());
    line
}

fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}
