//! Names that are spelled in two ways.

use super::{Code, LONGEST_QUOTE, SOURCE};
use crate::analysis::variants::{Rival, Variant};
use crate::server::cards::{passages, plain};
use crate::server::explanations;
use crate::server::messages::message;
use crate::server::session::{Loaded, Session, Snapshot};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
};

/// One a mention, with the place of the other spelling.
pub(super) fn variants(
    session: &Session,
    snapshot: &Snapshot,
    corpus: Option<&Loaded>,
    severity: DiagnosticSeverity,
) -> Vec<Diagnostic> {
    let found = snapshot.variants(corpus);
    found
        .iter()
        .filter_map(|variant| one(session, snapshot, corpus, variant, severity))
        .collect()
}

fn one(
    session: &Session,
    snapshot: &Snapshot,
    corpus: Option<&Loaded>,
    variant: &Variant,
    severity: DiagnosticSeverity,
) -> Option<Diagnostic> {
    let (setup, locale) = (session.setup(), snapshot.settings.locale);
    let mention = snapshot.analysis.mentions.get(variant.mention)?;
    let name = plain::short(&variant.name, LONGEST_QUOTE);
    let (message, related) = match &variant.rival {
        Rival::Draft(other) => {
            let other = snapshot.analysis.mentions.get(*other)?;
            let range = snapshot.lines.range(other.span);
            let line = (range.start.line + 1).to_string();
            let related = DiagnosticRelatedInformation {
                location: Location {
                    uri: snapshot.uri.clone(),
                    range,
                },
                message: plain::short(other.span.of(&snapshot.lines.text), LONGEST_QUOTE),
            };
            let slots = [("name", &*name), ("line", &*line)];
            (
                message(locale, "diagnostic", "variant_draft", &slots),
                Some(related),
            )
        }
        Rival::Corpus { key, language, text } => {
            let related = corpus.and_then(|corpus| {
                let (passage, article) = passages::find(corpus, corpus.spelling(key, *language, text)?)?;
                Some(DiagnosticRelatedInformation {
                    location: passages::location(corpus, passage, article, setup.encoding)?,
                    message: plain::short(&passage.text, 2 * LONGEST_QUOTE),
                })
            });
            let slots = [("name", &*name)];
            (message(locale, "diagnostic", "variant_corpus", &slots), related)
        }
    };
    Some(Diagnostic {
        range: snapshot.lines.range(mention.span),
        severity: Some(severity),
        code: Some(NumberOrString::String(Code::NameVariant.as_str().to_owned())),
        code_description: setup
            .code_description
            .then(|| explanations::link(session, locale, Code::NameVariant))
            .flatten()
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: related
            .filter(|_| setup.related_information)
            .map(|related| vec![related]),
        ..Diagnostic::default()
    })
}
