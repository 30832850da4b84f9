use crate::language::Language;
use crate::language::news::{Class, fold, lexicon};
use crate::text::{Span, TokenKind, tokens};

/// The smallest part of a sentence that a lexicon has a word for: tokens, cut at apostrophes and hyphens.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Bytes of the sentence.
    pub span: Span,
    /// Folded.
    pub text: String,
    /// In lower case, with its accents.
    pub lower: String,
    pub kind: TokenKind,
    pub class: Option<Class>,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it stands inside quotation marks.
    pub quoted: bool,
    /// Whether nothing stands between it and the piece before.
    pub glued: bool,
}

impl Piece {
    /// Whether a clause may end here.
    pub fn breaks(&self) -> bool {
        self.kind == TokenKind::Punctuation
            && self
                .text
                .chars()
                .all(|c| matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '–' | '—' | '-'))
    }

    fn new(sentence: &str, span: Span, kind: TokenKind, language: Language, quoted: bool) -> Self {
        let raw = span.of(sentence);
        let text = fold(raw);
        Self {
            span,
            class: lexicon().class(&text, language),
            lower: raw.to_lowercase(),
            capital: raw.starts_with(char::is_uppercase),
            text,
            kind,
            quoted,
            glued: false,
        }
    }
}

/// The pieces of a sentence, in order.
pub(super) fn pieces(sentence: &str, language: Language) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut quoted = false;
    for token in tokens(sentence, language.token_rules()) {
        let raw = token.span.of(sentence);
        match raw {
            "«" | "“" => quoted = true,
            "»" | "”" => quoted = false,
            "\"" => quoted = !quoted,
            _ => {}
        }
        if token.kind != TokenKind::Word {
            found.push(Piece::new(sentence, token.span, token.kind, language, quoted));
            continue;
        }
        let folded = fold(raw);
        if language == Language::English && (folded.ends_with("n't") || folded == "cannot") && folded != "n't"
        {
            let mut piece = Piece::new(sentence, token.span, TokenKind::Word, language, quoted);
            piece.text = "not".to_owned();
            piece.lower = "not".to_owned();
            piece.class = Some(Class::Negation);
            found.push(piece);
            continue;
        }
        if folded == "n't" {
            let piece = Piece::new(sentence, token.span, TokenKind::Word, language, quoted);
            found.push(Piece {
                class: Some(Class::Negation),
                ..piece
            });
            continue;
        }
        let mut start = token.span.start;
        let end_of = |from: usize| {
            sentence[from..token.span.end]
                .find(['\'', '’', '-', '‑'])
                .map_or(token.span.end, |i| from + i)
        };
        let mut glued = false;
        while start < token.span.end {
            let end = end_of(start);
            if end > start {
                let span = Span::new(start, end);
                let mut piece = Piece::new(sentence, span, TokenKind::Word, language, quoted);
                piece.glued = glued;
                // A possessive 's and other single letters say nothing.
                if !(glued && piece.text == "s" && language == Language::English) {
                    found.push(piece);
                }
            }
            glued = true;
            start = end + sentence[end..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}
