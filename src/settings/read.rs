//! From a tree of values to settings, with everything that is wrong on the way.

use super::key::{KEYS, Key, Shape};
use super::value::{Entry, Node, Value};
use super::{Problem, Settings, Severity, SourceCounts, TaughtActor};
use crate::analysis::ActorKind;
use crate::language::Language;
use std::path::{Path, PathBuf};

/// Lays a tree over `settings`; returns the problems of the tree and of what it says.
pub(super) fn apply(
    settings: &mut Settings,
    (tree, problems): (Node, Vec<Problem>),
    folder: &Path,
) -> Vec<Problem> {
    let mut reader = Reader { folder, problems };
    match &tree.value {
        Value::Nothing => {}
        Value::Table(entries) => reader.settings(entries, settings),
        _ => reader.wrong(&tree, "settings", "a table"),
    }
    reader.problems.sort_by_key(|problem| problem.line);
    reader.problems
}

struct Reader<'a> {
    folder: &'a Path,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn settings(&mut self, entries: &[Entry], out: &mut Settings) {
        for entry in entries {
            let Some(key) = self.known(entry, KEYS) else {
                continue;
            };
            match (key.name, key.shape) {
                ("corpus", _) => {
                    if let Some(text) = self.text(entry) {
                        out.corpus = Some(self.path(&text));
                    }
                }
                ("language", Shape::Choice(words)) => {
                    if let Some(at) = self.choice(entry, words) {
                        out.language = LANGUAGES.get(at).copied().flatten();
                    }
                }
                ("locale", Shape::Choice(words)) => {
                    if let Some(at) = self.choice(entry, words) {
                        out.locale = LANGUAGES.get(at).copied().flatten();
                    }
                }
                ("passages", Shape::Count(least, most)) => {
                    if let Some(count) = self.count(entry, least, most) {
                        out.passages = count;
                    }
                }
                ("source-counts", Shape::Choice(words)) => {
                    if let Some(&counts) = self.choice(entry, words).and_then(|at| SOURCE_COUNTS.get(at)) {
                        out.source_counts = counts;
                    }
                }
                ("saying-verbs", _) => self.texts(entry, &mut out.saying_verbs),
                ("accepted-sources", _) => self.texts(entry, &mut out.accepted_sources),
                ("not-actors", _) => self.texts(entry, &mut out.not_actors),
                ("severity", Shape::Table(keys)) => self.severities(entry, keys, out),
                ("actors", Shape::Tables(keys)) => self.actors(entry, keys, &mut out.actors),
                _ => debug_assert!(false, "{} is listed and not read", key.name),
            }
        }
    }

    fn severities(&mut self, entry: &Entry, keys: &'static [Key], out: &mut Settings) {
        let Some(entries) = self.table(&entry.node, &entry.key) else {
            return;
        };
        for entry in entries {
            let Some(Key {
                name,
                shape: Shape::Choice(words),
                ..
            }) = self.known(entry, keys)
            else {
                continue;
            };
            let Some(&severity) = self.choice(entry, words).and_then(|at| SEVERITIES.get(at)) else {
                continue;
            };
            let severities = &mut out.severity;
            match *name {
                "actor" => severities.actor = severity,
                "unattributed-claim" => severities.unattributed_claim = severity,
                "vague-attribution" => severities.vague_attribution = severity,
                "conflicting-source" => severities.conflicting_source = severity,
                "name-variant" => severities.name_variant = severity,
                "unused-dismissal" => severities.unused_dismissal = severity,
                _ => debug_assert!(false, "{name} is listed and not read"),
            }
        }
    }

    fn actors(&mut self, entry: &Entry, keys: &'static [Key], out: &mut Vec<TaughtActor>) {
        let Value::List(list) = &entry.node.value else {
            if !matches!(entry.node.value, Value::Nothing) {
                self.wrong(&entry.node, &entry.key, "a list of tables, each under [[actors]]");
            }
            return;
        };
        for node in list {
            let Some(entries) = self.table(node, &entry.key) else {
                continue;
            };
            let (mut name, mut kind, mut aliases) = (None, None, Vec::new());
            for entry in entries {
                let Some(key) = self.known(entry, keys) else {
                    continue;
                };
                match (key.name, key.shape) {
                    ("name", _) => name = self.text(entry),
                    ("kind", Shape::Choice(words)) => {
                        kind = self.choice(entry, words).and_then(|at| KINDS.get(at).copied());
                    }
                    ("aliases", _) => self.texts(entry, &mut aliases),
                    _ => debug_assert!(false, "{} is listed and not read", key.name),
                }
            }
            match (name, kind) {
                (Some(name), Some(kind)) => out.push(TaughtActor { name, kind, aliases }),
                (None, _) => self.say(node, "this actor has no name; add name = \"…\"".to_owned()),
                (Some(name), None) => self.say(
                    node,
                    format!("the actor \"{name}\" has no kind; add kind = \"person\", \"organisation\", \"place\" or \"group\""),
                ),
            }
        }
    }

    /// The key that an entry is for; an unknown one is a problem that names the nearest.
    fn known(&mut self, entry: &Entry, keys: &'static [Key]) -> Option<&'static Key> {
        let spelled = kebab(&entry.key);
        if let Some(key) = keys.iter().find(|key| key.name == spelled) {
            return Some(key);
        }
        let mend = match nearest(&spelled, keys.iter().map(|key| key.name)) {
            Some(name) => format!("did you mean \"{name}\"?"),
            None => format!("the keys here are {}", listed(keys.iter().map(|key| key.name))),
        };
        self.problems.push(Problem {
            span: entry.span.clone(),
            line: entry.line,
            message: format!("unknown key \"{}\"; {mend}", entry.key),
        });
        None
    }

    fn table<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n [Entry]> {
        match &node.value {
            Value::Table(entries) => return Some(entries),
            Value::Nothing => {}
            _ => self.wrong(node, key, "a table"),
        }
        None
    }

    /// A string that is not blank.
    fn text(&mut self, entry: &Entry) -> Option<String> {
        match &entry.node.value {
            Value::Nothing => {}
            Value::Text(text) if text.trim().is_empty() => {
                self.say(
                    &entry.node,
                    format!("\"{}\" is empty; write something or leave the key out", entry.key),
                );
            }
            Value::Text(text) => return Some(text.trim().to_owned()),
            _ => self.wrong(&entry.node, &entry.key, "a string in quotation marks"),
        }
        None
    }

    /// Adds strings that are not blank and not there yet.
    fn texts(&mut self, entry: &Entry, out: &mut Vec<String>) {
        match &entry.node.value {
            Value::Nothing => {}
            Value::List(list) => {
                for node in list {
                    match &node.value {
                        Value::Text(text) => {
                            let text = text.trim();
                            if !text.is_empty() && !out.iter().any(|known| known == text) {
                                out.push(text.to_owned());
                            }
                        }
                        _ => self.wrong(node, &entry.key, "strings only"),
                    }
                }
            }
            _ => self.wrong(
                &entry.node,
                &entry.key,
                "a list of strings, like [\"one\", \"two\"]",
            ),
        }
    }

    /// The index of the word that is chosen.
    fn choice(&mut self, entry: &Entry, words: &[&'static str]) -> Option<usize> {
        match &entry.node.value {
            Value::Nothing => {}
            Value::Text(text) => {
                let at = words
                    .iter()
                    .position(|word| word.eq_ignore_ascii_case(text.trim()));
                if at.is_none() {
                    let mend = match nearest(text, words.iter().copied()) {
                        Some(word) => format!("did you mean \"{word}\"?"),
                        None => format!("choose {}", listed(words.iter().copied())),
                    };
                    self.say(
                        &entry.node,
                        format!("\"{text}\" is no value of \"{}\"; {mend}", entry.key),
                    );
                }
                return at;
            }
            _ => {
                let wanted = format!("one of {}", listed(words.iter().copied()));
                self.wrong(&entry.node, &entry.key, &wanted);
            }
        }
        None
    }

    fn count(&mut self, entry: &Entry, least: u32, most: u32) -> Option<usize> {
        match entry.node.value {
            Value::Nothing => None,
            Value::Integer(number) if (i64::from(least)..=i64::from(most)).contains(&number) => {
                usize::try_from(number).ok()
            }
            _ => {
                let wanted = format!("a whole number from {least} to {most}");
                self.wrong(&entry.node, &entry.key, &wanted);
                None
            }
        }
    }

    fn path(&self, text: &str) -> PathBuf {
        let home = text
            .strip_prefix("~/")
            .and_then(|below| directories::BaseDirs::new().map(|dirs| dirs.home_dir().join(below)));
        let path = home.unwrap_or_else(|| self.folder.join(text));
        std::path::absolute(&path).unwrap_or(path)
    }

    fn wrong(&mut self, node: &Node, key: &str, wanted: &str) {
        let found = match &node.value {
            Value::Integer(number) => number.to_string(),
            _ => node.what().to_owned(),
        };
        self.say(node, format!("\"{key}\" wants {wanted}, not {found}"));
    }

    fn say(&mut self, node: &Node, message: String) {
        self.problems.push(Problem {
            span: node.span.clone(),
            line: node.line,
            message,
        });
    }
}

// In the order of the words of their keys' shapes.
const LANGUAGES: [Option<Language>; 3] = [None, Some(Language::French), Some(Language::English)];
const SOURCE_COUNTS: [SourceCounts; 3] = [SourceCounts::Off, SourceCounts::InlayHint, SourceCounts::CodeLens];
const SEVERITIES: [Severity; 5] = [
    Severity::Off,
    Severity::Hint,
    Severity::Information,
    Severity::Warning,
    Severity::Error,
];
const KINDS: [ActorKind; 4] = [
    ActorKind::Person,
    ActorKind::Organisation,
    ActorKind::Place,
    ActorKind::Group,
];

/// `notActors` and `not_actors` as `not-actors`.
pub(super) fn kebab(key: &str) -> String {
    let mut spelled = String::with_capacity(key.len() + 2);
    for c in key.chars() {
        if c == '_' {
            spelled.push('-');
        } else if c.is_ascii_uppercase() {
            if !spelled.is_empty() && !spelled.ends_with('-') {
                spelled.push('-');
            }
            spelled.push(c.to_ascii_lowercase());
        } else {
            spelled.push(c);
        }
    }
    spelled
}

/// The word that was probably meant. 0.75 takes a slip or two in a word of this length.
pub(crate) fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    words
        .map(|known| (strsim::jaro_winkler(&word.to_lowercase(), known), known))
        .filter(|(similarity, _)| *similarity > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words
        .map(|word| format!("\"{word}\""))
        .collect::<Vec<_>>()
        .join(", ")
}
