//! The pipe between client and service, in place of the library's own loop.
//!
//! The library runs handlers side by side, so that two edits may change places; it gives up on
//! headers in lower case and on bodies that are no JSON, keeps silent about unknown `$/` requests
//! and does not know with which code to end. Here notifications are handled in the order in which
//! they come, before the next message is read, and a request sees the documents as they are when
//! it arrives: it is polled once, up to its first wait, before the next message is read.

mod frame;
mod outbox;
mod quiet;

pub use outbox::Outbox;

use frame::Frame;
use futures::future::{BoxFuture, CatchUnwind, FutureExt};
use futures::{SinkExt, StreamExt};
use quiet::{Heard, LastHeard};
use serde_json::Value;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tokio::sync::mpsc::UnboundedReceiver;
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, ExitedError, LanguageServer, LspService};

/// How long the last answers may take to leave when the process ends.
const LAST_WORDS: Duration = Duration::from_millis(500);

type Answer = Result<Option<Response>, ExitedError>;
type Answering = CatchUnwind<AssertUnwindSafe<BoxFuture<'static, Answer>>>;

/// Serves one client until it says `exit` or its pipe ends; gives the code that the process is to
/// end with, which LSP 3.17 has as 0 after `shutdown` and 1 otherwise.
pub async fn serve<S: LanguageServer>(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
    mut service: LspService<S>,
    socket: ClientSocket,
    outbox: Arc<Outbox>,
    items: UnboundedReceiver<outbox::Item>,
) -> u8 {
    let writer = tokio::spawn({
        let outbox = outbox.clone();
        async move { outbox::write(&outbox, items, output).await }
    });
    let last = LastHeard::new();
    let (mut asked, mut answers) = socket.split();
    let forwarder = tokio::spawn({
        let (outbox, last) = (outbox.clone(), last.clone());
        async move {
            while let Some(request) = asked.next().await {
                if request.id().is_some() {
                    last.silence().await;
                }
                outbox.send(&request);
            }
        }
    });

    let mut input = BufReader::with_capacity(64 * 1024, Heard { input, last });
    let mut code = 1;
    loop {
        let body = match frame::read(&mut input).await {
            Frame::Body(body) => body,
            Frame::NoLength => {
                outbox.send(&Response::from_error(Id::Null, Error::parse_error()));
                continue;
            }
            Frame::End => break,
        };
        match incoming(&body) {
            Incoming::Request(request) => {
                let (exit, shutdown) = (request.method() == "exit", request.method() == "shutdown");
                if exit {
                    break;
                }
                if request.id().is_some() && unknown(&request) {
                    if let (_, Some(id), _) = request.into_parts() {
                        outbox.send(&Response::from_error(id, Error::method_not_found()));
                    }
                    continue;
                }
                let id = request.id().cloned();
                // These two change what every later message means: nothing is read before they are done.
                let alone = shutdown || request.method() == "initialize";
                let mut answering = AssertUnwindSafe(service.call(request)).catch_unwind();
                if alone || id.is_none() {
                    let answered = answering.await;
                    if shutdown && matches!(&answered, Ok(Ok(Some(response))) if response.is_ok()) {
                        code = 0;
                    }
                    reply(&outbox, id, answered);
                } else {
                    match poll_once(&mut answering).await {
                        Poll::Ready(answered) => reply(&outbox, id, answered),
                        Poll::Pending => {
                            let outbox = outbox.clone();
                            tokio::spawn(async move { reply(&outbox, id, answering.await) });
                        }
                    }
                }
            }
            Incoming::Response(response) => {
                let _ = answers.send(response).await;
            }
            Incoming::Wrong(response) => outbox.send(&response),
        }
    }
    outbox.close();
    let _ = tokio::time::timeout(LAST_WORDS, writer).await;
    forwarder.abort();
    code
}

/// Polls with the waker of the caller; whoever polls next takes over.
async fn poll_once(answering: &mut Answering) -> Poll<std::thread::Result<Answer>> {
    futures::future::poll_fn(|context| Poll::Ready(answering.poll_unpin(context))).await
}

/// Sends the answer to request `id`; a handler that panicked answers with an error.
fn reply(outbox: &Outbox, id: Option<Id>, answered: std::thread::Result<Answer>) {
    match (answered, id) {
        (Ok(Ok(Some(response))), _) => outbox.send(&response),
        (Err(_), Some(id)) => outbox.send(&Response::from_error(id, Error::internal_error())),
        _ => {}
    }
}

/// LSP 3.17, "Base Protocol": unknown requests that begin with `$/` are answered with an error,
/// such notifications are ignored.
fn unknown(request: &Request) -> bool {
    request.method().starts_with("$/")
}

enum Incoming {
    Request(Request),
    Response(Response),
    Wrong(Response),
}

fn incoming(body: &[u8]) -> Incoming {
    let wrong = |id, error| Incoming::Wrong(Response::from_error(id, error));
    match serde_json::from_slice::<Request>(body) {
        Ok(request) if !request.method().is_empty() => Incoming::Request(request),
        Ok(request) => match serde_json::from_slice(body) {
            Ok(response) => Incoming::Response(response),
            Err(_) => wrong(
                request.id().cloned().unwrap_or_default(),
                Error::invalid_request(),
            ),
        },
        Err(cause) if cause.is_data() => {
            let id = serde_json::from_slice::<Value>(body)
                .ok()
                .and_then(|message| serde_json::from_value(message.get("id")?.clone()).ok());
            wrong(id.unwrap_or_default(), Error::invalid_request())
        }
        Err(_) => wrong(Id::Null, Error::parse_error()),
    }
}
