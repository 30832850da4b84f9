//! Who answers for each sentence: one fixture a case, and no input that breaks the analysis.

use ascribe::analysis::{Analyzer, Options, Sentence, Status};
use ascribe::language::Language;
use ascribe::text::Format;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// What a fixture expects of one sentence.
struct Expected<'a> {
    status: &'a str,
    rule: &'a str,
    source: &'a str,
    cue: &'a str,
    sentence: &'a str,
}

/// A fixture is `NAME.fr.tsv` or `NAME.en.tsv`: a row a sentence, `status rule source cue sentence`;
/// `-` stands for none, `*` for whatever it is. An empty line ends a paragraph, `#` begins a comment.
fn check(path: &Path) {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let language = if name.ends_with(".fr.tsv") {
        Language::French
    } else {
        Language::English
    };
    let fixture = fs::read_to_string(path).expect("a fixture can be read");
    let mut text = String::new();
    let mut expected = Vec::new();
    for line in fixture.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<_> = line.split('\t').collect();
        if let [status, rule, source, cue, sentence] = cells[..] {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push(' ');
            }
            text.push_str(sentence);
            let sentence = sentence
                .strip_prefix("- ")
                .or(sentence.strip_prefix("> "))
                .unwrap_or(sentence);
            let sentence = sentence.strip_prefix("# ").unwrap_or(sentence);
            expected.push(Expected {
                status,
                rule,
                source,
                cue,
                sentence,
            });
        } else {
            assert!(line.trim().is_empty(), "{name}: not a row of five cells: {line}");
            text.push_str("\n\n");
        }
    }
    let analyzer = Analyzer::new(Options {
        language: Some(language),
        ..Options::default()
    });
    let found = analyzer.analyze(&text, Format::Markdown).sentences;
    let show = |s: &Sentence| format!("{} [{}]", s.span.of(&text), s.rule);
    assert_eq!(
        found.len(),
        expected.len(),
        "{name}: sentences {:#?}",
        found.iter().map(show).collect::<Vec<_>>()
    );
    for (found, expected) in found.iter().zip(&expected) {
        let own = found.span.of(&text);
        assert_eq!(own, expected.sentence, "{name}");
        let status = match found.status {
            Status::None => "none",
            Status::Attributed => "attributed",
            Status::Vague => "vague",
            Status::Unattributed => "unattributed",
        };
        let source = found.source.as_ref().map_or("-", |s| s.text.as_str());
        let cue = found.cue.as_ref().map_or("-", |c| c.text.as_str());
        for (what, wanted, have) in [
            ("status", expected.status, status),
            ("rule", expected.rule, found.rule),
            ("source", expected.source, source),
            ("cue", expected.cue, cue),
        ] {
            assert!(
                wanted == "*" || wanted == have,
                "{name}: {what} is {have:?}, not {wanted:?}: {own}"
            );
        }
    }
}

#[test]
fn every_fixture_is_found_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attribution");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the fixtures are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
        .collect();
    paths.sort();
    assert!(paths.len() > 10, "too few fixtures: {}", paths.len());
    let failed: Vec<_> = paths
        .iter()
        .filter(|path| std::panic::catch_unwind(|| check(path)).is_err())
        .collect();
    assert!(failed.is_empty(), "failed: {failed:#?}");
}

/// Texts made of what the rules look for, in any order.
fn tangled() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "« ",
        " »",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "selon ",
        "d’après ",
        ", ",
        ". ",
        " : ",
        "\n\n",
        "\n",
        "a déclaré ",
        "-t-il ",
        "said ",
        "he ",
        "il ",
        "que ",
        "that ",
        "aurait ",
        "Paris ",
        "Reuters",
        "(",
        ")",
        "[1]",
        "- ",
        "> ",
        "# ",
        "! ",
        "? ",
        "… ",
        "e\u{301}",
        "😀",
        "\u{202e}",
        "it is believed ",
        "according to ",
        "les experts ",
        "\r\n",
        "dit-on ",
        "faire ",
        "savoir ",
        "by ",
        "par ",
        "été ",
        "accusé ",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_analysed_with_spans_that_hold(text in prop_oneof![any::<String>(), tangled()], french in any::<bool>()) {
        let language = if french { Language::French } else { Language::English };
        let analyzer = Analyzer::new(Options {
            language: Some(language),
            ..Options::default()
        });
        for sentence in analyzer.analyze(&text, Format::Markdown).sentences {
            let source = sentence.source.as_ref().and_then(|s| s.span);
            let cue = sentence.cue.as_ref().and_then(|c| c.span);
            for span in [source, cue].into_iter().flatten() {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
            let answered = matches!(sentence.status, Status::Attributed | Status::Vague);
            prop_assert!(answered || (sentence.source.is_none() && sentence.cue.is_none()));
        }
    }
}

#[test]
fn a_house_teaches_verbs_of_saying() {
    let check = |language, verb: &str, text: &str| {
        let mut options = Options {
            language: Some(language),
            ..Options::default()
        };
        let status = |options: &Options| {
            let found = Analyzer::new(options.clone()).analyze(text, Format::Plain);
            found.sentences.first().map(|s| s.status)
        };
        assert_eq!(status(&options), Some(Status::Unattributed), "{text}");
        options.house.saying_verbs = vec![verb.to_owned()];
        assert_eq!(status(&options), Some(Status::Attributed), "{text}");
    };
    check(
        Language::French,
        "gazouiller",
        "La ministre a gazouillé que le budget était voté.",
    );
    check(
        Language::English,
        "bluesky",
        "The minister blueskied that the budget had passed.",
    );
}
