//! Actions that keep a decision of the writer's: the draft before, what is chosen, the draft and the file after; and
//! back again. One fixture a case, in `tests/decisions`.

use crate::harness::{Client, Published, Workspace};
use serde_json::{Value, json};
use std::path::Path;

/// One case.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    locale: String,
    /// The client's name of the format.
    #[serde(default = "markdown")]
    format: String,
    draft: String,
    /// Words of the draft: the cursor stands at their start.
    at: String,
    /// Whether they are selected.
    #[serde(default)]
    selected: bool,
    /// Codes of the findings, without those of names, in order.
    before: Vec<String>,
    /// The title of the action that is chosen.
    action: String,
    after: Vec<String>,
    /// The draft after it, where it changes that.
    #[serde(default)]
    draft_after: Option<String>,
    /// The file that it writes, as it was and as it is then.
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    file_before: Option<String>,
    #[serde(default)]
    file_after: Option<String>,
    /// Names that are marked after it, with their kinds.
    #[serde(default)]
    names_after: Option<Vec<String>>,
    /// The title of the action that takes it back, at the same place; all is then as it was.
    #[serde(default)]
    back: Option<String>,
}

fn markdown() -> String {
    "markdown".to_owned()
}

/// Zero-based line, and character in UTF-16.
fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = position["character"].as_u64().unwrap();
    let rest = &text[start..];
    let end = rest.char_indices().find(|(_, c)| {
        let done = units == 0;
        units = units.saturating_sub(c.len_utf16() as u64);
        done
    });
    start + end.map_or(rest.len(), |(at, _)| at)
}

fn apply(text: &str, edits: &[Value]) -> String {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(text, &edit["range"]["start"])));
    let mut text = text.to_owned();
    for edit in edits {
        let (from, to) = (
            offset(&text, &edit["range"]["start"]),
            offset(&text, &edit["range"]["end"]),
        );
        text.replace_range(from..to, edit["newText"].as_str().unwrap());
    }
    text
}

fn codes(published: &Published) -> Vec<String> {
    let items = published.items();
    let codes = items.iter().map(|item| item["code"].as_str().unwrap().to_owned());
    codes.filter(|code| code != "actor").collect()
}

fn names(published: &Published) -> Vec<String> {
    let items = published.with("actor");
    items
        .iter()
        .map(|item| item["message"].as_str().unwrap().to_owned())
        .collect()
}

/// A client that watches files for the server, so that nothing comes unasked for.
pub async fn watching(workspace: &Workspace, locale: &str, more: Value) -> Client {
    let mut capabilities = json!({"workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
    }});
    if let Value::Object(more) = more {
        for (key, value) in more {
            capabilities["workspace"][key] = value;
        }
    }
    let mut client = Client::start(workspace, capabilities, json!({"locale": locale})).await;
    client
        .expect_request("client/registerCapability", Value::Null)
        .await;
    client
}

/// Asks for the actions at a range; gives the titles and the one that is wanted.
async fn action(client: &mut Client, uri: &str, range: &Value, title: &str) -> Value {
    let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
    let offered = client.request("textDocument/codeAction", params).await;
    let offered = offered
        .as_array()
        .unwrap_or_else(|| panic!("no actions: {offered}"));
    let titles: Vec<_> = offered.iter().map(|action| &action["title"]).collect();
    let found: Vec<_> = offered.iter().filter(|action| action["title"] == title).collect();
    assert_eq!(found.len(), 1, "{title:?} among {titles:#?}");
    found[0].clone()
}

/// Runs an action; gives the draft and its diagnostics after it.
async fn run(
    client: &mut Client,
    workspace: &Workspace,
    uri: &str,
    draft: &str,
    version: i64,
    action: &Value,
) -> (String, Published) {
    if let Some(edits) = action["edit"]["changes"][uri].as_array() {
        let draft = apply(draft, edits);
        client.change(uri, version, json!([{"text": draft}])).await;
        let published = client.diagnostics_of(uri, version).await;
        return (draft, published);
    }
    let command = &action["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    assert_eq!(
        client.request("workspace/executeCommand", params).await,
        Value::Null
    );
    let name = command["command"].as_str().unwrap();
    if matches!(name, "ascribe.teach" | "ascribe.forget") {
        let problems = client.diagnostics(&workspace.uri("ascribe.toml")).await;
        assert_eq!(problems.items(), [] as [Value; 0]);
    }
    (draft.to_owned(), client.diagnostics(uri).await)
}

async fn check(path: &Path) {
    let name = path.display();
    let fixture: Fixture = toml::from_str(&std::fs::read_to_string(path).unwrap())
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let workspace = Workspace::new(&[]);
    let file = fixture.file.as_deref().unwrap_or("ascribe.toml");
    if let Some(before) = &fixture.file_before {
        workspace.write(file, before);
    }
    let read = || std::fs::read_to_string(workspace.path(file)).ok();
    let mut client = watching(&workspace, &fixture.locale, Value::Null).await;
    let draft_name = match &*fixture.format {
        "markdown" => "articles/brouillon.md",
        _ => "articles/brouillon.txt",
    };
    workspace.write(draft_name, &fixture.draft);
    let uri = workspace.uri(draft_name);
    client.open(&uri, &fixture.format, &fixture.draft).await;
    if file == "ascribe.toml" && fixture.file_before.is_some() {
        client.diagnostics(&workspace.uri(file)).await;
    }
    let first = client.diagnostics_of(&uri, 1).await;
    assert_eq!(codes(&first), fixture.before, "{name}, before: {first:?}");
    let at = fixture
        .draft
        .find(&fixture.at)
        .unwrap_or_else(|| panic!("{name}: no {:?}", fixture.at));
    let end = if fixture.selected {
        at + fixture.at.len()
    } else {
        at
    };
    let range = json!({"start": position(&fixture.draft, at), "end": position(&fixture.draft, end)});

    let chosen = action(&mut client, &uri, &range, &fixture.action).await;
    let (draft, after) = run(&mut client, &workspace, &uri, &fixture.draft, 2, &chosen).await;
    assert_eq!(codes(&after), fixture.after, "{name}, after: {after:?}");
    assert_eq!(
        &draft,
        fixture.draft_after.as_ref().unwrap_or(&fixture.draft),
        "{name}"
    );
    if let Some(wanted) = &fixture.file_after {
        assert_eq!(read().as_deref(), Some(&**wanted), "{name}");
    }
    if let Some(wanted) = &fixture.names_after {
        assert_eq!(&names(&after), wanted, "{name}");
    }
    if let Some(back) = &fixture.back {
        let at = draft.find(&fixture.at).unwrap();
        let end = if fixture.selected {
            at + fixture.at.len()
        } else {
            at
        };
        let range = json!({"start": position(&draft, at), "end": position(&draft, end)});
        let chosen = action(&mut client, &uri, &range, back).await;
        let (draft, last) = run(&mut client, &workspace, &uri, &draft, 3, &chosen).await;
        assert_eq!(codes(&last), fixture.before, "{name}, taken back");
        assert_eq!(names(&last), names(&first), "{name}, taken back");
        assert_eq!(draft, fixture.draft, "{name}, taken back");
    }
    client.finish().await;
}

#[tokio::test]
async fn every_fixture() {
    let mut cases: Vec<_> = std::fs::read_dir("tests/decisions")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 10, "the fixtures are gone");
    let mut failed = Vec::new();
    for case in cases {
        let name = case.display().to_string();
        if tokio::spawn(async move { check(&case).await }).await.is_err() {
            failed.push(name);
        }
    }
    assert_eq!(failed, [""; 0], "what is wrong with each stands above");
}

const CLAIM: &str = "La Russie a envahi l'Ukraine en février 2022.\n";

async fn execute(client: &mut Client, command: &str, argument: Value) -> Value {
    let params = json!({"command": command, "arguments": [argument]});
    client.request("workspace/executeCommand", params).await
}

#[tokio::test]
async fn a_damaged_file_is_said_in_one_line_and_stays() {
    let damaged = "[[claims]]\ntext = \"A.\"\n<<<<<<< HEAD\n";
    let workspace = Workspace::new(&[(".ascribe/dismissed.toml", damaged)]);
    let mut client = watching(&workspace, "fr", Value::Null).await;
    let uri = workspace.uri("d.md");
    client.open(&uri, "markdown", CLAIM).await;
    let file = workspace.uri(".ascribe/dismissed.toml");
    let problems = client.diagnostics(&file).await.items();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["range"]["start"]["line"], 2);
    client.expect("window/logMessage").await;
    assert_eq!(
        codes(&client.diagnostics_of(&uri, 1).await),
        ["unattributed-claim"]
    );
    let argument = json!({"uri": uri, "claim": CLAIM});
    assert_eq!(
        execute(&mut client, "ascribe.dismiss", argument).await,
        Value::Null
    );
    let said = client.expect("window/showMessage").await;
    let said = said["message"].as_str().unwrap();
    assert!(
        said.contains("dismissed.toml:3") && !said.contains('\n'),
        "{said}"
    );
    let now = std::fs::read_to_string(workspace.path(".ascribe/dismissed.toml")).unwrap();
    assert_eq!(now, damaged);
    client.finish().await;
}

#[tokio::test]
async fn where_nothing_can_be_written_one_message_says_so() {
    // A file where the folder should be: even who may write anything cannot write there.
    let workspace = Workspace::new(&[(".ascribe", "")]);
    let mut client = watching(&workspace, "en", Value::Null).await;
    let uri = workspace.uri("d.md");
    client.open(&uri, "markdown", CLAIM).await;
    client.diagnostics_of(&uri, 1).await;
    let argument = json!({"uri": uri, "claim": CLAIM});
    assert_eq!(
        execute(&mut client, "ascribe.dismiss", argument).await,
        Value::Null
    );
    let said = client.expect("window/showMessage").await;
    assert_eq!(said["type"], 1);
    let said = said["message"].as_str().unwrap();
    assert!(
        said.contains("cannot be written") && !said.contains('\n'),
        "{said}"
    );
    for wrong in [
        json!({}),
        json!({"uri": uri}),
        json!("x"),
        json!({"uri": uri, "claim": " "}),
    ] {
        for command in [
            "ascribe.dismiss",
            "ascribe.restore",
            "ascribe.teach",
            "ascribe.forget",
        ] {
            let answer = execute(&mut client, command, wrong.clone()).await;
            assert_eq!(answer["error"]["code"], -32602, "{command} {wrong}");
        }
    }
    client.finish().await;
}

#[tokio::test]
async fn two_servers_lose_no_entry() {
    let workspace = Workspace::new(&[]);
    let uri = workspace.uri("d.md");
    let (mut one, mut two) = (
        watching(&workspace, "fr", Value::Null).await,
        watching(&workspace, "fr", Value::Null).await,
    );
    let mut asked = Vec::new();
    for number in 0..20 {
        let params = json!({"command": "ascribe.dismiss",
            "arguments": [{"uri": uri, "claim": format!("L'usine a produit {number} chars en mai.")}]});
        asked.push((
            one.ask("workspace/executeCommand", params.clone()).await,
            two.ask(
                "workspace/executeCommand",
                json!({"command": "ascribe.dismiss",
                "arguments": [{"uri": uri, "claim": format!("Le port a reçu {number} navires en mai.")}]}),
            )
            .await,
        ));
    }
    for (first, second) in asked {
        assert_eq!(one.answer(json!(first)).await["result"], Value::Null);
        assert_eq!(two.answer(json!(second)).await["result"], Value::Null);
    }
    let file = std::fs::read_to_string(workspace.path(".ascribe/dismissed.toml")).unwrap();
    assert_eq!(file.matches("[[claims]]").count(), 40, "{file}");
    let texts: Vec<_> = file.lines().filter(|line| line.starts_with("text = ")).collect();
    assert_eq!(texts.len(), 40);
    assert!(
        texts[..20].iter().all(|text| text.contains("usine")),
        "sorted: {texts:#?}"
    );
    one.finish().await;
    two.finish().await;
}

#[tokio::test]
async fn another_program_s_dismissal_holds_once_the_client_tells_of_it() {
    let workspace = Workspace::new(&[]);
    let mut client = watching(&workspace, "fr", Value::Null).await;
    let uri = workspace.uri("d.md");
    client.open(&uri, "markdown", CLAIM).await;
    assert_eq!(
        codes(&client.diagnostics_of(&uri, 1).await),
        ["unattributed-claim"]
    );
    workspace.write(
        ".ascribe/dismissed.toml",
        "[[claims]]\ntext = \"la russie a envahi l’Ukraine en février 2022\"\n",
    );
    let changes = json!({"changes": [{"uri": workspace.uri(".ascribe/dismissed.toml"), "type": 1}]});
    client.notify("workspace/didChangeWatchedFiles", changes).await;
    assert_eq!(codes(&client.diagnostics_of(&uri, 1).await), [] as [&str; 0]);
    client.finish().await;
}

/// A settings file that is open in the editor is changed there, with what is not saved in it.
#[tokio::test]
async fn what_is_unsaved_in_the_settings_file_is_not_lost() {
    let saved = "# Saved.\n";
    let workspace = Workspace::new(&[("ascribe.toml", saved)]);
    let mut client = watching(&workspace, "fr", json!({"applyEdit": true})).await;
    let (uri, settings) = (workspace.uri("d.md"), workspace.uri("ascribe.toml"));
    client
        .open(
            &uri,
            "markdown",
            "Selon des observateurs, le commerce a doublé.\n",
        )
        .await;
    client.diagnostics(&settings).await;
    assert_eq!(
        codes(&client.diagnostics_of(&uri, 1).await),
        ["vague-attribution"]
    );
    let unsaved = "# Saved.\n# Été, not saved.\nnot-actors = [\"Moscou\"]\n";
    client.open(&settings, "toml", unsaved).await;
    client.diagnostics(&settings).await;
    client.diagnostics(&uri).await;
    let argument = json!({"uri": uri, "acceptedSource": "des observateurs"});
    assert_eq!(execute(&mut client, "ascribe.teach", argument).await, Value::Null);
    let edit = client
        .expect_request("workspace/applyEdit", json!({"applied": true}))
        .await;
    let edits = edit["edit"]["changes"][&settings].as_array().unwrap().clone();
    let text = apply(unsaved, &edits);
    assert_eq!(
        text,
        format!("{unsaved}accepted-sources = [\"des observateurs\"]\n")
    );
    assert_eq!(
        std::fs::read_to_string(workspace.path("ascribe.toml")).unwrap(),
        saved
    );
    // What the editor then says of its text holds before it is saved.
    client.change(&settings, 2, json!([{"text": text}])).await;
    client.diagnostics(&settings).await;
    assert_eq!(codes(&client.diagnostics(&uri).await), [] as [&str; 0]);
    // A mistake in it is shown there and then.
    client
        .change(&settings, 3, json!([{"text": "not-actrs = []\n"}]))
        .await;
    assert_eq!(client.diagnostics(&settings).await.items().len(), 1);
    assert_eq!(codes(&client.diagnostics(&uri).await), ["vague-attribution"]);
    client
        .notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": settings}}),
        )
        .await;
    assert_eq!(client.diagnostics(&settings).await.items(), [] as [Value; 0]);
    client.diagnostics(&uri).await;
    // A client that takes no edits has its file written.
    client.finish().await;
    let mut client = watching(&workspace, "fr", Value::Null).await;
    client.open(&settings, "toml", saved).await;
    let argument = json!({"uri": uri, "acceptedSource": "des observateurs"});
    assert_eq!(execute(&mut client, "ascribe.teach", argument).await, Value::Null);
    assert_eq!(
        std::fs::read_to_string(workspace.path("ascribe.toml")).unwrap(),
        format!("{saved}accepted-sources = [\"des observateurs\"]\n")
    );
    client.diagnostics(&settings).await;
    client.finish().await;
}
