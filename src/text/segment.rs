//! Sentences. Each mark that may end one is looked at with what stands before and after it;
//! what a language alone can know (abbreviations, words that begin sentences) is handed in.

use super::character::{is_apostrophe, is_blank, is_terminator};
use super::{Span, citation};
use rustc_hash::FxHashSet;

/// What a language knows about the ends of its sentences. All words are in lower case.
#[derive(Clone, Debug, Default)]
pub struct SegmenterRules {
    /// Abbreviations with their full stop, after which a sentence goes on (`m.`, `dr.`).
    pub abbreviations: FxHashSet<String>,
    /// Abbreviations after which a sentence may also end (`etc.`, `inc.`).
    pub final_abbreviations: FxHashSet<String>,
    /// Abbreviations that a number follows, and ordinary words otherwise (`no.`, `art.`, `p.`).
    pub before_number: FxHashSet<String>,
    /// Words that often begin a sentence: after one that may or may not be the last of its
    /// sentence, they decide (`the`, `le`).
    pub starters: FxHashSet<String>,
    /// Verb forms that stand after a speaker's name behind a question or an exclamation (`asked`).
    pub inquits: FxHashSet<String>,
}

/// How far before and behind a mark is looked, in bytes: a megabyte of points and dashes must cost
/// no more than a megabyte of prose.
const WINDOW: usize = 512;
/// How many quotes, brackets and notes may close behind one mark.
const MOST_CLOSERS: usize = 16;

/// Cuts prose into sentences.
#[derive(Clone, Debug, Default)]
pub struct Segmenter {
    rules: SegmenterRules,
}

/// What stands around one mark that may end a sentence.
struct Candidate<'a> {
    /// From the start of the sentence to the mark.
    before: &'a str,
    /// The mark or marks.
    run: &'a str,
    /// Quotes, brackets and notes that close behind the mark.
    closers: &'a str,
    /// From the first character after the closers.
    after: &'a str,
}

impl Segmenter {
    /// A segmenter with a language's rules.
    pub fn new(rules: SegmenterRules) -> Self {
        Self { rules }
    }

    /// What it goes by.
    pub fn rules(&self) -> &SegmenterRules {
        &self.rules
    }

    /// The sentences of one block's prose: bytes into `prose`, in order, without the white space around.
    ///
    /// Quotes, brackets and note marks that close behind the full stop belong to the sentence
    /// before. What has no letter and no figure is no sentence of its own.
    pub fn sentences(&self, prose: &str) -> Vec<Span> {
        let mut found: Vec<Span> = Vec::new();
        let mut start = 0;
        let mut at = 0;
        let mut quotes = Quotes {
            prose,
            at: 0,
            open: false,
        };
        while let Some(mark) = next_mark(prose, at) {
            let run = run_end(prose, mark);
            let closed = closers_end(prose, run, &mut quotes);
            let candidate = Candidate {
                before: window_before(prose, start, mark),
                run: &prose[mark..run],
                closers: &prose[run..closed],
                after: window_after(prose, closed),
            };
            if self.ends(&candidate) {
                push(&mut found, prose, start, closed);
                start = closed;
                at = closed;
            } else {
                at = run;
            }
        }
        push(&mut found, prose, start, prose.len());
        found
    }

    fn ends(&self, candidate: &Candidate<'_>) -> bool {
        let after = candidate.after.trim_start_matches(is_blank);
        let Some(next) = after.chars().next() else {
            return true;
        };
        let spaced = after.len() < candidate.after.len();
        let before = candidate.before.trim_end_matches(is_blank);
        let Some(last) = before.chars().next_back() else {
            return false;
        };
        if matches!(next, ',' | ';' | ':' | ')' | ']') || is_terminator(next) {
            return false;
        }
        let opened = after.trim_start_matches(|c| is_opener(c) || is_blank(c));
        let Some(first) = opened.chars().next() else {
            return true;
        };
        if !spaced && !ends_without_blank(candidate, last, first, opened) {
            return false;
        }
        let may_begin = begins_sentence(first, opened) || self.begins_small(candidate, before, opened);
        if candidate.run.contains(['!', '?']) {
            return may_begin && !self.is_inquit(candidate, opened);
        }
        let bracketed = candidate.closers.starts_with([')', ']']) && matches!(last, '(' | '[');
        if candidate.run != "." {
            // `[…]` stands for words left out, of which nobody knows how they ended.
            return may_begin && !bracketed && !first.is_ascii_digit();
        }
        may_begin && (!candidate.closers.is_empty() || !self.is_abbreviation(before, opened))
    }

    /// Whether a sentence begins with `after` although it has no capital, as newspapers write
    /// `à` for `À`: the word before is an ordinary one, and the next often begins a sentence.
    fn begins_small(&self, candidate: &Candidate<'_>, before: &str, after: &str) -> bool {
        const SHORTEST: usize = 4;
        if candidate.run != "." || !candidate.closers.is_empty() || candidate.after.trim_start() != after {
            return false;
        }
        let ordinary = before.chars().rev().take_while(|c| c.is_lowercase()).count() >= SHORTEST;
        let next: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
        ordinary && self.rules.starters.contains(&next)
    }

    /// Whether the full stop after `before` belongs to an abbreviation, a number or initials, and
    /// the sentence goes on with `after`.
    fn is_abbreviation(&self, before: &str, after: &str) -> bool {
        let word_start = before
            .char_indices()
            .rev()
            .find(|&(_, c)| {
                is_blank(c) || is_opener(c) && c != '-' || is_apostrophe(c) || matches!(c, '/' | ',')
            })
            .map_or(0, |(at, c)| at + c.len_utf8());
        let (rest, word) = before.split_at(word_start);
        if word.is_empty() {
            return false;
        }
        let rest = rest.trim_end_matches(|c| is_blank(c) || is_opener(c));
        let is_first = rest.is_empty();
        let form = word.to_lowercase() + ".";
        let rules = &self.rules;
        if rules.abbreviations.contains(&form) {
            return true;
        }
        let next: String = after.chars().take_while(|c| c.is_alphanumeric()).collect();
        let numbered = next.starts_with(|c: char| c.is_ascii_digit())
            || !next.is_empty() && next.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        if numbered && rules.before_number.contains(&form) {
            return true;
        }
        let starts = || rules.starters.contains(&next.to_lowercase());
        if rules.final_abbreviations.contains(&form) || is_acronym(word) {
            return !starts();
        }
        if is_initials(word) {
            // `J. Le Pen`, but `vitamine C. Le`.
            let after_name = rest
                .rsplit(is_blank)
                .next()
                .is_some_and(|word| word.starts_with(char::is_uppercase));
            return is_first || after_name || !starts();
        }
        // `1. `, `IV. ` and `b. ` at the start number what follows.
        is_first
            && (word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 2
                || word.len() <= 4 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
                || word.len() == 1)
    }

    /// Whether a question or an exclamation in quotes is followed by its speaker and a verb of
    /// saying: `"Is it over?" John Smith asked.`
    fn is_inquit(&self, candidate: &Candidate<'_>, after: &str) -> bool {
        const LONGEST: usize = 5;
        if self.rules.inquits.is_empty() || !candidate.closers.contains(['"', '”', '»', '’', '\'']) {
            return false;
        }
        for (place, word) in after.split(is_blank).take(LONGEST).enumerate() {
            let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
            if place > 0 && self.rules.inquits.contains(bare) {
                return true;
            }
            if word.ends_with(is_terminator) && bare.len() > 2 {
                return false;
            }
        }
        false
    }
}

/// The next byte at or after `at` where a mark starts that may end a sentence.
fn next_mark(prose: &str, at: usize) -> Option<usize> {
    const ELLIPSIS: [u8; 3] = [0xE2, 0x80, 0xA6];
    let bytes = prose.as_bytes();
    let mut at = at;
    loop {
        let rest = bytes.get(at..)?;
        at += rest.iter().position(|b| matches!(b, b'.' | b'!' | b'?' | 0xE2))?;
        if bytes[at] != 0xE2 || bytes.get(at..at + 3) == Some(&ELLIPSIS) {
            return Some(at);
        }
        at += 1;
    }
}

/// Where the marks end that start at `at`: `?!`, `...`, ` ! !`.
fn run_end(prose: &str, at: usize) -> usize {
    at + prose[at..]
        .char_indices()
        .find(|&(_, c)| !is_terminator(c))
        .map_or(prose.len() - at, |(length, _)| length)
}

/// Where the quotes, brackets, notes and further marks end that close behind the mark before `at`.
fn closers_end(prose: &str, at: usize, quotes: &mut Quotes<'_>) -> usize {
    let bytes = prose.as_bytes();
    let mut end = at;
    for _ in 0..MOST_CLOSERS {
        let rest = window_after(prose, end);
        let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
        let here = end + blanks;
        let Some(c) = prose[here..].chars().next() else {
            return end;
        };
        let next = prose[here + c.len_utf8()..].chars().next();
        let before_word = next.is_some_and(char::is_alphanumeric);
        let closes = match c {
            '»' => true,
            '”' | ')' | ']' | '}' => blanks == 0,
            // What is typed the same at both ends closes where one is open, and before no word.
            '"' => !before_word && (blanks == 0 || quotes.are_open(here)),
            '’' | '\'' => blanks == 0 && !before_word,
            '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}' | '\u{2074}'..='\u{2079}' => blanks == 0,
            '[' => {
                let length = citation::note_length(bytes, here);
                if length > 0 {
                    end = here + length;
                    continue;
                }
                false
            }
            // A full stop behind the quotes, where one stands inside them too.
            _ => blanks == 0 && end > at && is_terminator(c),
        };
        if !closes {
            return end;
        }
        end = here + c.len_utf8();
    }
    end
}

/// The last bytes of `text` between `start` and `end`.
fn window_before(text: &str, start: usize, end: usize) -> &str {
    let from = end.saturating_sub(WINDOW).max(start);
    let from = (from..=end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    &text[from..end]
}

/// The first bytes of `text` behind `start`.
fn window_after(text: &str, start: usize) -> &str {
    let to = (start + WINDOW).min(text.len());
    let to = (start..=to)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(start);
    &text[start..to]
}

/// Tells whether a straight quotation mark opens or closes; asked from the front to the back.
struct Quotes<'a> {
    prose: &'a str,
    at: usize,
    open: bool,
}

impl Quotes<'_> {
    /// Whether an odd number of marks stands before byte `at`.
    fn are_open(&mut self, at: usize) -> bool {
        let between = self.prose.as_bytes().get(self.at..at).unwrap_or(&[]);
        self.open ^= between.iter().filter(|&&b| b == b'"').count() % 2 == 1;
        self.at = self.at.max(at);
        self.open
    }
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '«' | '"'
            | '“'
            | '„'
            | '‘'
            | '\''
            | '('
            | '['
            | '{'
            | '-'
            | '–'
            | '—'
            | '•'
            | '*'
            | '¿'
            | '¡'
            | '…'
            | '_'
    )
}

/// Whether a sentence may begin with `first`, which `text` starts with.
fn begins_sentence(first: char, text: &str) -> bool {
    if !first.is_lowercase() {
        return true;
    }
    // A name such as `iPhone` is as good as a capital.
    let mut letters = text.chars().skip(1);
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Whether a sentence ends where no blank follows: `international.Si`, which scraped pages have;
/// `U.S.A` and `exemple.fr/Page` do not end any.
fn ends_without_blank(candidate: &Candidate<'_>, last: char, first: char, opened: &str) -> bool {
    if !first.is_uppercase() {
        return false;
    }
    if candidate.closers.ends_with(['»', '”', '"', ')', ']'])
        || candidate.closers.ends_with(|c: char| !c.is_ascii())
    {
        return true;
    }
    let word = candidate.before.rsplit(is_blank).next().unwrap_or("");
    let is_address = word.contains(['@', '/', '.'])
        || opened
            .split(is_blank)
            .next()
            .is_some_and(|next| next.contains(['/', '@']));
    let next = opened.chars().nth(1);
    last.is_lowercase()
        && word.chars().count() > 2
        && !is_address
        && next.is_some_and(|c| c.is_lowercase() || is_apostrophe(c) || is_blank(c))
}

/// `U.S`, `a.m`: letters with full stops between them.
fn is_acronym(word: &str) -> bool {
    let mut letters = word.split('.');
    word.contains('.')
        && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// `J`, `J.-P`, `Ch`: one capital, or several with hyphens.
fn is_initials(word: &str) -> bool {
    word.split('-').all(|part| {
        let part = part.trim_end_matches('.');
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    })
}

/// Adds what stands between `start` and `end`, without the blanks around; to the sentence before
/// where it has neither letter nor figure.
fn push(found: &mut Vec<Span>, prose: &str, start: usize, end: usize) {
    let (cut, text) = super::character::trim(&prose[start..end]);
    if text.is_empty() {
        return;
    }
    let span = Span::new(start + cut, start + cut + text.len());
    if text.contains(char::is_alphanumeric) {
        found.push(span);
    } else if let Some(before) = found.last_mut() {
        before.end = span.end;
    }
}
