use super::open::{Report, State, open};
use super::read::Record;
use super::table::Outcome;
use super::{Article, CorpusError, Hit, LeftOut, OpenOptions, Passage, Query, Status};
use crate::analysis::variants::Usage;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An opened corpus: an immutable snapshot, cheap to share between threads in an `Arc`.
#[derive(Debug)]
pub struct Corpus {
    root: PathBuf,
    /// Index of the first passage of each record, and the number of all.
    starts: Vec<u32>,
    /// By the article's number: index of its record, index of its first passage.
    by_id: FxHashMap<u32, u32>,
    first_of: FxHashMap<u32, u32>,
    state: State,
    options: OpenOptions,
}

impl Corpus {
    /// Opens the corpus at `root`, building or refreshing its index as far as its files changed.
    /// `progress` may be called from any thread; it returns false to cancel, which leaves what was there before.
    pub fn open(root: &Path, options: &OpenOptions, progress: Report<'_>) -> Result<Self, CorpusError> {
        let root = folder(root)?;
        let state = open(&root, options, None, progress)?;
        Ok(Self::new(root, state, options.clone()))
    }

    /// The corpus as its files are now, or `None` where nothing changed. This snapshot stays as it is.
    pub fn refresh(&self, progress: Report<'_>) -> Result<Option<Self>, CorpusError> {
        let root = folder(&self.root)?;
        let state = open(&root, &self.options, Some(&self.state), progress)?;
        let same =
            state.loaded.stamp == self.state.loaded.stamp && state.passed_over == self.state.passed_over;
        Ok((!same).then(|| Self::new(root, state, self.options.clone())))
    }

    fn new(root: PathBuf, state: State, options: OpenOptions) -> Self {
        let (mut by_id, mut first_of) = (FxHashMap::default(), FxHashMap::default());
        let mut starts = vec![0];
        let mut start = 0;
        for (at, record) in state.loaded.records.iter().enumerate() {
            by_id.insert(record.article.id, at as u32);
            first_of.insert(record.article.id, start);
            start += record.passages.len() as u32;
            starts.push(start);
        }
        Self {
            root,
            starts,
            by_id,
            first_of,
            state,
            options,
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All articles, by path.
    pub fn articles(&self) -> impl ExactSizeIterator<Item = &Article> + Clone {
        self.records().iter().map(|record| &record.article)
    }

    /// All passages, those of one article together and in order.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> + Clone {
        self.records().iter().flat_map(|record| &record.passages)
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
        self.records()
            .get(record)?
            .passages
            .get((index - self.starts.get(record)?) as usize)
    }

    /// The article of a passage.
    pub fn article_of(&self, passage: &Passage) -> Option<&Article> {
        Some(&self.record_of(passage)?.article)
    }

    /// The article that was read from `file`, a path below [`Corpus::root`].
    pub fn article_at(&self, file: &Path) -> Option<&Article> {
        let below = file.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<_>> = below.iter().map(|part| part.to_str()).collect();
        let name = parts?.join("/");
        let at = self
            .records()
            .binary_search_by(|record| (*record.article.path).cmp(&*name))
            .ok()?;
        Some(&self.records().get(at)?.article)
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

    /// The title of a passage's article, where the text has one and the passage is not it.
    pub fn title_of(&self, passage: &Passage) -> Option<&Passage> {
        let first = self.record_of(passage)?.passages.first()?;
        (first.heading && first.ordinal != passage.ordinal).then_some(first)
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

    /// How the articles spell the names of their actors, counted anew at every call.
    pub fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        for article in self.articles() {
            for actor in &article.actors {
                usage.add(article.language, actor);
            }
        }
        usage
    }

    /// The best `limit` passages for a query, best first.
    pub fn search(&self, query: &Query, limit: usize) -> Vec<Hit> {
        self.state.loaded.search.run(query, limit, &self.first_of)
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
            articles: self.records().len(),
            passages: self.passage_count(),
            languages,
            location: self.state.home.as_ref().map(|home| home.index()),
            size: self.state.home.as_ref().map_or(0, |home| home.size()),
            built: self.state.loaded.built,
            left_out: self.left_out(),
            note: self.state.note.clone(),
        }
    }

    fn left_out(&self) -> Vec<LeftOut> {
        let mut left_out = self.state.passed_over.clone();
        for entry in &self.state.loaded.table.entries {
            if let Outcome::LeftOut(why) = &entry.outcome {
                left_out.push(LeftOut {
                    path: entry.name.clone(),
                    why: why.clone(),
                });
            }
        }
        left_out.sort_by(|a, b| a.path.cmp(&b.path));
        left_out
    }

    fn records(&self) -> &[Arc<Record>] {
        &self.state.loaded.records
    }

    fn record_of(&self, passage: &Passage) -> Option<&Arc<Record>> {
        self.records().get(*self.by_id.get(&passage.article)? as usize)
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
