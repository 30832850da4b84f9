//! The card of an actor: who that is, here and in the sources.

use super::markup::Markup;
use crate::analysis::Mention;
use crate::corroboration::Origin;
use crate::server::diagnostics::kind_name;
use crate::server::messages::message;
use crate::server::session::{Loaded, Snapshot};
use crate::text::Encoding;
use tower_lsp::ls_types::MarkupContent;

/// How many passages of the sources are shown.
const MOST_PASSAGES: usize = 2;
/// How many introductions are shown.
const MOST_INTRODUCTIONS: usize = 2;
/// How many other names are shown.
const MOST_NAMES: usize = 6;

/// The card of the actor that `mention` names.
pub fn actor(
    snapshot: &Snapshot,
    mention: &Mention,
    corpus: Option<&Loaded>,
    markup: Markup,
    encoding: Encoding,
) -> Option<MarkupContent> {
    let locale = snapshot.settings.locale;
    let analysis = &snapshot.analysis;
    let actor = analysis.actors.get(mention.actor)?;
    let say = |name: &str, slots: &[(&str, &str)]| message(locale, "actor", name, slots);
    let mut lines = vec![format!(
        "{} · {}",
        markup.strong(&markup.text(&actor.name)),
        message(locale, "kind", kind_name(actor.kind), &[])
    )];
    let others: Vec<_> = actor
        .names
        .iter()
        .filter(|name| **name != actor.name)
        .take(MOST_NAMES)
        .map(|name| markup.text(name))
        .collect();
    if !others.is_empty() {
        lines.push(say("also", &[("names", &*others.join(", "))]));
    }
    let here = analysis
        .mentions
        .iter()
        .filter(|m| m.actor == mention.actor)
        .count();
    let mut count = match here {
        1 => say("mention_one", &[]),
        _ => say("mentions", &[("count", &*here.to_string())]),
    };
    let mut passages = Vec::new();
    if let Some(corpus) = corpus {
        let elsewhere: Vec<_> = corpus
            .names(&actor.key)
            .into_iter()
            .filter(|name| {
                let mut known = actor.names.iter().chain([&actor.name]);
                !known.any(|known| known.to_lowercase() == name.to_lowercase())
            })
            .take(MOST_NAMES)
            .map(|name| markup.text(name))
            .collect();
        if !elsewhere.is_empty() {
            lines.push(say("also_corpus", &[("names", &*elsewhere.join(", "))]));
        }
        let introductions = corpus.introductions(actor);
        if !introductions.is_empty() {
            let best = introductions.iter().take(MOST_INTRODUCTIONS);
            let best: Vec<_> = best.map(|words| markup.text(words)).collect();
            lines.push(say("introduced", &[("introductions", &*best.join(" ; "))]));
        }
        let naming = corpus.naming(&actor.key);
        let mut articles: Vec<_> = naming
            .iter()
            .filter_map(|&index| corpus.passage(index))
            .map(|passage| passage.article)
            .collect();
        articles.dedup();
        count.push_str(", ");
        count.push_str(&match articles.len() {
            0 => say("article_none", &[]),
            1 => say("article_one", &[]),
            many => say("articles", &[("count", &*many.to_string())]),
        });
        for index in telling(corpus, naming) {
            if let Some(passage) = corpus.passage(index) {
                let said_by = passage.source.as_ref().map(|source| Origin {
                    name: source.text.clone(),
                    reported: true,
                });
                passages.push(
                    markup.quotation(&[
                        super::quoted(&passage.text, locale, markup),
                        super::origin(corpus, index, said_by.as_ref(), locale, markup, encoding)
                            .unwrap_or_default(),
                    ]),
                );
            }
        }
    }
    lines.push(count);
    let mut paragraphs = vec![markup.paragraph(&lines)];
    paragraphs.append(&mut passages);
    Some(markup.card(&paragraphs))
}

/// The passages that tell most of an actor, of different articles where there are: whole sentences
/// of middling length, with few other names in them, early in their article.
fn telling(corpus: &Loaded, naming: &[u32]) -> Vec<u32> {
    let mut ranked: Vec<_> = naming
        .iter()
        .filter_map(|&index| Some((index, corpus.passage(index)?)))
        .filter(|(_, passage)| !passage.heading)
        .map(|(index, passage)| {
            let length = passage.text.chars().count();
            let fit = if (60..=280).contains(&length) { 0 } else { 1 };
            ((fit, passage.actors.len(), passage.line), index, passage.article)
        })
        .collect();
    ranked.sort_unstable();
    let mut chosen: Vec<(u32, u32)> = Vec::new();
    for &(_, index, article) in &ranked {
        if chosen.len() < MOST_PASSAGES && !chosen.iter().any(|&(_, seen)| seen == article) {
            chosen.push((index, article));
        }
    }
    for &(_, index, article) in &ranked {
        if chosen.len() < MOST_PASSAGES && !chosen.iter().any(|&(seen, _)| seen == index) {
            chosen.push((index, article));
        }
    }
    chosen.into_iter().map(|(index, _)| index).collect()
}
