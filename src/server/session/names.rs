//! The names and sources of a corpus, ready to be completed from their first letters.

use crate::analysis::{ActorKind, Status};
use crate::corpus::Corpus;
use crate::language::Language;
use crate::language::fold::fold;
use std::collections::HashMap;

/// The longest name of a source that is worth offering, in characters: what is longer is a clause.
const LONGEST_SOURCE: usize = 60;

/// Everybody that a corpus names, by the beginnings of the words of their names.
#[derive(Debug, Default)]
pub struct Names {
    /// In the order of their first article.
    actors: Vec<KnownActor>,
    /// Their places in [`Names::actors`], by key.
    by_key: HashMap<String, usize>,
    /// Who answers for passages, the most frequent first.
    pub sources: Vec<KnownSource>,
    /// Folded names from one of their words on, sorted; with the indices of the actor and of its name.
    starts: Vec<(Box<str>, u32, u32)>,
}

/// An actor of the corpus.
#[derive(Debug)]
pub struct KnownActor {
    /// See [`crate::analysis::Actor::key`].
    pub key: String,
    /// What it is.
    pub kind: ActorKind,
    /// How many articles name it.
    pub articles: usize,
    /// Its names, with the languages of the articles that use them: French, English.
    pub names: Vec<(String, [bool; 2])>,
}

/// Somebody who answers for passages.
#[derive(Debug)]
pub struct KnownSource {
    /// As the passages name it.
    pub text: String,
    /// Of those passages.
    pub language: Language,
    /// How many there are.
    pub count: usize,
    /// Index of the first of them.
    pub passage: u32,
}

impl Names {
    /// Those of `corpus`.
    pub fn new(corpus: &Corpus) -> Self {
        let mut names = Self::default();
        for article in corpus.articles() {
            for actor in &article.actors {
                let at = match names.by_key.get(&actor.key) {
                    Some(at) => *at,
                    None => {
                        names.actors.push(KnownActor {
                            key: actor.key.clone(),
                            kind: actor.kind,
                            articles: 0,
                            names: Vec::new(),
                        });
                        names.by_key.insert(actor.key.clone(), names.actors.len() - 1);
                        names.actors.len() - 1
                    }
                };
                if let Some(known) = names.actors.get_mut(at) {
                    known.articles += 1;
                    for name in &actor.names {
                        known.note(name, article.language);
                    }
                }
            }
        }
        names.index();
        names.sources = sources(corpus);
        names
    }

    fn index(&mut self) {
        for (at, actor) in self.actors.iter().enumerate() {
            for (number, (name, _)) in actor.names.iter().enumerate() {
                let folded = fold(name);
                for start in word_starts(&folded) {
                    if let Some(rest) = folded.get(start..) {
                        self.starts.push((rest.into(), at as u32, number as u32));
                    }
                }
            }
        }
        self.starts.sort_unstable();
    }

    /// The actor with this key.
    pub fn actor(&self, key: &str) -> Option<&KnownActor> {
        self.actors.get(*self.by_key.get(key)?)
    }

    /// The actors and names that have a word from which on they begin with `folded`; at most `limit`.
    pub fn beginning_with<'a>(
        &'a self,
        folded: &'a str,
        limit: usize,
    ) -> impl Iterator<Item = (&'a KnownActor, &'a str, [bool; 2])> {
        let first = self.starts.partition_point(|(start, ..)| **start < *folded);
        let found = self.starts.iter().skip(first).take(limit);
        found
            .take_while(move |(start, ..)| start.starts_with(folded))
            .filter_map(|&(_, actor, name)| {
                let actor = self.actors.get(actor as usize)?;
                let (name, languages) = actor.names.get(name as usize)?;
                Some((actor, name.as_str(), *languages))
            })
    }
}

impl KnownActor {
    fn note(&mut self, name: &str, language: Language) {
        let slot = usize::from(language == Language::English);
        let at = match self.names.iter().position(|(known, _)| known == name) {
            Some(at) => at,
            None => {
                self.names.push((name.to_owned(), [false; 2]));
                self.names.len() - 1
            }
        };
        if let Some(used) = self
            .names
            .get_mut(at)
            .and_then(|(_, languages)| languages.get_mut(slot))
        {
            *used = true;
        }
    }
}

/// Where words begin in a name.
pub fn word_starts(name: &str) -> impl Iterator<Item = usize> + '_ {
    let mut letter = false;
    name.char_indices().filter_map(move |(at, c)| {
        let start = c.is_alphanumeric() && !letter;
        letter = c.is_alphanumeric();
        start.then_some(at)
    })
}

/// Named sources of attributed passages; pronouns and descriptions without a name in them are left out.
fn sources(corpus: &Corpus) -> Vec<KnownSource> {
    let mut found: Vec<KnownSource> = Vec::new();
    let mut known: HashMap<(Language, String), usize> = HashMap::new();
    for (index, passage) in corpus.passages().enumerate() {
        let Some(source) = passage
            .source
            .as_ref()
            .filter(|_| passage.status == Status::Attributed)
        else {
            continue;
        };
        let article = corpus.article_of(passage);
        let actor = source.actor.and_then(|actor| article?.actors.get(actor));
        if !actor.is_some_and(|actor| is_named(&source.text, &actor.names)) {
            continue;
        }
        let at = *known
            .entry((passage.language, source.text.clone()))
            .or_insert_with(|| {
                found.push(KnownSource {
                    text: source.text.clone(),
                    language: passage.language,
                    count: 0,
                    passage: index as u32,
                });
                found.len() - 1
            });
        if let Some(source) = found.get_mut(at) {
            source.count += 1;
        }
    }
    found.sort_by_key(|source| std::cmp::Reverse(source.count));
    found
}

/// Whether a source is called by one of the names of its actor, and briefly.
pub fn is_named(source: &str, names: &[String]) -> bool {
    source.chars().count() <= LONGEST_SOURCE && names.iter().any(|name| source.contains(name.as_str()))
}
