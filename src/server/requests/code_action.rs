use super::answer;
use crate::analysis::Sentence;
use crate::corroboration::Corroboration;
use crate::remedies::{self, Claim, Kind, Remedy};
use crate::server::cards::plain;
use crate::server::diagnostics::SOURCE;
use crate::server::messages::message;
use crate::server::session::{Session, Snapshot};
use crate::text::Format;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Diagnostic,
    TextEdit, WorkspaceEdit,
};

/// How many characters of what the draft will say a title repeats.
const LONGEST_PREVIEW: usize = 70;

/// `textDocument/codeAction`: what can be done about the claims in a range. It is found from the draft itself: not
/// every client sends diagnostics back with their data.
pub async fn code_action(
    session: Arc<Session>,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let uri = params.text_document.uri.clone();
    answer(session, &uri, move |session, snapshot| {
        let wanted = snapshot.lines.span(params.range);
        let touched = snapshot
            .analysis
            .sentences
            .iter()
            .filter(|sentence| sentence.span.start <= wanted.end && wanted.start <= sentence.span.end);
        let mut actions: Vec<_> = touched
            .flat_map(|sentence| of_claim(session, snapshot, sentence, &params))
            .collect();
        if let Some(only) = &params.context.only {
            actions.retain(|action| {
                action
                    .kind
                    .as_ref()
                    .is_some_and(|kind| only.iter().any(|wanted| includes(wanted, kind)))
            });
        }
        Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
    })
    .await
}

/// Whether a kind is the wanted one or below it (`refactor` includes `refactor.rewrite`).
fn includes(wanted: &CodeActionKind, kind: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    wanted.as_str().is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn of_claim(
    session: &Arc<Session>,
    snapshot: &Snapshot,
    sentence: &Sentence,
    params: &CodeActionParams,
) -> Vec<CodeAction> {
    let Some(corpus) = session
        .corpus(&snapshot.settings)
        .and_then(|corpus| corpus.loaded())
    else {
        return Vec::new();
    };
    let Some(found) = snapshot.verdict(&corpus, sentence) else {
        return Vec::new();
    };
    let Corroboration { passages, .. } = &*found;
    let most = snapshot.settings.chosen.passages;
    let shown = passages.get(..most).unwrap_or(passages);
    let claim = Claim {
        text: &snapshot.lines.text,
        format: session
            .document(&snapshot.uri)
            .map_or(Format::Plain, |document| document.format),
        analysis: &snapshot.analysis,
        sentence,
    };
    let range = snapshot.lines.range(sentence.span);
    let diagnostics: Vec<_> = params
        .context
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.source.as_deref() == Some(SOURCE) && diagnostic.range == range)
        .cloned()
        .collect();
    let mut preferred = true;
    remedies::remedies(&claim, &corpus.corpus, shown)
        .iter()
        .map(|remedy| {
            let mut action = action(snapshot, remedy, &diagnostics);
            // One key press takes the preferred action: that is the best source after the claim, nothing bolder.
            if remedy.kind == Kind::Attribute && std::mem::take(&mut preferred) {
                action.is_preferred = Some(true);
            }
            action
        })
        .collect()
}

fn action(snapshot: &Snapshot, remedy: &Remedy, diagnostics: &[Diagnostic]) -> CodeAction {
    let (name, kind) = match remedy.kind {
        Kind::Attribute => ("attribute", CodeActionKind::QUICKFIX),
        Kind::Correct => ("correct", CodeActionKind::QUICKFIX),
        Kind::Cite => ("cite", CodeActionKind::REFACTOR_REWRITE),
        Kind::Quote => ("quote", CodeActionKind::REFACTOR_REWRITE),
    };
    let preview = plain::short(&remedy.preview, LONGEST_PREVIEW);
    let edits = remedy.edits.iter().map(|edit| TextEdit {
        range: snapshot.lines.range(edit.span),
        new_text: edit.text.clone(),
    });
    let fixes = kind == CodeActionKind::QUICKFIX && !diagnostics.is_empty();
    CodeAction {
        title: message(snapshot.settings.locale, "action", name, &[("preview", &preview)]),
        kind: Some(kind),
        diagnostics: fixes.then(|| diagnostics.to_vec()),
        edit: Some(WorkspaceEdit {
            changes: Some(HashMap::from([(snapshot.uri.clone(), edits.collect())])),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    }
}
