use super::Origin;
use crate::analysis::{Actor, ActorKind};
use crate::corpus::{Corpus, Passage};
use crate::language::news::fold;
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

/// Where a passage stands among others.
pub(super) struct Member {
    /// Number of its independent source, counted from 0.
    pub independent: usize,
    /// Why it shares that with a passage before it.
    pub dependence: Option<Dependence>,
    /// Who answers for it.
    pub origin: Option<Origin>,
}

/// An origin with what it is known by.
struct Known {
    origin: Origin,
    /// Equal for names of one actor.
    key: String,
}

/// Who, in the passage, answers for it; else the agency that the text is credited to, else its publisher.
fn known_origin(corpus: &Corpus, passage: &Passage) -> Option<Known> {
    let article = corpus.article_of(passage)?;
    if let Some(source) = &passage.source {
        // In `selon le ministère marocain` only the adjective is an actor.
        let speaks = |actor: &&Actor| matches!(actor.kind, ActorKind::Person | ActorKind::Organisation);
        let actor = source
            .actor
            .and_then(|actor| article.actors.get(actor))
            .filter(speaks);
        let (name, key) = match actor {
            Some(actor) => (&actor.name, &actor.key),
            None => (&source.text, &source.text),
        };
        return Some(Known {
            key: fold(key),
            origin: Origin {
                name: name.clone(),
                reported: true,
            },
        });
    }
    // Agencies and publishers are kept as they are written, not as actors.
    let name = article.agency.as_ref().or(article.publisher.as_ref())?;
    Some(Known {
        key: fold(name),
        origin: Origin {
            name: name.clone(),
            reported: false,
        },
    })
}

/// For each passage, its independent source, and why it shares it with one before.
pub(super) fn group(corpus: &Corpus, passages: &[&Passage]) -> Vec<Member> {
    let origins: Vec<_> = passages
        .iter()
        .map(|passage| known_origin(corpus, passage))
        .collect();
    let mut found: Vec<(usize, Option<Dependence>)> = Vec::with_capacity(passages.len());
    let mut sources = 0;
    for (at, (passage, origin)) in passages.iter().zip(&origins).enumerate() {
        let mut before = passages.iter().zip(&origins).zip(&found).take(at);
        let shared = before.find_map(|((before, other), member)| {
            let why = dependence(corpus, passage, before, origin.as_ref(), other.as_ref())?;
            Some((member.0, Some(why)))
        });
        found.push(shared.unwrap_or_else(|| {
            sources += 1;
            (sources - 1, None)
        }));
    }
    let members = found.into_iter().zip(origins);
    members
        .map(|((independent, dependence), known)| Member {
            independent,
            dependence,
            origin: known.map(|known| known.origin),
        })
        .collect()
}

fn dependence(
    corpus: &Corpus,
    passage: &Passage,
    before: &Passage,
    origin: Option<&Known>,
    other: Option<&Known>,
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
    match (origin, other) {
        (Some(one), Some(other)) if one.is(other) => Some(Dependence::SameOrigin {
            origin: other.origin.name.clone(),
        }),
        _ => None,
    }
}

impl Known {
    /// Whether the two are one: the same actor or name, or an abbreviation whose last letter was lost.
    fn is(&self, other: &Self) -> bool {
        let cut = |short: &Self, long: &Self| {
            let (short, long) = (&short.origin.name, &long.origin.name);
            let letters = short.chars().count();
            let capitals = long.chars().all(char::is_uppercase);
            letters >= 3
                && capitals
                && long.starts_with(short.as_str())
                && long.chars().count() == letters + 1
        };
        let named = |known: &Self| fold(&known.origin.name);
        self.key == other.key || named(self) == named(other) || cut(self, other) || cut(other, self)
    }
}
