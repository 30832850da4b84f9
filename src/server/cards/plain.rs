//! Foreign text made fit to be shown: drafts, sources and file names are hostile.

use crate::text::is_hidden;

/// `text` as one line of at most `longest` characters, without control characters and hidden marks, which could make
/// a line read otherwise than it is.
pub fn short(text: &str, longest: usize) -> String {
    let mut line = String::with_capacity(text.len().min(4 * longest));
    let mut count = 0;
    for c in text.chars() {
        let c = if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        };
        if is_hidden(c) || (c == ' ' && (line.is_empty() || line.ends_with(' '))) {
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
