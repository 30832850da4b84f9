//! What holds for every text: nothing panics, nothing drifts, no letter is lost.

use ascribe::analysis::{Analyzer, Options};
use ascribe::language::Language;
use ascribe::text::{Encoding, Format, LineIndex, Position, blocks, tokens};
use proptest::prelude::*;

/// Texts made of what breaks offsets and parsers.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("\n\n".to_owned()),
        Just("# ".to_owned()),
        Just("- ".to_owned()),
        Just("> ".to_owned()),
        Just("| a | b |\n|--|--|\n".to_owned()),
        Just("---\n".to_owned()),
        Just("```\n".to_owned()),
        Just("**".to_owned()),
        Just("`".to_owned()),
        Just("[a](b)".to_owned()),
        Just("[^1]".to_owned()),
        Just("[^1]: ".to_owned()),
        Just("[1]".to_owned()),
        Just("&eacute;".to_owned()),
        Just("<b>".to_owned()),
        Just("{{ x }}".to_owned()),
        Just("« ".to_owned()),
        Just(" »".to_owned()),
        Just("\"".to_owned()),
        Just("…".to_owned()),
        Just(". ".to_owned()),
        Just("M. ".to_owned()),
        Just("l’".to_owned()),
        Just("a-t-il ".to_owned()),
        Just("don't ".to_owned()),
        Just("J.-P. ".to_owned()),
        Just("1 500 ".to_owned()),
        Just("https://example.org/é ".to_owned()),
        Just("😀".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\u{200f}".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("İ".to_owned()),
        Just("ß".to_owned()),
        "[a-zA-Zéà]{1,8}",
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Repetitions that take for ever where a mark is answered with a look at the whole text.
#[test]
fn repetitions_of_marks_cost_no_more_than_prose() {
    let pieces = [
        "A.", "a.", "aa.", "a'", "l'", "a-", "-il-", ".)", ". - ", "…-", "\" ", "https://", "www.(", "[",
        "((", "{{", "[a](b)", "> ", "- ", "1.", "**a", "_a", "|", "é’", "M. ", "aa.\n",
    ];
    for piece in pieces {
        let text = piece.repeat(50_000 / piece.len());
        for format in [Format::Plain, Format::Markdown] {
            for block in blocks(&text, format) {
                for language in [Language::French, Language::English] {
                    for span in language.segmenter().sentences(&block.prose) {
                        tokens(span.of(&block.prose), language.token_rules());
                    }
                }
            }
        }
    }
}

fn format() -> impl Strategy<Value = Format> {
    prop_oneof![Just(Format::Plain), Just(Format::Markdown)]
}

proptest! {
    #[test]
    fn prose_is_as_long_as_its_span_and_has_its_line_ends(source in hostile(), format in format()) {
        let mut at = 0;
        for block in blocks(&source, format) {
            prop_assert!(block.span.start >= at && block.span.end > block.span.start);
            at = block.span.end;
            let raw = source.get(block.span.start..block.span.end).expect("a span on character boundaries");
            prop_assert_eq!(block.prose.len(), raw.len());
            for (prose, raw) in block.prose.bytes().zip(raw.bytes()) {
                prop_assert_eq!(matches!(prose, b'\n' | b'\r'), matches!(raw, b'\n' | b'\r'));
            }
            for citation in &block.citations {
                prop_assert!(block.prose.get(citation.span.start..citation.span.end).is_some());
            }
        }
    }

    #[test]
    fn sentences_and_tokens_lose_no_letter(prose in hostile()) {
        for language in [Language::French, Language::English] {
            let mut at = 0;
            let mut covered = 0;
            for span in language.segmenter().sentences(&prose) {
                prop_assert!(span.start >= at && prose.get(span.start..span.end).is_some());
                at = span.end;
                let sentence = span.of(&prose);
                prop_assert!(!sentence.starts_with(char::is_whitespace) && !sentence.ends_with(char::is_whitespace));
                covered += sentence.chars().filter(|c| c.is_alphanumeric()).count();
                let mut end = 0;
                let mut letters = 0;
                for token in tokens(sentence, language.token_rules()) {
                    prop_assert!(token.span.start >= end && token.span.end > token.span.start);
                    end = token.span.end;
                    let text = sentence.get(token.span.start..token.span.end).expect("a token on character boundaries");
                    letters += text.chars().filter(|c| c.is_alphanumeric()).count();
                }
                prop_assert_eq!(letters, sentence.chars().filter(|c| c.is_alphanumeric()).count());
            }
            prop_assert_eq!(covered, prose.chars().filter(|c| c.is_alphanumeric()).count());
        }
    }

    #[test]
    fn positions_agree_with_counting_by_hand(text in hostile(), repeat in 1usize..12) {
        let text = text.repeat(repeat);
        let index = LineIndex::new(&text);
        let (mut line, mut start) = (0, 0);
        for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
            let before = &text[start..at];
            for (encoding, character) in [
                (Encoding::Utf8, before.len()),
                (Encoding::Utf16, before.encode_utf16().count()),
                (Encoding::Utf32, before.chars().count()),
            ] {
                let position = Position { line, character: character as u32 };
                prop_assert_eq!(index.position(&text, at, encoding), position);
                let inside_line_end = c == '\n' && text[..at].ends_with('\r');
                if !inside_line_end {
                    prop_assert_eq!(index.offset(&text, position, encoding), at);
                }
            }
            if c == '\n' || (c == '\r' && !text[at + 1..].starts_with('\n')) {
                line += 1;
                start = at + 1;
            }
        }
        prop_assert_eq!(index.line_count(), line as usize + 1);
        let far = Position { line: line + 7, character: 3 };
        prop_assert_eq!(index.offset(&text, far, Encoding::Utf16), text.len());
    }

    #[test]
    fn an_analyzer_that_has_seen_other_texts_says_the_same(
        texts in prop::collection::vec(hostile(), 1..4),
        format in format(),
    ) {
        let used = Analyzer::new(Options::default());
        for text in &texts {
            used.analyze(text, format);
        }
        for text in texts.iter().rev() {
            prop_assert_eq!(used.analyze(text, format), Analyzer::new(Options::default()).analyze(text, format));
        }
    }
}
