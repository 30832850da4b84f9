//! Names of one actor that are spelled in two ways: in a draft, or in a draft and otherwise in the corpus.
//!
//! Only spellings are compared, never names: a surname alone, an acronym, a nickname or the name of another language is
//! another name, and both may stand. Words of others (quotations, titles) are neither compared nor counted.

mod choice;
mod clusters;
mod context;
mod respell;
mod spelling;
mod usage;

pub use respell::respelled;
pub use usage::Usage;

use super::{Actor, ActorKind, Analysis, House};
use crate::language::Language;
use crate::text::{Block, Span};
use choice::{Candidate, choose};
use context::Context;
use respell::{joined, respell};
use rustc_hash::FxHashMap;
use spelling::{Joint, Word, is_near, recase, words};
use usage::{Counts, shape};

/// A mention whose spelling is not the one that stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Index into [`Analysis::mentions`].
    pub mention: usize,
    /// The name as the other mentions, else the corpus, would have it here.
    pub name: String,
    /// The smallest changes that make it so: bytes of the text and what comes there, in order. None where markup stands in
    /// the way.
    pub edits: Vec<(Span, String)>,
    /// Where the other spelling stands.
    pub rival: Rival,
}

/// Where the other spelling of a name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rival {
    /// In this mention of the draft.
    Draft(usize),
    /// In the corpus, in this language, under the actor's [`Actor::key`].
    Corpus {
        /// The key.
        key: String,
        /// The word, or the whole name, as the corpus spells it.
        text: String,
        /// Of the texts that spell it so.
        language: Language,
    },
}

/// The variants of a text in the order of its mentions. `usage` is how the corpus spells names, where there is one; names
/// that `house` teaches are right, its aliases are accepted.
pub fn variants(
    source: &str,
    blocks: &[Block],
    analysis: &Analysis,
    house: &House,
    usage: Option<&Usage>,
) -> Vec<Variant> {
    let context = Context {
        source,
        blocks,
        quotations: &analysis.quotations,
    };
    let clusters = clusters::suspicious(&analysis.actors, house, usage);
    if clusters.is_empty() {
        return Vec::new();
    }
    let mut cluster_of = vec![None; analysis.actors.len()];
    for (number, cluster) in clusters.iter().enumerate() {
        for &actor in cluster {
            if let Some(slot) = cluster_of.get_mut(actor) {
                *slot = Some(number);
            }
        }
    }
    // What the draft says, a cluster and language at a time.
    let mut named: FxHashMap<(usize, Language), Vec<Named>> = FxHashMap::default();
    let mut sentences = analysis.sentences.iter().peekable();
    for (at, mention) in analysis.mentions.iter().enumerate() {
        while sentences
            .next_if(|sentence| sentence.span.end <= mention.span.start)
            .is_some()
        {}
        let Some(cluster) = cluster_of.get(mention.actor).copied().flatten() else {
            continue;
        };
        let language = sentences
            .peek()
            .map_or(analysis.language, |sentence| sentence.language);
        if context.is_own(mention.span) {
            named.entry((cluster, language)).or_default().push(Named {
                mention: at,
                span: mention.span,
                kind: mention.kind,
                words: words(context.prose(mention.span), mention.kind),
            });
        }
    }
    let mut found = Vec::new();
    for ((cluster, language), named) in named {
        let actors = clusters.get(cluster).into_iter().flatten();
        let actors: Vec<&Actor> = actors.filter_map(|&at| analysis.actors.get(at)).collect();
        let group = Group {
            context,
            language,
            named,
            counts: actors
                .iter()
                .filter_map(|actor| Some((actor.key.as_str(), usage?.of(language, &actor.key)?)))
                .collect(),
            house: HouseNames::of(house, &actors),
        };
        found.extend(group.variants());
    }
    found.sort_by_key(|variant| variant.mention);
    found
}

/// A mention in the writer's own words.
struct Named {
    mention: usize,
    /// Bytes of the text.
    span: Span,
    kind: ActorKind,
    words: Vec<Word>,
}

/// What the house writes.
struct HouseNames {
    /// Words of the names that it teaches, in lower case.
    words: Vec<String>,
    /// Those names, as shapes.
    shapes: Vec<String>,
    /// Names that are accepted as they are.
    accepted: Vec<String>,
}

impl HouseNames {
    fn of(house: &House, actors: &[&Actor]) -> Self {
        let mut names = Self {
            words: Vec::new(),
            shapes: Vec::new(),
            accepted: Vec::new(),
        };
        let taught = house
            .actors
            .iter()
            .filter(|taught| actors.iter().any(|actor| actor.name == taught.name));
        for taught in taught {
            let own = words(&taught.name, taught.kind);
            names.words.extend(own.iter().map(|word| word.lower.clone()));
            names
                .shapes
                .extend(shape(&own, taught.kind).map(|(_, form)| form));
            names.accepted.push(taught.name.clone());
            names.accepted.extend(taught.aliases.iter().cloned());
        }
        names
    }
}

/// The mentions of one actor in one language.
struct Group<'a> {
    context: Context<'a>,
    language: Language,
    named: Vec<Named>,
    counts: Vec<(&'a str, &'a Counts)>,
    house: HouseNames,
}

/// One word or one way to put a name together, with its spellings.
struct Slot {
    keys: Vec<String>,
    candidates: Vec<Candidate>,
    chosen: Option<usize>,
}

impl Slot {
    fn note(&mut self, form: &str, text: &str, house: bool) -> &mut Candidate {
        let at = match self.candidates.iter().position(|known| known.form == form) {
            Some(at) => at,
            None => {
                self.candidates.push(Candidate {
                    form: form.to_owned(),
                    text: text.to_owned(),
                    draft: 0,
                    first: None,
                    corpus: 0,
                    house,
                });
                self.candidates.len() - 1
            }
        };
        // The index was just found or made.
        &mut self.candidates[at]
    }

    /// The spelling that stands instead of `form`.
    fn instead_of(&self, form: &str) -> Option<&Candidate> {
        let chosen = self.candidates.get(self.chosen?)?;
        (chosen.form != form).then_some(chosen)
    }
}

impl Group<'_> {
    fn variants(&self) -> Vec<Variant> {
        let words = self.word_slots();
        let shapes = self.shape_slots();
        self.named
            .iter()
            .filter_map(|named| self.variant(named, &words, &shapes))
            .collect()
    }

    /// The words that occur, each with its spellings.
    fn word_slots(&self) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        for named in &self.named {
            for word in named.words.iter().filter(|word| word.is_comparable()) {
                let house = self.house.words.contains(&word.lower);
                let candidate = slot_of(&mut slots, &word.key, true).note(&word.lower, &word.text, house);
                candidate.draft += 1;
                candidate.first.get_or_insert(named.mention);
            }
        }
        for (_, counts) in &self.counts {
            for counted in &counts.words {
                // A word that the draft does not use needs no slot.
                if let Some(slot) = known_slot(&mut slots, &counted.key, true) {
                    let house = self.house.words.contains(&counted.form);
                    slot.note(&counted.form, &counted.text, house).corpus += counted.count;
                }
            }
        }
        // Two words of one name are two words, however alike.
        slots.retain(|slot| {
            let of_slot = |word: &&Word| slot.keys.contains(&word.key);
            self.named
                .iter()
                .all(|named| named.words.iter().filter(of_slot).count() <= 1)
        });
        for slot in &mut slots {
            slot.chosen = choose(&slot.candidates);
        }
        slots
    }

    /// The names of several words, each with the ways in which it is put together.
    fn shape_slots(&self) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        for named in &self.named {
            if let Some((key, form)) = shape(&named.words, named.kind) {
                let house = self.house.shapes.contains(&form);
                let text = self.context.prose(named.span);
                let candidate = slot_of(&mut slots, &key, false).note(&form, text, house);
                candidate.draft += 1;
                candidate.first.get_or_insert(named.mention);
            }
        }
        for (_, counts) in &self.counts {
            for counted in &counts.shapes {
                if let Some(slot) = known_slot(&mut slots, &counted.key, false) {
                    let house = self.house.shapes.contains(&counted.form);
                    slot.note(&counted.form, &counted.text, house).corpus += counted.count;
                }
            }
        }
        for slot in &mut slots {
            slot.chosen = choose(&slot.candidates);
        }
        slots
    }

    fn variant(&self, named: &Named, word_slots: &[Slot], shape_slots: &[Slot]) -> Option<Variant> {
        let own = self.context.prose(named.span);
        if self.house.accepted.iter().any(|accepted| accepted == own) {
            return None;
        }
        let mut rival = None;
        let mut rewritten = |word: &Word| {
            let slot = word_slots
                .iter()
                .find(|slot| word.is_comparable() && slot.keys.contains(&word.key));
            match slot.and_then(|slot| slot.instead_of(&word.lower)) {
                Some(other) => {
                    rival.get_or_insert(other.clone());
                    recase(&other.text, word)
                }
                None => word.span.of(own).to_owned(),
            }
        };
        let mut target: Vec<(Joint, String)> = named
            .words
            .iter()
            .map(|word| (word.joint, rewritten(word)))
            .collect();
        let put_together = shape(&named.words, named.kind).and_then(|(key, form)| {
            let slot = shape_slots.iter().find(|slot| slot.keys.contains(&key))?;
            slot.instead_of(&form)
        });
        if let Some(other) = put_together {
            let model = words(&other.text, named.kind);
            let aligned = model.len() == named.words.len();
            target = model
                .iter()
                .enumerate()
                .map(|(at, word)| match (named.words.get(at), target.get(at)) {
                    // The case of a person's name is part of how it is put together.
                    (Some(_), Some((_, text))) if aligned && named.kind == ActorKind::Person && at > 0 => {
                        (word.joint, recase(text, word))
                    }
                    (Some(_), Some((_, text))) if aligned => (word.joint, text.clone()),
                    _ => (word.joint, word.text.clone()),
                })
                .collect();
            rival.get_or_insert(other.clone());
        }
        let rival = rival?;
        let name = joined(&target);
        let edits = respell(&self.context, named.span, &named.words, &target);
        Some(Variant {
            mention: named.mention,
            edits,
            name,
            rival: match rival.first {
                Some(first) => Rival::Draft(first),
                None => Rival::Corpus {
                    key: self.key_with(&rival),
                    text: rival.text,
                    language: self.language,
                },
            },
        })
    }

    /// The actor for which the corpus has this spelling.
    fn key_with(&self, candidate: &Candidate) -> String {
        let has = |counts: &Counts| {
            let mut all = counts.words.iter().chain(&counts.shapes);
            all.any(|counted| counted.form == candidate.form)
        };
        let found = self.counts.iter().find(|(_, counts)| has(counts));
        found.map_or_else(String::new, |(key, _)| (*key).to_owned())
    }
}

/// The slot of a key, made where there is none; `near` spellings share one.
fn slot_of<'a>(slots: &'a mut Vec<Slot>, key: &str, near: bool) -> &'a mut Slot {
    let known = position(slots, key, near);
    let at = known.unwrap_or_else(|| {
        slots.push(Slot {
            keys: vec![key.to_owned()],
            candidates: Vec::new(),
            chosen: None,
        });
        slots.len() - 1
    });
    // The index was just found or made.
    let slot = &mut slots[at];
    if !slot.keys.iter().any(|known| known == key) {
        slot.keys.push(key.to_owned());
    }
    slot
}

fn known_slot<'a>(slots: &'a mut [Slot], key: &str, near: bool) -> Option<&'a mut Slot> {
    let at = position(slots, key, near)?;
    let slot = slots.get_mut(at)?;
    if !slot.keys.iter().any(|known| known == key) {
        slot.keys.push(key.to_owned());
    }
    Some(slot)
}

fn position(slots: &[Slot], key: &str, near: bool) -> Option<usize> {
    let exact = slots
        .iter()
        .position(|slot| slot.keys.iter().any(|known| known == key));
    exact.or_else(|| {
        let near_one = |slot: &Slot| slot.keys.iter().any(|known| is_near(known, key));
        slots.iter().position(|slot| near && near_one(slot))
    })
}
