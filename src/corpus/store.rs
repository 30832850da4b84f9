use super::index::{self, Search};
use super::read::Record;
use super::scan::{Found, scan};
use super::{Article, CorpusError, Hit, LeftOut, OpenOptions, Passage, Progress, Query, Status, decode};
use crate::analysis::{Analyzer, Options};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// An opened corpus: an immutable snapshot, cheap to share between threads in an `Arc`.
#[derive(Debug)]
pub struct Corpus {
    root: PathBuf,
    records: Vec<Arc<Record>>,
    /// Index of the first passage of each record, and the number of all.
    starts: Vec<u32>,
    /// By the article's number: index of its record, index of its first passage.
    by_id: FxHashMap<u32, u32>,
    first_of: FxHashMap<u32, u32>,
    search: Search,
    left_out: Vec<LeftOut>,
}

impl Corpus {
    /// Opens the corpus at `root`, building or refreshing its index as far as its files changed.
    /// `progress` may be called from any thread; it returns false to cancel, which leaves what was there before.
    pub fn open(
        root: &Path,
        _options: &OpenOptions,
        progress: &(dyn Fn(Progress) -> bool + Sync),
    ) -> Result<Self, CorpusError> {
        let root = folder(root)?;
        let (found, mut left_out) = scan(&root)?;
        let records = read_all(&root, &found, progress, &mut left_out)?;
        let search = index::in_memory(&records).map_err(|error| CorpusError::Index {
            path: root.clone(),
            why: error.to_string(),
        })?;
        Ok(Self::new(root, records, search, left_out))
    }

    fn new(root: PathBuf, records: Vec<Arc<Record>>, search: Search, mut left_out: Vec<LeftOut>) -> Self {
        left_out.sort_by(|a, b| a.path.cmp(&b.path));
        let (mut by_id, mut first_of) = (FxHashMap::default(), FxHashMap::default());
        let mut starts = vec![0];
        let mut start = 0;
        for (at, record) in records.iter().enumerate() {
            by_id.insert(record.article.id, at as u32);
            first_of.insert(record.article.id, start);
            start += record.passages.len() as u32;
            starts.push(start);
        }
        Self {
            root,
            records,
            starts,
            by_id,
            first_of,
            search,
            left_out,
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All articles, by path.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Article> + Clone {
        self.records.iter().map(|record| &record.article)
    }

    /// All passages, those of one article together and in order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> + Clone {
        self.records.iter().flat_map(|record| &record.passages)
    }

    /// How many passages there are.
    pub fn passage_count(&self) -> usize {
        self.starts.last().map_or(0, |&count| count as usize)
    }

    /// The passage at an index, counted as [`Corpus::passages`] does.
    pub fn passage(&self, index: u32) -> Option<&Passage> {
        let record = self
            .starts
            .partition_point(|&start| start <= index)
            .checked_sub(1)?;
        self.records
            .get(record)?
            .passages
            .get((index - self.starts.get(record)?) as usize)
    }

    /// The article of a passage.
    pub fn article_of(&self, passage: &Passage) -> Option<&Article> {
        Some(&self.record_of(passage)?.article)
    }

    /// The sentences before and after a passage, of the same article.
    pub fn neighbours(&self, passage: &Passage) -> (Option<&Passage>, Option<&Passage>) {
        let Some(record) = self.record_of(passage) else {
            return (None, None);
        };
        let at = passage.ordinal as usize;
        (
            at.checked_sub(1).and_then(|at| record.passages.get(at)),
            record.passages.get(at + 1),
        )
    }

    /// Indices of the passages of an article, by its number.
    pub fn passages_of(&self, article: u32) -> Range<u32> {
        let Some(&record) = self.by_id.get(&article) else {
            return 0..0;
        };
        match self.starts.get(record as usize..) {
            Some([start, end, ..]) => *start..*end,
            _ => 0..0,
        }
    }

    /// The best `limit` passages for a query, best first.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<Hit> {
        self.search.run(query, limit, &self.first_of)
    }

    /// What there is, how old and how large.
    pub fn status(&self) -> Status {
        let mut languages: Vec<(_, usize)> = Vec::new();
        for article in self.articles() {
            match languages
                .iter_mut()
                .find(|(language, _)| *language == article.language)
            {
                Some((_, count)) => *count += 1,
                None => languages.push((article.language, 1)),
            }
        }
        languages.sort_by_key(|(language, count)| (std::cmp::Reverse(*count), *language));
        Status {
            articles: self.records.len(),
            passages: self.passage_count(),
            languages,
            location: None,
            size: 0,
            built: None,
            left_out: self.left_out.clone(),
            note: None,
        }
    }

    fn record_of(&self, passage: &Passage) -> Option<&Arc<Record>> {
        self.records.get(*self.by_id.get(&passage.article)? as usize)
    }
}

/// The folder as the system names it, links resolved.
fn folder(root: &Path) -> Result<PathBuf, CorpusError> {
    let real = std::fs::canonicalize(root).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => CorpusError::Missing(root.to_owned()),
        _ => CorpusError::Unreadable {
            path: root.to_owned(),
            cause,
        },
    })?;
    if !real.is_dir() {
        return Err(CorpusError::NotAFolder(root.to_owned()));
    }
    Ok(real)
}

/// Reads and analyses `found`, in parallel.
fn read_all(
    root: &Path,
    found: &[Found],
    progress: &(dyn Fn(Progress) -> bool + Sync),
    left_out: &mut Vec<LeftOut>,
) -> Result<Vec<Arc<Record>>, CorpusError> {
    let (done, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let read: Vec<_> = found
        .par_iter()
        .enumerate()
        .map_init(
            || Analyzer::new(Options::default()),
            |analyzer, (at, file)| {
                if stop.load(Ordering::Relaxed) {
                    return Err("was not read");
                }
                let record = read(at as u32, file, analyzer);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                if !progress(Progress {
                    done,
                    total: found.len(),
                }) {
                    stop.store(true, Ordering::Relaxed);
                }
                record
            },
        )
        .collect();
    if stop.into_inner() {
        return Err(CorpusError::Cancelled(root.to_owned()));
    }
    let mut records = Vec::with_capacity(read.len());
    for (file, result) in found.iter().zip(read) {
        match result {
            Ok(record) => records.push(Arc::new(record)),
            Err(why) => left_out.push(LeftOut {
                path: file.name.clone(),
                why: why.to_owned(),
            }),
        }
    }
    Ok(records)
}

fn read(id: u32, file: &Found, analyzer: &Analyzer) -> Result<Record, &'static str> {
    let bytes = std::fs::read(&file.path).map_err(|_| "cannot be read; check its permissions")?;
    let text = decode::decode(&bytes)?;
    let record = Record::new(id, &file.name, &text, analyzer);
    if record.passages.is_empty() {
        Err("has no sentences")
    } else {
        Ok(record)
    }
}
