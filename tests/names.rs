//! Names that are spelled in two ways, and names that only look like it; renaming an actor.
//!
//! A fixture is one TOML file below `tests/names`: a draft, perhaps sources, and what is said of its names. See `Fixture`.

use ascribe::analysis::variants::{Rival, variants};
use ascribe::analysis::{ActorKind, Analyzer, House, Options, TaughtActor};
use ascribe::corpus::{Corpus, OpenOptions};
use ascribe::remedies::{Edit, apply, rename};
use ascribe::text::{Format, Span, blocks};
use std::path::Path;

/// One case.
#[derive(serde::Deserialize)]
struct Fixture {
    /// Texts of the corpus, if there is one.
    #[serde(default)]
    sources: Vec<String>,
    /// A person that the house teaches: the name, then its aliases.
    #[serde(default)]
    house: Vec<String>,
    /// The draft, as Markdown.
    before: String,
    /// Each name found, as the draft has it and as it should be, and `draft` or `corpus`.
    #[serde(default)]
    variants: Vec<(String, String, String)>,
    /// Instead: the name under the cursor, by which of its occurrences from 0, and the new one.
    rename: Option<(String, usize, String)>,
    /// The draft with all of it done.
    after: String,
}

fn check(path: &Path) {
    let case = path.display();
    let text = std::fs::read_to_string(path).unwrap();
    let fixture: Fixture = toml::from_str(&text).unwrap_or_else(|e| panic!("{case}: {e}"));
    let house = House {
        actors: fixture
            .house
            .split_first()
            .map(|(name, aliases)| TaughtActor {
                name: name.clone(),
                kind: ActorKind::Person,
                aliases: aliases.to_vec(),
            })
            .into_iter()
            .collect(),
        ..House::default()
    };
    let before = &fixture.before;
    let blocks = blocks(before, Format::Markdown);
    let analyzer = Analyzer::new(Options {
        house: house.clone(),
        ..Options::default()
    });
    let (analysis, _) = analyzer.analyze_blocks(&blocks);
    let edits: Vec<(Span, String)> = match &fixture.rename {
        Some((name, occurrence, new)) => {
            let (start, _) = before
                .match_indices(name.as_str())
                .nth(*occurrence)
                .unwrap_or_else(|| panic!("{case}: no {name}"));
            let at = analysis
                .mentions
                .iter()
                .position(|m| m.span.start <= start && start < m.span.end);
            let at = at.unwrap_or_else(|| panic!("{case}: {name} is no actor"));
            rename(before, &blocks, &analysis, at, new)
                .into_iter()
                .map(|edit| (edit.span, edit.text))
                .collect()
        }
        None => {
            let folder = tempfile::tempdir().unwrap();
            for (at, source) in fixture.sources.iter().enumerate() {
                std::fs::write(folder.path().join(format!("{at}.txt")), source).unwrap();
            }
            let options = OpenOptions {
                in_memory: true,
                ..OpenOptions::default()
            };
            let usage = (!fixture.sources.is_empty())
                .then(|| Corpus::open(folder.path(), &options, &|_| true).unwrap().usage());
            let found = variants(before, &blocks, &analysis, &house, usage.as_ref());
            let said: Vec<_> = found
                .iter()
                .map(|variant| {
                    let rival = match variant.rival {
                        Rival::Draft(_) => "draft",
                        Rival::Corpus { .. } => "corpus",
                    };
                    let own = analysis.mentions[variant.mention].span.of(before);
                    (own.to_owned(), variant.name.clone(), rival.to_owned())
                })
                .collect();
            assert_eq!(said, fixture.variants, "{case}");
            found.into_iter().flat_map(|variant| variant.edits).collect()
        }
    };
    let edits: Vec<_> = edits
        .into_iter()
        .map(|(span, text)| Edit { span, text })
        .collect();
    assert_eq!(apply(before, &edits), fixture.after, "{case}");
}

#[test]
fn every_fixture() {
    let mut cases: Vec<_> = std::fs::read_dir("tests/names")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 20, "the fixtures are gone");
    for case in cases {
        check(&case);
    }
}
