//! Findings as diagnostics.

mod code;

pub use code::Code;

use super::cards::plain;
use super::messages::message;
use super::session::{Loaded, Session, Snapshot};
use crate::analysis::{ActorKind, Sentence, Status};
use serde::Serialize;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Uri};

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
        .publish(uri.as_str(), &serde_json::json!({"uri": uri, "diagnostics": []}));
}

/// The diagnostics of one version, in the order of the text; conflicts as far as they are known.
pub fn of(session: &Session, snapshot: &Snapshot, corpus: Option<&Loaded>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let settings = &snapshot.settings;
    for sentence in &snapshot.analysis.sentences {
        let _ = corpus;
        found.extend(claim(session, snapshot, sentence));
    }
    if let Some(severity) = settings.actors {
        found.extend(actors(session, snapshot, severity));
    }
    found
}

/// What is to be said about who answers for a sentence.
fn claim(session: &Session, snapshot: &Snapshot, sentence: &Sentence) -> Option<Diagnostic> {
    let locale = session.setup().locale;
    let (code, severity) = match sentence.status {
        Status::Unattributed => (Code::UnattributedClaim, snapshot.settings.unattributed?),
        Status::Vague => (Code::VagueAttribution, snapshot.settings.vague?),
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
    Some(Diagnostic {
        range: snapshot.lines.range(sentence.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(code.as_str().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: text,
        ..Diagnostic::default()
    })
}

/// One a mention.
fn actors(
    session: &Session,
    snapshot: &Snapshot,
    severity: DiagnosticSeverity,
) -> impl Iterator<Item = Diagnostic> {
    let locale = session.setup().locale;
    let analysis = &snapshot.analysis;
    let words: Vec<String> = [
        ActorKind::Person,
        ActorKind::Organisation,
        ActorKind::Place,
        ActorKind::Group,
    ]
    .into_iter()
    .map(|kind| message(locale, "kind", kind_name(kind), &[]))
    .collect();
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

/// The name of a kind in messages and in the protocol.
pub fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Place => "place",
        ActorKind::Group => "group",
    }
}
