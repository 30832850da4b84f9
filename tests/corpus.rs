//! The corpus through its public interface: reading, cleaning, searching, keeping fresh.

#[path = "corpus/cleaning.rs"]
mod cleaning;
#[path = "corpus/files.rs"]
mod files;
#[path = "corpus/fresh.rs"]
mod fresh;
#[path = "corpus/seeds.rs"]
mod seeds;
#[path = "corpus/signatures.rs"]
mod signatures;
#[path = "corpus/trust.rs"]
mod trust;

use ascribe::corpus::{Corpus, CorpusError, OpenOptions};
use std::path::PathBuf;
use tempfile::TempDir;

/// A corpus folder and a cache folder that are gone after the test.
struct Folder {
    all: TempDir,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let all = tempfile::tempdir().expect("a temporary folder");
        let folder = Self { all };
        std::fs::create_dir_all(folder.path()).expect("a corpus folder");
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    fn path(&self) -> PathBuf {
        self.all.path().join("sources")
    }

    fn cache(&self) -> PathBuf {
        self.all.path().join("cache")
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    fn options(&self) -> OpenOptions {
        OpenOptions {
            cache: Some(self.cache()),
            in_memory: false,
        }
    }

    fn open(&self) -> Corpus {
        self.try_open().expect("the corpus opens")
    }

    fn try_open(&self) -> Result<Corpus, CorpusError> {
        Corpus::open(&self.path(), &self.options(), &|_| true)
    }

    fn in_memory(&self) -> Corpus {
        let options = OpenOptions {
            in_memory: true,
            ..OpenOptions::default()
        };
        Corpus::open(&self.path(), &options, &|_| true).expect("the corpus opens")
    }
}

/// The texts of all passages.
fn texts(corpus: &Corpus) -> Vec<&str> {
    corpus.passages().map(|passage| passage.text.as_str()).collect()
}
