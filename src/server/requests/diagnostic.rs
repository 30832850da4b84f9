use crate::server::diagnostics;
use crate::server::session::{Document, Session, Snapshot};
use rustc_hash::FxHasher;
use std::collections::HashMap;
use std::hash::Hasher;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult,
    FullDocumentDiagnosticReport, RelatedFullDocumentDiagnosticReport,
    RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

/// `textDocument/diagnostic`. From the first time on the draft's diagnostics are no longer pushed:
/// editors would show both.
pub async fn diagnostic(
    session: Arc<Session>,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let Some(document) = session.document(&params.text_document.uri) else {
        return Ok(full(String::new(), Vec::new()));
    };
    stop_pushing(&session, &document);
    let Some(snapshot) = document.current().await else {
        return Ok(full(String::new(), Vec::new()));
    };
    let (id, items) = report(session, snapshot).await?;
    if params.previous_result_id.as_ref() == Some(&id) {
        let unchanged = RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        };
        return Ok(DocumentDiagnosticReport::Unchanged(unchanged).into());
    }
    Ok(full(id, items))
}

/// `workspace/diagnostic`: of the open drafts. Files that nobody is writing are sources or
/// archives, and nobody wants to be told that an archive has no sources.
pub async fn workspace_diagnostic(
    session: Arc<Session>,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let known: HashMap<_, _> = params
        .previous_result_ids
        .into_iter()
        .map(|previous| (previous.uri, previous.value))
        .collect();
    let mut items = Vec::new();
    for document in session.documents() {
        let Some(snapshot) = document.current().await else {
            continue;
        };
        let (uri, version) = (document.uri.clone(), Some(i64::from(snapshot.version)));
        let (id, found) = report(session.clone(), snapshot).await?;
        items.push(if known.get(&uri) == Some(&id) {
            WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            })
        } else {
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items: found,
                },
            })
        });
    }
    Ok(WorkspaceDiagnosticReport { items }.into())
}

/// The diagnostics of a version, and an identity that is the same for the same diagnostics.
async fn report(session: Arc<Session>, snapshot: Arc<Snapshot>) -> Result<(String, Vec<Diagnostic>)> {
    super::blocking(session, move |session| {
        let corpus = session.loaded(&snapshot.settings);
        let found = diagnostics::of(session, &snapshot, corpus.as_deref());
        if let (Some(corpus), Some(document)) = (&corpus, session.document(&snapshot.uri)) {
            document.state().conflicts = diagnostics::conflicts(&snapshot, corpus);
        }
        let mut hasher = FxHasher::default();
        hasher.write(&serde_json::to_vec(&found).unwrap_or_default());
        (format!("{:016x}", hasher.finish()), found)
    })
    .await
}

fn stop_pushing(session: &Session, document: &Document) {
    let mut state = document.state();
    state.pulled = true;
    if std::mem::take(&mut state.pushed) {
        diagnostics::clear(session, &document.uri);
    }
}

fn full(id: String, items: Vec<Diagnostic>) -> DocumentDiagnosticReportResult {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: (!id.is_empty()).then_some(id),
            items,
        },
    })
    .into()
}
