use crate::language::Language;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
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
    /// The progress callback asked to stop; what was there before is still there.
    #[error("{}: indexing was cancelled; the next run starts where the last complete one ended", .0.display())]
    Cancelled(PathBuf),
    /// Not even an index in memory could be made.
    #[error("{}: cannot be indexed ({why}); free some memory and try again", .path.display())]
    Index {
        /// The corpus folder.
        path: PathBuf,
        /// What the search library says.
        why: String,
    },
}

/// Where and how to keep the index.
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// Instead of the folder that `ASCRIBE_CACHE` names, or else the user's cache folder.
    pub cache: Option<PathBuf>,
    /// Never write, keep everything in memory.
    pub in_memory: bool,
}

/// A file of the corpus folder that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Files to do: those that are new or changed, not the whole corpus.
    pub total: usize,
}

/// What `ascribe index --status` tells.
#[derive(Clone, Debug)]
pub struct Status {
    /// How many articles there are.
    pub articles: usize,
    /// How many passages.
    pub passages: usize,
    /// How many articles of each language, the most frequent first.
    pub languages: Vec<(Language, usize)>,
    /// Where the index is; `None` in memory.
    pub location: Option<PathBuf>,
    /// Bytes on disk; 0 in memory.
    pub size: u64,
    /// When it was last written.
    pub built: Option<SystemTime>,
    /// Files left out and why.
    pub left_out: Vec<LeftOut>,
    /// What the user should know, in one line: why the index is in memory only.
    pub note: Option<String>,
}
