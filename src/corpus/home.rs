//! Where an index lives on disk, and who may write it.

use super::OpenOptions;
use std::fs::{self, File, TryLockError};
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The environment variable that names the cache folder.
const VARIABLE: &str = "ASCRIBE_CACHE";

/// How long the index of a corpus that has gone is kept.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Where the program keeps what it can make again: the folder named, else that of `ASCRIBE_CACHE`,
/// else the user's own; `None` where the system knows of none.
pub fn cache_folder(named: Option<&Path>) -> Option<PathBuf> {
    let variable = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
    named
        .map(Path::to_owned)
        .or_else(|| variable().map(PathBuf::from))
        .or_else(|| {
            let folders = directories::ProjectDirs::from("", "", env!("CARGO_PKG_NAME"))?;
            Some(folders.cache_dir().to_owned())
        })
}

/// The folder of one corpus's index.
#[derive(Clone, Debug)]
pub(super) struct Home {
    folder: PathBuf,
}

impl Home {
    /// The home of the corpus at `root`, a canonical path; an error says why there is none.
    pub fn of(root: &Path, options: &OpenOptions) -> Result<Self, String> {
        let cache = cache_folder(options.cache.as_deref())
            .ok_or_else(|| format!("no cache folder is known; set {VARIABLE} to one"))?;
        let mut hasher = DefaultHasher::new();
        hasher.write(root.as_os_str().as_encoded_bytes());
        let folder = cache.join("corpora").join(format!("{:016x}", hasher.finish()));
        Ok(Self { folder })
    }

    /// Where the search library keeps its files.
    pub fn index(&self) -> PathBuf {
        self.folder.join("index")
    }

    /// Makes the folder, for nobody but the user: it holds what the sources say.
    pub fn create(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)
    }

    /// Takes the right to write, or `None` where another process has it. It ends with the file, or
    /// with the process.
    pub fn lock(&self) -> io::Result<Option<File>> {
        let file = File::options()
            .create(true)
            .append(true)
            .open(self.folder.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Removes the indices of other corpora whose folders have gone, a month after they were last written: it may
    /// be that their disk is only away for a while. What cannot be removed stays.
    pub fn sweep(&self) {
        let siblings = self
            .folder
            .parent()
            .and_then(|corpora| fs::read_dir(corpora).ok());
        for entry in siblings.into_iter().flatten().flatten() {
            if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            let other = Self { folder: entry.path() };
            let gone = super::index::corpus_of(&other.index()).is_some_and(|root| !root.exists());
            if other.folder == self.folder || !gone || !other.is_old() {
                continue;
            }
            // Nobody writes there now, nor will before it is gone.
            if let Ok(Some(lock)) = other.lock() {
                let _ = fs::remove_dir_all(other.index());
                drop(lock);
                let _ = fs::remove_dir_all(&other.folder);
            }
        }
    }

    /// Whether the index was last written more than a month ago.
    fn is_old(&self) -> bool {
        let written = fs::metadata(self.index().join("meta.json")).and_then(|data| data.modified());
        written.is_ok_and(|written| written.elapsed().is_ok_and(|age| age > MONTH))
    }

    /// Bytes on disk.
    pub fn size(&self) -> u64 {
        let entries = fs::read_dir(self.index()).into_iter().flatten().flatten();
        entries
            .filter_map(|entry| entry.metadata().ok())
            .map(|data| data.len())
            .sum()
    }
}
