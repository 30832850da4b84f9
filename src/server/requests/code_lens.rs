use super::answer;
use crate::corroboration::{Corroboration, Verdict};
use crate::server::messages::message;
use crate::server::session::{Locale, Session, Snapshot};
use crate::settings::SourceCounts;
use crate::text::Span;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command};

/// `textDocument/codeLens`: above each claim how many sources it has, where the writer wants it.
pub async fn code_lens(session: Arc<Session>, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    answer(session, &params.text_document.uri, |session, snapshot| {
        let whole = Span::new(0, snapshot.lines.text.len());
        let counted = counts(session, snapshot, SourceCounts::CodeLens, whole)?;
        Some(
            counted
                .into_iter()
                .map(|(span, title)| CodeLens {
                    range: snapshot.lines.range(span),
                    // A lens with a title and no command: there is nothing to run.
                    command: Some(Command {
                        title,
                        command: String::new(),
                        arguments: None,
                    }),
                    data: None,
                })
                .collect(),
        )
    })
    .await
}

/// How many sources each claim within some bytes has, as far as that is known, in words; `None`
/// where the writer wants it elsewhere or not at all.
pub(super) fn counts(
    session: &Arc<Session>,
    snapshot: &Snapshot,
    wanted: SourceCounts,
    within: Span,
) -> Option<Vec<(Span, String)>> {
    if snapshot.settings.chosen.source_counts != wanted {
        return None;
    }
    let corpus = session.corpus(&snapshot.settings)?.loaded()?;
    let sentences = snapshot.analysis.sentences.iter();
    Some(
        sentences
            .filter(|sentence| sentence.span.overlaps(within))
            .filter_map(|sentence| {
                let found = snapshot.known_verdict(&corpus, sentence)?;
                Some((sentence.span, words(&found, snapshot.settings.locale)))
            })
            .collect(),
    )
}

fn words(found: &Corroboration, locale: Locale) -> String {
    let say = |name: &str, slots: &[(&str, &str)]| message(locale, "lens", name, slots);
    match (found.verdict, found.independent_sources) {
        (Verdict::Conflicting, _) => say("conflicting", &[]),
        (Verdict::Partial, _) => say("partial", &[]),
        (Verdict::Nothing, _) | (_, 0) => say("none", &[]),
        (_, 1) => say("one", &[]),
        (_, many) => say("many", &[("count", &*many.to_string())]),
    }
}
