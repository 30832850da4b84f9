use super::answer;
use crate::server::session::{Session, Snapshot};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

/// `textDocument/hover`: the card of the actor, else of the claim.
pub async fn hover(session: Arc<Session>, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    answer(session, &at.text_document.uri, move |session, snapshot| {
        card(session, snapshot, snapshot.lines.offset(at.position))
    })
    .await
}

fn card(_session: &Session, snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let sentence = snapshot.sentence_at(offset)?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::PlainText,
            value: format!("{:?}", sentence.status),
        }),
        range: Some(snapshot.lines.range(sentence.span)),
    })
}
