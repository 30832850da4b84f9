use ascribe::language::Language;
use ascribe::text::tokens;

/// Name and marked text of each case.
fn cases(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table
        .lines()
        .filter(|row| !row.starts_with('#'))
        .map(|row| row.split_once('\t').expect(row))
}

fn check_sentences(table: &str, language: Language) {
    for (name, marked) in cases(table) {
        let text = marked.replace('|', "");
        let expected: Vec<_> = marked
            .split('|')
            .map(str::trim)
            .filter(|piece| !piece.is_empty())
            .collect();
        let found: Vec<_> = language
            .segmenter()
            .sentences(&text)
            .iter()
            .map(|span| span.of(&text))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

fn check_tokens(table: &str, language: Language) {
    for (name, marked) in cases(table) {
        let text = marked.replace('·', "");
        let mut found = String::new();
        let mut at = 0;
        for token in tokens(&text, language.token_rules()) {
            let between = &text[at..token.span.start];
            found.push_str(if at > 0 && between.is_empty() {
                "·"
            } else {
                between
            });
            found.push_str(token.span.of(&text));
            at = token.span.end;
        }
        assert_eq!(found, marked, "{name}");
    }
}

#[test]
fn french_sentences_end_where_the_fixtures_say() {
    check_sentences(include_str!("sentences.fr.txt"), Language::French);
}

#[test]
fn english_sentences_end_where_the_fixtures_say() {
    check_sentences(include_str!("sentences.en.txt"), Language::English);
}

#[test]
fn french_words_are_cut_where_the_fixtures_say() {
    check_tokens(include_str!("tokens.fr.txt"), Language::French);
}

#[test]
fn english_words_are_cut_where_the_fixtures_say() {
    check_tokens(include_str!("tokens.en.txt"), Language::English);
}
