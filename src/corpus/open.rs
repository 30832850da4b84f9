//! Making an index fit its folder: what still holds is loaded, what changed is read again.

use super::home::Home;
use super::index::{self, Loaded, Update};
use super::read::Record;
use super::scan::{Found, scan};
use super::table::{Entry, Outcome, Plan, Table, UNREADABLE, hash, now};
use super::{CorpusError, LeftOut, OpenOptions, Progress, decode};
use crate::analysis::{Analyzer, Options};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long to wait for another process that is writing the same index, before working without it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Called with how far the work is; false to stop it.
pub(super) type Report<'a> = &'a (dyn Fn(Progress) -> bool + Sync);

/// An index that fits its folder.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub loaded: Loaded,
    /// Where it is on disk; `None` in memory.
    pub home: Option<Home>,
    /// Why it is in memory, where that was not asked for.
    pub note: Option<String>,
    /// Files that the folder has besides those of the table.
    pub passed_over: Vec<LeftOut>,
}

/// One look at a folder.
struct Look<'a> {
    root: &'a Path,
    found: Vec<Found>,
    passed_over: Vec<LeftOut>,
    started: u64,
    report: Report<'a>,
}

/// The state of the corpus at `root`, a canonical path, as its files are now; `before` is what is
/// already known of it.
pub(super) fn open(
    root: &Path,
    options: &OpenOptions,
    before: Option<&State>,
    report: Report<'_>,
) -> Result<State, CorpusError> {
    let started = now();
    let (found, passed_over) = scan(root)?;
    let look = Look {
        root,
        found,
        passed_over,
        started,
        report,
    };
    let base = before.map(|state| state.loaded.clone());
    if options.in_memory {
        return look.in_memory(base, before.is_some_and(|state| state.home.is_none()), None);
    }
    let home = match Home::of(root, options) {
        Ok(home) => home,
        Err(why) => return look.in_memory(base, before.is_some_and(|state| state.home.is_none()), Some(why)),
    };
    let base = base.filter(|_| before.is_some_and(|state| state.home.is_some()));
    look.on_disk(home, base)
}

impl Look<'_> {
    fn on_disk(self, home: Home, known: Option<Loaded>) -> Result<State, CorpusError> {
        let why = |error: &dyn std::fmt::Display| {
            format!(
                "the index is kept in memory only: {} cannot be written ({error})",
                home.index().display()
            )
        };
        let deadline = Instant::now() + PATIENCE;
        let mut base = known.or_else(|| index::load(&home.index(), self.root));
        loop {
            let plan = self.plan(base.as_ref());
            if let Some(loaded) = base.take_if(|_| plan.is_nothing()) {
                return Ok(self.state(loaded, Some(home), None));
            }
            let lock = match home.create().and_then(|()| home.lock()) {
                Ok(lock) => lock,
                Err(error) => return self.in_memory(base, false, Some(why(&error))),
            };
            let Some(lock) = lock else {
                if !(self.report)(Progress {
                    done: 0,
                    total: plan.read.len(),
                }) {
                    return Err(CorpusError::Cancelled(self.root.to_owned()));
                }
                if Instant::now() >= deadline {
                    return self.in_memory(base, false, Some(why(&"another process is writing it")));
                }
                std::thread::sleep(Duration::from_millis(40));
                base = index::load(&home.index(), self.root);
                continue;
            };
            // Another process may have written between loading and locking.
            if !base.as_ref().is_some_and(Loaded::is_current) {
                base = index::load(&home.index(), self.root);
            }
            let plan = self.plan(base.as_ref());
            if let Some(loaded) = base.take_if(|_| plan.is_nothing()) {
                return Ok(self.state(loaded, Some(home), None));
            }
            let work = self.work(base.as_ref(), &plan)?;
            if base.is_none() {
                // A new corpus is when the cache grows.
                home.sweep();
            }
            let target = match &base {
                Some(loaded) => Ok((loaded.index.clone(), loaded.fields)),
                None => index::create(&home.index()),
            };
            let written =
                target.and_then(|(index, fields)| work.update(&self, &plan, true).apply(index, fields));
            drop(lock);
            return match written {
                Ok(loaded) => Ok(self.state(loaded, Some(home), None)),
                Err(error) => self.finish_in_memory(work, Some(why(&error))),
            };
        }
    }

    /// Without writing anything; `reuse` says that the index of `base` is in memory, too.
    fn in_memory(
        self,
        base: Option<Loaded>,
        reuse: bool,
        note: Option<String>,
    ) -> Result<State, CorpusError> {
        let plan = self.plan(base.as_ref());
        if let Some(loaded) = base.clone().filter(|_| reuse && plan.is_nothing()) {
            return Ok(self.state(loaded, None, note));
        }
        let work = self.work(base.as_ref(), &plan)?;
        if let Some(base) = base.filter(|_| reuse)
            && let Ok(loaded) = work.update(&self, &plan, false).apply(base.index, base.fields)
        {
            return Ok(self.state(loaded, None, note));
        }
        self.finish_in_memory(work, note)
    }

    fn finish_in_memory(self, work: Work, note: Option<String>) -> Result<State, CorpusError> {
        let (index, fields) = index::create_in_memory();
        let all = Update {
            root: self.root,
            drop: &[],
            add: &work.records,
            table: &work.table,
            records: work.records.clone(),
            keep: false,
        };
        match all.apply(index, fields) {
            Ok(loaded) => Ok(self.state(loaded, None, note)),
            Err(error) => Err(CorpusError::Index {
                path: self.root.to_owned(),
                why: error.to_string(),
            }),
        }
    }

    fn state(self, loaded: Loaded, home: Option<Home>, note: Option<String>) -> State {
        State {
            loaded,
            home,
            note,
            passed_over: self.passed_over,
        }
    }

    fn plan(&self, base: Option<&Loaded>) -> Plan {
        match base {
            Some(base) => base.table.plan(&self.found),
            None => Table::default().plan(&self.found),
        }
    }

    /// Reads what the plan says.
    fn work(&self, base: Option<&Loaded>, plan: &Plan) -> Result<Work, CorpusError> {
        let first = base.map_or(0, |base| base.table.next);
        let read = self.read_all(plan, first)?;
        let mut entries = plan.keep.clone();
        let mut added = Vec::new();
        for (entry, record) in read {
            entries.push(entry);
            added.extend(record);
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        let next = first.saturating_add(plan.read.len() as u32);
        let mut records: Vec<_> = base.map_or(&[][..], |base| &base.records).to_vec();
        let gone: rustc_hash::FxHashSet<u32> = plan.drop.iter().copied().collect();
        records.retain(|record| !gone.contains(&record.article.id));
        records.extend(added.iter().cloned());
        records.sort_by(|a, b| a.article.path.cmp(&b.article.path));
        Ok(Work {
            table: Table {
                entries,
                next,
                seen: self.started,
            },
            added,
            records,
        })
    }

    /// Reads and analyses the files of the plan, in parallel.
    fn read_all(&self, plan: &Plan, first: u32) -> Result<Vec<Reading>, CorpusError> {
        let (done, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let total = plan.read.len();
        let analyzer = Analyzer::new(Options::default());
        let read = plan
            .read
            .par_iter()
            .enumerate()
            .map(|(at, &file)| {
                if stop.load(Ordering::Relaxed) {
                    return None;
                }
                let result = read(first.saturating_add(at as u32), self.found.get(file)?, &analyzer);
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                if !(self.report)(Progress { done, total }) {
                    stop.store(true, Ordering::Relaxed);
                }
                Some(result)
            })
            .collect::<Option<Vec<_>>>();
        read.filter(|_| !stop.into_inner())
            .ok_or_else(|| CorpusError::Cancelled(self.root.to_owned()))
    }
}

/// What became of a file, and its record where it is an article.
type Reading = (Entry, Option<Arc<Record>>);

/// What reading gave.
struct Work {
    table: Table,
    added: Vec<Arc<Record>>,
    records: Vec<Arc<Record>>,
}

impl Work {
    fn update<'a>(&'a self, look: &'a Look, plan: &'a Plan, keep: bool) -> Update<'a> {
        Update {
            root: look.root,
            drop: &plan.drop,
            add: &self.added,
            table: &self.table,
            records: self.records.clone(),
            keep,
        }
    }
}

/// Reads one file.
fn read(id: u32, file: &Found, analyzer: &Analyzer) -> Reading {
    let entry = |hash, outcome| Entry {
        name: file.name.clone(),
        stamp: file.stamp,
        hash,
        outcome,
    };
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let why = format!("{UNREADABLE} ({error}); check its permissions");
            return (entry(0, Outcome::LeftOut(why)), None);
        }
    };
    let hash = hash(&bytes);
    let left_out = |why: &str| (entry(hash, Outcome::LeftOut(why.to_owned())), None);
    let text = match decode::decode(&bytes) {
        Ok(text) if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') => {
            return left_out("is empty");
        }
        Ok(text) => text,
        Err(why) => return left_out(why),
    };
    // One text that the analysis cannot bear must not cost the user the whole corpus.
    let Ok(record) = catch_unwind(AssertUnwindSafe(|| Record::new(id, &file.name, &text, analyzer))) else {
        return left_out("makes the analysis fail; please report it");
    };
    if record.passages.is_empty() {
        return left_out("has no sentences");
    }
    (entry(hash, Outcome::Article(id)), Some(Arc::new(record)))
}
