//! Leaving out what was dismissed, and saying which comments dismiss nothing.

use super::{Code, SOURCE};
use crate::dismissals::{Unused, Why};
use crate::server::cards::plain;
use crate::server::explanations;
use crate::server::messages::message;
use crate::server::session::{Loaded, Session, Snapshot, severity};
use tower_lsp::ls_types::{CodeDescription, Diagnostic, DiagnosticTag, NumberOrString};

/// How many characters of a comment a message repeats.
const LONGEST_WORD: usize = 40;

/// Takes out of `found` what was dismissed, and adds the comments of the draft that dismiss nothing.
pub(super) fn leave_out(
    session: &Session,
    snapshot: &Snapshot,
    corpus: Option<&Loaded>,
    found: &mut Vec<Diagnostic>,
) {
    if snapshot.dismissed.is_empty() {
        return;
    }
    found.retain(|diagnostic| match &diagnostic.code {
        Some(NumberOrString::String(code)) => {
            let span = snapshot.lines.span(diagnostic.range);
            !snapshot.dismissed.hides(code, span)
        }
        _ => true,
    });
    let locale = snapshot.settings.locale;
    let Some(severity) = severity(snapshot.settings.chosen.severity.unused_dismissal) else {
        return;
    };
    for comment in unused(snapshot, corpus) {
        let description = session.setup().code_description;
        found.push(Diagnostic {
            range: snapshot.lines.range(comment.span),
            severity: Some(severity),
            code: Some(NumberOrString::String(Code::UnusedDismissal.as_str().to_owned())),
            code_description: description
                .then(|| explanations::link(session, locale, Code::UnusedDismissal))
                .flatten()
                .map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            tags: Some(vec![DiagnosticTag::UNNECESSARY]),
            message: text(snapshot, &comment.why),
            ..Diagnostic::default()
        });
    }
}

/// The comments that dismiss nothing, as far as that is known.
pub(super) fn unused(snapshot: &Snapshot, corpus: Option<&Loaded>) -> Vec<Unused> {
    let dismissed = &snapshot.dismissed;
    if dismissed.comments.is_empty() {
        return Vec::new();
    }
    let mut tally = dismissed.tally(&snapshot.analysis, |sentence| snapshot.lookup(corpus, sentence));
    for variant in snapshot.variants(corpus).iter() {
        if let Some(mention) = snapshot.analysis.mentions.get(variant.mention) {
            tally.add(Code::NameVariant.as_str(), mention.span);
        }
    }
    tally.unused()
}

fn text(snapshot: &Snapshot, why: &Why) -> String {
    let say =
        |name: &str, slots: &[(&str, &str)]| message(snapshot.settings.locale, "dismissal", name, slots);
    match why {
        Why::NothingToDismiss => say("nothing", &[]),
        Why::NothingOff => say("nothing_off", &[]),
        Why::UnknownOrder(word) => say("order", &[("word", &plain::short(word, LONGEST_WORD))]),
        Why::UnknownCode(code, Some(nearest)) => say(
            "code_nearest",
            &[("code", &plain::short(code, LONGEST_WORD)), ("nearest", nearest)],
        ),
        Why::UnknownCode(code, None) => say("code", &[("code", &plain::short(code, LONGEST_WORD))]),
    }
}
