//! The search index: BM25 over the terms of every passage, and the records of the articles beside
//! them, so that one commit holds or loses both.
//!
//! What is read back was written by this very version of the analysis for this very folder, and
//! its checksums are right, or it is not used.

mod load;
mod schema;
mod search;
mod write;

pub(super) use load::{Loaded, load};
pub(super) use write::{Update, create, create_in_memory};

use std::path::{Path, PathBuf};

/// The corpus that the index in `folder` was made of, by whatever version of the program; `None` where nothing there
/// says so.
pub(super) fn corpus_of(folder: &Path) -> Option<PathBuf> {
    let meta: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("meta.json")).ok()?).ok()?;
    let payload: serde_json::Value = serde_json::from_str(meta.get("payload")?.as_str()?).ok()?;
    Some(PathBuf::from(payload.get("root")?.as_str()?))
}

/// What a commit says of itself.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Payload {
    /// Hash of the sources of the analysis.
    analysis: String,
    /// The corpus folder.
    root: String,
    /// Nanoseconds since 1970: when it was made, and which one it is.
    built: u64,
}

impl Payload {
    fn new(root: &std::path::Path) -> Self {
        Self {
            analysis: env!("ASCRIBE_ANALYSIS").to_owned(),
            root: root.to_string_lossy().into_owned(),
            built: super::table::now(),
        }
    }

    /// Whether what was written with this can be read by this program for the corpus at `root`.
    fn fits(&self, root: &std::path::Path) -> bool {
        self.analysis == env!("ASCRIBE_ANALYSIS") && *self.root == *root.to_string_lossy()
    }
}
