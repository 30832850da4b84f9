use super::claim_id::claim_id;
use crate::language::fold::fold;
use crate::settings::{self, Problem};
use std::path::{Path, PathBuf};
use toml_edit::{Document, Item, Table};

/// The folder that holds [`FILE_NAME`], beside `ascribe.toml` or at the root of the workspace.
pub const FOLDER: &str = ".ascribe";

/// The file of a workspace's dismissals.
pub const FILE_NAME: &str = "dismissed.toml";

/// What an entry dismisses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// One claim, by its words.
    Claim,
    /// A draft, or all drafts of a folder.
    File,
    /// An actor.
    Actor,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::File, Self::Actor, Self::Claim];

    /// The name of its tables in the file.
    pub(super) fn table(self) -> &'static str {
        match self {
            Self::Claim => "claims",
            Self::File => "files",
            Self::Actor => "actors",
        }
    }

    /// The key of what an entry is about.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Claim => "text",
            Self::File => "path",
            Self::Actor => "name",
        }
    }

    /// What two entries of the same thing share.
    pub(super) fn identity(self, text: &str) -> String {
        match self {
            Self::Claim => claim_id(text),
            Self::File => text.trim_start_matches("./").trim_end_matches('/').to_owned(),
            Self::Actor => fold(text),
        }
    }
}

/// One entry of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it dismisses.
    pub kind: Kind,
    /// As a person reads it: the claim, the path, the name.
    pub text: String,
    /// What two entries of the same thing share.
    pub(super) identity: String,
    /// The draft in which a claim was dismissed, as a path from the workspace's folder.
    pub draft: Option<String>,
    /// Of the file, counted from 1.
    pub line: usize,
}

/// What a workspace has dismissed, as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dismissals {
    /// The file.
    pub file: PathBuf,
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// What is wrong in it.
    pub problems: Vec<Problem>,
}

impl Dismissals {
    /// Those that hold for drafts in `folder`: none where no file is found.
    pub fn for_folder(folder: &Path) -> Self {
        find(folder)
            .map(|file| Self::from_file(&file))
            .unwrap_or_default()
    }

    /// Those of one file; a file that cannot be read is a problem, not an error.
    pub fn from_file(file: &Path) -> Self {
        let mut read = match std::fs::read_to_string(file) {
            Ok(text) => Self::parse(&text),
            Err(cause) => Self {
                problems: vec![Problem::unreadable(&cause)],
                ..Self::default()
            },
        };
        read.file = file.to_owned();
        read
    }

    /// The folder that paths in the file start at.
    pub fn root(&self) -> Option<&Path> {
        self.file.parent()?.parent()
    }

    fn parse(text: &str) -> Self {
        let document = match Document::parse(text) {
            Ok(document) => document,
            Err(error) => {
                return Self {
                    problems: vec![Problem::syntax(text, &error)],
                    ..Self::default()
                };
            }
        };
        let mut read = Self::default();
        for kind in Kind::ALL {
            let Some(item) = document.get(kind.table()) else {
                continue;
            };
            match item.as_array_of_tables() {
                Some(tables) => tables.iter().for_each(|table| read.entry(kind, table, text)),
                None => read.problems.push(Problem::at(
                    text,
                    item.span(),
                    format!(
                        "\"{}\" wants tables, each under [[{}]]",
                        kind.table(),
                        kind.table()
                    ),
                )),
            }
        }
        read.entries.sort_by_key(|entry| entry.line);
        read
    }

    fn entry(&mut self, kind: Kind, table: &Table, text: &str) {
        let string = |key| {
            table
                .get(key)
                .and_then(Item::as_str)
                .filter(|s| !s.trim().is_empty())
        };
        let Some(what) = string(kind.key()) else {
            self.problems.push(Problem::at(
                text,
                table.span(),
                format!("an entry of [[{}]] wants {} = \"…\"", kind.table(), kind.key()),
            ));
            return;
        };
        let identity = match (kind, string("id")) {
            (Kind::Claim, Some(id)) => id.trim().to_lowercase(),
            _ => kind.identity(what),
        };
        self.entries.push(Entry {
            kind,
            text: what.to_owned(),
            identity,
            draft: string("file").map(str::to_owned),
            line: Problem::at(text, table.span(), String::new()).line.unwrap_or(1),
        });
    }
}

/// The file of dismissals in `folder` or the nearest folder above it.
pub fn find(folder: &Path) -> Option<PathBuf> {
    absolute(folder)
        .ancestors()
        .map(|above| above.join(FOLDER).join(FILE_NAME))
        .find(|file| file.is_file())
}

/// Where dismissals of drafts in `folder` are kept: where they are already, else beside the settings file,
/// else in `root`.
pub fn place(folder: &Path, root: Option<&Path>) -> PathBuf {
    find(folder).unwrap_or_else(|| {
        let settings = settings::find(&absolute(folder));
        let root = settings
            .as_deref()
            .and_then(Path::parent)
            .or(root)
            .unwrap_or(folder);
        absolute(root).join(FOLDER).join(FILE_NAME)
    })
}

/// A path without links, so that two ways to the same file are one.
pub(super) fn absolute(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
