use super::Failure;
use crate::corpus::decode;
use crate::text::Format;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A longer file is no draft: five hundred novels.
const MOST_BYTES: u64 = 256 << 20;

/// Where a draft comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// `-`
    Stdin,
    File(PathBuf),
}

/// A text to check.
pub(super) struct Draft {
    /// As the report calls it.
    pub name: String,
    pub text: String,
    pub format: Format,
}

impl Place {
    /// The folder whose settings and sources belong to it.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Stdin => Path::new("."),
            Self::File(path) => match path.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            },
        }
    }

    /// Reads and decodes it.
    pub fn read(&self) -> Result<Draft, Failure> {
        let (name, path, bytes) = match self {
            Self::Stdin => (
                "-".to_owned(),
                Path::new("-"),
                bounded(std::io::stdin().lock()).map_err(Failure::Input)?,
            ),
            Self::File(path) => {
                let bytes = File::open(path)
                    .and_then(bounded)
                    .map_err(|cause| Failure::reading(path, &cause))?;
                (path.display().to_string(), path.as_path(), bytes)
            }
        };
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Failure::draft(path, "larger than 256 MB", "split it"));
        }
        let text = decode(&bytes).map_err(|why| {
            let (what, mend) = why.split_once("; ").unwrap_or((why, "save it as plain text"));
            Failure::draft(path, what, mend)
        })?;
        Ok(Draft {
            name,
            text,
            format: format_of(path),
        })
    }
}

fn bounded(file: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Markdown by the usual endings, else plain text.
fn format_of(path: &Path) -> Format {
    match ending(path).as_deref() {
        Some("md" | "markdown") => Format::Markdown,
        _ => Format::Plain,
    }
}

/// What a folder is searched for.
fn is_draft(path: &Path) -> bool {
    matches!(ending(path).as_deref(), Some("md" | "markdown" | "txt" | "text"))
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// The drafts that `paths` name, each once, in their order; folders are walked by name, without what
/// is hidden, ignored (`.gitignore`, `.ignore`) or `left_out` of that folder.
pub(super) fn collect(
    paths: &[PathBuf],
    mut left_out: impl FnMut(&Path) -> Option<PathBuf>,
) -> (Vec<Place>, Vec<Failure>) {
    let (mut places, mut failures) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == "-" {
            places.push(Place::Stdin);
        } else if path.is_dir() {
            let before = places.len();
            walk(path, left_out(path), &mut places, &mut failures);
            if places.len() == before {
                failures.push(Failure::draft(
                    path,
                    "no drafts in this folder",
                    "drafts end in .md, .markdown or .txt",
                ));
            }
        } else {
            places.push(Place::File(path.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    places.retain(|place| seen.insert(place.clone()));
    (places, failures)
}

fn walk(folder: &Path, left_out: Option<PathBuf>, places: &mut Vec<Place>, failures: &mut Vec<Failure>) {
    let entries = ignore::WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_path(Path::cmp)
        .filter_entry(move |entry| {
            let sources = |left_out: &PathBuf| {
                entry.file_type().is_some_and(|kind| kind.is_dir())
                    && entry.depth() > 0
                    && entry.path().canonicalize().is_ok_and(|path| path == *left_out)
            };
            !left_out.as_ref().is_some_and(sources)
        })
        .build();
    for entry in entries {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) && is_draft(entry.path()) {
                    places.push(Place::File(entry.into_path()));
                }
            }
            Err(error) => failures.push(Failure::draft(
                folder,
                format!("cannot be walked ({error})"),
                "check its permissions",
            )),
        }
    }
}
