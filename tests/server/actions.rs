//! Code actions through the protocol: a fixture is one TOML file below `tests/server/actions`, the draft before, the title of
//! an action, the draft after.

use crate::harness::{Client, Workspace};
use ascribe::text::{Encoding, LineIndex, Position};
use serde_json::{Value, json};
use std::path::Path;

#[derive(serde::Deserialize)]
struct Fixture {
    /// Of the titles.
    locale: String,
    /// Texts of the corpus, if there is one.
    #[serde(default)]
    sources: Vec<String>,
    /// Words of the draft at whose start the cursor stands.
    at: String,
    /// Kinds of action that the client asks for.
    only: Option<Vec<String>>,
    /// Of the action.
    title: String,
    before: String,
    after: String,
}

async fn check(path: &Path) {
    let case = path.display().to_string();
    let text = std::fs::read_to_string(path).expect("a fixture");
    let fixture: Fixture = toml::from_str(&text).unwrap_or_else(|e| panic!("{case}: {e}"));
    let sources: Vec<_> = fixture
        .sources
        .iter()
        .enumerate()
        .map(|(at, text)| (format!("seeds/{at}.txt"), text))
        .collect();
    let files: Vec<_> = sources
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let workspace = Workspace::new(&files);
    let mut client = Client::start(&workspace, json!({}), json!({"locale": fixture.locale})).await;
    let uri = workspace.uri("d.md");
    client.open(&uri, "markdown", &fixture.before).await;
    client.diagnostics_of(&uri, 1).await;
    let lines = LineIndex::new(&fixture.before);
    let at = fixture
        .before
        .find(&fixture.at)
        .unwrap_or_else(|| panic!("{case}: no {}", fixture.at));
    let place = lines.position(&fixture.before, at, Encoding::Utf16);
    let place = json!({"line": place.line, "character": place.character});
    let mut context = json!({"diagnostics": []});
    if let Some(only) = &fixture.only {
        context["only"] = json!(only);
    }
    let mut titles = Vec::new();
    // The sources are read in the background.
    for _ in 0..200 {
        let actions = client
            .request(
                "textDocument/codeAction",
                json!({"textDocument": {"uri": uri}, "range": {"start": place, "end": place}, "context": context}),
            )
            .await;
        let all = actions.as_array().expect("a list");
        if let Some(action) = all.iter().find(|action| action["title"] == *fixture.title) {
            let after = applied(&fixture.before, &action["edit"]["changes"][&uri]);
            assert_eq!(after, fixture.after, "{case}");
            if !fixture.sources.is_empty() {
                client.settle(&uri).await;
            }
            client.finish().await;
            return;
        }
        assert!(!fixture.sources.is_empty(), "{case}: only {all:#?}");
        titles = all.iter().map(|action| action["title"].clone()).collect();
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{case}: the action never came, only {titles:?}");
}

/// The text after the edits of an action, which count in UTF-16.
pub fn applied(text: &str, edits: &Value) -> String {
    let lines = LineIndex::new(text);
    let offset = |place: &Value| {
        let number =
            |name: &str| u32::try_from(place[name].as_u64().expect("a number")).expect("a small one");
        let position = Position {
            line: number("line"),
            character: number("character"),
        };
        lines.offset(text, position, Encoding::Utf16)
    };
    let mut edits: Vec<_> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (
                offset(&range["start"])..offset(&range["end"]),
                edit["newText"].as_str().expect("a text"),
            )
        })
        .collect();
    // From the end on; of two at one place the first stands first, as LSP 3.17 has it.
    edits.sort_by_key(|(range, _)| range.start);
    let mut after = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        after.replace_range(range, new);
    }
    after
}

#[tokio::test]
async fn every_fixture() {
    let mut cases: Vec<_> = std::fs::read_dir("tests/server/actions")
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 5, "the fixtures are gone");
    for case in cases {
        check(&case).await;
    }
}
