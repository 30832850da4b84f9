//! The state of one connection: the client, open drafts, settings, folders of sources.

mod client;
mod corpora;
mod decisions;
mod document;
mod indexing;
mod log;
mod names;
mod panics;
mod settings;
mod snapshot;
mod watching;
mod work;

pub use client::{ClientSetup, Locale, folders, kind};
pub use corpora::{Asked, Corpora, CorpusHandle, Loaded, Standing};
pub use document::Document;
pub use log::Log;
pub use names::{is_named, word_starts};
pub use panics::{guard, quiet};
pub use settings::{Configuration, Reading, Settings, severity};
pub use snapshot::Snapshot;

use super::explanations::Explanations;
use super::transport::Outbox;
use crate::analysis::{self, Analyzer};
use dashmap::DashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use tower_lsp::Client;
use tower_lsp::ls_types::Uri;

/// How many sets of taught words are kept warm.
const MOST_ANALYZERS: usize = 8;

/// What the process was started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where to write a log.
    pub log: Option<PathBuf>,
    /// Language tag of the environment, for clients that do not give one.
    pub locale: Option<String>,
    /// Instead of the user's cache folder.
    pub cache: Option<PathBuf>,
}

/// The state of one connection, shared by all handlers.
#[derive(Debug)]
pub struct Session {
    /// For requests to the client; never awaited by a handler.
    pub client: Client,
    /// For notifications.
    pub outbox: Arc<Outbox>,
    /// What the process was started with.
    pub options: Options,
    /// For people who debug.
    pub log: Log,
    /// Folders of sources.
    pub corpora: Corpora,
    /// Where diagnostics are explained.
    pub explanations: Explanations,
    /// What the client and settings files say.
    pub configuration: Mutex<Configuration>,
    dismissals: decisions::Known,
    watching: watching::Watching,
    indexing: indexing::Indexing,
    /// Held while claims are looked up: in the background, one draft at a time.
    looking_up: Mutex<()>,
    setup: OnceLock<ClientSetup>,
    documents: DashMap<Uri, Arc<Document>>,
    /// Settings files that the client has open.
    settings_files: DashMap<Uri, Arc<Document>>,
    folders: RwLock<Vec<Uri>>,
    analyzers: Mutex<Vec<(analysis::Options, Arc<Analyzer>)>>,
}

impl Session {
    /// The session of a client that has not yet said anything.
    pub fn new(client: Client, outbox: Arc<Outbox>, options: Options) -> Self {
        Self {
            log: Log::new(outbox.clone(), options.log.as_deref()),
            client,
            outbox,
            options,
            corpora: Corpora::default(),
            explanations: Explanations::default(),
            configuration: Mutex::default(),
            dismissals: decisions::Known::default(),
            watching: watching::Watching::default(),
            indexing: indexing::Indexing::default(),
            looking_up: Mutex::default(),
            setup: OnceLock::new(),
            documents: DashMap::new(),
            settings_files: DashMap::new(),
            folders: RwLock::default(),
            analyzers: Mutex::default(),
        }
    }

    /// Notes what the client said of itself; a second time changes nothing.
    pub fn set_up(&self, setup: ClientSetup, folders: Vec<Uri>) {
        let _ = self.setup.set(setup);
        *self.folders.write().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// What the client said of itself. The service lets nothing through before `initialize`.
    pub fn setup(&self) -> &ClientSetup {
        static SILENT: OnceLock<ClientSetup> = OnceLock::new();
        self.setup
            .get()
            .unwrap_or_else(|| SILENT.get_or_init(|| ClientSetup::new(&Default::default(), None)))
    }

    /// The open draft that the client calls `uri`.
    pub fn document(&self, uri: &Uri) -> Option<Arc<Document>> {
        self.documents.get(uri).map(|document| document.clone())
    }

    /// All open drafts, by name.
    pub fn documents(&self) -> Vec<Arc<Document>> {
        let mut all: Vec<_> = self.documents.iter().map(|entry| entry.value().clone()).collect();
        all.sort_by(|a, b| a.uri.cmp(&b.uri));
        all
    }

    /// Adds a draft, in place of one of the same name.
    pub fn insert(&self, document: Arc<Document>) {
        if let Some(before) = self.documents.insert(document.uri.clone(), document) {
            before.close();
        }
    }

    /// Takes a draft away.
    pub fn remove(&self, uri: &Uri) -> Option<Arc<Document>> {
        let (_, document) = self.documents.remove(uri)?;
        document.close();
        Some(document)
    }

    /// The workspace folders.
    pub fn folders(&self) -> Vec<Uri> {
        self.folders
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Changes the workspace folders.
    pub fn change_folders(&self, added: impl Iterator<Item = Uri>, removed: &[Uri]) {
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        folders.retain(|folder| !removed.contains(folder));
        folders.extend(added);
    }

    /// The innermost workspace folder that a file lies in; for a draft without a file, the first.
    pub fn folder_of(&self, path: Option<&Path>) -> Option<Uri> {
        let folders = self.folders.read().unwrap_or_else(PoisonError::into_inner);
        let Some(path) = path else {
            return folders.first().cloned();
        };
        folders
            .iter()
            .filter_map(|folder| Some((folder, folder.to_file_path()?)))
            .filter(|(_, root)| path.starts_with(root))
            .max_by_key(|(_, root)| root.as_os_str().len())
            .map(|(folder, _)| folder.clone())
    }

    /// The folder of a draft, and the workspace folder that it lies in. A draft without a file belongs to the first.
    fn place_of(&self, uri: &Uri) -> (Option<PathBuf>, Option<Uri>) {
        let path = file_path(uri);
        let root = self.folder_of(path.as_deref());
        let folder = path
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_owned)
            .or_else(|| root.as_ref().and_then(file_path));
        (folder, root)
    }

    /// The settings that hold for a draft; mistakes in a settings file that is read for it are
    /// shown in that file.
    pub fn settings(self: &Arc<Self>, uri: &Uri) -> Arc<Settings> {
        let (folder, root) = self.place_of(uri);
        let folder = folder.unwrap_or_default();
        self.watch_settings(&folder);
        let mut read = Vec::new();
        let settings = self
            .configuration
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .resolve(&folder, root.as_ref(), self.setup().locale, &mut read);
        for reading in read {
            if let Some(folder) = reading.file.parent() {
                self.watch_settings(folder);
            }
            super::diagnostics::settings_file(self, &reading);
        }
        Arc::new(settings)
    }

    /// The analyzer for drafts with these settings; drafts share what it has cached.
    pub fn analyzer(&self, settings: &Settings) -> Arc<Analyzer> {
        let options = settings.chosen.analysis();
        let mut analyzers = self.analyzers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, analyzer)) = analyzers.iter().find(|(known, _)| *known == options) {
            return analyzer.clone();
        }
        // Each edit of a settings file makes new options: the old ones are not worth keeping.
        if analyzers.len() >= MOST_ANALYZERS {
            analyzers.remove(0);
        }
        let analyzer = Arc::new(Analyzer::new(options.clone()));
        analyzers.push((options, analyzer.clone()));
        analyzer
    }
}

/// Says what is wrong in the client's settings.
pub fn log_problems(session: &Session) {
    let problems = session
        .configuration
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .problems();
    for problem in problems {
        session.log.warning(&format!("settings: {}", problem.message));
    }
}

/// The path of a file; none for drafts that were never saved and for what lies elsewhere.
pub fn file_path(uri: &Uri) -> Option<PathBuf> {
    if uri.scheme().as_str() != "file" {
        return None;
    }
    uri.to_file_path().map(Into::into)
}
