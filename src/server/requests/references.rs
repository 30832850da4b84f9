use super::answer;
use crate::server::cards::passages;
use crate::server::session::{Session, Snapshot};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Location, ReferenceParams};

/// `textDocument/references` of an actor: its mentions in all open drafts, then the passages of
/// the sources that name it.
pub async fn references(session: Arc<Session>, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    answer(session, &at.text_document.uri, move |session, snapshot| {
        find(session, snapshot, snapshot.lines.offset(at.position))
    })
    .await
}

fn find(session: &Arc<Session>, snapshot: &Snapshot, offset: usize) -> Option<Vec<Location>> {
    let mention = snapshot.mention_at(offset)?;
    let key = &snapshot.analysis.actors.get(mention.actor)?.key;
    let mut found = mentions(snapshot, key);
    for document in session.documents() {
        if let Some(other) = document.latest().filter(|other| other.uri != snapshot.uri) {
            found.extend(mentions(&other, key));
        }
    }
    if let Some(corpus) = session.loaded(&snapshot.settings) {
        for &index in corpus.naming(key) {
            let location = passages::find(&corpus, index).and_then(|(passage, article)| {
                passages::location(&corpus, passage, article, session.setup().encoding)
            });
            // A draft that lies among the sources was listed as a draft.
            found.extend(location.filter(|location| session.document(&location.uri).is_none()));
        }
    }
    Some(found)
}

fn mentions(snapshot: &Snapshot, key: &str) -> Vec<Location> {
    let analysis = &snapshot.analysis;
    analysis
        .mentions
        .iter()
        .filter(|mention| {
            analysis
                .actors
                .get(mention.actor)
                .is_some_and(|actor| actor.key == key)
        })
        .map(|mention| Location {
            uri: snapshot.uri.clone(),
            range: snapshot.lines.range(mention.span),
        })
        .collect()
}
