//! A client that says exactly what a test tells it to, and wants every message looked at.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long a message may take on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(30);

/// A folder for one test, gone after it.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let workspace = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        for (name, text) in files {
            workspace.write(name, text);
        }
        workspace
    }

    pub fn path(&self, name: &str) -> PathBuf {
        let root = std::fs::canonicalize(self.folder.path()).expect("the folder is there");
        if name.is_empty() { root } else { root.join(name) }
    }

    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path("").join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("a folder for the file");
        std::fs::write(path, text).expect("the file is written");
    }
}

pub struct Client {
    input: Option<WriteHalf<DuplexStream>>,
    output: BufReader<ReadHalf<DuplexStream>>,
    server: JoinHandle<u8>,
    unread: VecDeque<Value>,
    next: u64,
    done: bool,
    _cache: TempDir,
}

impl Client {
    /// A client that has said nothing yet.
    pub fn connect() -> Self {
        let cache = tempfile::tempdir().expect("a temporary folder");
        let options = ascribe::server::Options {
            cache: Some(cache.path().to_owned()),
            ..Default::default()
        };
        let (ours, theirs) = tokio::io::duplex(1 << 16);
        let (input, output) = tokio::io::split(theirs);
        let server = tokio::spawn(ascribe::server::serve(input, output, options));
        let (output, input) = tokio::io::split(ours);
        Self {
            input: Some(input),
            output: BufReader::new(output),
            server,
            unread: VecDeque::new(),
            next: 1,
            done: false,
            _cache: cache,
        }
    }

    /// A client of `workspace` with these capabilities and other parameters of `initialize`.
    pub async fn start(workspace: &Workspace, capabilities: Value, more: Value) -> Self {
        let mut client = Self::connect();
        let answer = client
            .request("initialize", initialize(workspace, capabilities, more))
            .await;
        assert!(answer.get("capabilities").is_some(), "{answer}");
        client.notify("initialized", json!({})).await;
        client
    }

    /// A client that can do nothing special.
    pub async fn plain(workspace: &Workspace) -> Self {
        Self::start(workspace, json!({}), json!({})).await
    }

    pub async fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
            .await;
    }

    pub async fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the pipe is open");
        input.write_all(bytes).await.expect("the server reads");
    }

    pub async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"method": method, "params": params})).await;
    }

    /// Sends a request without waiting; gives its number.
    pub async fn ask(&mut self, method: &str, params: Value) -> u64 {
        let id = self.next;
        self.next += 1;
        let mut message = json!({"id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(message).await;
        id
    }

    /// The result of a request; its error where it has one.
    pub async fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params).await;
        let answer = self.answer(json!(id)).await;
        match answer.get("error") {
            Some(error) => json!({"error": error}),
            None => answer["result"].clone(),
        }
    }

    /// The whole answer to a request.
    pub async fn answer(&mut self, id: Value) -> Value {
        self.wait(
            |message| message.get("method").is_none() && message["id"] == id,
            "an answer",
        )
        .await
    }

    /// The parameters of the next message with this method.
    pub async fn expect(&mut self, method: &str) -> Value {
        let found = self.wait(|message| message["method"] == method, method).await;
        assert!(found.get("id").is_none(), "{method} is a request: {found}");
        found["params"].clone()
    }

    /// The parameters of the next request of the server with this method, which gets `result`.
    pub async fn expect_request(&mut self, method: &str, result: Value) -> Value {
        let found = self.wait(|message| message["method"] == method, method).await;
        let id = found.get("id").expect("a request has an id").clone();
        self.send(json!({"id": id, "result": result})).await;
        found["params"].clone()
    }

    /// The next diagnostics of this document.
    pub async fn diagnostics(&mut self, uri: &str) -> Published {
        let method = "textDocument/publishDiagnostics";
        let wanted = |message: &Value| message["method"] == method && message["params"]["uri"] == uri;
        Published(self.wait(wanted, method).await["params"].clone())
    }

    /// The diagnostics of a version; those of earlier ones may come before.
    pub async fn diagnostics_of(&mut self, uri: &str, version: i64) -> Published {
        let mut last = i64::MIN;
        loop {
            let published = self.diagnostics(uri).await;
            let found = published.0["version"].as_i64().expect("a version");
            assert!(
                last <= found && found <= version,
                "{found} after {last}, until {version}"
            );
            if found == version {
                return published;
            }
            last = found;
        }
    }

    /// Takes diagnostics of this document until nothing comes for a while: those that more knowledge of the sources brings,
    /// which come sooner or later or together with the first.
    pub async fn settle(&mut self, uri: &str) {
        let late = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
        };
        self.unread.retain(|message| !late(message));
        while let Ok(Some(message)) = timeout(Duration::from_millis(300), read(&mut self.output)).await {
            if !late(&message) {
                self.unread.push_back(message);
            }
        }
    }

    /// Waits until the sources of a document are there: a search of them for `word`, which they have, finds something.
    pub async fn sources_read(&mut self, uri: &str, word: &str) {
        for _ in 0..200 {
            let found = self
                .request(
                    "workspace/executeCommand",
                    json!({"command": "ascribe.searchCorpus", "arguments": [{"text": word, "uri": uri}]}),
                )
                .await;
            if found["passages"]
                .as_array()
                .is_some_and(|found| !found.is_empty())
            {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Nothing comes for a while.
    pub async fn silence(&mut self) {
        if self.unread.is_empty()
            && let Ok(message) = timeout(Duration::from_millis(300), read(&mut self.output)).await
        {
            self.unread.extend(message);
        }
        assert!(self.unread.is_empty(), "not silent: {:?}", self.unread);
    }

    async fn wait(&mut self, wanted: impl Fn(&Value) -> bool, what: &str) -> Value {
        if let Some(at) = self.unread.iter().position(&wanted) {
            return self.unread.remove(at).expect("it was found there");
        }
        loop {
            let next = timeout(PATIENCE, read(&mut self.output))
                .await
                .unwrap_or_else(|_| panic!("no {what}; unread: {:?}", self.unread))
                .unwrap_or_else(|| panic!("no {what}, the server is gone; unread: {:?}", self.unread));
            if wanted(&next) {
                return next;
            }
            self.unread.push_back(next);
        }
    }

    pub async fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}),
        )
        .await;
    }

    pub async fn change(&mut self, uri: &str, version: i64, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        )
        .await;
    }

    /// A request about a place in a document.
    pub async fn at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        self.request(
            method,
            json!({
                "textDocument": {"uri": uri},
                "position": {"line": line, "character": character},
                "context": {"includeDeclaration": true, "diagnostics": []},
            }),
        )
        .await
    }

    /// A request about a document as a whole.
    pub async fn about(&mut self, method: &str, uri: &str) -> Value {
        self.request(method, json!({"textDocument": {"uri": uri}})).await
    }

    /// The text of the card at a place; empty where there is none.
    pub async fn card(&mut self, uri: &str, line: u32, character: u32) -> String {
        let hover = self.at("textDocument/hover", uri, line, character).await;
        hover["contents"]["value"].as_str().unwrap_or("").to_owned()
    }

    /// Ends the connection as clients should; every message must have been looked at.
    pub async fn finish(mut self) {
        assert_eq!(self.request("shutdown", Value::Null).await, Value::Null);
        self.notify("exit", json!({})).await;
        assert_eq!(self.code().await, 0);
    }

    /// Closes the pipe from our side.
    pub async fn hang_up(&mut self) {
        if let Some(mut input) = self.input.take() {
            input.shutdown().await.expect("the pipe closes");
        }
    }

    /// The exit code, after the server's end; every message must have been looked at.
    pub async fn code(&mut self) -> u8 {
        self.done = true;
        while let Ok(Some(message)) = timeout(PATIENCE, read(&mut self.output)).await {
            self.unread.push_back(message);
        }
        assert!(self.unread.is_empty(), "nobody looked at {:?}", self.unread);
        timeout(PATIENCE, &mut self.server)
            .await
            .expect("the server ends")
            .expect("the server does not panic")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if !self.done && !std::thread::panicking() {
            panic!("the test does not end its connection");
        }
    }
}

/// The parameters of `initialize`.
pub fn initialize(workspace: &Workspace, capabilities: Value, more: Value) -> Value {
    let mut params = json!({
        "processId": null,
        "rootUri": null,
        "workspaceFolders": [{"uri": workspace.uri(""), "name": "workspace"}],
        "capabilities": capabilities,
        "locale": "en",
    });
    if let Value::Object(more) = more {
        for (key, value) in more {
            params[key] = value;
        }
    }
    params
}

/// The next message; `None` at the end of output.
async fn read(output: &mut BufReader<ReadHalf<DuplexStream>>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).await.expect("the pipe works") == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().expect("a length"),
            Some(other) => panic!("unknown header {other:?}"),
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).await.expect("a whole body");
    let message: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(message["jsonrpc"], "2.0");
    Some(message)
}

/// Published diagnostics.
#[derive(Clone, Debug, PartialEq)]
pub struct Published(pub Value);

impl Published {
    pub fn items(&self) -> Vec<Value> {
        self.0["diagnostics"].as_array().expect("a list").clone()
    }

    /// Those with a code.
    pub fn with(&self, code: &str) -> Vec<Value> {
        self.items().into_iter().filter(|d| d["code"] == code).collect()
    }

    /// Line, start and end of those with a code, each on one line.
    pub fn places(&self, code: &str) -> Vec<(u64, u64, u64)> {
        let number = |value: &Value| value.as_u64().expect("a number");
        self.with(code)
            .iter()
            .map(|d| {
                let range = &d["range"];
                (
                    number(&range["start"]["line"]),
                    number(&range["start"]["character"]),
                    number(&range["end"]["character"]),
                )
            })
            .collect()
    }
}
