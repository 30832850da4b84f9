//! How texts spell the names of actors: what a draft is compared with.

use super::spelling::{Joint, Word, words};
use crate::analysis::{Actor, ActorKind};
use crate::language::Language;
use rustc_hash::FxHashMap;

/// How the texts of a corpus spell names, counted in texts.
#[derive(Debug, Default)]
pub struct Usage {
    actors: FxHashMap<(Language, String), Counts>,
}

/// The spellings of one actor's names in one language.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Of single words.
    pub words: Vec<Counted>,
    /// Of how names of several words are put together.
    pub shapes: Vec<Counted>,
}

/// One spelling.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// What it is a spelling of: the word's key, or the keys of all words of the name.
    pub key: String,
    /// What makes it this spelling and no other: see [`Word::lower`] and [`shape`].
    pub form: String,
    /// As it is written: the word, or the whole name.
    pub text: String,
    /// In how many texts.
    pub count: usize,
}

impl Usage {
    /// Counts the names that one text in `language` uses for one of its actors.
    pub fn add(&mut self, language: Language, actor: &Actor) {
        if actor.kind == ActorKind::Group {
            return;
        }
        let counts = self.actors.entry((language, actor.key.clone())).or_default();
        let (mut seen_words, mut seen_shapes) = (Vec::new(), Vec::new());
        for name in &actor.names {
            let name_words = words(name, actor.kind);
            for word in name_words.iter().filter(|word| word.is_comparable()) {
                if !seen_words.contains(&word.lower) {
                    seen_words.push(word.lower.clone());
                    count(&mut counts.words, &word.key, &word.lower, &word.text);
                }
            }
            if let Some((key, form)) = shape(&name_words, actor.kind)
                && !seen_shapes.contains(&form)
            {
                count(&mut counts.shapes, &key, &form, name);
                seen_shapes.push(form);
            }
        }
    }

    /// Those of the actor with this key.
    pub(super) fn of(&self, language: Language, key: &str) -> Option<&Counts> {
        // The map's key owns its text; a lookup a cluster is cheap enough to build one.
        self.actors.get(&(language, key.to_owned()))
    }
}

fn count(all: &mut Vec<Counted>, key: &str, form: &str, text: &str) {
    match all
        .iter_mut()
        .find(|known| known.key == key && known.form == form)
    {
        Some(known) => known.count += 1,
        None => all.push(Counted {
            key: key.to_owned(),
            form: form.to_owned(),
            text: text.to_owned(),
            count: 1,
        }),
    }
}

/// How a name of several words is put together, whatever the spelling of each word: what it is a shape of, and the shape
/// (`kim Jong-un`). `None` for single words, behind a particle, and for names in capitals, whose case says nothing.
pub(super) fn shape(name: &[Word], kind: ActorKind) -> Option<(String, String)> {
    // `saint Honoré` is a man, `la Saint-Honoré` his day and a street.
    let particle = name.first().is_some_and(Word::is_particle);
    if name.len() < 2 || particle || name.iter().any(Word::shouts) {
        return None;
    }
    let (mut key, mut form) = (String::new(), String::new());
    for (at, word) in name.iter().enumerate() {
        key.push_str(&word.key);
        if at > 0 {
            form.push(match word.joint {
                Joint::Blank => ' ',
                Joint::Hyphen => '-',
            });
        }
        // Only a person's name has a case that is part of its spelling: `l'Union Européenne` is a matter of house style.
        let capital = kind == ActorKind::Person
            && at > 0
            && !word.is_particle()
            && word.text.starts_with(char::is_uppercase);
        match (capital, word.key.chars().next()) {
            (true, Some(first)) => {
                form.extend(first.to_uppercase());
                form.push_str(word.key.get(first.len_utf8()..).unwrap_or(""));
            }
            _ => form.push_str(&word.key),
        }
    }
    Some((key, form))
}
