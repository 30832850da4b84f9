//! The last pass: decides candidates by what the whole text says, and joins the names of one actor.

use super::{Candidate, person_key};
use crate::analysis::{Actor, ActorKind, Mention, Paragraph};
use crate::language::names::{Entity, class};
use crate::text::Block;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What the text says of one spelling, over all its mentions.
#[derive(Default)]
struct Tally {
    /// How often it is a person, organisation, place, group, where more than a sentence's first capital says so.
    kinds: [u32; 4],
    /// The same, of sure candidates only.
    sure: [u32; 4],
    /// How often more than a sentence's first capital speaks for it.
    strong: u32,
}

impl Tally {
    fn winner(&self) -> Option<ActorKind> {
        let kinds = [
            ActorKind::Person,
            ActorKind::Organisation,
            ActorKind::Place,
            ActorKind::Group,
        ];
        let counts = if self.sure.iter().any(|&n| n > 0) {
            &self.sure
        } else {
            &self.kinds
        };
        let most = counts.iter().max().filter(|&&n| n > 0)?;
        let mut first = kinds.iter().zip(counts).filter(|(_, n)| *n == most);
        match (first.next(), first.next()) {
            (Some((kind, _)), None) => Some(*kind),
            _ => None,
        }
    }
}

/// Persons named in full, by their surname and by their first name; `None` where two share it.
#[derive(Default)]
struct People<'a> {
    surnames: FxHashMap<&'a str, Option<&'a str>>,
    first_names: FxHashMap<&'a str, Option<&'a str>>,
}

impl<'a> People<'a> {
    fn add(&mut self, folded: &'a str) {
        let insert = |map: &mut FxHashMap<&'a str, Option<&'a str>>, part: &'a str| {
            map.entry(part)
                .and_modify(|known| {
                    if known.is_some_and(|full| full != folded && person_key(full) != person_key(folded)) {
                        *known = None;
                    }
                })
                .or_insert(Some(folded));
        };
        if let Some((first, rest)) = folded.split_once(' ') {
            insert(&mut self.first_names, first);
            // `der leyen` and `leyen`, `kim` of a family name that comes first: every later part may stand alone.
            let mut rest = rest;
            insert(&mut self.surnames, rest);
            while let Some((_, shorter)) = rest.split_once(' ') {
                insert(&mut self.surnames, shorter);
                rest = shorter;
            }
        }
    }

    /// The full name that a short one stands for.
    fn full(&self, short: &str) -> Option<&'a str> {
        self.by_surname(short)
            .or_else(|| self.first_names.get(short).copied().flatten())
    }

    /// The full name whose end it is.
    fn by_surname(&self, short: &str) -> Option<&'a str> {
        self.surnames.get(short).copied().flatten()
    }
}

fn index(kind: ActorKind) -> usize {
    match kind {
        ActorKind::Person => 0,
        ActorKind::Organisation => 1,
        ActorKind::Place => 2,
        ActorKind::Group => 3,
    }
}

fn entity_kind(entity: &Entity) -> ActorKind {
    match entity.kind {
        'P' => ActorKind::Person,
        'O' => ActorKind::Organisation,
        'N' => ActorKind::Group,
        _ => ActorKind::Place,
    }
}

/// Decides which candidates are mentions, of which kind, and which name the same actor.
pub fn resolve(blocks: &[Block], paragraphs: &[Arc<Paragraph>]) -> (Vec<Mention>, Vec<Actor>) {
    let all = || paragraphs.iter().flat_map(|p| &p.actors.found);
    let mut tallies: FxHashMap<&str, Tally> = FxHashMap::default();
    let mut people = People::default();
    for candidate in all() {
        let tally = tallies.entry(&candidate.folded).or_default();
        tally.kinds[index(candidate.kind)] += u32::from(!candidate.weak);
        tally.strong += u32::from(!candidate.weak);
        tally.sure[index(candidate.kind)] += u32::from(candidate.sure);
        if candidate.kind == ActorKind::Person && !candidate.weak {
            people.add(&candidate.folded);
        }
    }

    let mut actors = Actors::default();
    let mut mentions = Vec::new();
    for (block, paragraph) in blocks.iter().zip(paragraphs) {
        let mut before: Option<usize> = None;
        for candidate in &paragraph.actors.found {
            let Some((kind, key)) = decide(candidate, &tallies, &people) else {
                before = None;
                continue;
            };
            let text = candidate.span.of(&block.prose);
            let expansion = before.filter(|&at| candidate.bracketed && actors.abbreviates(at, text, kind));
            let actor = match expansion {
                Some(at) => actors.join(at, &key, text),
                None => actors.add(&key, kind, text, candidate),
            };
            before = Some(actor);
            mentions.push(Mention {
                span: candidate.span.shift(block.span.start),
                kind,
                actor,
            });
        }
    }
    (mentions, actors.finish())
}

/// The kind and key of a candidate, or `None` where the text speaks against it.
fn decide<'a>(
    candidate: &'a Candidate,
    tallies: &FxHashMap<&str, Tally>,
    people: &People<'a>,
) -> Option<(ActorKind, String)> {
    let folded: &str = &candidate.folded;
    let tally = tallies.get(folded);
    if candidate.weak && tally.is_none_or(|t| t.strong == 0) && people.full(folded).is_none() {
        return None;
    }
    let settled =
        candidate
            .name
            .is(class::COUNTRY | class::CAPITAL | class::SEAT | class::BODY | class::PEOPLE);
    if !(candidate.located && settled)
        && candidate.kind != ActorKind::Group
        && let Some(full) = people.full(folded).filter(|full| *full != folded)
        && (!settled
            || candidate.name.is(class::CITY | class::CAPITAL)
                && !candidate.located
                && people.by_surname(folded).is_some())
    {
        return Some((ActorKind::Person, key_of_person(full)));
    }
    // What everybody means by a country's or a capital's name needs a title to be anything else.
    let land = candidate.name.is(class::COUNTRY | class::CAPITAL)
        && candidate.name.entity().is_some_and(|entity| entity.kind == 'G')
        && !(candidate.sure && candidate.kind == ActorKind::Person);
    let kind = match tally.and_then(Tally::winner) {
        _ if land => ActorKind::Place,
        Some(winner) if !candidate.sure => winner,
        _ => candidate.kind,
    };
    let key = match candidate.name.entity() {
        Some(entity) if entity_kind(entity) == kind => entity.key.to_owned(),
        _ if kind == ActorKind::Person => key_of_person(folded),
        _ => crate::language::names::look_up(folded)
            .entity()
            .filter(|entity| entity_kind(entity) == kind)
            .map_or_else(|| folded.to_owned(), |entity| entity.key.to_owned()),
    };
    Some((kind, key))
}

/// The lexicon's key of a person, else one that transliterations share.
fn key_of_person(folded: &str) -> String {
    crate::language::names::look_up(folded)
        .entity()
        .filter(|entity| entity.kind == 'P')
        .map_or_else(|| person_key(folded), |entity| entity.key.to_owned())
}

/// The actors found so far.
#[derive(Default)]
struct Actors {
    by_key: FxHashMap<String, usize>,
    all: Vec<Known>,
}

struct Known {
    actor: Actor,
    names: FxHashMap<String, usize>,
    order: Vec<(String, usize)>,
}

impl Actors {
    fn add(&mut self, key: &str, kind: ActorKind, text: &str, candidate: &Candidate) -> usize {
        let at = match self.by_key.get(key) {
            Some(&at) => at,
            None => {
                let entity = candidate.name.entity().filter(|entity| entity.key == key);
                self.all.push(Known {
                    actor: Actor {
                        key: key.to_owned(),
                        name: text.to_owned(),
                        kind,
                        names: Vec::new(),
                        stands_for: entity.and_then(|e| e.stands_for).map(str::to_owned),
                    },
                    names: FxHashMap::default(),
                    order: Vec::new(),
                });
                self.by_key.insert(key.to_owned(), self.all.len() - 1);
                self.all.len() - 1
            }
        };
        self.count(at, text);
        at
    }

    /// Makes `key` another key of the actor `at`.
    fn join(&mut self, at: usize, key: &str, text: &str) -> usize {
        let at = *self.by_key.entry(key.to_owned()).or_insert(at);
        self.count(at, text);
        at
    }

    fn count(&mut self, at: usize, text: &str) {
        let Some(known) = self.all.get_mut(at) else { return };
        match known.names.get(text) {
            Some(&name) => {
                if let Some(entry) = known.order.get_mut(name) {
                    entry.1 += 1;
                }
            }
            None => {
                known.names.insert(text.to_owned(), known.order.len());
                known.order.push((text.to_owned(), 1));
            }
        }
    }

    /// Whether `text` is made of the initials of the actor before it.
    fn abbreviates(&self, at: usize, text: &str, kind: ActorKind) -> bool {
        let Some(known) = self.all.get(at) else {
            return false;
        };
        let acronym: Vec<char> = text
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_uppercase)
            .collect();
        if known.actor.kind != kind || acronym.len() < 2 || text.contains(' ') {
            return false;
        }
        let mut name = known.actor.name.chars().flat_map(char::to_uppercase);
        acronym.iter().all(|letter| name.any(|c| c == *letter))
    }

    fn finish(self) -> Vec<Actor> {
        self.all
            .into_iter()
            .map(|mut known| {
                known.order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                let fullest = known
                    .order
                    .iter()
                    .max_by_key(|(name, count)| (name.split_whitespace().count(), *count));
                if let Some((name, _)) = fullest {
                    known.actor.name = name.clone();
                }
                known.actor.names = known.order.into_iter().map(|(name, _)| name).collect();
                known.actor
            })
            .collect()
    }
}
