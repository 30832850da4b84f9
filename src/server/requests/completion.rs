use super::answer;
use crate::analysis::{Actor, introduction};
use crate::server::cards::{Markup, plain};
use crate::server::completion::{Offer, is_prose, names, sources, typed};
use crate::server::diagnostics::kind_name;
use crate::server::messages::message;
use crate::server::session::{Loaded, Session, Snapshot};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    CompletionItem, CompletionList, CompletionParams, CompletionResponse, Documentation, Uri,
};

/// How many things are offered; what is not among them comes with the next letter.
const MOST: usize = 20;
/// How long introductions may be looked for before the answer leaves; the rest comes when an item is looked at.
const PATIENCE: Duration = Duration::from_millis(4);
/// How many characters an introduction may have.
const LONGEST_DETAIL: usize = 120;
/// How many introductions are shown with an item.
const MOST_INTRODUCTIONS: usize = 3;

/// `textDocument/completion`: sources after the words that announce one, and names of actors from two letters on.
pub async fn completion(
    session: Arc<Session>,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let uri = at.text_document.uri.clone();
    answer(session, &uri, move |session, snapshot| {
        let offset = snapshot.lines.offset(at.position);
        let corpus = session.loaded(&snapshot.settings);
        let list = find(snapshot, corpus.as_deref(), offset);
        (!list.items.is_empty()).then_some(CompletionResponse::List(list))
    })
    .await
}

fn find(snapshot: &Snapshot, corpus: Option<&Loaded>, offset: usize) -> CompletionList {
    if !is_prose(snapshot, offset) {
        return CompletionList::default();
    }
    let began = Instant::now();
    let mut offers = sources(snapshot, corpus, offset);
    for name in names(snapshot, corpus, &typed(snapshot, offset), offset) {
        // `le Kremlin` has `Kremlin` in it.
        if !offers.iter().any(|offer| offer.text.ends_with(&name.text)) {
            offers.push(name);
        }
    }
    let mut incomplete = offers.len() > MOST;
    offers.truncate(MOST);
    for offer in &mut offers {
        if began.elapsed() < PATIENCE {
            offer.detail = detail(snapshot, corpus, offer);
        }
    }
    let items: Vec<_> = offers
        .into_iter()
        .enumerate()
        .map(|(rank, offer)| offer.item(&snapshot.lines, &snapshot.uri, rank))
        .collect();
    // Clients filter on by letters, and know nothing of accents.
    incomplete |= items
        .iter()
        .any(|item| item.filter_text.as_ref().is_some_and(|text| !text.is_ascii()));
    CompletionList {
        is_incomplete: incomplete,
        items,
    }
}

/// How the sources, else the draft, introduce the actor.
fn detail(snapshot: &Snapshot, corpus: Option<&Loaded>, offer: &Offer) -> Option<String> {
    let actor = actor(snapshot, corpus, &offer.key)?;
    let known = introductions(snapshot, corpus, &actor);
    known.first().map(|words| plain::short(words, LONGEST_DETAIL))
}

/// The actor with this key as the draft, else the corpus, knows it.
fn actor(snapshot: &Snapshot, corpus: Option<&Loaded>, key: &str) -> Option<Actor> {
    let own = snapshot.analysis.actors.iter().find(|actor| actor.key == key);
    own.cloned().or_else(|| {
        let known = corpus?.known_names().actor(key)?;
        let names: Vec<_> = known.names.iter().map(|(name, _)| name.clone()).collect();
        Some(Actor {
            key: known.key.clone(),
            name: names.iter().max_by_key(|name| name.len())?.clone(),
            kind: known.kind,
            names,
            stands_for: None,
        })
    })
}

fn introductions(snapshot: &Snapshot, corpus: Option<&Loaded>, actor: &Actor) -> Vec<String> {
    let known = corpus
        .map(|corpus| corpus.introductions(actor))
        .unwrap_or_default();
    if !known.is_empty() {
        return known;
    }
    let analysis = &snapshot.analysis;
    let first = analysis.mentions.iter().find(|mention| {
        analysis
            .actors
            .get(mention.actor)
            .is_some_and(|named| named.key == actor.key)
    });
    let sentence = first.and_then(|mention| snapshot.sentence_at(mention.span.start));
    let found = sentence.and_then(|sentence| {
        let text = snapshot.claim(sentence);
        let names: Vec<_> = std::iter::once(&actor.name)
            .chain(&actor.names)
            .map(String::as_str)
            .collect();
        let span = introduction(&text, sentence.language, &names, actor.kind)?;
        Some(span.of(&text).to_owned())
    });
    found.into_iter().collect()
}

/// `completionItem/resolve`: who that is. An item that is not ours, or whose draft is closed, comes back as it was.
pub async fn completion_resolve(session: Arc<Session>, item: CompletionItem) -> Result<CompletionItem> {
    let field = |name: &str| item.data.as_ref()?.get(name)?.as_str();
    let (Some(uri), Some(key)) = (field("uri").and_then(|uri| Uri::from_str(uri).ok()), field("key")) else {
        return Ok(item);
    };
    let (key, given) = (key.to_owned(), item.clone());
    let found = answer(session, &uri, move |session, snapshot| {
        let corpus = session.loaded(&snapshot.settings);
        Some(resolved(session, snapshot, corpus.as_deref(), &key, item))
    });
    Ok(found.await?.unwrap_or(given))
}

fn resolved(
    session: &Session,
    snapshot: &Snapshot,
    corpus: Option<&Loaded>,
    key: &str,
    mut item: CompletionItem,
) -> CompletionItem {
    let Some(actor) = actor(snapshot, corpus, key) else {
        return item;
    };
    let locale = snapshot.settings.locale;
    let markup = Markup {
        markdown: session.setup().completion_markdown,
    };
    let say = |name: &str, slots: &[(&str, &str)]| message(locale, "actor", name, slots);
    let known = introductions(snapshot, corpus, &actor);
    if let Some(first) = known.first().filter(|_| item.detail.is_none()) {
        item.detail = Some(plain::short(first, LONGEST_DETAIL));
    }
    let mut lines = vec![format!(
        "{} · {}",
        markup.strong(&markup.text(&actor.name)),
        message(locale, "kind", kind_name(actor.kind), &[])
    )];
    if !known.is_empty() {
        let best: Vec<_> = known
            .iter()
            .take(MOST_INTRODUCTIONS)
            .map(|words| markup.text(words))
            .collect();
        lines.push(say("introduced", &[("introductions", &*best.join(" ; "))]));
    }
    if let Some(corpus) = corpus {
        let known = corpus.known_names().actor(&actor.key);
        lines.push(match known.map_or(0, |known| known.articles) {
            0 => say("article_none", &[]),
            1 => say("article_one", &[]),
            many => say("articles", &[("count", &*many.to_string())]),
        });
    }
    item.documentation = Some(Documentation::MarkupContent(
        markup.card(&[markup.paragraph(&lines)]),
    ));
    item
}
