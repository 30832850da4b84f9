use crate::harness::{Client, Workspace};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const FIRST: &str = "La tour Eiffel est fermée depuis mai 2024, selon la mairie de Paris.\n";
const SECOND: &str = "Le pont de Recouvrance est fermé depuis juin 2024, selon la mairie de Brest.\n";

async fn search(client: &mut Client, uri: &str, text: &str) -> Value {
    client
        .request(
            "workspace/executeCommand",
            json!({"command": "ascribe.searchCorpus", "arguments": [{"text": text, "uri": uri}]}),
        )
        .await
}

/// Searches until something is found; how long that took.
async fn until_found(client: &mut Client, uri: &str, text: &str) -> (Value, Duration) {
    let since = Instant::now();
    loop {
        let found = search(client, uri, text).await;
        if found["passages"]
            .as_array()
            .is_some_and(|found| !found.is_empty())
        {
            return (found, since.elapsed());
        }
        assert!(since.elapsed() < Duration::from_secs(30), "{found}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn open(client: &mut Client, workspace: &Workspace) -> String {
    let uri = workspace.uri("d.txt");
    client.open(&uri, "plaintext", "Bonjour !").await;
    client.diagnostics_of(&uri, 1).await;
    uri
}

#[tokio::test]
async fn a_search_gives_places_and_plain_text() {
    let workspace = Workspace::new(&[("seeds/a.txt", FIRST), ("seeds/b.txt", SECOND)]);
    let mut client = Client::plain(&workspace).await;
    let uri = open(&mut client, &workspace).await;
    let (found, _) = until_found(&mut client, &uri, "pont de Recouvrance").await;
    let first = &found["passages"][0];
    assert_eq!(first["document"], "b.txt");
    assert_eq!(first["line"], 1);
    assert_eq!(first["uri"], workspace.uri("seeds/b.txt"));
    assert!(
        found["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("b.txt:1: Le pont de Recouvrance")),
        "{found}"
    );
    let nothing = search(&mut client, &uri, "xyzzy").await;
    assert_eq!(
        nothing,
        json!({"passages": [], "text": "Nothing found for: xyzzy"})
    );
    let empty = search(&mut client, &uri, " ").await;
    assert_eq!(empty["error"]["code"], -32602);
    client.finish().await;
}

#[tokio::test]
async fn reading_the_sources_shows_progress() {
    let workspace = Workspace::new(&[("seeds/a.txt", FIRST)]);
    let capabilities = json!({"window": {"workDoneProgress": true}});
    let mut client = Client::start(&workspace, capabilities, json!({})).await;
    let uri = open(&mut client, &workspace).await;
    let created = client
        .expect_request("window/workDoneProgress/create", Value::Null)
        .await;
    let token = created["token"].clone();
    let begin = client.expect("$/progress").await;
    assert_eq!(
        begin,
        json!({"token": token, "value": {
            "kind": "begin", "title": "Reading the sources", "cancellable": true, "percentage": 0,
        }})
    );
    client
        .notify("window/workDoneProgress/cancel", json!({"token": token}))
        .await;
    loop {
        let progress = client.expect("$/progress").await;
        assert_eq!(progress["token"], token);
        if progress["value"]["kind"] == "end" {
            break;
        }
        assert_eq!(progress["value"]["kind"], "report");
    }
    client
        .request(
            "workspace/executeCommand",
            json!({"command": "ascribe.rebuildIndex"}),
        )
        .await;
    let again = client
        .expect_request("window/workDoneProgress/create", Value::Null)
        .await;
    assert_ne!(again["token"], token);
    loop {
        if client.expect("$/progress").await["value"]["kind"] == "end" {
            break;
        }
    }
    until_found(&mut client, &uri, "tour Eiffel").await;
    client.finish().await;
}

#[tokio::test]
async fn a_source_that_changes_on_disk_is_noticed_within_two_seconds() {
    let workspace = Workspace::new(&[("seeds/a.txt", FIRST)]);
    let mut client = Client::plain(&workspace).await;
    let uri = open(&mut client, &workspace).await;
    until_found(&mut client, &uri, "tour Eiffel").await;
    workspace.write("seeds/sub/b.txt", SECOND);
    let (_, took) = until_found(&mut client, &uri, "pont de Recouvrance").await;
    assert!(took < Duration::from_secs(2), "{took:?}");
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_watches_files_is_asked_to() {
    let workspace = Workspace::new(&[("seeds/a.txt", FIRST)]);
    let watching = json!({"dynamicRegistration": true, "relativePatternSupport": true});
    let capabilities = json!({"workspace": {"didChangeWatchedFiles": watching}});
    let mut client = Client::start(&workspace, capabilities, json!({})).await;
    let settings = client
        .expect_request("client/registerCapability", Value::Null)
        .await;
    assert_eq!(
        settings["registrations"][0]["registerOptions"],
        json!({"watchers": [{"globPattern": "**/ascribe.toml"}, {"globPattern": "**/.ascribe/dismissed.toml"}]})
    );
    let uri = open(&mut client, &workspace).await;
    let sources = client
        .expect_request("client/registerCapability", Value::Null)
        .await;
    assert_eq!(
        sources["registrations"][0]["registerOptions"],
        json!({"watchers": [{"globPattern": {"baseUri": workspace.uri("seeds"), "pattern": "**/*"}}]})
    );
    until_found(&mut client, &uri, "tour Eiffel").await;
    workspace.write("seeds/b.txt", SECOND);
    client
        .notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": workspace.uri("seeds/b.txt"), "type": 1}]}),
        )
        .await;
    until_found(&mut client, &uri, "pont de Recouvrance").await;
    client.finish().await;
}

#[tokio::test]
async fn sources_that_are_not_there_are_said_once_and_on_the_card() {
    let workspace = Workspace::new(&[]);
    let options = json!({"initializationOptions": {"corpus": "nowhere"}});
    let mut client = Client::start(&workspace, json!({}), options).await;
    let uri = workspace.uri("d.txt");
    client
        .open(
            &uri,
            "plaintext",
            "Vladimir Poutine a visité Pyongyang en juin 2024.",
        )
        .await;
    client.diagnostics_of(&uri, 1).await;
    let said = client.expect("window/showMessage").await;
    let folder = workspace.path("").join("nowhere").display().to_string();
    assert_eq!(said["type"], 2);
    assert!(
        said["message"]
            .as_str()
            .is_some_and(|m| m.starts_with(&format!("ascribe: {folder}: no such folder"))),
        "{said}"
    );
    client.expect("window/logMessage").await;
    let card = client.card(&uri, 0, 20).await;
    assert!(card.contains("The sources cannot be used: "), "{card}");
    client.silence().await;
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_shows_findings_hears_of_verdicts() {
    let claim = "La tour Eiffel est fermée depuis mai 2024.";
    let workspace = Workspace::new(&[("seeds/a.txt", FIRST)]);
    let options = json!({"initializationOptions": {"findingsChanged": true}});
    let mut client = Client::start(&workspace, json!({}), options).await;
    let uri = workspace.uri("d.txt");
    client.open(&uri, "plaintext", claim).await;
    client.diagnostics_of(&uri, 1).await;
    let said = client.expect("ascribe/findingsChanged").await;
    assert_eq!(said, json!({"textDocument": {"uri": uri}}));
    let found = client
        .request("ascribe/findings", json!({"textDocument": {"uri": uri}}))
        .await;
    assert!(found["claims"][0]["verdict"].is_string(), "{found}");
    client.silence().await;
    client.finish().await;
}
