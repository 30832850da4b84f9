//! Tokens. As far as the surface allows they are the words of Universal Dependencies, which the
//! tagger is trained on; contractions (`du`, `aux`) stay one.

use super::character::{is_apostrophe, is_blank, is_extending, is_hyphen};
use super::{Span, citation};
use rustc_hash::FxHashSet;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and full stops where they belong to the word.
    /// Two names joined by a hyphen (`Kim-Poutine`) are one token.
    Word,
    /// Digits, with their separators: `1 500`, `25,7`, `2022-08`, `14h30`, `19th`.
    Number,
    /// A mark of punctuation, one a token; but the points of `...` and the dashes of `--` are one.
    Punctuation,
    /// Anything else: signs, emoji, web and mail addresses, hashtags, note marks (`[1]`).
    Symbol,
}

/// A word, number or mark, with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes into the prose that it was cut from.
    pub span: Span,
    /// What it looks like.
    pub kind: TokenKind,
}

/// How a language writes words together. All words are in lower case, with straight apostrophes.
#[derive(Clone, Debug, Default)]
pub struct TokenRules {
    /// Abbreviations with their full stop, which is part of the word where another word follows.
    pub abbreviations: FxHashSet<String>,
    /// Abbreviations whose full stop is part of the word at the end of a sentence too.
    pub final_abbreviations: FxHashSet<String>,
    /// Abbreviations that a number follows, and ordinary words otherwise.
    pub before_number: FxHashSet<String>,
    /// Words that lose their last vowel before the next word, without the apostrophe (`l`, `qu`).
    pub elisions: FxHashSet<String>,
    /// Words that stay whole although they have an apostrophe or a clitic (`aujourd'hui`, `rendez-vous`).
    pub whole: FxHashSet<String>,
    /// What follows a verb after a hyphen, with it (`-t-il`, `-ce`).
    pub clitics: FxHashSet<String>,
    /// What follows a word after an apostrophe, with it (`'s`, `'ll`, `n't`).
    pub contractions: FxHashSet<String>,
    /// Words written as one that are two, with the first one's length in bytes (`cannot`: 3).
    pub fused: Vec<(String, usize)>,
    /// Whether the parts of a hyphenated word are tokens, the hyphen too (`quasi-state`), unless
    /// the first is one of `prefixes` or both look like parts of a name.
    pub splits_hyphens: bool,
    /// First parts that stay with the word (`non`, `anti`, `al`).
    pub prefixes: FxHashSet<String>,
    /// Second parts that no name has, and ends of such parts after `*` (`based`, `*ed`).
    pub second_parts: FxHashSet<String>,
    /// Whether blanks separate the thousands of a number.
    pub blanks_in_numbers: bool,
    /// Whether words joined by a slash are one (`km/h`).
    pub slash_joins: bool,
}

/// The tokens of `prose`, in order; white space is in none of them.
///
/// The prose is best one sentence: a full stop at its end is a token of its own except behind an
/// abbreviation.
pub fn tokens(prose: &str, rules: &TokenRules) -> Vec<Token> {
    let mut found = Vec::with_capacity(prose.len() / 5 + 1);
    Cutter {
        text: prose,
        rules,
        found: &mut found,
    }
    .cut();
    found
}

/// Words with points, apostrophes or hyphens are looked up to this length only, in bytes: a
/// megabyte of them must cost no more than a megabyte of prose.
const LONGEST_FORM: usize = 64;

struct Cutter<'a> {
    text: &'a str,
    rules: &'a TokenRules,
    found: &'a mut Vec<Token>,
}

impl Cutter<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn cut(mut self) {
        let mut at = 0;
        while let Some(c) = self.char_at(at) {
            at = if is_blank(c) {
                at + c.len_utf8()
            } else if c.is_alphabetic() {
                self.word(at)
            } else if c.is_ascii_digit() || self.is_signed_number(at, c) {
                let sign = if c.is_ascii_digit() { 0 } else { 1 };
                self.number(at, at + sign)
            } else {
                self.mark(at, c)
            };
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.found.push(Token {
            span: Span::new(start, end),
            kind,
        });
        end
    }

    /// Where the letters, figures and marks on letters end that start at `at`.
    fn run(&self, at: usize) -> usize {
        at + self.text[at..]
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || is_extending(c)))
            .unwrap_or(self.text.len() - at)
    }

    /// `-5`, `+14`, `.25` where no word stands before.
    fn is_signed_number(&self, at: usize, c: char) -> bool {
        let is_free = self.text[..at]
            .chars()
            .next_back()
            .is_none_or(|before| is_blank(before) || matches!(before, '(' | '['));
        is_free
            && matches!(c, '-' | '+' | '.')
            && self.char_at(at + 1).is_some_and(|next| next.is_ascii_digit())
    }

    /// Cuts the number whose figures start at `figures`.
    fn number(&mut self, start: usize, figures: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = figures;
        let mut group = figures;
        loop {
            end = self.run(end);
            let Some(c) = self.char_at(end) else { break };
            let next = end + c.len_utf8();
            let before_letter = self.char_at(next).is_some_and(char::is_alphabetic);
            // `4-temps`, `2007-2008`
            let hyphenated = is_hyphen(c) && !self.rules.splits_hyphens && (is_digit(next) || before_letter);
            if hyphenated || matches!(c, '.' | ',' | ':' | '/') && is_digit(next) {
                group = usize::MAX;
            } else if matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
                && self.rules.blanks_in_numbers
                && group < end
                && end - group <= 3
                && bytes[group..end].iter().all(u8::is_ascii_digit)
                && (next..next + 3).all(is_digit)
                && !is_digit(next + 3)
            {
                group = next;
            } else if c == '('
                && let Some(close) = self.bracketed_ending(end)
            {
                return self.push(start, close, TokenKind::Number);
            } else {
                break;
            }
            end = next;
        }
        self.push(start, end, TokenKind::Number)
    }

    /// The end of `(s)`, `(e)` or `(es)` written onto a word.
    fn bracketed_ending(&self, at: usize) -> Option<usize> {
        let inside = self.text.get(at + 1..)?;
        let letters = inside.bytes().take_while(u8::is_ascii_alphabetic).count();
        ((1..=2).contains(&letters) && inside.as_bytes().get(letters) == Some(&b')'))
            .then_some(at + letters + 2)
    }

    /// Cuts the token or tokens that start with the letter at `start`.
    fn word(&mut self, start: usize) -> usize {
        let address = citation::address_length(self.text, start);
        if address > 0 {
            return self.push(start, start + address, TokenKind::Symbol);
        }
        let mut end = start;
        loop {
            end = self.run(end);
            let Some(c) = self.char_at(end) else { break };
            let next = end + c.len_utf8();
            let after = self.char_at(next);
            let before_letter = after.is_some_and(char::is_alphanumeric);
            if c == '.' {
                match self.full_stop(start, end) {
                    Stop::Inside => end = next,
                    Stop::Last => {
                        end = next;
                        break;
                    }
                    Stop::Apart => break,
                }
            } else if is_apostrophe(c) {
                if end - start <= LONGEST_FORM
                    && self.rules.elisions.contains(&lower(&self.text[start..end]))
                    && !self.is_whole(start, next)
                {
                    return self.push(start, next, TokenKind::Word);
                }
                if !before_letter || self.contraction(end).is_some() {
                    break;
                }
                end = next;
            } else if is_hyphen(c) {
                if !before_letter || self.splits_at(start, end, next) {
                    break;
                }
                if self.clitic(start, end).is_some() {
                    break;
                }
                end = next;
            } else if c == '@' && before_letter {
                return self.mail_address(start);
            } else if c == '&' && before_letter && end - start <= 3
                || c == '/' && before_letter && self.rules.slash_joins
            {
                end = next;
            } else if c == '°' && end - start <= 1 {
                return self.push(start, next, TokenKind::Word);
            } else if c == '('
                && let Some(close) = self.bracketed_ending(end)
            {
                return self.push(start, self.run(close), TokenKind::Word);
            } else {
                break;
            }
        }
        self.split(start, end)
    }

    /// Pushes the word and what is written onto it.
    fn split(&mut self, start: usize, end: usize) -> usize {
        let rest = &self.text[end..];
        let next = rest.chars().next();
        if let Some(c) = next
            && is_apostrophe(c)
            && let Some(length) = self.contraction(end)
        {
            // `don't` is `do` `n't`; the others start with the apostrophe.
            let cut = if self.takes_last_letter(start, end, length) {
                end - 1
            } else {
                end
            };
            if cut > start {
                self.push(start, cut, TokenKind::Word);
            }
            return self.push(cut, end + length, TokenKind::Word);
        }
        if next.is_some_and(is_hyphen)
            && let Some(length) = self.clitic(start, end)
        {
            self.push(start, end, TokenKind::Word);
            return self.push(end, end + length, TokenKind::Word);
        }
        let word = &self.text[start..end];
        if let Some((_, first)) = self
            .rules
            .fused
            .iter()
            .find(|(form, _)| form.eq_ignore_ascii_case(word))
            && self.text.is_char_boundary(start + first)
        {
            self.push(start, start + first, TokenKind::Word);
            return self.push(start + first, end, TokenKind::Word);
        }
        self.push(start, end, TokenKind::Word)
    }

    /// Whether one of the words that stay whole starts at `start` and reaches over `after`.
    fn is_whole(&self, start: usize, after: usize) -> bool {
        if self.rules.whole.is_empty() {
            return false;
        }
        let reach = (start..=(start + LONGEST_FORM).min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(start);
        let end = start
            + self.text[start..reach]
                .find(|c: char| !(c.is_alphanumeric() || is_apostrophe(c) || is_hyphen(c)))
                .unwrap_or(reach - start);
        after < end && self.rules.whole.contains(&lower(&self.text[start..end]))
    }

    /// The length of the contraction that starts with the apostrophe at `at`, to the word's end.
    fn contraction(&self, at: usize) -> Option<usize> {
        if self.rules.contractions.is_empty() {
            return None;
        }
        let apostrophe = self.char_at(at)?.len_utf8();
        let end = self.run(at + apostrophe);
        let rest = lower(&self.text[at..end]);
        (self.rules.contractions.contains(&rest) || rest == "'t" && self.text[..at].ends_with(['n', 'N']))
            .then_some(end - at)
    }

    /// Whether the contraction at `end` takes the letter before it, as `n't` does.
    fn takes_last_letter(&self, start: usize, end: usize, length: usize) -> bool {
        let Some(last) = self.text[start..end].chars().next_back() else {
            return false;
        };
        let form = format!("{}{}", last.to_lowercase(), lower(&self.text[end..end + length]));
        last.is_ascii() && end - start > 1 && self.rules.contractions.contains(&form)
    }

    /// The length of the clitics that start with the hyphen at `at`, to the word's end.
    fn clitic(&self, start: usize, at: usize) -> Option<usize> {
        if self.rules.clitics.is_empty() {
            return None;
        }
        let mut end = at;
        while let Some(c) = self.char_at(end)
            && is_hyphen(c)
            && end - at <= LONGEST_FORM
        {
            end = self.run(end + c.len_utf8());
        }
        let is_clitic = self.rules.clitics.contains(&lower(&self.text[at..end]));
        (is_clitic && !self.rules.whole.contains(&lower(&self.text[start..end]))).then_some(end - at)
    }

    /// Whether the hyphen at `at` parts two tokens of a language that splits at hyphens.
    fn splits_at(&self, start: usize, at: usize, next: usize) -> bool {
        if !self.rules.splits_hyphens {
            return false;
        }
        let first = self.text[start..at].rsplit(is_hyphen).next().unwrap_or("");
        let second = &self.text[next..self.run(next)];
        if self.rules.prefixes.contains(&lower(first)) {
            return false;
        }
        let second_form = lower(second);
        let is_common = self
            .rules
            .second_parts
            .iter()
            .any(|part| match part.strip_prefix('*') {
                Some(ending) => second_form.ends_with(ending) && second_form.len() > ending.len() + 2,
                None => *part == second_form,
            });
        let looks_like_name = first.starts_with(char::is_uppercase) && !is_common;
        !looks_like_name
    }

    /// What the full stop at `at` is to the word from `start`.
    fn full_stop(&self, start: usize, at: usize) -> Stop {
        if at - start > LONGEST_FORM {
            return Stop::Apart;
        }
        let after = self.text[at + 1..].chars().next();
        let part = self.text[start..at]
            .rsplit(|c| c == '.' || is_hyphen(c))
            .next()
            .unwrap_or("");
        let is_letter = part.chars().count() == 1;
        let word = &self.text[start..at];
        match after {
            Some(c) if c.is_alphabetic() => {
                let next = &self.text[at + 1..self.run(at + 1)];
                let is_domain = word.chars().all(|c| !is_extending(c))
                    && next.starts_with(char::is_lowercase)
                    && word.len() > 1;
                let next_is_letter = next.chars().count() == 1;
                // `U.S.`, `Ph.D.`, `lemonde.fr`; but `J.Dupont` and `international.Si` are two.
                if is_letter && next_is_letter
                    || is_domain
                    || next_is_letter && next.starts_with(char::is_uppercase) && part.len() <= 3
                {
                    Stop::Inside
                } else if is_letter || self.is_abbreviation(word) {
                    Stop::Last
                } else {
                    Stop::Apart
                }
            }
            Some(c) if is_hyphen(c) && is_letter => Stop::Inside,
            Some(c) if c.is_ascii_digit() && is_letter => Stop::Last,
            _ => {
                let is_acronym = is_letter && word.contains('.');
                let rest = self.text[at + 1..].trim_start_matches(is_blank);
                let is_last = !rest.contains(char::is_alphanumeric);
                let form = lower(word) + ".";
                let before_number = self.rules.before_number.contains(&form)
                    && rest.starts_with(|c: char| c.is_ascii_digit());
                let is_initial = is_letter && part.starts_with(char::is_uppercase) && !is_last;
                let is_abbreviation = self.is_abbreviation(word) && !is_last;
                let is_final = self.rules.final_abbreviations.contains(&form);
                if is_acronym || is_abbreviation || is_final || before_number || is_initial {
                    Stop::Last
                } else {
                    Stop::Apart
                }
            }
        }
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        self.rules.abbreviations.contains(&(lower(word) + "."))
    }

    /// Cuts the mail address whose name starts at `start`.
    fn mail_address(&mut self, start: usize) -> usize {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+');
        let length = self.text[start..]
            .find(|c| !is_part(c))
            .unwrap_or(self.text.len() - start);
        let text = self.text[start..start + length].trim_end_matches(['.', '-', '_', '+', '@']);
        self.push(start, start + text.len(), TokenKind::Symbol)
    }

    /// Cuts a mark or sign.
    fn mark(&mut self, start: usize, c: char) -> usize {
        let mut end = start + c.len_utf8();
        if c == '[' {
            let length = citation::note_length(self.text.as_bytes(), start);
            if length > 0 {
                return self.push(start, start + length, TokenKind::Symbol);
            }
        }
        // `[…]` stands for words left out.
        if matches!(c, '[' | '(') {
            let inside = self.text[end..].trim_start_matches(['.', '…']);
            let points = self.text.len() - end - inside.len();
            if points > 1 && inside.starts_with([']', ')']) {
                return self.push(start, end + points + 1, TokenKind::Punctuation);
            }
        }
        if matches!(c, '.' | '-' | '…') {
            while self.char_at(end) == Some(c) {
                end += c.len_utf8();
            }
            return self.push(start, end, TokenKind::Punctuation);
        }
        let before_letter = self.char_at(end).is_some_and(char::is_alphabetic);
        if matches!(c, '#' | '@') && before_letter || c == '°' && self.run(end) - end == 1 {
            return self.push(start, self.run(end), TokenKind::Symbol);
        }
        if is_apostrophe(c)
            && let Some(length) = self.contraction(start)
            && self.found.last().is_some_and(|token| token.span.end == start)
        {
            return self.push(start, start + length, TokenKind::Word);
        }
        while let Some(next) = self.char_at(end)
            && is_extending(next)
        {
            end += next.len_utf8();
        }
        self.push(
            start,
            end,
            if is_punctuation(c) {
                TokenKind::Punctuation
            } else {
                TokenKind::Symbol
            },
        )
    }
}

/// What a full stop is to the word before it.
enum Stop {
    /// The word goes on behind it.
    Inside,
    /// The word ends with it.
    Last,
    /// It is a token of its own.
    Apart,
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '!' | '"'
            | '\''
            | '('
            | ')'
            | '*'
            | ','
            | '-'
            | '.'
            | '/'
            | ':'
            | ';'
            | '?'
            | '['
            | '\\'
            | ']'
            | '_'
            | '{'
            | '}'
            | '«'
            | '»'
            | '¡'
            | '¿'
            | '·'
            | '…'
            | '•'
            | '‹'
            | '›'
            | '\u{2010}'..='\u{201f}' | '\u{3001}' | '\u{3002}'
    )
}

/// In lower case, with straight apostrophes and hyphens.
fn lower(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if is_apostrophe(c) => found.push('\''),
            c if is_hyphen(c) => found.push('-'),
            c => found.extend(c.to_lowercase()),
        }
    }
    found
}
