//! LSP: the only part that knows the protocol.
//!
//! `transport` frames messages and keeps their order, `session` holds the state, `edit` alone does
//! arithmetic on offsets, `requests` and `notifications` have one file a message.

mod backend;
mod capabilities;
mod cards;
mod completion;
mod diagnostics;
mod edit;
mod explanations;
mod messages;
mod notifications;
mod requests;
mod session;
mod transport;

pub use session::{Options, quiet as quiet_panics};

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
    .custom_method("ascribe/findings", Backend::findings)
    .custom_method(
        "window/workDoneProgress/cancel",
        Backend::work_done_progress_cancel,
    )
    .finish();
    transport::serve(input, output, service, socket, outbox, items).await
}
