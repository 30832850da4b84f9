use super::answer;
use crate::server::cards::passages;
use crate::server::session::{Session, Snapshot};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink};

/// `textDocument/definition`: of an actor its first mention, of a claim the passages of the
/// sources. On the first mention itself the claim counts, so that the passages can be reached
/// from everywhere in it.
pub async fn definition(
    session: Arc<Session>,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    answer(session, &at.text_document.uri, move |session, snapshot| {
        find(session, snapshot, snapshot.lines.offset(at.position))
    })
    .await
}

fn find(session: &Arc<Session>, snapshot: &Snapshot, offset: usize) -> Option<GotoDefinitionResponse> {
    if let Some(mention) = snapshot.mention_at(offset) {
        let mentions = &snapshot.analysis.mentions;
        let first = mentions.iter().find(|m| m.actor == mention.actor)?;
        if first.span != mention.span {
            let location = Location {
                uri: snapshot.uri.clone(),
                range: snapshot.lines.range(first.span),
            };
            return Some(GotoDefinitionResponse::Scalar(location));
        }
    }
    let sentence = snapshot.sentence_at(offset)?;
    let corpus = session.corpus(&snapshot.settings)?.loaded()?;
    let setup = session.setup();
    let found: Vec<_> = snapshot
        .verdict(&corpus, sentence)?
        .passages
        .iter()
        .filter_map(|evidence| {
            let (passage, article) = passages::find(&corpus, evidence.passage)?;
            passages::location(&corpus, passage, article, setup.encoding)
        })
        .collect();
    if found.is_empty() {
        return None;
    }
    if !setup.definition_links {
        return Some(GotoDefinitionResponse::Array(found));
    }
    let origin = snapshot.lines.range(sentence.span);
    let link = |location: Location| LocationLink {
        origin_selection_range: Some(origin),
        target_uri: location.uri,
        target_range: location.range,
        target_selection_range: location.range,
    };
    Some(GotoDefinitionResponse::Link(
        found.into_iter().map(link).collect(),
    ))
}
