//! Which files the index was made of, and which of them it still fits.

use super::scan::{Found, Stamp};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hasher};
use std::time::{SystemTime, UNIX_EPOCH};

/// A file changed this long before it was read may have been changed again without a new time:
/// file systems tell times apart by up to two seconds (FAT), and clocks of servers differ.
const RACY: u64 = 2_000_000_000;

/// What every reading of an unreadable file begins with.
pub(super) const UNREADABLE: &str = "cannot be read";

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Outcome {
    /// An article, by its number.
    Article(u32),
    /// Left out, and why.
    LeftOut(String),
}

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub name: String,
    pub stamp: Stamp,
    /// Of its bytes; 0 where they could not be read.
    pub hash: u64,
    pub outcome: Outcome,
}

/// All files of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    /// By name.
    pub entries: Vec<Entry>,
    /// The number that the next new article gets.
    pub next: u32,
    /// When the files were last looked at, in nanoseconds since 1970.
    pub seen: u64,
}

/// What has to be done to make an index fit its folder again.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// To be read, with a new number each: index into the files found.
    pub read: Vec<usize>,
    /// Entries that still hold, with the times of the files as they are now.
    pub keep: Vec<Entry>,
    /// Articles that are gone or will be read again.
    pub drop: Vec<u32>,
    /// Whether only times changed, so that the next look would have to read files again.
    pub touched: bool,
}

impl Plan {
    /// Whether the index fits as it is.
    pub fn is_nothing(&self) -> bool {
        self.read.is_empty() && self.drop.is_empty() && !self.touched
    }
}

impl Table {
    /// Compares the table with the files found, which are sorted by name.
    pub fn plan(&self, found: &[Found]) -> Plan {
        let mut plan = Plan::default();
        let known: FxHashMap<&str, &Entry> = self
            .entries
            .iter()
            .map(|entry| (entry.name.as_str(), entry))
            .collect();
        let mut kept = 0;
        for (at, file) in found.iter().enumerate() {
            match known.get(file.name.as_str()) {
                Some(entry) if self.holds(entry, file, &mut plan.touched) => {
                    kept += 1;
                    plan.keep.push(Entry {
                        stamp: file.stamp,
                        ..(*entry).clone()
                    });
                }
                Some(entry) => {
                    plan.read.push(at);
                    if let Outcome::Article(id) = entry.outcome {
                        plan.drop.push(id);
                    }
                }
                None => plan.read.push(at),
            }
        }
        if kept + plan.drop.len() < self.entries.len() {
            let now: rustc_hash::FxHashSet<&str> = found.iter().map(|file| file.name.as_str()).collect();
            for entry in self
                .entries
                .iter()
                .filter(|entry| !now.contains(entry.name.as_str()))
            {
                match entry.outcome {
                    Outcome::Article(id) => plan.drop.push(id),
                    Outcome::LeftOut(_) => plan.touched = true,
                }
            }
        }
        plan
    }

    /// Whether a file is still what it was when its entry was made.
    fn holds(&self, entry: &Entry, file: &Found, touched: &mut bool) -> bool {
        if matches!(&entry.outcome, Outcome::LeftOut(why) if why.starts_with(UNREADABLE)) {
            return entry.stamp == file.stamp && std::fs::File::open(&file.path).is_err();
        }
        let same = entry.stamp == file.stamp;
        if same && file.stamp.modified.saturating_add(RACY) < self.seen {
            return true;
        }
        let unchanged = entry.stamp.len == file.stamp.len
            && std::fs::read(&file.path).is_ok_and(|bytes| hash(&bytes) == entry.hash);
        *touched |= unchanged && !same;
        unchanged
    }
}

/// Of a file's bytes, to tell whether they changed.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Nanoseconds since 1970.
pub(super) fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_nanos() as u64)
}
