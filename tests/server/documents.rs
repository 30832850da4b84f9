use crate::harness::{Client, Workspace};
use serde_json::{Value, json};

const CLAIM: &str = "Vladimir Poutine a visité Pyongyang en juin 2024.";

fn position(line: u32, character: u32) -> Value {
    json!({"line": line, "character": character})
}

fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    json!({"start": position(from.0, from.1), "end": position(to.0, to.1)})
}

#[tokio::test]
async fn a_draft_that_is_opened_gets_the_diagnostics_of_its_version() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = workspace.uri("draft.md");
    client
        .open(&uri, "markdown", &format!("# Titre\n\n- {CLAIM}\n"))
        .await;
    let mut published = client.diagnostics(&uri).await.0;
    // The rule's name is for people who tune the analysis.
    let rule = published["diagnostics"][0]["data"]["rule"].take();
    assert!(rule.is_string());
    let actor = |from, to, message: &str| {
        json!({"range": range((2, from), (2, to)), "severity": 4, "code": "actor", "source": "ascribe",
               "message": message})
    };
    let expected = json!({
        "uri": uri,
        "version": 1,
        "diagnostics": [
            {"range": range((2, 2), (2, 51)), "severity": 2, "code": "unattributed-claim", "source": "ascribe",
             "message": "Claim without a source", "data": {"rule": null}},
            actor(2, 18, "Vladimir Poutine (person)"),
            actor(28, 37, "Pyongyang (place)"),
        ],
    });
    assert_eq!(published, expected);
    client.finish().await;
}

#[tokio::test]
async fn columns_are_counted_in_the_units_agreed_on() {
    for (encoding, start) in [("utf-8", 14), ("utf-16", 8), ("utf-32", 6)] {
        let workspace = Workspace::new(&[]);
        let capabilities = json!({"general": {"positionEncodings": [encoding]}});
        let mut client = Client::start(&workspace, capabilities, json!({})).await;
        let uri = "untitled:a";
        // An accent, two characters beyond the basic plane, a combining mark.
        client
            .open(uri, "plaintext", &format!("é😀😀e\u{301} {CLAIM}"))
            .await;
        let published = client.diagnostics(uri).await;
        // The claim has an accent of its own before its second actor.
        let second = start + 26 + u64::from(encoding == "utf-8");
        assert_eq!(
            published.places("actor"),
            [(0, start, start + 16), (0, second, second + 9)],
            "{encoding}"
        );
        client.finish().await;
    }
}

#[tokio::test]
async fn an_edit_gets_the_diagnostics_of_its_own_version() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = "untitled:a";
    client.open(uri, "plaintext", CLAIM).await;
    assert_eq!(
        client.diagnostics_of(uri, 1).await.places("actor"),
        [(0, 0, 16), (0, 26, 35)]
    );
    let changes = json!([
        {"range": range((0, 0), (0, 0)), "text": "😀\r\n"},
        {"range": range((1, 26), (1, 35)), "text": "Moscou"},
        {"range": range((1, 9999), (1, 9999)), "text": " Kim Jong-un a salué Paris."},
    ]);
    client.change(uri, 7, changes).await;
    let published = client.diagnostics_of(uri, 7).await;
    assert_eq!(
        published.places("actor"),
        [(1, 0, 16), (1, 26, 32), (1, 47, 58), (1, 67, 72)]
    );
    client.change(uri, 8, json!([{"text": ""}])).await;
    assert_eq!(client.diagnostics_of(uri, 8).await.items(), [] as [Value; 0]);
    client.finish().await;
}

#[tokio::test]
async fn edits_outside_the_text_are_taken_for_its_nearest_place() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = "untitled:a";
    client.open(uri, "plaintext", "😀 Paris").await;
    client.diagnostics_of(uri, 1).await;
    let changes = json!([
        {"range": range((900, 900), (901, 0)), "text": " b"},
        {"range": range((0, 4), (0, 2)), "text": "x"},
        {"range": range((0, 1), (0, 1)), "text": "y"},
    ]);
    client.change(uri, 2, changes).await;
    client.diagnostics_of(uri, 2).await;
    let all = client
        .request("ascribe/findings", json!({"textDocument": {"uri": uri}}))
        .await;
    assert_eq!(all["version"], 2);
    client.finish().await;
}

#[tokio::test]
async fn a_burst_of_edits_ends_with_the_last_version() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = "untitled:a";
    client
        .open(uri, "plaintext", &format!("{CLAIM}\n\n").repeat(50))
        .await;
    for version in 2..=100 {
        let change = json!([{"range": range((0, 0), (0, 0)), "text": "a "}]);
        client.change(uri, version, change).await;
    }
    client.diagnostics_of(uri, 100).await;
    client.silence().await;
    client.finish().await;
}

#[tokio::test]
async fn closing_a_draft_takes_its_diagnostics_away() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = "untitled:a";
    client.open(uri, "plaintext", CLAIM).await;
    client.diagnostics_of(uri, 1).await;
    client
        .notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}))
        .await;
    assert_eq!(
        client.diagnostics(uri).await.0,
        json!({"uri": uri, "diagnostics": []})
    );
    assert_eq!(client.at("textDocument/hover", uri, 0, 3).await, Value::Null);
    client.silence().await;
    client.finish().await;
}

#[tokio::test]
async fn a_draft_that_is_opened_twice_is_as_it_was_last_said() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = "untitled:a";
    client.open(uri, "plaintext", CLAIM).await;
    client.diagnostics_of(uri, 1).await;
    client.open(uri, "plaintext", "Le pape a visité Rome.").await;
    assert_eq!(
        client.diagnostics_of(uri, 1).await.places("actor").last(),
        Some(&(0, 17, 21))
    );
    client.finish().await;
}

#[tokio::test]
async fn diagnostics_are_pulled_with_identities() {
    let workspace = Workspace::new(&[]);
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let mut client = Client::start(&workspace, capabilities, json!({})).await;
    let uri = "untitled:a";
    client.open(uri, "plaintext", CLAIM).await;
    client.diagnostics_of(uri, 1).await;
    let pull = |previous: Value| json!({"textDocument": {"uri": uri}, "previousResultId": previous});
    let first = client.request("textDocument/diagnostic", pull(Value::Null)).await;
    assert_eq!(first["kind"], "full");
    assert_eq!(first["items"].as_array().map(Vec::len), Some(3));
    // From now on nothing is pushed, and what was is taken back.
    assert_eq!(
        client.diagnostics(uri).await.0,
        json!({"uri": uri, "diagnostics": []})
    );
    let again = client
        .request("textDocument/diagnostic", pull(first["resultId"].clone()))
        .await;
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    let all = client
        .request(
            "workspace/diagnostic",
            json!({"previousResultIds": [{"uri": uri, "value": first["resultId"]}]}),
        )
        .await;
    assert_eq!(
        all,
        json!({"items": [{"kind": "unchanged", "uri": uri, "version": 1, "resultId": first["resultId"]}]})
    );
    client.change(uri, 2, json!([{"text": "Bonjour Paris."}])).await;
    let other = client
        .request("textDocument/diagnostic", pull(first["resultId"].clone()))
        .await;
    assert_eq!(other["kind"], "full");
    assert_ne!(other["resultId"], first["resultId"]);
    let all = client
        .request("workspace/diagnostic", json!({"previousResultIds": []}))
        .await;
    assert_eq!(all["items"][0]["kind"], "full");
    assert_eq!(all["items"][0]["version"], 2);
    client.finish().await;
}
