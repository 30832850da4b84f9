use crate::harness::{Client, Workspace};
use serde_json::{Value, json};

const DRAFT: &str = "# Visite\n\nVladimir Poutine a visité Pyongyang en 2024.\n\n## Suite\n\nHier, Poutine a salué la Corée du\nNord en juin.\n";
const SOURCE: &str = "Titre de la source\n\nVladimir Poutine a visité Pyongyang en 2024.\n";

/// The draft, open in a client with these capabilities, beside its source.
async fn opened(capabilities: Value) -> (Workspace, Client, String) {
    let workspace = Workspace::new(&[("seeds/a.txt", SOURCE)]);
    let mut client = Client::start(&workspace, capabilities, json!({})).await;
    let uri = workspace.uri("d.md");
    client.open(&uri, "markdown", DRAFT).await;
    client.diagnostics_of(&uri, 1).await;
    client.sources_read(&uri, "visite").await;
    (workspace, client, uri)
}

fn range(from: (u32, u32), to: (u32, u32)) -> Value {
    json!({
        "start": {"line": from.0, "character": from.1},
        "end": {"line": to.0, "character": to.1},
    })
}

#[tokio::test]
async fn the_definition_of_an_actor_is_its_first_mention() {
    let (_workspace, mut client, uri) = opened(json!({})).await;
    let found = client.at("textDocument/definition", &uri, 6, 8).await;
    assert_eq!(found, json!({"uri": uri, "range": range((2, 0), (2, 16))}));
    client.finish().await;
}

#[tokio::test]
async fn the_definition_of_a_claim_is_its_passages() {
    let (workspace, mut client, uri) = opened(json!({})).await;
    let found = client.at("textDocument/definition", &uri, 2, 19).await;
    let passage = json!({"uri": workspace.uri("seeds/a.txt"), "range": range((2, 0), (2, 44))});
    assert_eq!(found, json!([passage]));
    client.finish().await;
}

#[tokio::test]
async fn clients_that_take_links_are_told_what_was_asked_about() {
    let (workspace, mut client, uri) =
        opened(json!({"textDocument": {"definition": {"linkSupport": true}}})).await;
    let found = client.at("textDocument/definition", &uri, 2, 19).await;
    let target = range((2, 0), (2, 44));
    assert_eq!(
        found,
        json!([{
            "originSelectionRange": range((2, 0), (2, 44)),
            "targetUri": workspace.uri("seeds/a.txt"),
            "targetRange": target,
            "targetSelectionRange": target,
        }])
    );
    client.finish().await;
}

#[tokio::test]
async fn references_of_an_actor_are_in_drafts_and_sources() {
    let (workspace, mut client, uri) = opened(json!({})).await;
    let other = "untitled:other";
    client
        .open(other, "plaintext", "Hier, Vladimir Poutine dormait.")
        .await;
    client.diagnostics_of(other, 1).await;
    let found = client.at("textDocument/references", &uri, 6, 8).await;
    let at = |uri: &str, range| json!({"uri": uri, "range": range});
    assert_eq!(
        found,
        json!([
            at(&uri, range((2, 0), (2, 16))),
            at(&uri, range((6, 6), (6, 13))),
            at(other, range((0, 6), (0, 22))),
            at(&workspace.uri("seeds/a.txt"), range((2, 0), (2, 44))),
        ])
    );
    client.finish().await;
}

#[tokio::test]
async fn highlights_are_the_actors_other_mentions() {
    let (_workspace, mut client, uri) = opened(json!({})).await;
    let found = client.at("textDocument/documentHighlight", &uri, 2, 4).await;
    assert_eq!(
        found,
        json!([
            {"range": range((2, 0), (2, 16)), "kind": 1},
            {"range": range((6, 6), (6, 13)), "kind": 1},
        ])
    );
    assert_eq!(
        client.at("textDocument/documentHighlight", &uri, 2, 22).await,
        Value::Null
    );
    client.finish().await;
}

#[tokio::test]
async fn the_outline_is_headings_claims_and_actors() {
    let (_workspace, mut client, uri) =
        opened(json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}}))
            .await;
    let found = client.about("textDocument/documentSymbol", &uri).await;
    fn names(symbols: &Value) -> Value {
        let symbols = symbols.as_array().into_iter().flatten();
        symbols
            .map(|symbol| json!([symbol["name"], names(&symbol["children"])]))
            .collect()
    }
    assert_eq!(
        names(&found),
        json!([[
            "Visite",
            [
                [
                    "Vladimir Poutine a visité Pyongyang en 2024.",
                    [["Vladimir Poutine", []], ["Pyongyang", []]]
                ],
                [
                    "Suite",
                    [[
                        "Hier, Poutine a salué la Corée du Nord en juin.",
                        [["Vladimir Poutine", []], ["Corée du Nord", []]]
                    ]]
                ],
            ]
        ]])
    );
    // A heading reaches as far as what stands below it.
    assert_eq!(found[0]["range"], range((0, 2), (7, 13)));
    assert_eq!(found[0]["selectionRange"], range((0, 2), (0, 8)));
    client.finish().await;
}

#[tokio::test]
async fn clients_without_trees_get_a_flat_outline() {
    let (_workspace, mut client, uri) = opened(json!({})).await;
    let found = client.about("textDocument/documentSymbol", &uri).await;
    let second = &found[1];
    assert_eq!(second["containerName"], "Visite");
    assert_eq!(
        second["location"],
        json!({"uri": uri, "range": range((2, 0), (2, 44))})
    );
    client.finish().await;
}

#[tokio::test]
async fn workspace_symbols_find_actors_by_any_name() {
    let (workspace, mut client, uri) = opened(json!({})).await;
    let found = client
        .request("workspace/symbol", json!({"query": "pyong"}))
        .await;
    assert_eq!(found[0]["name"], "Pyongyang");
    assert_eq!(
        found[0]["location"],
        json!({"uri": uri, "range": range((2, 26), (2, 35))})
    );
    assert_eq!(found[1]["location"]["uri"], workspace.uri("seeds/a.txt"));
    let nothing = client
        .request("workspace/symbol", json!({"query": "xyzzy"}))
        .await;
    assert_eq!(nothing, json!([]));
    client.finish().await;
}

#[tokio::test]
async fn semantic_tokens_are_mentions_by_kind() {
    let (_workspace, mut client, uri) = opened(json!({})).await;
    let found = client.about("textDocument/semanticTokens/full", &uri).await;
    // A name over two lines is two tokens.
    let expected = json!([
        2, 0, 16, 0, 0, 0, 26, 9, 2, 0, 4, 6, 7, 0, 0, 0, 19, 8, 2, 0, 1, 0, 4, 2, 0,
    ]);
    assert_eq!(found["data"], expected);
    let part = client
        .request(
            "textDocument/semanticTokens/range",
            json!({"textDocument": {"uri": uri}, "range": range((6, 0), (6, 14))}),
        )
        .await;
    assert_eq!(part["data"], json!([6, 6, 7, 0, 0]));
    client.finish().await;
}

#[tokio::test]
async fn findings_hold_what_side_bars_show() {
    let (workspace, mut client, uri) = opened(json!({})).await;
    // A card makes the verdict known; the side bar shows what is known.
    client.card(&uri, 2, 19).await;
    let found = client.about("ascribe/findings", &uri).await;
    assert_eq!(found["version"], 1);
    let mut claim = found["claims"][0].clone();
    assert!(claim["passages"][0]["reasons"].take().is_array());
    let expected = json!({
        "range": range((2, 0), (2, 44)),
        "text": "Vladimir Poutine a visité Pyongyang en 2024.",
        "status": "unattributed",
            "dismissed": false,
        "source": null,
        "cue": null,
        "verdict": "corroborated",
        "independentSources": 1,
        "passages": [{
            "uri": workspace.uri("seeds/a.txt"),
            "range": range((2, 0), (2, 44)),
            "document": "a.txt",
            "line": 3,
            "title": "Titre de la source",
            "date": null,
            "text": "Vladimir Poutine a visité Pyongyang en 2024.",
            "relation": "supports",
            "origin": null,
            "reasons": null,
        }],
    });
    assert_eq!(claim, expected);
    let actor = &found["actors"][0];
    assert_eq!(actor["name"], "Vladimir Poutine");
    assert_eq!(actor["kind"], "person");
    assert_eq!(
        actor["mentions"],
        json!([range((2, 0), (2, 16)), range((6, 6), (6, 13))])
    );
    let none = client.about("ascribe/findings", "untitled:none").await;
    assert_eq!(none, Value::Null);
    client.finish().await;
}
