//! What helps while a draft is written: spelling, renaming, completion, and looking a selection up.

use crate::actions::applied;
use crate::harness::{Client, Workspace};
use serde_json::{Value, json};

const SOURCE: &str = "Titre de la source\n\nAlexandre Matsegora, ambassadeur de Russie en Corée du Nord, a visité Pyongyang.\n\n\
    Les deux pays ont signé un accord, selon l'agence Yonhap. La visite dure deux jours, selon le Kremlin.\n\n\
    Le Kremlin a déclaré que la visite était terminée. Alexandre Matsegora a parlé à la presse.\n";

/// A client whose sources are read, and an open draft.
async fn open(workspace: &Workspace, capabilities: Value, text: &str) -> (Client, String) {
    let mut client = Client::start(workspace, capabilities, json!({"locale": "fr"})).await;
    let uri = workspace.uri("d.md");
    client.open(&uri, "markdown", text).await;
    client.diagnostics_of(&uri, 1).await;
    client.sources_read(&uri, "visite").await;
    client.settle(&uri).await;
    (client, uri)
}

fn workspace() -> Workspace {
    Workspace::new(&[("seeds/a.txt", SOURCE)])
}

/// What is offered at a place.
async fn complete(client: &mut Client, uri: &str, line: u32, character: u32) -> Value {
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
    client.request("textDocument/completion", params).await
}

/// The labels of a completion.
fn labels(found: &Value) -> Vec<&str> {
    let items = found["items"].as_array().into_iter().flatten();
    items.filter_map(|item| item["label"].as_str()).collect()
}

#[tokio::test]
async fn a_variant_points_to_the_other_spelling() {
    let text = "🤷 Vladimir Poutine a signé. Putin dort. Poutine mange.\n";
    let capabilities = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
    for (encoding, start) in [("utf-8", 32), ("utf-16", 29), ("utf-32", 28)] {
        let workspace = Workspace::new(&[]);
        let mut capabilities = capabilities.clone();
        capabilities["general"] = json!({"positionEncodings": [encoding]});
        let mut client = Client::start(&workspace, capabilities, json!({"locale": "fr"})).await;
        let uri = workspace.uri("d.md");
        client.open(&uri, "markdown", text).await;
        let published = client.diagnostics_of(&uri, 1).await;
        assert_eq!(
            published.places("name-variant"),
            [(0, start, start + 5)],
            "{encoding}"
        );
        let found = &published.with("name-variant")[0];
        assert_eq!(found["severity"], 3);
        assert_eq!(
            found["message"],
            "Écrit autrement dans ce texte : Poutine (ligne 1)"
        );
        let related = &found["relatedInformation"][0];
        assert_eq!(related["location"]["uri"], uri);
        assert_eq!(related["message"], "Vladimir Poutine");
        client.finish().await;
    }
}

#[tokio::test]
async fn a_spelling_of_the_sources_points_to_its_passage() {
    let workspace = workspace();
    let capabilities = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
    let (mut client, uri) = open(&workspace, capabilities, "Rien.\n").await;
    client
        .change(
            &uri,
            2,
            json!([{"text": "Hier, Alexander Matsegora a quitté Moscou.\n"}]),
        )
        .await;
    let published = client.diagnostics_of(&uri, 2).await;
    let found = &published.with("name-variant")[0];
    assert_eq!(
        found["message"],
        "Écrit autrement dans les sources : Alexandre Matsegora"
    );
    let related = &found["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], workspace.uri("seeds/a.txt"));
    assert_eq!(related["location"]["range"]["start"]["line"], 2);
    client.settle(&uri).await;
    client.finish().await;
}

#[tokio::test]
async fn the_level_of_variants_is_a_setting() {
    let workspace = Workspace::new(&[("ascribe.toml", "[severity]\nname-variant = \"off\"\n")]);
    let mut client = Client::plain(&workspace).await;
    let uri = workspace.uri("d.md");
    client
        .open(
            &uri,
            "markdown",
            "Vladimir Poutine dort. Putin mange. Poutine boit.\n",
        )
        .await;
    client.diagnostics(&workspace.uri("ascribe.toml")).await;
    let published = client.diagnostics_of(&uri, 1).await;
    assert_eq!(published.with("name-variant"), Vec::<Value>::new());
    assert!(!published.with("actor").is_empty(), "{published:?}");
    client.finish().await;
}

#[tokio::test]
async fn an_actor_is_renamed_in_the_whole_draft() {
    let text = "🤷 Vladimir Poutine dort.\n\n- « Poutine mange », dit Kiev\n";
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = workspace.uri("d.md");
    client.open(&uri, "markdown", text).await;
    client.diagnostics_of(&uri, 1).await;
    let prepared = client.at("textDocument/prepareRename", &uri, 0, 8).await;
    assert_eq!(
        prepared,
        json!({
            "range": {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 19}},
            "placeholder": "Vladimir Poutine",
        })
    );
    let rename = |line: u32, character: u32, name: &str| {
        json!({
            "textDocument": {"uri": uri},
            "position": {"line": line, "character": character},
            "newName": name,
        })
    };
    let edit = client
        .request("textDocument/rename", rename(0, 8, "Vladimir Putin"))
        .await;
    let after = applied(text, &edit["changes"][&uri]);
    assert_eq!(after, "🤷 Vladimir Putin dort.\n\n- « Putin mange », dit Kiev\n");
    let nobody = client.at("textDocument/prepareRename", &uri, 0, 22).await;
    assert_eq!(nobody["error"]["code"], -32803);
    assert_eq!(
        nobody["error"]["message"],
        "There is no actor here; put the cursor on a name."
    );
    let nameless = client.request("textDocument/rename", rename(0, 8, " \n ")).await;
    assert_eq!(
        nameless["error"]["message"],
        "A name has at least one letter, and at most 200 characters."
    );
    client.finish().await;
}

#[tokio::test]
async fn names_are_completed_from_draft_and_sources() {
    let workspace = workspace();
    let text = "🤷 Vladimir Poutine dort. Hier, Mats\n\nIl a vu mats et po et pouti\n\n`Mats` matse|gora\n";
    let (mut client, uri) = open(&workspace, json!({}), text).await;
    let found = complete(&mut client, &uri, 0, 36).await;
    let item = found["items"][0].clone();
    assert_eq!(item["label"], "Alexandre Matsegora");
    assert_eq!(item["detail"], "ambassadeur de Russie en Corée du Nord");
    assert_eq!(item["filterText"], "Matsegora");
    assert_eq!(
        item["textEdit"],
        json!({
            "range": {"start": {"line": 0, "character": 32}, "end": {"line": 0, "character": 36}},
            "newText": "Alexandre Matsegora",
        })
    );
    // Small letters find names too, from three on, and accents are not wanted.
    let found = complete(&mut client, &uri, 2, 12).await;
    assert_eq!(labels(&found)[0], "Alexandre Matsegora");
    assert_eq!(complete(&mut client, &uri, 2, 18).await, Value::Null);
    let found = complete(&mut client, &uri, 2, 27).await;
    assert_eq!(labels(&found)[0], "Vladimir Poutine");
    // Not in code, not after one letter.
    assert_eq!(complete(&mut client, &uri, 4, 5).await, Value::Null);
    assert_eq!(complete(&mut client, &uri, 0, 33).await, Value::Null);
    let resolved = client.request("completionItem/resolve", item).await;
    let card = resolved["documentation"]["value"].as_str().expect("a card");
    assert!(card.contains("Alexandre Matsegora · personne"), "{card}");
    assert!(card.contains("dans 1 source"), "{card}");
    client.finish().await;
}

#[tokio::test]
async fn an_item_of_somebody_else_comes_back_as_it_was() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    for item in [
        json!({"label": "x"}),
        json!({"label": "x", "data": {"uri": 1, "key": []}}),
        json!({"label": "x", "data": {"uri": "file:///gone.md", "key": "x"}}),
    ] {
        assert_eq!(client.request("completionItem/resolve", item.clone()).await, item);
    }
    client.finish().await;
}

#[tokio::test]
async fn sources_are_completed_with_their_article_after_an_announcement() {
    let workspace = workspace();
    let text = "L'accord tient, selon \n\nIl pleut, d’après l’ag\n\nSelon le Krem\n\nÀ Paris, elle dort \n";
    let (mut client, uri) = open(&workspace, json!({}), text).await;
    let found = complete(&mut client, &uri, 0, 22).await;
    let offered = labels(&found);
    assert!(offered.contains(&"l'agence Yonhap"), "{offered:?}");
    assert!(offered.contains(&"le Kremlin"), "{offered:?}");
    let found = complete(&mut client, &uri, 2, 22).await;
    assert_eq!(labels(&found), ["l'agence Yonhap"]);
    let edit = &found["items"][0]["textEdit"];
    assert_eq!(edit["newText"], "l'agence Yonhap");
    assert_eq!(edit["range"]["start"], json!({"line": 2, "character": 18}));
    let found = complete(&mut client, &uri, 4, 13).await;
    assert_eq!(labels(&found)[0], "le Kremlin");
    assert_eq!(complete(&mut client, &uri, 6, 19).await, Value::Null);
    client.finish().await;
}

#[tokio::test]
async fn a_selection_is_looked_up_without_help_of_the_client() {
    let workspace = workspace();
    let text = "Alexandre Matsegora a visité Pyongyang.\n";
    let (mut client, uri) = open(&workspace, json!({}), text).await;
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 38}});
    let actions = client
        .request(
            "textDocument/codeAction",
            json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}}),
        )
        .await;
    let title = "Chercher dans les sources : Alexandre Matsegora a visité Pyongyang";
    let action = actions
        .as_array()
        .expect("a list")
        .iter()
        .find(|action| action["title"] == title);
    let command = &action.unwrap_or_else(|| panic!("{actions:#?}"))["command"];
    let found = client
        .request(
            "workspace/executeCommand",
            json!({"command": command["command"], "arguments": command["arguments"]}),
        )
        .await;
    assert_eq!(found["passages"][0]["document"], "a.txt");
    assert_eq!(found["passages"][0]["line"], 3);
    let text = found["text"].as_str().expect("a text");
    assert!(
        text.starts_with("a.txt:3: Alexandre Matsegora, ambassadeur"),
        "{text}"
    );
    let shown = client.expect("window/showMessage").await;
    let message = shown["message"].as_str().expect("a message");
    assert!(message.starts_with("Dans les sources :\na.txt:3: "), "{message}");
    // A mistake is said in words.
    let wrong =
        json!({"command": "ascribe.searchSelection", "arguments": [{"uri": "file:///none", "range": 1}]});
    let error = client.request("workspace/executeCommand", wrong).await;
    assert!(
        error["error"]["message"]
            .as_str()
            .is_some_and(|m| m.contains("searchSelection")),
        "{error}"
    );
    client.settle(&uri).await;
    client.finish().await;
}
