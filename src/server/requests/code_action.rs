use super::answer;
use crate::server::session::Session;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CodeActionParams, CodeActionResponse};

/// `textDocument/codeAction`: what can be done about the claims and actors in a range. It is found
/// from the draft itself: not every client sends diagnostics back with their data.
pub async fn code_action(
    session: Arc<Session>,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    answer(session, &params.text_document.uri, |_, _| Some(Vec::new())).await
}
