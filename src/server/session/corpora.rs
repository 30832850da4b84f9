//! The folders of sources in use, each opened once and shared by all drafts that use it.

use crate::corpus::Corpus;
use crate::corroboration::{Corroboration, corroborate};
use crate::language::Language;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many verdicts are kept for one state of a corpus.
const MOST_VERDICTS: usize = 50_000;

/// One state of a corpus, with the verdicts it was already asked for.
#[derive(Debug)]
pub struct Loaded {
    /// The articles and their index.
    pub corpus: Corpus,
    verdicts: Mutex<HashMap<(Language, String), Arc<Corroboration>>>,
}

impl Loaded {
    /// Nothing asked yet.
    pub fn new(corpus: Corpus) -> Self {
        Self {
            corpus,
            verdicts: Mutex::default(),
        }
    }

    /// The verdict on `claim`, if it was asked for before.
    pub fn known(&self, claim: &str, language: Language) -> Option<Arc<Corroboration>> {
        self.lock().get(&(language, claim.to_owned())).cloned()
    }

    /// The verdict on `claim`, looked up where it is not known.
    pub fn verdict(&self, claim: &str, language: Language) -> Arc<Corroboration> {
        if let Some(known) = self.known(claim, language) {
            return known;
        }
        let found = Arc::new(corroborate(&self.corpus, claim, Some(language)));
        let mut verdicts = self.lock();
        if verdicts.len() >= MOST_VERDICTS {
            verdicts.clear();
        }
        verdicts.insert((language, claim.to_owned()), found.clone());
        found
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(Language, String), Arc<Corroboration>>> {
        self.verdicts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where a corpus stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Being read; what was there before stays in use.
    Indexing {
        /// Files done.
        done: usize,
        /// Files to do.
        total: usize,
    },
    /// In use.
    Ready,
    /// Not to be had, and why, in one line.
    Failed(String),
}

/// One folder of sources.
#[derive(Debug)]
pub struct CorpusHandle {
    /// The folder.
    pub root: PathBuf,
    state: Mutex<(Standing, Option<Arc<Loaded>>)>,
    /// Set to stop the reading that is going on.
    pub cancelled: AtomicBool,
}

impl CorpusHandle {
    /// Not yet read.
    pub fn new(root: PathBuf) -> Self {
        Self {
            root,
            state: Mutex::new((Standing::Indexing { done: 0, total: 0 }, None)),
            cancelled: AtomicBool::new(false),
        }
    }

    /// What there is to be asked now.
    pub fn loaded(&self) -> Option<Arc<Loaded>> {
        self.lock().1.clone()
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        self.lock().0.clone()
    }

    /// Notes how it stands.
    pub fn set_standing(&self, standing: Standing) {
        self.lock().0 = standing;
    }

    /// Puts a new state in place of the old.
    pub fn install(&self, loaded: Arc<Loaded>) {
        *self.lock() = (Standing::Ready, Some(loaded));
    }

    /// Stops the reading that is going on, at its next step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, (Standing, Option<Arc<Loaded>>)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All folders of sources in use.
#[derive(Debug, Default)]
pub struct Corpora {
    open: Mutex<HashMap<PathBuf, Arc<CorpusHandle>>>,
}

impl Corpora {
    /// The handle of the corpus at `root`, and whether it was made by this call.
    pub fn get_or_new(&self, root: &Path) -> (Arc<CorpusHandle>, bool) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = open.get(root) {
            return (handle.clone(), false);
        }
        let handle = Arc::new(CorpusHandle::new(root.to_owned()));
        open.insert(root.to_owned(), handle.clone());
        (handle, true)
    }

    /// The handle of the corpus at `root`, if it is in use.
    pub fn get(&self, root: &Path) -> Option<Arc<CorpusHandle>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(root).cloned()
    }

    /// All of them.
    pub fn all(&self) -> Vec<Arc<CorpusHandle>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.values().cloned().collect()
    }
}
