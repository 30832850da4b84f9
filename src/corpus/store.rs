use super::{Article, Hit, Passage, Query};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Why a corpus cannot be used; `Display` is one line: what, where, how to mend.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// The folder is not there.
    #[error("{}: no such folder; name the folder of your sources with --corpus", .0.display())]
    Missing(PathBuf),
    /// A file where a folder is wanted.
    #[error("{}: is a file; --corpus wants the folder that holds the sources", .0.display())]
    NotAFolder(PathBuf),
    /// The folder cannot be read.
    #[error("{}: cannot be read ({cause}); check its permissions", .path.display())]
    Unreadable {
        /// What cannot be read.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
}

/// Where and how to keep the index.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// Instead of the user's cache folder.
    pub cache: Option<PathBuf>,
    /// Never write, keep everything in memory.
    pub in_memory: bool,
}

/// A file of the corpus folder that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Below the corpus folder.
    pub path: String,
    /// In one line, and how to mend it.
    pub why: String,
}

/// How far an indexing run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files to do.
    pub total: usize,
}

/// What `ascribe index --status` tells.
#[derive(Clone, Debug)]
pub struct Status {
    /// Where the index is; `None` in memory.
    pub location: Option<PathBuf>,
    /// Bytes on disk.
    pub size: u64,
    /// When it was last written.
    pub built: Option<SystemTime>,
    /// Files left out and why.
    pub left_out: Vec<LeftOut>,
}

/// An opened corpus: an immutable snapshot, cheap to share between threads in an `Arc`.
#[derive(Debug)]
pub struct Corpus {
    root: PathBuf,
    articles: Vec<Article>,
    passages: Vec<Passage>,
}

impl Corpus {
    /// Opens the corpus at `root`, building or refreshing its index as far as its files changed.
    /// `progress` may be called from any thread; it returns false to cancel, which leaves what was there before.
    pub fn open(
        root: &Path,
        _options: &OpenOptions,
        _progress: &(dyn Fn(Progress) -> bool + Sync),
    ) -> Result<Self, CorpusError> {
        if !root.exists() {
            return Err(CorpusError::Missing(root.to_owned()));
        }
        Ok(Self {
            root: root.to_owned(),
            articles: Vec::new(),
            passages: Vec::new(),
        })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All articles.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// All passages, those of one article together and in order.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The article of a passage.
    pub fn article_of(&self, passage: &Passage) -> Option<&Article> {
        self.articles.get(passage.article as usize)
    }

    /// The best `limit` passages for a query, best first.
    pub fn search(&self, _query: &Query, _limit: usize) -> Vec<Hit> {
        Vec::new()
    }

    /// What there is, how old and how large.
    pub fn status(&self) -> Status {
        Status {
            location: None,
            size: 0,
            built: None,
            left_out: Vec::new(),
        }
    }
}
