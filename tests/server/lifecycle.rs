use crate::harness::{Client, Workspace, initialize};
use serde_json::{Value, json};

#[tokio::test]
async fn initialize_says_all_that_the_server_offers() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::connect();
    let answer = client
        .request("initialize", initialize(&workspace, json!({}), json!({})))
        .await;
    let expected = json!({
        "serverInfo": {"name": "ascribe", "version": env!("CARGO_PKG_VERSION")},
        "capabilities": {
            "positionEncoding": "utf-16",
            "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "codeActionProvider": {"codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.ascribe"]},
            "completionProvider": {"triggerCharacters": [" ", "'", "’"], "resolveProvider": true},
            "renameProvider": {"prepareProvider": true},
            "codeLensProvider": {"resolveProvider": false},
            "inlayHintProvider": true,
            "semanticTokensProvider": {
                "legend": {"tokenTypes": ["person", "organisation", "place", "group"], "tokenModifiers": []},
                "range": true,
                "full": true,
            },
            "executeCommandProvider": {
                "commands": [
                    "ascribe.dismiss",
                    "ascribe.restore",
                    "ascribe.teach",
                    "ascribe.forget",
                    "ascribe.rebuildIndex",
                    "ascribe.searchCorpus",
                    "ascribe.searchSelection",
                    "ascribe.showStatus",
                ],
            },
            "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}},
        },
    });
    assert_eq!(answer, expected);
    client.finish().await;
}

#[tokio::test]
async fn the_clients_first_known_encoding_is_taken() {
    for (offered, taken) in [
        (json!(["utf-8", "utf-16"]), "utf-8"),
        (json!(["utf-7", "utf-32", "utf-8"]), "utf-32"),
        (json!(["utf-16"]), "utf-16"),
        (json!([]), "utf-16"),
    ] {
        let workspace = Workspace::new(&[]);
        let mut client = Client::connect();
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let answer = client
            .request("initialize", initialize(&workspace, capabilities, json!({})))
            .await;
        assert_eq!(answer["capabilities"]["positionEncoding"], taken);
        client.finish().await;
    }
}

#[tokio::test]
async fn pull_is_offered_to_clients_that_pull() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::connect();
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let answer = client
        .request("initialize", initialize(&workspace, capabilities, json!({})))
        .await;
    assert_eq!(
        answer["capabilities"]["diagnosticProvider"],
        json!({"identifier": "ascribe", "interFileDependencies": false, "workspaceDiagnostics": true})
    );
    client.finish().await;
}

/// Neovim 0.12 answers a refresh by pulling the workspace alone, and drops what that says of open drafts.
#[tokio::test]
async fn neovim_is_not_offered_to_pull_the_workspace() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::connect();
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let mut params = initialize(&workspace, capabilities, json!({}));
    params["clientInfo"] = json!({"name": "Neovim", "version": "0.12.4"});
    let answer = client.request("initialize", params).await;
    assert_eq!(
        answer["capabilities"]["diagnosticProvider"]["workspaceDiagnostics"],
        json!(false)
    );
    client.finish().await;
}

#[tokio::test]
async fn exit_without_shutdown_is_a_failure() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    client.notify("exit", json!({})).await;
    assert_eq!(client.code().await, 1);
}

#[tokio::test]
async fn the_end_of_input_ends_the_server() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    // Half a message, then nothing.
    client.raw(b"Content-Length: 99\r\n\r\n{\"jsonrpc\"").await;
    client.hang_up().await;
    assert_eq!(client.code().await, 1);
}

#[tokio::test]
async fn requests_out_of_order_are_refused() {
    let code = |answer: &Value| answer["error"]["code"].as_i64();
    let workspace = Workspace::new(&[]);
    let mut client = Client::connect();
    let early = client.request("textDocument/hover", json!({})).await;
    assert_eq!(code(&early), Some(-32002));
    let params = initialize(&workspace, json!({}), json!({}));
    client.request("initialize", params.clone()).await;
    let second = client.request("initialize", params).await;
    assert_eq!(code(&second), Some(-32600));
    let unknown = client.request("ascribe/none", json!({})).await;
    assert_eq!(code(&unknown), Some(-32601));
    let unknown = client.request("$/none", json!({})).await;
    assert_eq!(code(&unknown), Some(-32601));
    let wrong = client.request("textDocument/hover", json!({"foo": 1})).await;
    assert_eq!(code(&wrong), Some(-32602));
    let wrong = client
        .request(
            "workspace/executeCommand",
            json!({"command": "rm", "arguments": []}),
        )
        .await;
    assert_eq!(code(&wrong), Some(-32602));
    assert_eq!(client.request("shutdown", Value::Null).await, Value::Null);
    let late = client.at("textDocument/hover", "untitled:x", 0, 0).await;
    assert_eq!(code(&late), Some(-32600));
    client.notify("exit", json!({})).await;
    assert_eq!(client.code().await, 0);
}

#[tokio::test]
async fn odd_notifications_are_survived() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    client.notify("$/none", json!({})).await;
    client.notify("none", json!({})).await;
    client.notify("$/cancelRequest", json!({"id": 99})).await;
    client.notify("textDocument/didOpen", json!({"foo": 1})).await;
    client
        .notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": "untitled:x"}}),
        )
        .await;
    client
        .notify("window/workDoneProgress/cancel", json!({"token": "none"}))
        .await;
    client.change("untitled:x", 2, json!([{"text": "x"}])).await;
    let said = client.expect("window/logMessage").await;
    assert_eq!(
        said,
        json!({"type": 2, "message": "an edit of a draft that is not open was ignored"})
    );
    client.finish().await;
}

#[tokio::test]
async fn frames_are_read_leniently_and_wrong_ones_answered() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let ask = |id: &str| format!(r#"{{"jsonrpc":"2.0","id":"{id}","method":"ascribe/none"}}"#);
    let a = ask("a");
    client
        .raw(format!("content-length: {}\r\n\r\n{a}", a.len()).as_bytes())
        .await;
    assert_eq!(client.answer(json!("a")).await["error"]["code"], -32601);
    let typed = "Content-Type: application/vscode-jsonrpc; charset=utf-8";
    let b = ask("b");
    for byte in format!("{typed}\r\nContent-Length: {}\r\n\r\n{b}", b.len()).bytes() {
        client.raw(&[byte]).await;
    }
    assert_eq!(client.answer(json!("b")).await["error"]["code"], -32601);
    client.raw(b"Content-Length: 5\r\n\r\n{oops").await;
    assert_eq!(client.answer(Value::Null).await["error"]["code"], -32700);
    client.raw(b"Content-Length: 2\r\n\r\n[]").await;
    assert_eq!(client.answer(Value::Null).await["error"]["code"], -32600);
    client.raw(b"X-Header: 5\r\n\r\n").await;
    assert_eq!(client.answer(Value::Null).await["error"]["code"], -32700);
    client.send(json!({"id": 7, "method": 5})).await;
    assert_eq!(client.answer(json!(7)).await["error"]["code"], -32600);
    client.finish().await;
}

#[tokio::test]
async fn a_cancelled_request_is_answered() {
    let workspace = Workspace::new(&[]);
    let mut client = Client::plain(&workspace).await;
    let text = "Le président a visité Paris en 2023. ".repeat(500);
    client.open("untitled:a", "plaintext", &text).await;
    let id = client
        .ask(
            "textDocument/documentSymbol",
            json!({"textDocument": {"uri": "untitled:a"}}),
        )
        .await;
    client.notify("$/cancelRequest", json!({"id": id})).await;
    let answer = client.answer(json!(id)).await;
    assert!(
        answer["error"]["code"] == -32800 || answer.get("result").is_some(),
        "{answer}"
    );
    client.diagnostics("untitled:a").await;
    client.finish().await;
}

#[tokio::test]
async fn a_log_file_that_cannot_be_written_is_said_and_no_more() {
    let options = ascribe::server::Options {
        log: Some("/nowhere/at/all.log".into()),
        ..Default::default()
    };
    let (mut ours, theirs) = tokio::io::duplex(1 << 16);
    let (input, output) = tokio::io::split(theirs);
    let server = tokio::spawn(ascribe::server::serve(input, output, options));
    let body = r#"{"jsonrpc":"2.0","method":"exit"}"#;
    let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    tokio::io::AsyncWriteExt::write_all(&mut ours, message.as_bytes())
        .await
        .expect("the server reads");
    assert_eq!(server.await.expect("no panic"), 1);
    let mut said = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut ours, &mut said)
        .await
        .expect("text");
    assert!(said.contains("/nowhere/at/all.log: cannot be written"), "{said}");
}
