//! What a writer can do about a claim: the draft before, what is offered, the draft after.
//!
//! A fixture is one TOML file below `tests/remedies`: a source document, a claim of the draft, and what one
//! of the remedies makes of the draft. See `Fixture` for its keys.

use ascribe::analysis::{Analyzer, Options, Status};
use ascribe::corpus::{Corpus, OpenOptions};
use ascribe::corroboration::{Differs, Evidence, Origin, Reason, Relation};
use ascribe::language::Language;
use ascribe::remedies::{Claim, Kind, apply, remedies};
use ascribe::text::Format;
use std::path::Path;

/// One case.
#[derive(serde::Deserialize)]
struct Fixture {
    /// Texts of the corpus; a passage is found by its words.
    sources: Vec<Document>,
    /// The draft, as Markdown unless `plain`.
    before: String,
    #[serde(default)]
    plain: bool,
    language: Language,
    /// Words of the claim's sentence.
    claim: String,
    /// The passages that the corpus is said to have for it.
    evidence: Vec<Passage>,
    /// Which remedy: its kind, and which of that kind from 0.
    remedy: String,
    #[serde(default)]
    choice: usize,
    /// Its preview.
    preview: String,
    /// The draft after it.
    after: String,
    /// What the sentence is when checked again; an attribution has to hold.
    #[serde(default)]
    status_after: Option<Status>,
}

#[derive(serde::Deserialize)]
struct Document {
    name: String,
    text: String,
}

#[derive(serde::Deserialize)]
struct Passage {
    words: String,
    origin: Option<String>,
    relation: Relation,
    #[serde(default)]
    differs: Option<(String, String)>,
}

fn check(path: &Path) {
    let fixture: Fixture = toml::from_str(&std::fs::read_to_string(path).unwrap())
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let folder = tempfile::tempdir().unwrap();
    for document in &fixture.sources {
        std::fs::write(folder.path().join(&document.name), &document.text).unwrap();
    }
    let options = OpenOptions {
        in_memory: true,
        ..OpenOptions::default()
    };
    let corpus = Corpus::open(folder.path(), &options, &|_| true).unwrap();
    let evidence: Vec<_> = fixture
        .evidence
        .iter()
        .map(|wanted| Evidence {
            passage: corpus
                .passages()
                .position(|passage| passage.text.contains(&wanted.words))
                .expect("a passage with these words") as u32,
            relation: wanted.relation,
            score: 1.0,
            reasons: wanted
                .differs
                .iter()
                .map(|(draft, source)| Reason::Differs {
                    what: Differs::Figure,
                    draft: draft.clone(),
                    source: source.clone(),
                })
                .collect(),
            origin: wanted.origin.clone().map(|name| Origin { name, reported: true }),
            coverage: Vec::new(),
            covers: Vec::new(),
            independent: 0,
            dependence: None,
        })
        .collect();

    let format = if fixture.plain {
        Format::Plain
    } else {
        Format::Markdown
    };
    let analyzer = Analyzer::new(Options {
        language: Some(fixture.language),
        ..Options::default()
    });
    let analysis = analyzer.analyze(&fixture.before, format);
    let sentence = analysis
        .sentences
        .iter()
        .find(|sentence| sentence.span.of(&fixture.before).contains(&fixture.claim))
        .expect("a sentence with the claim's words");
    let claim = Claim {
        text: &fixture.before,
        format,
        analysis: &analysis,
        sentence,
    };
    let offered = remedies(&claim, &corpus, &evidence);
    let kind = match fixture.remedy.as_str() {
        "attribute" => Kind::Attribute,
        "cite" => Kind::Cite,
        "quote" => Kind::Quote,
        "correct" => Kind::Correct,
        other => panic!("{}: no remedy {other}", path.display()),
    };
    let of_kind: Vec<_> = offered.iter().filter(|remedy| remedy.kind == kind).collect();
    let chosen = of_kind
        .get(fixture.choice)
        .unwrap_or_else(|| panic!("{}: only {of_kind:#?}", path.display()));
    assert_eq!(chosen.preview, fixture.preview, "preview of {}", path.display());
    let after = apply(&fixture.before, &chosen.edits);
    assert_eq!(after, fixture.after, "{}", path.display());

    if let Some(status) = fixture.status_after {
        let again = analyzer.analyze(&after, format);
        // The sentence is where it was: what stands before it did not change.
        let sentence = again
            .sentences
            .iter()
            .find(|again| again.span.end > sentence.span.start)
            .expect("a sentence");
        assert_eq!(
            sentence.status,
            status,
            "checked again, {}: {}",
            path.display(),
            sentence.span.of(&after)
        );
    }
}

#[test]
fn every_fixture() {
    let mut cases: Vec<_> = std::fs::read_dir("tests/remedies")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 10, "the fixtures are gone");
    for case in cases {
        check(&case);
    }
}
