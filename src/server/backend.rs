//! Which handler answers which message; the handlers are in `requests` and `notifications`.

use super::session::Session;
use super::{notifications, requests};
use std::sync::Arc;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

/// The service behind the pipe.
#[derive(Debug)]
pub struct Backend {
    /// Shared by all handlers.
    pub session: Arc<Session>,
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(requests::initialize(&self.session, &params))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        notifications::did_open(&self.session, params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        notifications::did_change(&self.session, &params);
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        notifications::did_close(&self.session, &params);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        requests::hover(self.session.clone(), params).await
    }
}
