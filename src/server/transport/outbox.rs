//! What waits to be written. Nothing that puts a message here ever waits for the client.

use super::frame;
use serde::Serialize;
use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, PoisonError};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The sending half; cheap to share.
#[derive(Debug)]
pub struct Outbox {
    queue: UnboundedSender<Item>,
    /// Diagnostics not yet written, the newest of each document: a client that reads slowly gets
    /// the last word, not the whole history.
    diagnostics: Mutex<HashMap<String, Vec<u8>>>,
}

/// One thing to write.
#[derive(Debug)]
pub enum Item {
    /// A body.
    Message(Vec<u8>),
    /// What [`Outbox::diagnostics`] has for this document.
    Diagnostics(String),
    /// Nothing more comes.
    End,
}

impl Outbox {
    /// An outbox and what [`write()`] needs to empty it.
    pub fn new() -> (Self, UnboundedReceiver<Item>) {
        let (queue, items) = unbounded_channel();
        let outbox = Self {
            queue,
            diagnostics: Mutex::default(),
        };
        (outbox, items)
    }

    /// Queues one message, given as its JSON.
    pub fn send(&self, message: &impl Serialize) {
        if let Ok(body) = serde_json::to_vec(message) {
            // An error means that the writer is gone, and the process about to be.
            let _ = self.queue.send(Item::Message(body));
        }
    }

    /// Queues a notification.
    pub fn notify(&self, method: &str, params: &impl Serialize) {
        self.send(&Notification {
            jsonrpc: "2.0",
            method,
            params,
        });
    }

    /// Queues the diagnostics of a document in place of earlier ones that are still waiting.
    pub fn publish(&self, uri: &str, params: &impl Serialize) {
        let message = Notification {
            jsonrpc: "2.0",
            method: "textDocument/publishDiagnostics",
            params,
        };
        let Ok(body) = serde_json::to_vec(&message) else {
            return;
        };
        let waiting = self
            .diagnostics
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(uri.to_owned(), body);
        if waiting.is_none() {
            let _ = self.queue.send(Item::Diagnostics(uri.to_owned()));
        }
    }

    /// Lets [`write()`] come to its end after what is queued now.
    pub fn close(&self) {
        let _ = self.queue.send(Item::End);
    }

    fn take(&self, uri: &str) -> Option<Vec<u8>> {
        self.diagnostics
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(uri)
    }
}

#[derive(Serialize)]
struct Notification<'a, P> {
    jsonrpc: &'static str,
    method: &'a str,
    params: &'a P,
}

/// Writes everything that is put into `outbox` until it is closed.
///
/// # Errors
/// What the output says when it no longer takes anything.
pub async fn write<W: AsyncWrite + Unpin>(
    outbox: &Outbox,
    mut items: UnboundedReceiver<Item>,
    mut output: W,
) -> io::Result<()> {
    while let Some(item) = items.recv().await {
        let body = match item {
            Item::Message(body) => Some(body),
            Item::Diagnostics(uri) => outbox.take(&uri),
            Item::End => break,
        };
        if let Some(body) = body {
            output.write_all(&frame::wrap(&body)).await?;
        }
        if items.is_empty() {
            output.flush().await?;
        }
    }
    output.flush().await
}
