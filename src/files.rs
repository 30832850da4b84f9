//! Text files that several programs and a person write: an update reads what is there now, changes that,
//! and puts the whole in its place at once, so that neither an entry nor a half of a file is ever lost.

use crate::settings::Problem;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long another program may take over its own update.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a file stayed as it was. `Display` is one line: where, what, how to mend.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// It cannot be read.
    #[error("{}: cannot be read ({cause}); check its permissions and its disk", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// It cannot be written.
    #[error("{}: cannot be written ({cause}); check its permissions and its disk", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Another program does not let go of it.
    #[error("{}: another program is writing it; try again in a moment", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// What is in it is not what it should be.
    #[error("{}{}: {}", .path.display(), .problem.line.map(|line| format!(":{line}")).unwrap_or_default(), .problem.message)]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: Problem,
    },
}

/// Puts what `edit` makes of the text of `path` in its place; `edit` is given nothing for a file that is not
/// there, whose folder is made, and gives nothing where nothing is to change. Says whether the file was written.
///
/// # Errors
///
/// The file is then what it was before.
pub fn update(
    path: &Path,
    edit: impl FnOnce(Option<&str>) -> Result<Option<String>, Problem>,
) -> Result<bool, UpdateError> {
    // A link is followed, or it would be replaced by a file.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let writing = |cause| UpdateError::Write {
        path: path.clone(),
        cause,
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let made = !folder.exists();
    fs::create_dir_all(folder).map_err(writing)?;
    let done = (|| {
        let _lock = lock(folder, path)?;
        let text = match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => None,
            Err(cause) => {
                return Err(UpdateError::Read {
                    path: path.clone(),
                    cause,
                });
            }
        };
        let changed = edit(text.as_deref()).map_err(|problem| UpdateError::Damaged {
            path: path.clone(),
            problem,
        })?;
        match changed {
            Some(changed) if text.as_deref() != Some(&*changed) => {
                replace(path, &changed).map_err(writing)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    })();
    if made && !matches!(done, Ok(true)) {
        // Only goes if nobody has put anything in it.
        let _ = fs::remove_dir(folder);
    }
    done
}

/// Writes a file beside `path` and gives it that name.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let written = (|| {
        let mut file = File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        if let Ok(before) = fs::metadata(path) {
            if before.permissions().readonly() {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            file.set_permissions(before.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Keeps other programs of ours from updating files of `folder` until it is dropped.
fn lock(folder: &Path, path: &Path) -> Result<Option<File>, UpdateError> {
    let failed = |cause| UpdateError::Write {
        path: path.to_owned(),
        cause,
    };
    let file = handle(folder).map_err(failed)?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if started.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => {
                return Err(UpdateError::Busy {
                    path: path.to_owned(),
                });
            }
            // Some network disks know no locks; an update is atomic there all the same.
            Err(TryLockError::Error(cause))
                if matches!(
                    cause.kind(),
                    io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
                ) =>
            {
                return Ok(None);
            }
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
    }
}

/// What is locked: the folder itself, so that no file for it lies around in what people share.
#[cfg(unix)]
fn handle(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// What is locked, where a folder cannot be: a file in it that stays.
#[cfg(not(unix))]
fn handle(folder: &Path) -> io::Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(".ascribe.lock"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_entry_of_many_writers_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a").join("list");
        std::thread::scope(|scope| {
            for writer in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    for entry in 0..20 {
                        update(path, |text| {
                            Ok(Some(format!("{}{writer}.{entry}\n", text.unwrap_or_default())))
                        })
                        .unwrap();
                    }
                });
            }
        });
        let mut entries: Vec<_> = fs::read_to_string(&path)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        entries.sort();
        entries.dedup();
        assert_eq!(entries.len(), 160);
        assert_eq!(
            fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "nothing else lies around"
        );
    }

    #[test]
    fn what_cannot_be_edited_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("list");
        let problem = || Problem {
            span: None,
            line: Some(3),
            message: "is not TOML here".to_owned(),
        };
        let error = update(&path, |_| Err(problem())).unwrap_err();
        assert!(error.to_string().ends_with("list:3: is not TOML here"), "{error}");
        assert!(!path.parent().unwrap().exists(), "no empty folder stays");
        fs::create_dir(path.parent().unwrap()).unwrap();
        fs::write(&path, "old").unwrap();
        assert!(update(&path, |_| Err(problem())).is_err());
        assert!(!update(&path, |text| Ok(text.map(str::to_owned))).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }
}
