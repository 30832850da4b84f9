//! Who may answer for what was just written: after `selon `, `according to `.

use super::{Offer, rest};
use crate::analysis::Status;
use crate::language::Language;
use crate::language::fold::fold;
use crate::remedies::{source_begins, with_article, without_article};
use crate::server::session::{Loaded, Snapshot, is_named};
use crate::text::Span;

/// How many sources are looked at.
const MOST_READ: usize = 200;
/// How many words of a source may have been typed already.
const MOST_WORDS: usize = 6;

/// The sources of draft and corpus that go on as what stands between the words that announce one and byte `offset`, each
/// with its article; the most frequent first. Empty where no source is announced.
pub fn sources(snapshot: &Snapshot, corpus: Option<&Loaded>, offset: usize) -> Vec<Offer> {
    let text = &snapshot.lines.text;
    let before = text.get(..offset).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let language = snapshot
        .sentence_at(offset)
        .map_or(snapshot.analysis.language, |sentence| sentence.language);
    let Some(start) = source_begins(before.get(line..).unwrap_or(""), language).map(|at| line + at) else {
        return Vec::new();
    };
    let typed = before.get(start..).unwrap_or("");
    let after = text.get(offset..).and_then(|after| after.chars().next());
    let closed = typed.contains(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-')));
    if closed || after.is_some_and(char::is_alphanumeric) || typed.split_whitespace().count() > MOST_WORDS {
        return Vec::new();
    }
    let mut counted: Vec<(usize, String, String)> = Vec::new();
    let mut note = |count: usize, phrase: String, key: &str| match counted
        .iter_mut()
        .find(|(_, known, ..)| *known == phrase)
    {
        Some((known, ..)) => *known += count,
        None => counted.push((count, phrase, key.to_owned())),
    };
    let analysis = &snapshot.analysis;
    for sentence in &analysis.sentences {
        let Some(source) = sentence.source.as_ref().filter(|_| {
            sentence.status == Status::Attributed
                && sentence.language == language
                && sentence.span.end < start
        }) else {
            continue;
        };
        let actor = source.actor.and_then(|actor| analysis.actors.get(actor));
        if let Some(actor) = actor.filter(|actor| is_named(&source.text, &actor.names)) {
            note(2, with_article(&source.text, language, &[text]), &actor.key);
        }
    }
    if let Some(corpus) = corpus {
        let known = &corpus.known_names().sources;
        for source in known
            .iter()
            .filter(|source| source.language == language)
            .take(MOST_READ)
        {
            if !continues(&source.text, typed, language) {
                continue;
            }
            let passage = corpus.passage(source.passage).map_or("", |passage| &passage.text);
            note(
                source.count,
                with_article(&source.text, language, &[passage, text]),
                "",
            );
        }
    }
    counted.retain(|(_, phrase, ..)| continues(phrase, typed, language));
    counted.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    counted
        .into_iter()
        .map(|(_, phrase, key)| Offer {
            text: phrase,
            key,
            kind: None,
            detail: None,
            span: Span::new(start, offset),
            typed: typed.to_owned(),
        })
        .collect()
}

/// Whether a source goes on as what was typed, from any of its words on, with or without the article.
fn continues(source: &str, typed: &str, language: Language) -> bool {
    let bare = without_article(typed, language);
    let (typed, bare) = (fold(typed), fold(bare));
    typed.is_empty() || rest(&typed, source).is_some() || (!bare.is_empty() && rest(&bare, source).is_some())
}
