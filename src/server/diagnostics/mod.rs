//! Findings as diagnostics.

mod code;
mod conflict;
mod dismissed;
mod settings_file;
mod variant;

pub use code::Code;
pub use conflict::conflicts;
pub use settings_file::settings_file;

use super::cards::plain;
use super::explanations;
use super::messages::message;
use super::session::{Loaded, Session, Snapshot, severity};
use crate::analysis::{ActorKind, Sentence, Status};
use serde::Serialize;
use serde_json::json;
use tower_lsp::ls_types::{CodeDescription, Diagnostic, DiagnosticSeverity, NumberOrString, Uri};

/// The name under which editors list what the server finds.
pub const SOURCE: &str = "ascribe";

/// How many characters of a name or a quotation a message repeats.
const LONGEST_QUOTE: usize = 120;

#[derive(Serialize)]
struct Publication<'a> {
    uri: &'a Uri,
    version: i32,
    diagnostics: &'a [Diagnostic],
}

/// Queues the diagnostics of one version; the caller holds the lock that keeps it the newest.
pub fn publish(session: &Session, uri: &Uri, version: i32, diagnostics: &[Diagnostic]) {
    let publication = Publication {
        uri,
        version,
        diagnostics,
    };
    session.outbox.publish(uri.as_str(), &publication);
}

/// Takes the diagnostics of a closed draft away.
pub fn clear(session: &Session, uri: &Uri) {
    session
        .outbox
        .publish(uri.as_str(), &json!({"uri": uri, "diagnostics": []}));
}

/// The diagnostics of one version: claims in the order of the text, then variants of names, then actors. Conflicts are in
/// it as far as they are known.
pub fn of(session: &Session, snapshot: &Snapshot, corpus: Option<&Loaded>) -> Vec<Diagnostic> {
    let chosen = &snapshot.settings.chosen.severity;
    let mut found = Vec::new();
    let conflicting = severity(chosen.conflicting_source).zip(corpus);
    for sentence in &snapshot.analysis.sentences {
        if sentence.status == Status::None {
            continue;
        }
        if let Some((severity, corpus)) = conflicting {
            found.extend(conflict::conflict(session, snapshot, sentence, corpus, severity));
        }
        found.extend(claim(session, snapshot, sentence));
    }
    if let Some(severity) = severity(chosen.name_variant) {
        found.extend(variant::variants(session, snapshot, corpus, severity));
    }
    if let Some(severity) = severity(chosen.actor) {
        found.extend(actors(snapshot, severity));
    }
    dismissed::leave_out(session, snapshot, corpus, &mut found);
    if snapshot.is_read() {
        // A source that is only read is not to be mended: its findings stay there for those who look for them.
        for diagnostic in &mut found {
            diagnostic.severity = Some(DiagnosticSeverity::HINT);
        }
    }
    found
}

/// What is to be said about who answers for a sentence.
fn claim(session: &Session, snapshot: &Snapshot, sentence: &Sentence) -> Option<Diagnostic> {
    let locale = snapshot.settings.locale;
    let chosen = &snapshot.settings.chosen.severity;
    let (code, severity) = match sentence.status {
        Status::Unattributed => (Code::UnattributedClaim, severity(chosen.unattributed_claim)?),
        Status::Vague => (Code::VagueAttribution, severity(chosen.vague_attribution)?),
        Status::None | Status::Attributed => return None,
    };
    let text = match (&sentence.source, code) {
        (Some(source), Code::VagueAttribution) => message(
            locale,
            "diagnostic",
            "vague_named",
            &[("source", &plain::short(&source.text, LONGEST_QUOTE))],
        ),
        (None, Code::VagueAttribution) => message(locale, "diagnostic", "vague", &[]),
        _ => message(locale, "diagnostic", "unattributed", &[]),
    };
    Some(diagnostic(session, snapshot, sentence, code, severity, text))
}

/// A diagnostic of a sentence.
fn diagnostic(
    session: &Session,
    snapshot: &Snapshot,
    sentence: &Sentence,
    code: Code,
    severity: DiagnosticSeverity,
    message: String,
) -> Diagnostic {
    let description = session.setup().code_description;
    Diagnostic {
        range: snapshot.lines.range(sentence.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(code.as_str().to_owned())),
        code_description: description
            .then(|| explanations::link(session, snapshot.settings.locale, code))
            .flatten()
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message,
        // The rule that decided, for people who disagree with it.
        data: Some(json!({"rule": sentence.rule})),
        ..Diagnostic::default()
    }
}

/// One a mention.
fn actors(snapshot: &Snapshot, severity: DiagnosticSeverity) -> impl Iterator<Item = Diagnostic> {
    let locale = snapshot.settings.locale;
    let analysis = &snapshot.analysis;
    let words = KINDS.map(|kind| message(locale, "kind", kind_name(kind), &[]));
    analysis.mentions.iter().map(move |mention| {
        let name = analysis.actors.get(mention.actor).map_or("", |actor| &actor.name);
        let kind = words.get(mention.kind as usize).map_or("", String::as_str);
        Diagnostic {
            range: snapshot.lines.range(mention.span),
            severity: Some(severity),
            code: Some(NumberOrString::String(Code::Actor.as_str().to_owned())),
            source: Some(SOURCE.to_owned()),
            message: format!("{} ({kind})", plain::short(name, LONGEST_QUOTE)),
            ..Diagnostic::default()
        }
    })
}

/// All kinds, in the order of their declaration.
pub const KINDS: [ActorKind; 4] = [
    ActorKind::Person,
    ActorKind::Organisation,
    ActorKind::Place,
    ActorKind::Group,
];

/// The name of a kind in messages and in the protocol.
pub fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}
