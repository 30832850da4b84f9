//! The settings of the command line and the server, and where they come from.
//!
//! One precedence, nearest to the person first: what is said on the command line, what the editor
//! says (`workspace/configuration`, before it the initialization options), the file `ascribe.toml`
//! found upward from the draft, the defaults. A single value replaces the one below it; lists of
//! taught words add up. Nothing that is wrong in one key costs another key its value.

mod key;
mod problem;
mod read;
mod schema;
mod value;
mod write;

pub use crate::analysis::TaughtActor;
pub use key::{KEYS, Key, Shape, codes, example};
pub use problem::Problem;
pub use schema::{SCHEMA_NAME, schema};
pub use write::{Teaching, forget, teach};

pub(crate) use read::nearest;
pub(crate) use write::as_before;

use crate::analysis::{self, House};
use crate::language::Language;
use std::path::{Path, PathBuf};

/// The name of the settings file.
pub const FILE_NAME: &str = "ascribe.toml";

/// What a person can decide. `Settings::default()` is what holds where nobody said anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The folder of sources, absolute; `None` stands for `seeds/` beside or above the draft.
    pub corpus: Option<PathBuf>,
    /// Of drafts; `None` identifies that of every block.
    pub language: Option<Language>,
    /// Of cards and messages; `None` takes the client's.
    pub locale: Option<Language>,
    /// How many passages a card and a report show, at least 1.
    pub passages: usize,
    /// Whether claims carry the number of their sources in the editor.
    pub source_counts: SourceCounts,
    /// How loud each finding is.
    pub severity: Severities,
    /// Actors that the program would not know, or not so.
    pub actors: Vec<TaughtActor>,
    /// Names that are no actors.
    pub not_actors: Vec<String>,
    /// Verbs of saying beside those of the lexicon, in their infinitive.
    pub saying_verbs: Vec<String>,
    /// Vague sources that the house accepts as they are (`des sources diplomatiques`).
    pub accepted_sources: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            corpus: None,
            language: None,
            locale: None,
            passages: 3,
            source_counts: SourceCounts::Off,
            severity: Severities::default(),
            actors: Vec::new(),
            not_actors: Vec::new(),
            saying_verbs: Vec::new(),
            accepted_sources: Vec::new(),
        }
    }
}

/// Where the number of sources of a claim is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceCounts {
    /// Nowhere but on the card.
    Off,
    /// At the end of the claim, as an inlay hint.
    InlayHint,
    /// Above the claim's line, as a code lens.
    CodeLens,
}

/// How loud a finding is, as LSP has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Not shown at all.
    Off,
    /// Barely visible, not in lists of problems.
    Hint,
    /// For information.
    Information,
    /// A warning.
    Warning,
    /// An error.
    Error,
}

/// One for each diagnostic, by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Severities {
    /// `actor`: a name is no problem.
    pub actor: Severity,
    /// `unattributed-claim`
    pub unattributed_claim: Severity,
    /// `vague-attribution`
    pub vague_attribution: Severity,
    /// `conflicting-source`
    pub conflicting_source: Severity,
    /// `name-variant`
    pub name_variant: Severity,
    /// `unused-dismissal`
    pub unused_dismissal: Severity,
}

impl Default for Severities {
    fn default() -> Self {
        Self {
            actor: Severity::Hint,
            unattributed_claim: Severity::Warning,
            vague_attribution: Severity::Information,
            conflicting_source: Severity::Warning,
            name_variant: Severity::Information,
            unused_dismissal: Severity::Information,
        }
    }
}

/// A settings file that was read, as far as it could be.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// Defaults where nothing is said.
    pub settings: Settings,
    /// The file, where there is one.
    pub file: Option<PathBuf>,
    /// What is wrong in it.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// The settings that hold for drafts in `folder`.
    pub fn for_folder(folder: &Path) -> Self {
        match find(folder) {
            Some(file) => Self::from_file(&file),
            None => Self::default(),
        }
    }

    /// The settings of one file; a file that cannot be read is a problem, not an error.
    pub fn from_file(file: &Path) -> Self {
        match std::fs::read_to_string(file) {
            Ok(text) => Self::from_text(file, &text),
            Err(cause) => Self {
                file: Some(file.to_owned()),
                problems: vec![Problem::unreadable(&cause)],
                ..Self::default()
            },
        }
    }

    /// The settings of one file that holds `text`, saved or not.
    pub fn from_text(file: &Path, text: &str) -> Self {
        let mut loaded = Self {
            file: Some(file.to_owned()),
            ..Self::default()
        };
        loaded.problems = loaded
            .settings
            .apply_toml(text, file.parent().unwrap_or(Path::new(".")));
        loaded
    }
}

impl Settings {
    /// What the analysis is to know of them.
    pub fn analysis(&self) -> analysis::Options {
        analysis::Options {
            language: self.language,
            house: House {
                actors: self.actors.clone(),
                not_actors: self.not_actors.clone(),
                saying_verbs: self.saying_verbs.clone(),
                accepted_sources: self.accepted_sources.clone(),
            },
        }
    }

    /// Lays what a settings file says over these; relative paths in it start at `folder`.
    pub fn apply_toml(&mut self, text: &str, folder: &Path) -> Vec<Problem> {
        read::apply(self, value::from_toml(text), folder)
    }

    /// Lays what an editor says over these: an object with the same keys, in any of the usual
    /// spellings (`not-actors`, `not_actors`, `notActors`); `null` says nothing.
    pub fn apply_json(&mut self, json: &serde_json::Value, folder: &Path) -> Vec<Problem> {
        read::apply(self, (value::from_json(json), Vec::new()), folder)
    }
}

/// The settings file in `folder` or the nearest folder above it.
pub fn find(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    folder
        .ancestors()
        .map(|above| above.join(FILE_NAME))
        .find(|file| file.is_file())
}

/// The default folder of sources: `seeds/` in `folder` or the nearest folder above it.
pub fn find_seeds(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    folder
        .ancestors()
        .map(|above| above.join("seeds"))
        .find(|seeds| seeds.is_dir())
}
