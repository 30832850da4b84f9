//! What can be done about a claim with what the sources have on it.

use super::Asked;
use crate::analysis::{Sentence, Status};
use crate::corroboration::Corroboration;
use crate::remedies::{self, Claim, Kind, Remedy};
use crate::server::cards::plain;
use crate::server::messages::message;
use crate::text::Format;
use tower_lsp::ls_types::{CodeAction, CodeActionKind, Diagnostic, TextEdit};

/// How many characters of what the draft will say a title repeats.
const LONGEST_PREVIEW: usize = 70;

/// The remedies of every claim that the range touches.
pub(super) fn offer(asked: &Asked<'_>) -> Vec<CodeAction> {
    if !asked.wants(&CodeActionKind::QUICKFIX) && !asked.wants(&CodeActionKind::REFACTOR_REWRITE) {
        return Vec::new();
    }
    let sentences = &asked.snapshot.analysis.sentences;
    sentences
        .iter()
        .filter(|sentence| asked.touches(sentence.span))
        .flat_map(|sentence| of_claim(asked, sentence))
        .collect()
}

fn of_claim(asked: &Asked<'_>, sentence: &Sentence) -> Vec<CodeAction> {
    let (session, snapshot) = (asked.session, asked.snapshot);
    let Some(corpus) = session.loaded(&snapshot.settings) else {
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
    let diagnostics = asked.diagnostics(sentence.span);
    let mut preferred = true;
    let dismissed = |remedy: &Remedy| {
        let code = match (remedy.kind, sentence.status) {
            (Kind::Attribute, Status::Vague) => "vague-attribution",
            (Kind::Attribute, _) => "unattributed-claim",
            (Kind::Correct, _) => "conflicting-source",
            (Kind::Cite | Kind::Quote, _) => return false,
        };
        snapshot.dismissed.hides(code, sentence.span)
    };
    remedies::remedies(&claim, &corpus.corpus, shown)
        .iter()
        .filter(|remedy| !dismissed(remedy))
        .map(|remedy| {
            let mut action = action(asked, remedy, &diagnostics);
            // One key press takes the preferred action: that is the best source after the claim, nothing bolder.
            if remedy.kind == Kind::Attribute && std::mem::take(&mut preferred) {
                action.is_preferred = Some(true);
            }
            action
        })
        .collect()
}

fn action(asked: &Asked<'_>, remedy: &Remedy, diagnostics: &[Diagnostic]) -> CodeAction {
    let snapshot = asked.snapshot;
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
        edit: Some(asked.edit(edits.collect())),
        ..CodeAction::default()
    }
}
