use super::answer;
use crate::analysis::{ActorKind, Status};
use crate::corroboration::Verdict;
use crate::server::cards::passages::{self, Shown};
use crate::server::session::{Session, Snapshot};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Range, TextDocumentIdentifier};

/// The parameters of `ascribe/findings`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FindingsParams {
    /// The draft.
    pub text_document: TextDocumentIdentifier,
}

/// The answer; see `editors/README.md`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Findings {
    version: i32,
    claims: Vec<Claim>,
    actors: Vec<Actor>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Claim {
    range: Range,
    text: String,
    status: Status,
    dismissed: bool,
    source: Option<String>,
    cue: Option<String>,
    verdict: Option<Verdict>,
    independent_sources: usize,
    passages: Vec<Shown>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Actor {
    name: String,
    kind: ActorKind,
    introduction: Option<String>,
    mentions: Vec<Range>,
}

/// `ascribe/findings`: everything that side bars show of a draft. Verdicts are in it as far as
/// they are known; the client asks again when the draft's diagnostics have changed.
pub async fn findings(session: Arc<Session>, params: FindingsParams) -> Result<Option<Findings>> {
    answer(session, &params.text_document.uri, |session, snapshot| {
        Some(Findings {
            version: snapshot.version,
            claims: claims(session, snapshot),
            actors: actors(session, snapshot),
        })
    })
    .await
}

fn claims(session: &Arc<Session>, snapshot: &Snapshot) -> Vec<Claim> {
    let corpus = session.loaded(&snapshot.settings);
    let (locale, most) = (snapshot.settings.locale, snapshot.settings.chosen.passages);
    let claims = snapshot.analysis.sentences.iter();
    claims
        .filter(|sentence| sentence.status != Status::None)
        .map(|sentence| {
            let found = corpus
                .as_deref()
                .and_then(|corpus| Some((corpus, snapshot.known_verdict(corpus, sentence)?)));
            let encoding = session.setup().encoding;
            Claim {
                range: snapshot.lines.range(sentence.span),
                text: snapshot.claim(sentence),
                status: sentence.status,
                dismissed: snapshot.dismissed.sentence(
                    sentence,
                    found
                        .as_ref()
                        .is_some_and(|(_, found)| found.verdict == Verdict::Conflicting),
                ),
                source: sentence.source.as_ref().map(|source| source.text.clone()),
                cue: sentence.cue.as_ref().map(|cue| cue.text.clone()),
                verdict: found.as_ref().map(|(_, found)| found.verdict),
                independent_sources: found.as_ref().map_or(0, |(_, found)| found.independent_sources),
                passages: found.map_or_else(Vec::new, |(corpus, found)| {
                    let best = found.passages.iter().take(most);
                    best.filter_map(|evidence| passages::shown(corpus, evidence, encoding, locale))
                        .collect()
                }),
            }
        })
        .collect()
}

fn actors(session: &Arc<Session>, snapshot: &Snapshot) -> Vec<Actor> {
    let corpus = session.loaded(&snapshot.settings);
    let analysis = &snapshot.analysis;
    let mut actors: Vec<_> = analysis
        .actors
        .iter()
        .map(|actor| Actor {
            name: actor.name.clone(),
            kind: actor.kind,
            introduction: corpus
                .as_deref()
                .and_then(|corpus| corpus.introductions(actor).into_iter().next()),
            mentions: Vec::new(),
        })
        .collect();
    for mention in &analysis.mentions {
        if let Some(actor) = actors.get_mut(mention.actor) {
            actor.mentions.push(snapshot.lines.range(mention.span));
        }
    }
    actors
}
