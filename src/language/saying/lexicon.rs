//! All of a language's words of saying, read from its files.

use super::verb::bit;
use super::{Classes, Form, Verb, rows};
use crate::language::Language;
use crate::text::tokens;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What one word form can be.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its classes.
    pub classes: Classes,
    /// Verbs of saying that it may be a form of.
    pub verbs: Vec<(&'static Verb, Form)>,
    /// Phrases that begin with it: the words after it, and their class.
    pub phrases: Vec<(Vec<Box<str>>, Classes)>,
}

/// All of a language's words of saying, by form in lower case with straight apostrophes.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: FxHashMap<Box<str>, Entry>,
    /// How nouns for people end.
    pub role_endings: Vec<Box<str>>,
}

impl Lexicon {
    /// The lexicon of `language`.
    pub fn of(language: Language) -> &'static Self {
        static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::parse(
                Language::French,
                include_str!("../fr/saying.tsv"),
                include_str!("../fr/saying_paradigms.tsv"),
                include_str!("../fr/speakers.tsv"),
                include_str!("../fr/sources.tsv"),
            )
        });
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::parse(
                Language::English,
                include_str!("../en/saying.tsv"),
                include_str!("../en/saying_paradigms.tsv"),
                include_str!("../en/speakers.tsv"),
                include_str!("../en/sources.tsv"),
            )
        });
        match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        }
    }

    /// What `form`, in lower case, can be.
    pub fn get(&self, form: &str) -> Option<&Entry> {
        self.entries.get(form)
    }

    /// Reads the files of a language.
    pub(super) fn parse(
        language: Language,
        verbs: &str,
        paradigms: &str,
        speakers: &str,
        sources: &str,
    ) -> Self {
        let mut lexicon = Self::default();
        let paradigms: FxHashMap<&str, (&str, &str)> = rows(paradigms)
            .filter_map(|mut cells| Some((cells.next()?, (cells.next()?, cells.next()?))))
            .collect();
        for mut cells in rows(verbs) {
            let (Some(lemma), Some(paradigm), Some(uses)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let (act, second) = (cells.next().unwrap_or("say"), cells.next());
            let mut words = lemma.split(' ');
            let first = words.next().unwrap_or(lemma);
            // Lexicons live as long as the program.
            let verb: &'static Verb = Box::leak(Box::new(Verb {
                lemma: lemma.into(),
                tail: words.map(Into::into).collect(),
                uses: uses.chars().fold(0, |all, letter| all | bit(letter)),
                act: act.into(),
            }));
            let Some((strip, endings)) = paradigms.get(paradigm) else {
                continue;
            };
            let stem = first.strip_suffix(strip).unwrap_or(first);
            for (ending, form) in endings.split(' ').filter_map(|e| e.split_once(':')) {
                let form = Form::of(form);
                match (ending.strip_prefix('2'), second) {
                    (Some(ending), Some(second)) => lexicon.inflect(format!("{second}{ending}"), verb, form),
                    (Some(_), None) => {}
                    (None, _) => lexicon.inflect(format!("{stem}{ending}"), verb, form),
                }
            }
        }
        for mut cells in rows(speakers) {
            let (name, words) = (cells.clone().next(), cells.clone().nth(1));
            if let (Some("ending"), Some(words)) = (name, words) {
                lexicon.role_endings = words.split(' ').map(Into::into).collect();
            } else if let (Some(class), Some(words)) = (cells.next().and_then(Classes::named), cells.next()) {
                for word in words.split(' ') {
                    lexicon.class(word, class);
                    // Roles and documents speak in the plural too; a plural listed elsewhere keeps that class alone.
                    let plural = format!("{word}s");
                    if class.any(Classes::ROLE.with(Classes::DOCUMENT)) && lexicon.get(&plural).is_none() {
                        lexicon.class(&plural, class);
                    }
                }
            }
        }
        for mut cells in rows(sources) {
            if let (Some(class), Some(phrase)) = (cells.next().and_then(Classes::named), cells.next()) {
                let mut words = tokens(phrase, language.token_rules())
                    .into_iter()
                    .map(|token| Box::<str>::from(token.span.of(phrase)));
                let Some(first) = words.next() else { continue };
                let rest: Vec<_> = words.collect();
                if rest.is_empty() {
                    lexicon.class(&first, class);
                } else {
                    let entry = lexicon.entries.entry(first).or_default();
                    entry.phrases.push((rest, class));
                }
            }
        }
        for entry in lexicon.entries.values_mut() {
            entry
                .phrases
                .sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        lexicon
    }

    fn inflect(&mut self, form: String, verb: &'static Verb, as_form: Form) {
        let entry = self.entries.entry(form.into()).or_default();
        match entry
            .verbs
            .iter_mut()
            .find(|(known, _)| std::ptr::eq(*known, verb))
        {
            Some((_, known)) => known.0 |= as_form.0,
            None => entry.verbs.push((verb, as_form)),
        }
    }

    fn class(&mut self, word: &str, class: Classes) {
        let entry = self.entries.entry(word.to_lowercase().into()).or_default();
        entry.classes = entry.classes.with(class);
    }
}
