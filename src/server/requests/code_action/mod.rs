//! What can be done about a range of a draft: one file a group of actions, put together here.

mod claims;
mod dismiss;
mod names;
mod saying;
mod search;
mod teach;

pub use names::FIX_ALL;

use super::answer;
use crate::server::diagnostics::SOURCE;
use crate::server::messages::message;
use crate::server::session::{Session, Snapshot};
use crate::text::Span;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
    Diagnostic, TextEdit, WorkspaceEdit,
};

/// What the client asked for, and the draft it asked about.
struct Asked<'a> {
    session: &'a Arc<Session>,
    snapshot: &'a Snapshot,
    params: &'a CodeActionParams,
    /// The range in bytes of the draft; empty for a cursor.
    span: Span,
}

/// Groups of actions, in the order in which editors list them.
const OFFERS: &[fn(&Asked<'_>) -> Vec<CodeAction>] = &[
    names::offer,
    claims::offer,
    dismiss::offer,
    teach::offer,
    saying::offer,
    search::offer,
];

/// `textDocument/codeAction`: what can be done about a range. It is found from the draft itself: not every client sends
/// diagnostics back with their data.
pub async fn code_action(
    session: Arc<Session>,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let uri = params.text_document.uri.clone();
    answer(session, &uri, move |session, snapshot| {
        let asked = Asked {
            session,
            snapshot,
            params: &params,
            span: snapshot.lines.span(params.range),
        };
        let mut actions: Vec<_> = OFFERS.iter().flat_map(|offer| offer(&asked)).collect();
        // What is of no kind is for those who ask for anything.
        actions.retain(|action| match &action.kind {
            Some(kind) => asked.wants(kind),
            None => params.context.only.is_none(),
        });
        Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
    })
    .await
}

impl Asked<'_> {
    /// Whether actions of this kind are wanted.
    fn wants(&self, kind: &CodeActionKind) -> bool {
        let only = self.params.context.only.as_ref();
        only.is_none_or(|only| only.iter().any(|wanted| includes(wanted, kind)))
    }

    /// Whether the range touches these bytes.
    fn touches(&self, span: Span) -> bool {
        span.start <= self.span.end && self.span.start <= span.end
    }

    /// A title in the language of the client.
    fn say(&self, name: &str, slots: &[(&str, &str)]) -> String {
        message(self.snapshot.settings.locale, "action", name, slots)
    }

    /// An action that runs a command of the server's with this argument, beside the draft's name.
    fn command(&self, title: String, kind: CodeActionKind, command: &str, mut argument: Value) -> CodeAction {
        argument["uri"] = json!(self.snapshot.uri);
        CodeAction {
            kind: Some(kind),
            command: Some(Command {
                title: title.clone(),
                command: command.to_owned(),
                arguments: Some(vec![argument]),
            }),
            title,
            ..CodeAction::default()
        }
    }

    /// Edits of the draft as an action holds them.
    fn edit(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        WorkspaceEdit {
            changes: Some(HashMap::from([(self.snapshot.uri.clone(), edits)])),
            ..WorkspaceEdit::default()
        }
    }

    /// Those diagnostics of ours that the client sent along and that are about exactly these bytes.
    fn diagnostics(&self, span: Span) -> Vec<Diagnostic> {
        let range = self.snapshot.lines.range(span);
        let sent = &self.params.context.diagnostics;
        sent.iter()
            .filter(|diagnostic| diagnostic.source.as_deref() == Some(SOURCE) && diagnostic.range == range)
            .cloned()
            .collect()
    }
}

/// Whether a kind is the wanted one or below it (`refactor` includes `refactor.rewrite`).
fn includes(wanted: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    wanted.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
