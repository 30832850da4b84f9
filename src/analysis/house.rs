//! What a house knows and the lexicons do not: its actors, its names that are none, and the vague
//! sources that it accepts. A cheap part of the last pass, since it holds for the whole text.

use super::{Actor, ActorKind, Mention, Sentence, Status};
use crate::language::fold::fold;
use crate::text::{Block, Span};

/// What a house teaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// Actors that the program would not know, or would take for something else.
    pub actors: Vec<TaughtActor>,
    /// Names that are no actors.
    pub not_actors: Vec<String>,
    /// Verbs of saying that the lexicons do not have, in their infinitive.
    pub saying_verbs: Vec<String>,
    /// Vague sources that count as sources.
    pub accepted_sources: Vec<String>,
}

/// An actor that the house knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaughtActor {
    /// Its full name, never empty.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other names, none of them empty.
    pub aliases: Vec<String>,
}

impl TaughtActor {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .map(String::as_str)
    }
}

impl House {
    /// Corrects the actors of a text; mentions stay in order and without overlap.
    pub(super) fn correct_actors(
        &self,
        blocks: &[Block],
        mentions: &mut Vec<Mention>,
        actors: &mut Vec<Actor>,
    ) {
        for taught in &self.actors {
            teach(taught, blocks, mentions, actors);
        }
        if !self.not_actors.is_empty() {
            let wrong: Vec<_> = self.not_actors.iter().map(|name| fold(name)).collect();
            mentions.retain(|mention| !wrong.contains(&fold(text_of(blocks, mention.span))));
        }
        if !self.actors.is_empty() || !self.not_actors.is_empty() {
            renumber(mentions, actors);
        }
    }

    /// Attributes the claims whose vague source the house accepts.
    pub(super) fn accept_sources(&self, sentences: &mut [Sentence]) {
        if self.accepted_sources.is_empty() {
            return;
        }
        let accepted: Vec<_> = self.accepted_sources.iter().map(|source| fold(source)).collect();
        for sentence in sentences.iter_mut().filter(|s| s.status == Status::Vague) {
            let source = sentence.source.as_ref().map(|source| fold(&source.text));
            if source.is_some_and(|source| accepted.iter().any(|known| source.contains(known.as_str()))) {
                sentence.status = Status::Attributed;
                sentence.rule = "accepted-source";
            }
        }
    }
}

/// Makes every place where `taught` is named a mention of it, whatever was found there before.
fn teach(taught: &TaughtActor, blocks: &[Block], mentions: &mut Vec<Mention>, actors: &mut Vec<Actor>) {
    let names: Vec<_> = taught.names().map(fold).collect();
    let known = |actor: &Actor| {
        let own = std::iter::once(&actor.name).chain(&actor.names);
        own.map(|name| fold(name)).any(|name| names.contains(&name))
    };
    // An actor that the text was found to name so is this one, by whatever else it is called there.
    let same: Vec<usize> = (0..actors.len())
        .filter(|&at| actors.get(at).is_some_and(known))
        .collect();
    let key = same
        .first()
        .and_then(|&at| actors.get(at))
        .map(|actor| actor.key.clone());
    let number = actors.len();
    actors.push(Actor {
        key: key.unwrap_or_else(|| fold(&taught.name)),
        name: taught.name.clone(),
        kind: taught.kind,
        names: Vec::new(),
        stands_for: None,
    });
    for mention in mentions
        .iter_mut()
        .filter(|mention| same.contains(&mention.actor))
    {
        mention.actor = number;
        mention.kind = taught.kind;
    }
    // The longest first, so that no name is found inside another of the same actor.
    let mut spellings: Vec<&str> = taught.names().collect();
    spellings.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut found: Vec<Span> = Vec::new();
    for block in blocks {
        for name in &spellings {
            for (at, _) in block.prose.match_indices(name) {
                let span = Span::new(at, at + name.len());
                let in_source = span.shift(block.span.start);
                if is_whole(&block.prose, span)
                    && !found.iter().rev().take(64).any(|other| other.overlaps(in_source))
                {
                    found.push(in_source);
                }
            }
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort_unstable();
    mentions.retain(|mention| {
        let next = found.partition_point(|span| span.end <= mention.span.start);
        !found.get(next).is_some_and(|span| span.overlaps(mention.span))
    });
    mentions.extend(found.into_iter().map(|span| Mention {
        span,
        kind: taught.kind,
        actor: number,
    }));
    mentions.sort_by_key(|mention| mention.span);
}

/// Whether `span` neither starts nor ends inside a word.
fn is_whole(prose: &str, span: Span) -> bool {
    let before = prose.get(..span.start).and_then(|text| text.chars().next_back());
    let after = prose.get(span.end..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Drops actors that are named nowhere, puts the rest in the order of their first mention, and
/// counts the names again.
fn renumber(mentions: &mut [Mention], actors: &mut Vec<Actor>) {
    let mut numbers = vec![None; actors.len()];
    let mut kept = Vec::new();
    for mention in mentions.iter_mut() {
        let Some(number) = numbers.get_mut(mention.actor) else {
            continue;
        };
        let new = *number.get_or_insert_with(|| {
            kept.extend(actors.get(mention.actor).cloned());
            kept.len() - 1
        });
        mention.actor = new;
    }
    *actors = kept;
}

fn text_of(blocks: &[Block], span: Span) -> &str {
    let at = blocks.partition_point(|block| block.span.end <= span.start);
    blocks.get(at).map_or("", |block| {
        let (start, end) = (
            span.start.checked_sub(block.span.start),
            span.end.checked_sub(block.span.start),
        );
        start
            .zip(end)
            .and_then(|(start, end)| block.prose.get(start..end))
            .unwrap_or("")
    })
}
