use super::answer;
use super::code_lens::counts;
use crate::server::session::Session;
use crate::settings::SourceCounts;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams};

/// `textDocument/inlayHint`: after each claim how many sources it has, where the writer wants it.
pub async fn inlay_hint(session: Arc<Session>, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    answer(session, &params.text_document.uri, move |session, snapshot| {
        let within = snapshot.lines.span(params.range);
        let counted = counts(session, snapshot, SourceCounts::InlayHint, within)?;
        Some(
            counted
                .into_iter()
                .map(|(span, words)| InlayHint {
                    position: snapshot.lines.position(span.end),
                    label: InlayHintLabel::String(words),
                    kind: None,
                    text_edits: None,
                    tooltip: None,
                    padding_left: Some(true),
                    padding_right: Some(true),
                    data: None,
                })
                .collect(),
        )
    })
    .await
}
