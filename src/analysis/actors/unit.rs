//! The smallest pieces of which names are made: tokens cut at hyphens and elisions.

use crate::analysis::LocalSentence;
use crate::language::Language;
use crate::language::actor_words::{self, word};
use crate::language::fold::fold;
use crate::language::names::{self, Name, class};
use crate::text::{Span, Token, TokenKind};

/// How a unit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// `ministère`.
    Lower,
    /// `Paris`.
    Initial,
    /// `ONU`, `U.S.`.
    Upper,
    /// `A` or `J.`.
    Letter,
    /// `iPhone`, `McCain`.
    Mixed,
    /// `35e`, `2022`.
    Digit,
    /// A hyphen without blanks around it.
    Hyphen,
    /// Any other mark.
    Mark,
}

/// One piece of a name or of the text around it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Bytes of the block's prose.
    pub span: Span,
    /// Index of the token it is cut from.
    pub token: usize,
    /// How it is written.
    pub shape: Shape,
    /// What the lexicon says of it alone; nothing for words in lower case that are no people's names.
    pub name: Name,
    /// Bits of [`word`].
    pub words: u32,
    /// Whether it is the first word of its sentence, or follows a quotation mark, colon or bullet.
    pub initial: bool,
    /// Whether it is an ordinary word of the language.
    pub ordinary: bool,
    /// The unit touches the one before, without a blank.
    pub joined: bool,
}

impl Unit {
    /// Whether it begins with a capital.
    pub fn capital(&self) -> bool {
        matches!(
            self.shape,
            Shape::Initial | Shape::Upper | Shape::Letter | Shape::Mixed
        )
    }

    /// Whether one of `words` describes it.
    pub fn has(&self, words: u32) -> bool {
        self.words & words != 0
    }
}

/// All units of a block, and where its sentences begin and end among them.
pub struct Units {
    /// In order.
    pub all: Vec<Unit>,
    /// First unit and the unit after the last, of each sentence.
    pub sentences: Vec<(usize, usize)>,
}

fn shape(text: &str) -> Shape {
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return if text.chars().any(|c| c.is_ascii_digit()) {
            Shape::Digit
        } else {
            Shape::Mark
        };
    };
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Shape::Digit;
    }
    let (mut count, mut upper) = (1, usize::from(first.is_uppercase()));
    let mut second_lower = true;
    for (at, c) in letters.enumerate() {
        count += 1;
        upper += usize::from(c.is_uppercase());
        if at == 0 {
            second_lower = c.is_lowercase();
        }
    }
    match (first.is_uppercase(), upper, count) {
        (true, 1, 1) => Shape::Letter,
        (true, upper, count) if upper == count => Shape::Upper,
        (true, 1, _) => Shape::Initial,
        (false, 0, _) => Shape::Lower,
        _ if second_lower && !first.is_uppercase() && upper == 0 => Shape::Lower,
        _ => Shape::Mixed,
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// The pieces of one word: cut around hyphens, after an elision, before an English clitic.
fn cut(text: &str, start: usize, language: Language, mut piece: impl FnMut(Span)) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_hyphen(c) && text.len() > 1 {
            if from < at {
                piece(Span::new(start + from, start + at));
            }
            piece(Span::new(start + at, start + end));
            from = end;
        } else if is_apostrophe(c) && at > from && end < text.len() {
            let before = text.get(from..at).unwrap_or("").to_lowercase();
            if actor_words::classes(&before, language) & word::ELISION != 0 {
                piece(Span::new(start + from, start + end));
                from = end;
            } else if actor_words::classes(text.get(at..).unwrap_or(""), language) & word::CLITIC != 0 {
                piece(Span::new(start + from, start + at));
                from = at;
            }
        }
    }
    if from < text.len() {
        piece(Span::new(start + from, start + text.len()));
    }
}

impl Units {
    /// Cuts a block's tokens and looks every unit up.
    pub fn new(prose: &str, language: Language, tokens: &[Token], sentences: &[LocalSentence]) -> Self {
        let mut all: Vec<Unit> = Vec::with_capacity(tokens.len() + tokens.len() / 8);
        let mut starts = sentences.iter().map(|s| s.span.start).peekable();
        let mut initial = true;
        let mut lower = String::new();
        for (at, token) in tokens.iter().enumerate() {
            while starts.next_if(|&start| start <= token.span.start).is_some() {
                initial = true;
            }
            let text = token.span.of(prose);
            let mut add = |span: Span| {
                let text = span.of(prose);
                let joined = all
                    .last()
                    .is_some_and(|before: &Unit| before.span.end == span.start);
                let hyphen = text.chars().all(is_hyphen);
                let mut shape = if hyphen { Shape::Hyphen } else { shape(text) };
                lower.clear();
                lower.extend(
                    text.chars()
                        .flat_map(char::to_lowercase)
                        .map(|c| if is_apostrophe(c) { '\'' } else { c }),
                );
                let words = actor_words::classes(
                    lower
                        .strip_suffix('\'')
                        .filter(|_| shape != Shape::Mark)
                        .unwrap_or(&lower),
                    language,
                ) | actor_words::classes(&lower, language);
                if shape == Shape::Letter && words & word::ELISION != 0 && text.ends_with(is_apostrophe) {
                    shape = Shape::Lower;
                }
                let capital = matches!(
                    shape,
                    Shape::Initial | Shape::Upper | Shape::Letter | Shape::Mixed
                );
                let mut name = Name::default();
                let mut ordinary = false;
                if capital {
                    name = names::look_up(text);
                    ordinary = words & word::FUNCTION_WORD != 0 || names::is_ordinary(&fold(text), language);
                } else if shape == Shape::Lower && text.len() > 3 {
                    let found = names::look_up(text);
                    if found.is(class::PEOPLE) {
                        name = found;
                    }
                }
                all.push(Unit {
                    span,
                    token: at,
                    shape,
                    name,
                    words,
                    initial: initial && shape != Shape::Mark && shape != Shape::Hyphen,
                    ordinary,
                    joined,
                });
                if shape != Shape::Mark && shape != Shape::Hyphen {
                    // After an elision too: in `L'Académie` the article has the sentence's capital.
                    initial = false;
                } else if shape == Shape::Mark {
                    initial |= text.starts_with(['"', '«', '“', ':', '•', '—', '–', '[', '|', '*', '‘']);
                }
            };
            if token.kind == TokenKind::Word
                || token.kind == TokenKind::Symbol && text.chars().any(char::is_alphabetic)
            {
                cut(text, token.span.start, language, add);
            } else {
                add(token.span);
            }
        }
        let sentences = sentences
            .iter()
            .map(|s| {
                (
                    all.partition_point(|u| u.span.start < s.span.start),
                    all.partition_point(|u| u.span.start < s.span.end),
                )
            })
            .collect();
        Self { all, sentences }
    }
}
