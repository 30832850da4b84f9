//! Which names of a text are actors, of which kind, and which name the same one.

use ascribe::analysis::{ActorKind, Analysis, Analyzer, Options};
use ascribe::language::Language;
use ascribe::text::Format;

fn analyze(language: Language, text: &str) -> Analysis {
    let options = Options {
        language: Some(language),
        ..Options::default()
    };
    Analyzer::new(options).analyze(text, Format::Plain)
}

/// The text with its mentions marked as the annotation guide marks them.
fn marked(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mention in &analysis.mentions {
        let kind = match mention.kind {
            ActorKind::Person => 'P',
            ActorKind::Organisation => 'O',
            ActorKind::Place => 'G',
            ActorKind::Group => 'N',
        };
        out.push_str(&text[at..mention.span.start]);
        out.push_str(&format!("[{kind}:{}]", mention.span.of(text)));
        at = mention.span.end;
    }
    out.push_str(&text[at..]);
    out
}

fn check_fixtures(language: Language, fixtures: &str) {
    let mut wrong = Vec::new();
    for case in fixtures.split("## ").skip(1) {
        let (name, expected) = case.split_once('\n').expect("a name and a text");
        let expected = expected.trim();
        let mut text = expected.replace(']', "");
        for kind in ["[P:", "[O:", "[G:", "[N:"] {
            text = text.replace(kind, "");
        }
        let found = marked(&text, &analyze(language, &text));
        if found != expected {
            wrong.push(format!("{name}:\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn french_names_by_the_guide() {
    check_fixtures(Language::French, include_str!("actors/fr.marked"));
}

#[test]
fn english_names_by_the_guide() {
    check_fixtures(Language::English, include_str!("actors/en.marked"));
}

/// The keys of all mentions, in order.
fn keys(language: Language, text: &str) -> Vec<String> {
    let analysis = analyze(language, text);
    analysis
        .mentions
        .iter()
        .map(|mention| analysis.actors[mention.actor].key.clone())
        .collect()
}

#[test]
fn a_surname_is_its_full_name() {
    let found = keys(
        Language::French,
        "La maire Camille Arnoux a parlé. Selon Arnoux, tout va bien.",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], found[1]);
}

#[test]
fn keys_are_the_same_in_both_languages() {
    let french = keys(
        Language::French,
        "La Corée du Nord remercie Vladimir Poutine et l'ONU.",
    );
    let english = keys(
        Language::English,
        "North Korea thanked Vladimir Putin and the United Nations.",
    );
    assert_eq!(french, ["KP", "vladimir putin", "united nations"]);
    assert_eq!(french, english);
}

#[test]
fn transliterations_are_one_person() {
    use ascribe::analysis::actors::person_key;
    for [french, english] in [
        ["Sergueï Choïgou", "Sergei Shoigu"],
        ["Evgueni Prigojine", "Yevgeny Prigozhin"],
        ["Igor Morgoulov", "Igor Morgulov"],
        ["Kim Jong-un", "Kim Jong Un"],
    ] {
        assert_eq!(person_key(french), person_key(english));
    }
    assert_ne!(person_key("Igor Morgoulov"), person_key("Igor Morozov"));
}

#[test]
fn seats_and_capitals_know_their_state() {
    let analysis = analyze(Language::French, "Le Kremlin a répondu à Pyongyang.");
    let states: Vec<_> = analysis
        .actors
        .iter()
        .map(|actor| actor.stands_for.as_deref())
        .collect();
    assert_eq!(states, [Some("RU"), Some("KP")]);
}

#[test]
fn no_text_is_too_odd() {
    for text in [
        "",
        "-",
        "'",
        "l'",
        "--- ’’’ - A-",
        "\u{202e}Paris\u{301}",
        "𝒫𝒶𝓇𝒾𝓈 ﬁ Ǆ ß İ",
        "A.-B.-C. D-",
        "« ( [ “",
    ] {
        for language in [Language::French, Language::English] {
            analyze(language, text);
        }
    }
    analyze(Language::French, &"Jean-".repeat(5_000));
    analyze(Language::English, &"Bank of ".repeat(5_000));
}
