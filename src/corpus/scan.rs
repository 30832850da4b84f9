//! The files of a corpus folder.

use super::{CorpusError, LeftOut};
use ignore::WalkBuilder;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What is read; everything else is left out with a reason.
const EXTENSIONS: [&str; 4] = ["txt", "text", "md", "markdown"];

/// Larger files are no articles; reading one would stall the machine.
pub(super) const MAX_BYTES: u64 = 16 << 20;

/// By what a change to a file shows without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Bytes.
    pub len: u64,
    /// Nanoseconds since 1970; 0 where the system does not say.
    pub modified: u64,
}

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// On this machine.
    pub path: PathBuf,
    /// Below the corpus folder, with `/`.
    pub name: String,
    /// As the folder showed it.
    pub stamp: Stamp,
}

/// The files below `root` that are to be read, by name, and those that are not. Ignore files are
/// respected, hidden files passed over, links never followed: they may lead out of the folder, or
/// in a circle.
pub(super) fn scan(root: &Path) -> Result<(Vec<Found>, Vec<LeftOut>), CorpusError> {
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    // Ignore files above the folder are not asked: the user named this folder.
    let walk = WalkBuilder::new(root)
        .parents(false)
        .git_global(false)
        .require_git(false)
        .follow_links(false)
        .build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let (path, cause) = unreadable(root, &error);
                if path.is_empty() {
                    let cause = error
                        .into_io_error()
                        .unwrap_or_else(|| std::io::Error::other("unknown"));
                    return Err(CorpusError::Unreadable {
                        path: root.to_owned(),
                        cause,
                    });
                }
                left_out.push(LeftOut { path, why: cause });
                continue;
            }
        };
        let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else {
            continue;
        };
        let name = name(root, entry.path());
        let mut leave = |why: &str| {
            left_out.push(LeftOut {
                path: name.clone(),
                why: why.to_owned(),
            })
        };
        if kind.is_symlink() {
            leave("is a link; put a copy of the file here instead");
        } else if !kind.is_file() {
            leave("is not an ordinary file");
        } else if !is_text(entry.path()) {
            leave("is not .txt or .md; save it as text to use it");
        } else {
            match entry.metadata() {
                Ok(data) if data.len() > MAX_BYTES => {
                    leave(&format!("is larger than {} MB; split it", MAX_BYTES >> 20));
                }
                Ok(data) => {
                    let modified = data
                        .modified()
                        .ok()
                        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                    let modified = modified.map_or(0, |time| time.as_nanos() as u64);
                    let stamp = Stamp {
                        len: data.len(),
                        modified,
                    };
                    found.push(Found {
                        path: entry.into_path(),
                        name,
                        stamp,
                    });
                }
                Err(error) => leave(&format!("cannot be read ({error})")),
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found.dedup_by(|b, a| a.name == b.name);
    Ok((found, left_out))
}

fn is_text(path: &Path) -> bool {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    EXTENSIONS.contains(&extension.as_str())
}

/// The path below the folder; bytes that are no UTF-8 are written as `\xNN`.
fn name(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let mut name = String::new();
    for part in below.components() {
        if !name.is_empty() {
            name.push('/');
        }
        for chunk in part.as_os_str().as_encoded_bytes().utf8_chunks() {
            name.push_str(chunk.valid());
            for byte in chunk.invalid() {
                name.push_str(&format!("\\x{byte:02X}"));
            }
        }
    }
    name
}

/// The path and cause of a walking error, for the user.
fn unreadable(root: &Path, error: &ignore::Error) -> (String, String) {
    fn path_of(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
            _ => None,
        }
    }
    let path = path_of(error).map(|path| name(root, path)).unwrap_or_default();
    let cause = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    (path, format!("cannot be read ({cause}); check its permissions"))
}
