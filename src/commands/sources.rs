use super::Failure;
use crate::corpus::{Corpus, OpenOptions};
use std::path::{Path, PathBuf};

/// Opens the corpus that is named, else the one that belongs to the drafts in `near`.
pub(super) fn open(named: Option<&Path>, near: &Path) -> Result<Corpus, Failure> {
    let root = match named {
        Some(root) => root.to_owned(),
        None => find(near).ok_or_else(|| Failure::NoCorpus(near.to_owned()))?,
    };
    Ok(Corpus::open(&root, &OpenOptions::default(), &|_| true)?)
}

/// `seeds/` in `near` or a folder above it.
fn find(near: &Path) -> Option<PathBuf> {
    let near = std::path::absolute(near).ok()?;
    near.ancestors()
        .map(|folder| folder.join("seeds"))
        .find(|seeds| seeds.is_dir())
}
