use ascribe::analysis::{Analyzer, Options};
use ascribe::language::Language;
use ascribe::text::{Format, blocks};

/// The language of each block, `fr` or `en`.
fn languages(source: &str, options: Options) -> Vec<&'static str> {
    let blocks = blocks(source, Format::Plain);
    let (_, paragraphs) = Analyzer::new(options).analyze_blocks(&blocks);
    paragraphs
        .iter()
        .map(|paragraph| paragraph.language.code())
        .collect()
}

#[test]
fn each_block_has_its_own_language() {
    let source = "Morel est arrivé hier soir à la gare.\n\nReed has left the country for the summer.\n\nLe train de nuit était en retard.\n";
    assert_eq!(languages(source, Options::default()), ["fr", "en", "fr"]);
}

#[test]
fn names_alone_are_in_their_neighbours_language() {
    let source = "Anna Reed, Yonhap\n\nReed has left the country for the summer.\n\nMorel – Vladivostok\n";
    assert_eq!(languages(source, Options::default()), ["en", "en", "en"]);
}

#[test]
fn a_foreign_title_does_not_change_the_language() {
    let source = "Le train de nuit était en retard de deux heures.\n\nThe Hindu\n\nMorel est arrivé hier soir à la gare.\n";
    assert_eq!(languages(source, Options::default()), ["fr", "fr", "fr"]);
}

#[test]
fn a_setting_beats_what_the_text_looks_like() {
    let options = Options {
        language: Some(Language::English),
        ..Options::default()
    };
    assert_eq!(languages("Le train de nuit était en retard.", options), ["en"]);
}
