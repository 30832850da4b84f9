use super::answer;
use crate::remedies;
use crate::server::cards::plain;
use crate::server::messages::message;
use crate::server::session::{Session, Snapshot};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, TextEdit, WorkspaceEdit,
};

/// `RequestFailed` of LSP 3.17: the request was understood and cannot be done, and the client says why.
const REQUEST_FAILED: i64 = -32803;

/// How many characters of a name are offered for editing.
const LONGEST_NAME: usize = 200;

/// `textDocument/prepareRename`: the name under the cursor; an error in words where nobody is named.
pub async fn prepare_rename(
    session: Arc<Session>,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let uri = params.text_document.uri.clone();
    let found = answer(session, &uri, move |_, snapshot| {
        Some(match named(snapshot, params.position) {
            Some(at) => {
                let span = snapshot.analysis.mentions.get(at)?.span;
                Ok(PrepareRenameResponse::RangeWithPlaceholder {
                    range: snapshot.lines.range(span),
                    placeholder: plain::short(span.of(&snapshot.lines.text), LONGEST_NAME),
                })
            }
            None => Err(failed(snapshot, "nobody")),
        })
    });
    found.await?.transpose()
}

/// `textDocument/rename`: the actor under the cursor in the whole draft. Other drafts are other texts, and stay.
pub async fn rename(session: Arc<Session>, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = params.text_document_position;
    let uri = at.text_document.uri.clone();
    let found = answer(session, &uri, move |_, snapshot| {
        let Some(mention) = named(snapshot, at.position) else {
            return Some(Err(failed(snapshot, "nobody")));
        };
        let Some(name) = remedies::new_name(&params.new_name) else {
            return Some(Err(failed(snapshot, "no_name")));
        };
        let edits = remedies::rename(
            &snapshot.lines.text,
            &snapshot.blocks,
            &snapshot.analysis,
            mention,
            &name,
        );
        let edits = edits.into_iter().map(|edit| TextEdit {
            range: snapshot.lines.range(edit.span),
            new_text: edit.text,
        });
        Some(Ok(WorkspaceEdit {
            changes: Some(HashMap::from([(snapshot.uri.clone(), edits.collect())])),
            ..WorkspaceEdit::default()
        }))
    });
    found.await?.transpose()
}

/// The number of the mention at a position.
fn named(snapshot: &Snapshot, position: tower_lsp::ls_types::Position) -> Option<usize> {
    let mention = snapshot.mention_at(snapshot.lines.offset(position))?;
    snapshot
        .analysis
        .mentions
        .iter()
        .position(|other| other.span == mention.span)
}

fn failed(snapshot: &Snapshot, name: &str) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: Cow::Owned(message(snapshot.settings.locale, "rename", name, &[])),
        data: None,
    }
}
