//! Claims that a passage of the sources cannot be true together with.

use super::{Code, LONGEST_QUOTE, diagnostic};
use crate::analysis::Sentence;
use crate::analysis::variants::Rival;
use crate::corroboration::{Relation, Verdict};
use crate::server::cards::{passages, plain};
use crate::server::messages::message;
use crate::server::session::{Loaded, Session, Snapshot};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use tower_lsp::ls_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity};

/// How many passages are named.
const MOST_RELATED: usize = 3;

/// The conflict of a claim with the sources, if one is known.
pub(super) fn conflict(
    session: &Session,
    snapshot: &Snapshot,
    sentence: &Sentence,
    corpus: &Loaded,
    severity: DiagnosticSeverity,
) -> Option<Diagnostic> {
    let verdict = snapshot.known_verdict(corpus, sentence)?;
    if verdict.verdict != Verdict::Conflicting {
        return None;
    }
    let locale = snapshot.settings.locale;
    let (setup, mut related, mut text) = (session.setup(), Vec::new(), None);
    let against = verdict
        .passages
        .iter()
        .filter(|e| e.relation == Relation::Conflicts);
    for evidence in against.take(MOST_RELATED) {
        let Some((passage, article)) = passages::find(corpus, evidence.passage) else {
            continue;
        };
        if text.is_none() {
            let reason = evidence.reasons.iter().find(|r| passages::is_difference(r));
            let reason = reason.map(|reason| passages::reason(reason, locale));
            let document = plain::short(&article.path, LONGEST_QUOTE);
            let line = passage.line.to_string();
            let mut slots = vec![("document", &*document), ("line", &*line)];
            slots.extend(reason.as_deref().map(|reason| ("reason", reason)));
            let name = if reason.is_some() {
                "conflicting_reason"
            } else {
                "conflicting"
            };
            text = Some(message(locale, "diagnostic", name, &slots));
        }
        if let Some(location) = passages::location(corpus, passage, article, setup.encoding) {
            related.push(DiagnosticRelatedInformation {
                location,
                message: plain::short(&passage.text, 2 * LONGEST_QUOTE),
            });
        }
    }
    let mut found = diagnostic(
        session,
        snapshot,
        sentence,
        Code::ConflictingSource,
        severity,
        text?,
    );
    found.related_information = (setup.related_information && !related.is_empty()).then_some(related);
    Some(found)
}

/// Changes when the conflicts and the spellings in the sources that are known of a draft change.
pub fn conflicts(snapshot: &Snapshot, corpus: &Loaded) -> u64 {
    let (mut hasher, mut any) = (FxHasher::default(), false);
    for sentence in &snapshot.analysis.sentences {
        let Some(found) = snapshot.known_verdict(corpus, sentence) else {
            continue;
        };
        if found.verdict == Verdict::Conflicting {
            any = true;
            sentence.span.hash(&mut hasher);
            for evidence in &found.passages {
                evidence.passage.hash(&mut hasher);
            }
        }
    }
    for variant in snapshot.variants(Some(corpus)).iter() {
        if matches!(variant.rival, Rival::Corpus { .. }) {
            any = true;
            (variant.mention, &variant.name).hash(&mut hasher);
        }
    }
    // Whether a comment is of use may hang on what conflicts.
    for unused in super::dismissed::unused(snapshot, Some(corpus)) {
        any = true;
        unused.span.hash(&mut hasher);
    }
    if any { hasher.finish() } else { 0 }
}
