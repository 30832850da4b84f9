//! LSP: the only part that knows the protocol.
//!
//! `transport` frames messages and keeps their order, `session` holds the state, `edit` alone does
//! arithmetic on offsets, `requests` and `notifications` have one file a message.

// The parts land one after the other; what is not yet used comes into use with the next ones.
#![allow(dead_code, unused_imports)]

mod backend;
mod capabilities;
mod cards;
mod diagnostics;
mod edit;
mod messages;
mod notifications;
mod requests;
mod session;
mod transport;

pub use session::Options;

use backend::Backend;
use session::Session;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::LspService;
use transport::Outbox;

/// Serves one client until it leaves; gives the exit code for the process.
pub async fn serve(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
    options: Options,
) -> u8 {
    let (outbox, items) = Outbox::new();
    let outbox = Arc::new(outbox);
    let (service, socket) = LspService::build(|client| Backend {
        session: Arc::new(Session::new(client, outbox.clone(), options)),
    })
    .finish();
    transport::serve(input, output, service, socket, outbox, items).await
}
