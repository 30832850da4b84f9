use super::answer;
use crate::server::session::Session;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

/// `textDocument/documentHighlight`: all mentions of the actor that is named here.
pub async fn document_highlight(
    session: Arc<Session>,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let at = params.text_document_position_params;
    answer(session, &at.text_document.uri, move |_, snapshot| {
        let named = snapshot.mention_at(snapshot.lines.offset(at.position))?;
        let mentions = snapshot.analysis.mentions.iter();
        Some(
            mentions
                .filter(|mention| mention.actor == named.actor)
                .map(|mention| DocumentHighlight {
                    range: snapshot.lines.range(mention.span),
                    kind: Some(DocumentHighlightKind::TEXT),
                })
                .collect(),
        )
    })
    .await
}
