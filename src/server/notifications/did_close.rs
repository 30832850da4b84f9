use crate::server::diagnostics;
use crate::server::session::Session;
use tower_lsp::ls_types::DidCloseTextDocumentParams;

/// `textDocument/didClose`; takes the draft's diagnostics away.
pub fn did_close(session: &Session, params: &DidCloseTextDocumentParams) {
    if let Some(document) = session.remove(&params.text_document.uri) {
        diagnostics::clear(session, &document.uri);
    }
}
