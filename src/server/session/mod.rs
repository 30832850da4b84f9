//! The state of one connection: the client, open drafts, settings, folders of sources.

mod client;
mod corpora;
mod document;
mod log;
mod settings;
mod snapshot;
mod work;

pub use client::{ClientSetup, Locale, folders, kind};
pub use corpora::{Corpora, CorpusHandle, Loaded, Standing};
pub use document::Document;
pub use log::Log;
pub use settings::Settings;
pub use snapshot::Snapshot;

use super::transport::Outbox;
use crate::analysis::{self, Analyzer};
use dashmap::DashMap;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use tower_lsp::Client;
use tower_lsp::ls_types::Uri;

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
    setup: OnceLock<ClientSetup>,
    documents: DashMap<Uri, Arc<Document>>,
    folders: RwLock<Vec<Uri>>,
    analyzers: Mutex<HashMap<Option<crate::language::Language>, Arc<Analyzer>>>,
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
            setup: OnceLock::new(),
            documents: DashMap::new(),
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

    /// The settings that hold for a draft.
    pub fn settings(&self, _uri: &Uri) -> Arc<Settings> {
        Arc::new(Settings::default())
    }

    /// The analyzer for drafts with these settings; drafts share what it has cached.
    pub fn analyzer(&self, settings: &Settings) -> Arc<Analyzer> {
        let mut analyzers = self.analyzers.lock().unwrap_or_else(PoisonError::into_inner);
        analyzers
            .entry(settings.language)
            .or_insert_with(|| {
                Arc::new(Analyzer::new(analysis::Options {
                    language: settings.language,
                }))
            })
            .clone()
    }

    /// The corpus of drafts with these settings, as far as it was read.
    pub fn corpus(&self, settings: &Settings) -> Option<Arc<CorpusHandle>> {
        self.corpora.get(settings.corpus.as_deref()?)
    }
}
