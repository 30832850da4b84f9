//! Requests of the client, one file each.

mod hover;
mod initialize;

pub use hover::hover;
pub use initialize::initialize;

use super::session::{Session, Snapshot};
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;

/// Answers from the analysis of the draft as it was when the request came, on a thread of its own;
/// with nothing for a draft that is not open.
async fn answer<T, F>(session: Arc<Session>, uri: &Uri, find: F) -> Result<Option<T>>
where
    T: Send + 'static,
    F: FnOnce(&Session, &Snapshot) -> Option<T> + Send + 'static,
{
    let Some(document) = session.document(uri) else {
        return Ok(None);
    };
    let Some(snapshot) = document.current().await else {
        return Ok(None);
    };
    tokio::task::spawn_blocking(move || find(&session, &snapshot))
        .await
        .map_err(|_| Error::internal_error())
}
