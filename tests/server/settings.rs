use crate::harness::{Client, Workspace};
use serde_json::{Value, json};

const CLAIM: &str = "Vladimir Poutine a visité Pyongyang en juin 2024.";

/// The severity of the claim's diagnostic; `None` where there is none.
async fn severity(client: &mut Client, uri: &str, version: i64) -> Option<u64> {
    let published = client.diagnostics_of(uri, version).await;
    published.with("unattributed-claim").first()?["severity"].as_u64()
}

fn loud(severity: &str) -> Value {
    json!({"severity": {"unattributed-claim": severity, "actor": "off"}})
}

#[tokio::test]
async fn what_is_nearer_to_the_person_holds() {
    let file = "[severity]\nunattributed-claim = \"hint\"\n";
    // File, initialization options, answer to workspace/configuration.
    for (file, options, answer, expected) in [
        (None, Value::Null, Value::Null, Some(2)),
        (Some(file), Value::Null, Value::Null, Some(4)),
        (Some(file), loud("error"), Value::Null, Some(1)),
        (
            Some(file),
            json!({"ascribe": loud("error")}),
            loud("information"),
            Some(3),
        ),
        (None, Value::Null, loud("off"), None),
    ] {
        let workspace = Workspace::new(&[]);
        if let Some(file) = file {
            workspace.write("ascribe.toml", file);
        }
        let capabilities = json!({"workspace": {"configuration": true}});
        let options = json!({"initializationOptions": options});
        let mut client = Client::start(&workspace, capabilities, options).await;
        let asked = client
            .expect_request("workspace/configuration", json!([answer, null]))
            .await;
        assert_eq!(
            asked,
            json!({"items": [{"section": "ascribe"}, {"section": "ascribe", "scopeUri": workspace.uri("")}]})
        );
        // The answer is known once something asked after it is answered.
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        let uri = workspace.uri("sub/draft.md");
        client.open(&uri, "markdown", CLAIM).await;
        if file.is_some() {
            let file = client.diagnostics(&workspace.uri("ascribe.toml")).await;
            assert_eq!(file.items(), [] as [Value; 0]);
        }
        assert_eq!(severity(&mut client, &uri, 1).await, expected);
        client.finish().await;
    }
}

#[tokio::test]
async fn a_change_of_settings_holds_at_once() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let uri = workspace.uri("draft.md");
    client.open(&uri, "markdown", CLAIM).await;
    assert_eq!(severity(&mut client, &uri, 1).await, Some(2));
    let change = |settings: Value| json!({"settings": {"ascribe": settings}});
    let method = "workspace/didChangeConfiguration";
    client.notify(method, change(loud("hint"))).await;
    assert_eq!(severity(&mut client, &uri, 1).await, Some(4));
    // What is no news is no work.
    client.notify(method, change(loud("hint"))).await;
    client.silence().await;
    client.notify(method, change(json!({"severty": 5}))).await;
    let said = client.expect("window/logMessage").await;
    let said = said["message"].as_str().unwrap_or("");
    assert!(said.contains("severty") && said.contains("severity"), "{said}");
    assert_eq!(severity(&mut client, &uri, 1).await, Some(2));
    client.finish().await;
}

#[tokio::test]
async fn mistakes_in_the_settings_file_are_shown_there_and_cost_nothing_else() {
    let workspace = Workspace::new(&[]);
    workspace.write("ascribe.toml", "passges = 3\n[severity]\nactor = \"off\"\n");
    let mut client = Client::plain(&workspace).await;
    let uri = workspace.uri("draft.md");
    client.open(&uri, "markdown", CLAIM).await;
    let file = client.diagnostics(&workspace.uri("ascribe.toml")).await;
    assert_eq!(file.items().len(), 1);
    let found = &file.items()[0];
    assert_eq!(
        found["range"],
        json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 7}})
    );
    assert!(
        found["message"].as_str().is_some_and(|m| m.contains("passages")),
        "{found}"
    );
    let published = client.diagnostics_of(&uri, 1).await;
    assert_eq!(published.with("actor"), [] as [Value; 0]);
    // Mended on disk, without a client that watches files.
    workspace.write("ascribe.toml", "passages = 3\n");
    let file = client.diagnostics(&workspace.uri("ascribe.toml")).await;
    assert_eq!(file.items(), [] as [Value; 0]);
    let published = client.diagnostics_of(&uri, 1).await;
    assert_eq!(published.with("actor").len(), 2);
    client.finish().await;
}

#[tokio::test]
async fn each_workspace_folder_has_its_own_settings_and_sources() {
    let one = Workspace::new(&[("seeds/a.txt", "La tour Eiffel est fermée depuis mai 2024.\n")]);
    let two = Workspace::new(&[
        ("sources/b.txt", "Le pont de Brest est fermé depuis juin 2024.\n"),
        ("ascribe.toml", "corpus = \"sources\"\nlocale = \"fr\"\n"),
    ]);
    let folders = json!({"workspaceFolders": [
        {"uri": one.uri(""), "name": "one"},
        {"uri": two.uri(""), "name": "two"},
    ]});
    let mut client = Client::start(&one, json!({}), folders).await;
    let (a, b) = (one.uri("d.txt"), two.uri("d.txt"));
    client.open(&a, "plaintext", CLAIM).await;
    client.diagnostics_of(&a, 1).await;
    client.open(&b, "plaintext", CLAIM).await;
    client.diagnostics(&two.uri("ascribe.toml")).await;
    let message = client.diagnostics_of(&b, 1).await.with("unattributed-claim");
    assert_eq!(message[0]["message"], "Affirmation sans source");
    for (uri, root) in [(&a, one.path("seeds")), (&b, two.path("sources"))] {
        let status = client
            .request(
                "workspace/executeCommand",
                json!({"command": "ascribe.showStatus", "arguments": [{"uri": uri}]}),
            )
            .await;
        let text = status["text"].as_str().unwrap_or("").to_owned();
        assert!(text.contains(&root.display().to_string()), "{text}");
    }
    // A folder that leaves takes its settings along.
    client
        .notify(
            "workspace/didChangeWorkspaceFolders",
            json!({"event": {"added": [], "removed": [{"uri": one.uri(""), "name": "one"}]}}),
        )
        .await;
    client.diagnostics_of(&a, 1).await;
    client.diagnostics_of(&b, 1).await;
    client.finish().await;
}

#[tokio::test]
async fn a_restricted_workspace_does_not_lead_out_of_itself() {
    let outside = Workspace::new(&[("a.txt", "Il pleut à Paris.\n")]);
    let workspace = Workspace::new(&[]);
    let corpus = outside.path("").display().to_string();
    workspace.write("ascribe.toml", &format!("corpus = {corpus:?}\n"));
    for (trusted, follows) in [(true, true), (false, false)] {
        let options = json!({"initializationOptions": {"trusted": trusted}});
        let mut client = Client::start(&workspace, json!({}), options).await;
        let uri = workspace.uri("d.txt");
        client.open(&uri, "plaintext", CLAIM).await;
        client.diagnostics(&workspace.uri("ascribe.toml")).await;
        client.diagnostics_of(&uri, 1).await;
        let status = client
            .request(
                "workspace/executeCommand",
                json!({"command": "ascribe.showStatus"}),
            )
            .await;
        let text = status["text"].as_str().unwrap_or("").to_owned();
        assert_eq!(text.contains(&corpus), follows, "{text}");
        client.finish().await;
    }
}

/// Helix announces that it refreshes under a key of its own.
#[tokio::test]
async fn clients_that_pull_are_told_that_settings_have_changed() {
    for (capabilities, client_info) in [
        (
            json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}}),
            Value::Null,
        ),
        (
            json!({"textDocument": {"diagnostic": {}}}),
            json!({"name": "helix", "version": "25.07"}),
        ),
    ] {
        let workspace = Workspace::new(&[]);
        let mut client = Client::start(&workspace, capabilities, json!({"clientInfo": client_info})).await;
        let uri = workspace.uri("draft.md");
        client.open(&uri, "markdown", CLAIM).await;
        client.diagnostics_of(&uri, 1).await;
        let pull = json!({"textDocument": {"uri": uri}});
        client.request("textDocument/diagnostic", pull.clone()).await;
        client.diagnostics(&uri).await; // what was pushed is taken back
        client
            .notify(
                "workspace/didChangeConfiguration",
                json!({"settings": {"ascribe": loud("error")}}),
            )
            .await;
        client
            .expect_request("workspace/diagnostic/refresh", Value::Null)
            .await;
        let again = client.request("textDocument/diagnostic", pull).await;
        assert_eq!(again["items"][0]["severity"], 1);
        client.finish().await;
    }
}
