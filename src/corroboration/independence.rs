use crate::corpus::{Corpus, Passage};
use serde::{Deserialize, Serialize};

/// Why a passage is no source of its own beside a better one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Dependence {
    /// It stands in the same text.
    SameText,
    /// Its words, or those of its whole text, are for the most part the other's.
    Copy {
        /// Path of the text that it resembles.
        of: String,
    },
    /// The same agency, body or person answers for both.
    SameOrigin {
        /// Who.
        origin: String,
    },
}

/// From which share of common shingles on one of two texts is a copy: half the shingles of a text
/// that was copied and shortened by a third are still its own.
const COPIED: f32 = 0.5;

/// Who, in the passage, answers for it; else the agency that the text is credited to, else its publisher.
pub(super) fn origin(corpus: &Corpus, passage: &Passage) -> Option<String> {
    let article = corpus.article_of(passage);
    let named = passage.source.as_ref().map(|source| {
        let actor = source.actor.and_then(|actor| article?.actors.get(actor));
        actor.map_or_else(|| source.text.clone(), |actor| actor.name.clone())
    });
    named
        .or_else(|| article?.agency.clone())
        .or_else(|| article?.publisher.clone())
}

/// For each passage, the number of its independent source, counted from 0, and why it shares it with one before.
pub(super) fn group(corpus: &Corpus, passages: &[&Passage]) -> Vec<(usize, Option<Dependence>)> {
    let origins: Vec<_> = passages.iter().map(|passage| origin(corpus, passage)).collect();
    let mut found: Vec<(usize, Option<Dependence>)> = Vec::with_capacity(passages.len());
    let mut sources = 0;
    for (at, passage) in passages.iter().enumerate() {
        let shared = (0..at).find_map(|before| {
            let why = dependence(corpus, passage, passages[before], &origins[at], &origins[before])?;
            Some((found[before].0, Some(why)))
        });
        found.push(shared.unwrap_or_else(|| {
            sources += 1;
            (sources - 1, None)
        }));
    }
    found
}

fn dependence(
    corpus: &Corpus,
    passage: &Passage,
    before: &Passage,
    origin: &Option<String>,
    other: &Option<String>,
) -> Option<Dependence> {
    if passage.article == before.article {
        return Some(Dependence::SameText);
    }
    let (text, of) = (corpus.article_of(passage)?, corpus.article_of(before)?);
    if passage.signature.similarity(&before.signature) >= COPIED
        || text.signature.similarity(&of.signature) >= COPIED
    {
        return Some(Dependence::Copy { of: of.path.clone() });
    }
    let named = |origin: &Option<String>| origin.as_ref().map(|name| name.to_lowercase());
    match (named(origin), named(other)) {
        (Some(a), Some(b)) if a == b => Some(Dependence::SameOrigin {
            origin: origin.clone()?,
        }),
        _ => None,
    }
}
