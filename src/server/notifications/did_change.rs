use crate::server::session::Session;
use std::sync::Arc;
use tower_lsp::ls_types::DidChangeTextDocumentParams;

/// `textDocument/didChange`; of a draft that was never opened, nothing is known that could change.
pub fn did_change(session: &Arc<Session>, params: &DidChangeTextDocumentParams) {
    let item = &params.text_document;
    if session.change_settings_file(&item.uri, item.version, &params.content_changes) {
        return;
    }
    let Some(document) = session.document(&item.uri) else {
        session
            .log
            .warning("an edit of a draft that is not open was ignored");
        return;
    };
    document.change(&params.content_changes, item.version, session.setup().encoding);
    session.schedule(&document);
}
