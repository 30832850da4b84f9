use crate::server::diagnostics;
use crate::server::session::Session;
use std::sync::Arc;
use tower_lsp::ls_types::DidCloseTextDocumentParams;

/// `textDocument/didClose`; takes the draft's diagnostics away.
pub fn did_close(session: &Arc<Session>, params: &DidCloseTextDocumentParams) {
    if session.close_settings_file(&params.text_document.uri) {
        return;
    }
    if let Some(document) = session.remove(&params.text_document.uri) {
        diagnostics::clear(session, &document.uri);
    }
}
