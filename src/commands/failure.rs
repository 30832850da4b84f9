use crate::corpus::CorpusError;
use std::path::{Path, PathBuf};

/// Why a command could not run. `Display` is one line: where, what, how to mend.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A draft or folder of drafts that is not there or cannot be read.
    #[error("{path}: {what}; {mend}")]
    Draft {
        /// As the user wrote it.
        path: String,
        /// What is wrong.
        what: String,
        /// What to do about it.
        mend: &'static str,
    },
    /// The corpus cannot be used.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// No folder of sources is known.
    #[error(
        "{}: no folder of sources found; name one with --corpus DIR, in ascribe.toml, or put the texts in seeds/",
        .0.display()
    )]
    NoCorpus(PathBuf),
    /// A line of standard input is not what the command wants.
    #[error("standard input, line {line}: {what}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong and how to mend it.
        what: &'static str,
    },
    /// Standard input cannot be read.
    #[error("standard input: cannot be read ({0}); pipe UTF-8 text into the command")]
    Input(std::io::Error),
    /// Standard output cannot be written, and not because its reader has gone.
    #[error("standard output: cannot be written ({0}); check the disk or the program that reads it")]
    Output(std::io::Error),
    /// The system gives no threads.
    #[error("the language server cannot start ({0}); close other programs and try again")]
    Runtime(std::io::Error),
}

impl Failure {
    /// A draft that the system would not give us.
    pub(super) fn reading(path: &Path, cause: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let (what, mend) = match cause.kind() {
            ErrorKind::NotFound => (
                "no such file or folder".to_owned(),
                "check the spelling of the path",
            ),
            ErrorKind::PermissionDenied => ("permission denied".to_owned(), "make the file readable for you"),
            _ => (
                format!("cannot be read ({cause})"),
                "check the file and the disk it is on",
            ),
        };
        Self::Draft {
            path: path.display().to_string(),
            what,
            mend,
        }
    }

    /// Says it on standard error, in one line whatever a file name contains.
    pub(super) fn say(&self) {
        eprintln!("ascribe: {}", crate::report::one_line(&self.to_string()));
    }
}
