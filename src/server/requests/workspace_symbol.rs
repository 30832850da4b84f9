use super::document_symbol::symbol_kind;
use crate::server::cards::passages;
use crate::server::cards::plain;
use crate::server::session::Session;
use std::collections::HashSet;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Location, SymbolInformation, WorkspaceSymbolParams, WorkspaceSymbolResponse};

/// How many symbols one answer holds.
const MOST: usize = 500;
/// How many characters of a name are shown.
const LONGEST_NAME: usize = 80;

/// `workspace/symbol`: the actors of all open drafts, each where a draft first names it, then the
/// passages of the sources that name them.
pub async fn workspace_symbol(
    session: Arc<Session>,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    super::blocking(session, move |session| {
        Some(WorkspaceSymbolResponse::Flat(find(session, &params.query)))
    })
    .await
}

fn find(session: &Arc<Session>, query: &str) -> Vec<SymbolInformation> {
    let query = query.trim().to_lowercase();
    let (mut found, mut elsewhere, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for document in session.documents() {
        let Some(snapshot) = document.latest() else {
            continue;
        };
        let analysis = &snapshot.analysis;
        let mut first = vec![None; analysis.actors.len()];
        for mention in analysis.mentions.iter().rev() {
            if let Some(slot) = first.get_mut(mention.actor) {
                *slot = Some(mention.span);
            }
        }
        let corpus = session.loaded(&snapshot.settings);
        for (actor, span) in analysis.actors.iter().zip(first) {
            let matches = |name: &String| name.to_lowercase().contains(&query);
            let Some(span) = span.filter(|_| matches(&actor.name) || actor.names.iter().any(matches)) else {
                continue;
            };
            let symbol = |location| {
                #[allow(deprecated)]
                SymbolInformation {
                    name: plain::short(&actor.name, LONGEST_NAME),
                    kind: symbol_kind(actor.kind),
                    tags: None,
                    deprecated: None,
                    location,
                    container_name: None,
                }
            };
            found.push(symbol(Location {
                uri: snapshot.uri.clone(),
                range: snapshot.lines.range(span),
            }));
            // An empty query lists what the drafts name, not every place in the sources.
            let Some(corpus) = corpus
                .as_ref()
                .filter(|_| !query.is_empty() && seen.insert(actor.key.clone()))
            else {
                continue;
            };
            for &index in corpus.naming(&actor.key) {
                let location = passages::find(corpus, index).and_then(|(passage, article)| {
                    let mut located = symbol(passages::location(
                        corpus,
                        passage,
                        article,
                        session.setup().encoding,
                    )?);
                    located.container_name = Some(plain::short(&passage.text, LONGEST_NAME));
                    Some(located)
                });
                elsewhere.extend(location);
            }
        }
    }
    found.append(&mut elsewhere);
    found.truncate(MOST);
    found
}
