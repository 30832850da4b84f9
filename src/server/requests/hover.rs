use super::answer;
use crate::server::cards::{self, Markup};
use crate::server::session::{Session, Snapshot};
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams};

/// `textDocument/hover`: the card of the actor that is named here, else of the claim.
pub async fn hover(session: Arc<Session>, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    answer(session, &at.text_document.uri, move |session, snapshot| {
        card(session, snapshot, snapshot.lines.offset(at.position))
    })
    .await
}

fn card(session: &Arc<Session>, snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let setup = session.setup();
    let markup = Markup {
        markdown: setup.markdown,
    };
    let corpus = session.corpus(&snapshot.settings);
    let (contents, span) = match snapshot.mention_at(offset) {
        Some(mention) => {
            let loaded = corpus.and_then(|corpus| corpus.loaded());
            let card = cards::actor(snapshot, mention, loaded.as_deref(), markup, setup.encoding)?;
            (card, mention.span)
        }
        None => {
            let sentence = snapshot.sentence_at(offset)?;
            let card = cards::claim(snapshot, sentence, corpus.as_deref(), markup, setup.encoding)?;
            (card, sentence.span)
        }
    };
    Some(Hover {
        contents: HoverContents::Markup(contents),
        range: Some(snapshot.lines.range(span)),
    })
}
