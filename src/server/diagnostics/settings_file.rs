//! Mistakes in a settings file, shown in the file itself.

use super::SOURCE;
use crate::server::edit::Lines;
use crate::server::session::{Reading, Session};
use crate::text::Span;
use serde_json::json;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, Uri};

/// Publishes what is wrong in a settings file, or that nothing is any more.
pub fn settings_file(session: &Session, reading: &Reading) {
    let Some(uri) = Uri::from_file_path(&reading.file) else {
        return;
    };
    let text = match &reading.text {
        Some(text) => text.clone(),
        None => std::fs::read_to_string(&reading.file).unwrap_or_default(),
    };
    let lines = Lines::new(text, session.setup().encoding);
    let diagnostics: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| Diagnostic {
            range: lines.range(problem.span.as_ref().map_or_else(Span::default, |span| {
                Span::new(span.start, span.end.max(span.start))
            })),
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some(SOURCE.to_owned()),
            message: problem.message.clone(),
            ..Diagnostic::default()
        })
        .collect();
    session
        .outbox
        .publish(uri.as_str(), &json!({"uri": uri, "diagnostics": diagnostics}));
}
