//! Requests of the client, one file each.

mod code_action;
mod code_lens;
mod completion;
mod decisions;
mod definition;
mod diagnostic;
mod document_highlight;
mod document_symbol;
mod execute_command;
mod findings;
mod hover;
mod initialize;
mod inlay_hint;
mod references;
mod rename;
mod semantic_tokens;
mod workspace_symbol;

pub use code_action::{FIX_ALL, code_action};
pub use code_lens::code_lens;
pub use completion::{completion, completion_resolve};
pub use definition::definition;
pub use diagnostic::{diagnostic, workspace_diagnostic};
pub use document_highlight::document_highlight;
pub use document_symbol::document_symbol;
pub use execute_command::{COMMANDS, execute_command};
pub use findings::{Findings, FindingsParams, findings};
pub use hover::hover;
pub use initialize::initialize;
pub use inlay_hint::inlay_hint;
pub use references::references;
pub use rename::{prepare_rename, rename};
pub use semantic_tokens::{full as semantic_tokens_full, legend, range as semantic_tokens_range};
pub use workspace_symbol::workspace_symbol;

use super::session::{Session, Snapshot, guard};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

/// Answers from the analysis of the draft as it was when the request came, on a thread of its own;
/// with nothing for a draft that is not open.
async fn answer<T, F>(session: Arc<Session>, uri: &Uri, find: F) -> Result<Option<T>>
where
    T: Send + 'static,
    F: FnOnce(&Arc<Session>, &Snapshot) -> Option<T> + Send + 'static,
{
    let Some(document) = session.document(uri) else {
        return Ok(None);
    };
    let Some(snapshot) = document.current().await else {
        return Ok(None);
    };
    blocking(session, move |session| find(session, &snapshot)).await
}

/// Runs CPU work on a thread of its own; a panic in it is an error of this one request.
async fn blocking<T, F>(session: Arc<Session>, run: F) -> Result<T>
where
    T: Send + 'static,
    F: FnOnce(&Arc<Session>) -> T + Send + 'static,
{
    let done = tokio::task::spawn_blocking(move || {
        guard(|| run(&session)).inspect_err(|place| {
            session.log.error(&format!("a request failed at {place}"));
        })
    });
    match done.await {
        Ok(Ok(answer)) => Ok(answer),
        _ => Err(Error::internal_error()),
    }
}
