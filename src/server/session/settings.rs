//! The settings that hold for one draft, from everywhere they can be said.
//!
//! The precedence is that of [`crate::settings`]: `workspace/configuration`, before it the
//! initialization options, the settings file found upward from the draft, the defaults.

use super::client::Locale;
use crate::language::Language;
use crate::settings::{self, Problem, Severity};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use tower_lsp::ls_types::{DiagnosticSeverity, Uri};

/// Everything that was decided for one draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// What a person can decide.
    pub chosen: settings::Settings,
    /// The folder of sources.
    pub corpus: Option<PathBuf>,
    /// Of cards and messages.
    pub locale: Locale,
}

/// What the client said, and settings files already read.
#[derive(Debug, Default)]
pub struct Configuration {
    /// `initializationOptions`.
    initial: Value,
    /// What `workspace/didChangeConfiguration` brought along.
    pushed: Value,
    /// What `workspace/configuration` answered: for all folders, and for one.
    everywhere: Value,
    scoped: HashMap<Uri, Value>,
    /// Whether paths that lead out of the workspace are to be followed.
    restricted: bool,
    /// Whether the client shows findings and wants to hear of changes in them.
    tells_findings: bool,
    files: HashMap<PathBuf, (Option<SystemTime>, Arc<settings::Loaded>)>,
    /// Texts of settings files that the client has open.
    open: HashMap<PathBuf, String>,
}

/// A settings file that was read anew.
#[derive(Debug)]
pub struct Reading {
    /// The file.
    pub file: PathBuf,
    /// Its text, where the client has it open.
    pub text: Option<String>,
    /// What is wrong in it.
    pub problems: Vec<Problem>,
}

impl Configuration {
    /// Takes `initializationOptions`: settings; `trusted: false` where the workspace is not;
    /// `findingsChanged: true` where the client wants that notification.
    pub fn set_initial(&mut self, options: Value) {
        let mut options = section(options);
        if let Value::Object(options) = &mut options {
            self.restricted = options.remove("trusted") == Some(Value::Bool(false));
            self.tells_findings = options.remove("findingsChanged") == Some(Value::Bool(true));
        }
        self.initial = options;
    }

    /// Whether the client wants to hear of changes in findings.
    pub fn tells_findings(&self) -> bool {
        self.tells_findings
    }

    /// Takes what the client says unasked; whether that is news.
    pub fn set_pushed(&mut self, settings: Value) -> bool {
        let settings = section(settings);
        let news = self.pushed != settings;
        self.pushed = settings;
        news
    }

    /// Takes what the client answers for all folders; whether that is news.
    pub fn set_everywhere(&mut self, settings: Value) -> bool {
        let settings = section(settings);
        let news = self.everywhere != settings;
        self.everywhere = settings;
        news
    }

    /// Takes what the client answers for one folder; whether that is news.
    pub fn set_scoped(&mut self, folder: Uri, settings: Value) -> bool {
        let settings = section(settings);
        let news = self.scoped.get(&folder).unwrap_or(&Value::Null) != &settings;
        self.scoped.insert(folder, settings);
        news
    }

    /// What the client said that is wrong.
    pub fn problems(&self) -> Vec<Problem> {
        let mut settings = settings::Settings::default();
        let mut problems = Vec::new();
        for said in [&self.initial, &self.pushed, &self.everywhere]
            .into_iter()
            .chain(self.scoped.values())
        {
            problems.extend(settings.apply_json(said, Path::new(".")));
        }
        problems
    }

    /// The settings of drafts in `folder`, which lies in workspace folder `root`, if in any.
    pub fn resolve(
        &mut self,
        folder: &Path,
        root: Option<&Uri>,
        locale: Locale,
        read: &mut Vec<Reading>,
    ) -> Settings {
        let base = root
            .and_then(Uri::to_file_path)
            .map_or(folder.to_owned(), Into::into);
        let mut chosen = settings::find(folder)
            .map(|file| self.file(&file, read).settings.clone())
            .unwrap_or_default();
        if self.restricted
            && chosen
                .corpus
                .as_ref()
                .is_some_and(|corpus| !corpus.starts_with(&base))
        {
            chosen.corpus = None;
            if let Some(reading) = read.last_mut() {
                reading.problems.push(Problem {
                    span: None,
                    line: None,
                    message: "\"corpus\" leads out of a workspace that is not trusted and is ignored; trust the workspace or name a folder in it".to_owned(),
                });
            }
        }
        let scoped = root.and_then(|root| self.scoped.get(root));
        for said in [
            Some(&self.initial),
            Some(&self.pushed),
            Some(&self.everywhere),
            scoped,
        ]
        .into_iter()
        .flatten()
        {
            chosen.apply_json(said, &base);
        }
        Settings {
            corpus: chosen.corpus.clone().or_else(|| settings::find_seeds(folder)),
            locale: match chosen.locale {
                Some(Language::French) => Locale::French,
                Some(Language::English) => Locale::English,
                None => locale,
            },
            chosen,
        }
    }

    /// Reads a settings file again when it is next asked for.
    pub fn forget_file(&mut self, file: &Path) {
        self.files.remove(file);
    }

    /// Takes the text of a settings file that the client has open, or that it has closed it.
    pub fn set_open(&mut self, file: &Path, text: Option<String>) {
        self.files.remove(file);
        match text {
            Some(text) => self.open.insert(file.to_owned(), text),
            None => self.open.remove(file),
        };
    }

    /// A settings file, read again when it was changed.
    fn file(&mut self, file: &Path, read: &mut Vec<Reading>) -> Arc<settings::Loaded> {
        let changed = std::fs::metadata(file).and_then(|data| data.modified()).ok();
        if let Some((when, loaded)) = self.files.get(file)
            && *when == changed
        {
            return loaded.clone();
        }
        let loaded = Arc::new(match self.open.get(file) {
            Some(text) => settings::Loaded::from_text(file, text),
            None => settings::Loaded::from_file(file),
        });
        read.push(Reading {
            file: file.to_owned(),
            text: self.open.get(file).cloned(),
            problems: loaded.problems.clone(),
        });
        self.files.insert(file.to_owned(), (changed, loaded.clone()));
        loaded
    }
}

/// The settings proper: clients send them bare or under the name of the server.
fn section(settings: Value) -> Value {
    match settings {
        Value::Object(mut settings) if settings.get("ascribe").is_some_and(Value::is_object) => {
            settings.remove("ascribe").unwrap_or_default()
        }
        Value::Object(settings) => Value::Object(settings),
        _ => Value::Null,
    }
}

/// As the protocol has it; `None` for what is not shown.
pub fn severity(severity: Severity) -> Option<DiagnosticSeverity> {
    match severity {
        Severity::Off => None,
        Severity::Hint => Some(DiagnosticSeverity::HINT),
        Severity::Information => Some(DiagnosticSeverity::INFORMATION),
        Severity::Warning => Some(DiagnosticSeverity::WARNING),
        Severity::Error => Some(DiagnosticSeverity::ERROR),
    }
}
