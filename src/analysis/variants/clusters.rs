//! Which actors may have a name spelled in two ways, found from their names alone: mentions are looked at for those only.

use super::spelling::{is_near, one_letter_apart, words};
use super::usage::{Counts, Usage, shape};
use crate::analysis::actors::person_key;
use crate::analysis::{Actor, ActorKind, House};
use crate::language::Language;
use crate::language::names::{class, look_up};
use rustc_hash::FxHashMap;

/// From how many letters on a surname that is one letter off another is a misspelling of it.
const LONG_SURNAME: usize = 6;
/// The same where it stands alone.
const LONG_LONE_SURNAME: usize = 7;
/// More persons of one first name than this are not compared with each other.
const MOST_NAMESAKES: usize = 32;

/// Groups of actors, as indices: those that are one actor but for their spelling, where some spelling differs.
pub(super) fn suspicious(actors: &[Actor], house: &House, usage: Option<&Usage>) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(actors.len());
    misspelled(actors, &mut groups);
    let mut found: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, actor) in actors.iter().enumerate() {
        if actor.kind != ActorKind::Group {
            found.entry(groups.root(at)).or_default().push(at);
        }
    }
    let mut found: Vec<_> = found
        .into_values()
        .filter(|group| {
            let group: Vec<&Actor> = group.iter().filter_map(|&at| actors.get(at)).collect();
            let counts: Vec<&Counts> = usage.map_or_else(Vec::new, |usage| {
                let languages = [Language::French, Language::English];
                let all = languages.into_iter().flat_map(|language| {
                    let keys = group.iter().map(|actor| &actor.key);
                    keys.filter_map(move |key| usage.of(language, key))
                });
                all.collect()
            });
            let names = group.iter().map(|actor| actor.names.len()).sum::<usize>();
            // A house name may be counted under no text at all.
            let taught = house
                .actors
                .iter()
                .any(|taught| group.iter().any(|actor| actor.name == taught.name));
            (names != 1 || taught || !counts.is_empty()) && (taught || differs(&group, &counts))
        })
        .collect();
    found.sort_unstable();
    found
}

/// Whether any word of the names, or the way they are put together, occurs in two spellings.
fn differs(group: &[&Actor], counts: &[&Counts]) -> bool {
    let mut seen: Vec<(String, String)> = Vec::new();
    let mut shapes: Vec<(String, String)> = Vec::new();
    for actor in group {
        for name in &actor.names {
            let name = words(name, actor.kind);
            seen.extend(
                name.iter()
                    .filter(|word| word.is_comparable())
                    .map(|word| (word.key.clone(), word.lower.clone())),
            );
            shapes.extend(shape(&name, actor.kind));
        }
    }
    let counted = |known: &[(String, String)], all: fn(&Counts) -> &[super::usage::Counted], near: bool| {
        known.iter().any(|(key, form)| {
            let other = |k: &str, f: &str| (k == key || near && is_near(k, key)) && f != form;
            known.iter().any(|(k, f)| other(k, f))
                || counts.iter().any(|counts| {
                    all(counts)
                        .iter()
                        .any(|counted| other(&counted.key, &counted.form))
                })
        })
    };
    counted(&seen, |counts| &counts.words, true) || counted(&shapes, |counts| &counts.shapes, false)
}

/// Joins persons whose names are one name misspelled: the same but for blanks and hyphens (`Kim Jongun`), the same first
/// name and a long surname one letter off, or such a surname alone.
fn misspelled(actors: &[Actor], groups: &mut Groups) {
    let mut squeezed: FxHashMap<String, usize> = FxHashMap::default();
    // The lexicon's own keys are plain names: all are made alike.
    let keys: Vec<String> = actors
        .iter()
        .map(|actor| match actor.kind {
            ActorKind::Person => person_key(&actor.key),
            _ => String::new(),
        })
        .collect();
    let mut namesakes: FxHashMap<&str, Vec<(usize, &str)>> = FxHashMap::default();
    let mut lone: Vec<(usize, &str)> = Vec::new();
    for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
        match key.split_once(' ') {
            Some((first, rest)) => {
                let together: String = key.split(' ').collect();
                let same = *squeezed.entry(together).or_insert(at);
                groups.join(same, at);
                let last = rest.rsplit(' ').next().unwrap_or(rest);
                namesakes.entry(first).or_default().push((at, last));
            }
            None => lone.push((at, key)),
        }
    }
    for same in namesakes.values().filter(|same| same.len() <= MOST_NAMESAKES) {
        for (i, &(a, surname)) in same.iter().enumerate() {
            for &(b, other) in same.iter().skip(i + 1) {
                if surname.len() >= LONG_SURNAME && is_misspelling(surname, other) {
                    groups.join(a, b);
                }
            }
        }
    }
    let long = |name: &&(usize, &str)| name.1.len() >= LONG_LONE_SURNAME && !is_known(name.1);
    for &(a, surname) in lone.iter().filter(long).take(MOST_NAMESAKES) {
        let full = namesakes.values().flatten();
        let mut near = full.filter(|(_, other)| is_misspelling(surname, other));
        if let (Some(&(b, _)), None) = (near.next(), near.next()) {
            groups.join(b, a);
        }
    }
}

/// Whether one surname is the other with a slip of the finger, and not another family's name.
fn is_misspelling(a: &str, b: &str) -> bool {
    a.chars().next() == b.chars().next()
        && one_letter_apart(a, b) == Some(true)
        && !(is_known(a) && is_known(b))
}

fn is_known(surname: &str) -> bool {
    look_up(surname).is(class::SURNAME | class::FIRST_NAME | class::KNOWN_SURNAME | class::ENTITY)
}

/// Sets of actors that are joined step by step.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&self, mut at: usize) -> usize {
        while let Some(&above) = self.0.get(at).filter(|&&above| above != at) {
            at = above;
        }
        at
    }

    /// The lower index stays the root, so that the groups do not depend on the order of joining.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
