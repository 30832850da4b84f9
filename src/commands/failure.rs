use crate::corpus::CorpusError;
use crate::settings::Problem;
use std::path::{Path, PathBuf};

/// Why a command could not run, or not on all that it was given. `Display` is one line: where, what,
/// how to mend.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A draft or folder of drafts that is not there or cannot be used.
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
    #[error("{}: no folder of sources for it; name one with --corpus DIR or in ascribe.toml, or put the texts in seeds/", .0.display())]
    NoCorpus(PathBuf),
    /// A mistake in a settings file.
    #[error("{}{}: {}", .file.display(), .problem.line.map(|line| format!(":{line}")).unwrap_or_default(), .problem.message)]
    Settings {
        /// The settings file.
        file: PathBuf,
        /// The mistake.
        problem: Problem,
    },
    /// A line of standard input is not what the command wants.
    #[error("standard input, line {line}: {what}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong and how to mend it.
        what: &'static str,
    },
    /// Standard input cannot be read.
    #[error("standard input: cannot be read ({0}); pipe text into the command")]
    Input(std::io::Error),
    /// Standard output cannot be written, and not because its reader has gone.
    #[error("standard output: cannot be written ({0}); check the disk or the program that reads it")]
    Output(std::io::Error),
    /// The system gives no threads.
    #[error("the language server cannot start ({0}); close other programs and try again")]
    Runtime(std::io::Error),
    /// Nobody reads standard output any more; there is nobody to tell.
    #[error("standard output: its reader has gone")]
    ReaderGone,
}

impl Failure {
    /// A draft that cannot be used.
    pub(super) fn draft(path: &Path, what: impl Into<String>, mend: &'static str) -> Self {
        Self::Draft {
            path: path.display().to_string(),
            what: what.into(),
            mend,
        }
    }

    /// A draft that the system would not give us.
    pub(super) fn reading(path: &Path, cause: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match cause.kind() {
            ErrorKind::NotFound => {
                Self::draft(path, "no such file or folder", "check the spelling of the path")
            }
            ErrorKind::PermissionDenied => Self::draft(path, "permission denied", "make it readable for you"),
            _ => Self::draft(
                path,
                format!("cannot be read ({cause})"),
                "check the file and its disk",
            ),
        }
    }

    /// Says it on standard error, in one line whatever a file name contains.
    pub(super) fn say(&self) {
        use std::io::Write;
        // Nothing is left to do where standard error cannot be written either.
        let _ = writeln!(
            std::io::stderr(),
            "ascribe: {}",
            crate::report::one_line(&self.to_string())
        );
    }
}
