//! What a line of text is, told by its looks: boilerplate, heading, item of a list.

use super::character::{is_terminator, trim};
use std::collections::HashSet;
use std::sync::LazyLock;

/// The words that page furniture is recognised by.
struct Furniture {
    date: HashSet<&'static str>,
    slots: Vec<&'static str>,
    labels: Vec<&'static str>,
}

static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    let mut found = Furniture {
        date: HashSet::new(),
        slots: Vec::new(),
        labels: Vec::new(),
    };
    for row in include_str!("../language/boilerplate.tsv").lines() {
        match row.split_once('\t') {
            Some(("date", word)) => _ = found.date.insert(word),
            Some(("slot", word)) => found.slots.push(word),
            Some(("label", word)) => found.labels.push(word),
            _ => {}
        }
    }
    found
});

/// Longer lines are prose whatever they look like; in bytes.
const LONGEST_HEADING: usize = 130;
const MOST_HEADING_WORDS: usize = 15;
const LONGEST_BOILERPLATE: usize = 100;

/// Whether `line` (without blanks around) is a date alone, a temperature, an advertising slot, a
/// credit or the like.
pub fn is_boilerplate(line: &str) -> bool {
    if line.is_empty() || line.len() > LONGEST_BOILERPLATE {
        return false;
    }
    let lower = line.to_lowercase();
    if FURNITURE.slots.iter().any(|slot| lower.contains(slot)) && line.split_whitespace().count() <= 6 {
        return true;
    }
    let ends_like_prose = line.ends_with(is_terminator);
    (!ends_like_prose
        && FURNITURE
            .labels
            .iter()
            .any(|label| starts_with_words(&lower, label)))
        || is_date(&lower)
        || is_measure(line)
}

/// Whether `line` starts with the whole words of `label`.
fn starts_with_words(line: &str, label: &str) -> bool {
    line.strip_prefix(label)
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A date, with or without a time, and nothing else.
fn is_date(lower: &str) -> bool {
    let mut digits = false;
    for word in lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = number.len() < word.len();
        digits |= is_number;
        // `14h30`, `1er`, `2nd`: what is left after the figures must be known too.
        let rest = number.trim_end_matches(|c: char| c.is_ascii_digit());
        if !rest.is_empty() && !FURNITURE.date.contains(rest) {
            return false;
        }
    }
    digits && !lower.ends_with('.')
}

/// A figure with its unit alone, as weather widgets have it: `23.9 C`.
fn is_measure(line: &str) -> bool {
    let figures = line.chars().filter(char::is_ascii_digit).count();
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    figures > 0 && letters <= 2 && line.len() <= 16 && !line.ends_with(is_terminator)
}

/// Whether `line` is short and does not end as a sentence does.
pub fn is_heading(line: &str) -> bool {
    if line.is_empty() || line.len() > LONGEST_HEADING || !line.contains(char::is_alphabetic) {
        return false;
    }
    let closed = line.trim_end_matches(|c: char| {
        matches!(c, '"' | '”' | '»' | ')' | '\'' | '’' | ']' | '*' | '_') || c.is_whitespace()
    });
    !closed.ends_with(|c: char| is_terminator(c) || matches!(c, ':' | ';' | ','))
        && !line.starts_with(['"', '“', '«'])
        && line.split_whitespace().count() <= MOST_HEADING_WORDS
}

/// The length in bytes of the bullet or number before a list item's text, with the blanks after
/// it; 0 where `line` is no item.
pub fn bullet_length(line: &str) -> usize {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return 0 };
    let mark = match first {
        '•' | '▪' | '‣' | '►' | '▶' | '◦' | '●' | '■' | '→' | '➔' | '✓' => {
            let length = first.len_utf8();
            return length + trim(&line[length..]).0;
        }
        '-' | '–' | '—' | '*' | '·' | '+' => first.len_utf8(),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            match line.as_bytes().get(digits) {
                Some(b'.' | b')') if digits <= 2 => digits + 1,
                _ => return 0,
            }
        }
        'a'..='z' if chars.next() == Some(')') => 2,
        _ => return 0,
    };
    let (blanks, rest) = trim(&line[mark..]);
    if blanks > 0 && !rest.is_empty() {
        mark + blanks
    } else {
        0
    }
}
