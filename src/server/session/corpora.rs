//! The folders of sources in use, each opened once and shared by all drafts that use it.

use super::names::Names;
use crate::analysis::variants::Usage;
use crate::analysis::{Actor, introduction};
use crate::corpus::{Article, Corpus, Passage, decode};
use crate::corroboration::{Corroboration, Question, corroborate};
use crate::language::Language;
use crate::server::edit::Lines;
use crate::text::Encoding;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// How many verdicts are kept for one state of a corpus.
const MOST_VERDICTS: usize = 50_000;
/// How many passages are read for an actor's introduction.
const MOST_READ: usize = 40;
/// How many texts of articles are kept.
const MOST_TEXTS: usize = 64;

/// What a verdict depends on besides the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// See [`Question::claim`].
    pub claim: String,
    /// Of the claim.
    pub language: Language,
    /// See [`Question::own`].
    pub own: Option<u32>,
}

/// One state of a corpus, with the verdicts it was already asked for.
#[derive(Debug)]
pub struct Loaded {
    /// The articles and their index.
    pub corpus: Corpus,
    /// The folder, as the settings name it: links lead there.
    pub root: PathBuf,
    verdicts: Mutex<HashMap<Asked, Arc<Corroboration>>>,
    /// Passages that name an actor, by the actor's key.
    naming: OnceLock<HashMap<String, Vec<u32>>>,
    /// How actors are introduced, by their keys.
    introductions: Mutex<HashMap<String, Vec<String>>>,
    /// How the articles spell names.
    usage: OnceLock<Arc<Usage>>,
    /// Whom the articles name.
    known_names: OnceLock<Names>,
    /// Texts of articles that passages were shown of.
    texts: Mutex<HashMap<String, Option<Arc<Lines>>>>,
}

impl Loaded {
    /// Nothing asked yet.
    pub fn new(corpus: Corpus, root: PathBuf) -> Self {
        Self {
            corpus,
            root,
            verdicts: Mutex::default(),
            naming: OnceLock::new(),
            introductions: Mutex::default(),
            usage: OnceLock::new(),
            known_names: OnceLock::new(),
            texts: Mutex::default(),
        }
    }

    /// The verdict that was asked for before.
    pub fn known(&self, asked: &Asked) -> Option<Arc<Corroboration>> {
        lock(&self.verdicts).get(asked).cloned()
    }

    /// The verdict, looked up where it is not known.
    pub fn verdict(&self, asked: Asked) -> Arc<Corroboration> {
        if let Some(known) = self.known(&asked) {
            return known;
        }
        let question = Question {
            claim: &asked.claim,
            language: Some(asked.language),
            own: asked.own,
        };
        let found = Arc::new(corroborate(&self.corpus, &question));
        let mut verdicts = lock(&self.verdicts);
        if verdicts.len() >= MOST_VERDICTS {
            verdicts.clear();
        }
        verdicts.insert(asked, found.clone());
        found
    }

    /// How many passages there are.
    pub fn passage_count(&self) -> usize {
        self.corpus.passage_count()
    }

    /// How many articles there are.
    pub fn article_count(&self) -> usize {
        self.corpus.articles().len()
    }

    /// The passage at an index of the corpus.
    pub fn passage(&self, index: u32) -> Option<&Passage> {
        self.corpus.passage(index)
    }

    /// Indices of the passages that name the actor with this key, in order.
    pub fn naming(&self, key: &str) -> &[u32] {
        let naming = self.naming.get_or_init(|| {
            let mut naming: HashMap<String, Vec<u32>> = HashMap::new();
            for (at, passage) in self.corpus.passages().enumerate() {
                for key in &passage.actors {
                    naming.entry(key.clone()).or_default().push(at as u32);
                }
            }
            naming
        });
        naming.get(key).map_or(&[], Vec::as_slice)
    }

    /// The names that the articles use for the actor with this key, each once.
    pub fn names(&self, key: &str) -> Vec<&str> {
        let mut names = Vec::new();
        for article in self.corpus.articles() {
            for actor in article.actors.iter().filter(|actor| actor.key == key) {
                for name in &actor.names {
                    if !names.contains(&name.as_str()) {
                        names.push(name);
                    }
                }
            }
        }
        names
    }

    /// How the articles spell names.
    pub fn usage(&self) -> &Arc<Usage> {
        self.usage.get_or_init(|| Arc::new(self.corpus.usage()))
    }

    /// Whom the articles name, and who answers for their passages.
    pub fn known_names(&self) -> &Names {
        self.known_names.get_or_init(|| Names::new(&self.corpus))
    }

    /// The first passage in `language` that names the actor with this key by a name that has `text` in it.
    pub fn spelling(&self, key: &str, language: Language, text: &str) -> Option<u32> {
        let naming = self.naming(key).iter().copied();
        let mut spelled = naming.filter(|&index| {
            self.passage(index)
                .is_some_and(|passage| passage.language == language && has_word(&passage.text, text))
        });
        spelled.next()
    }

    /// How the articles introduce an actor, the most frequent first.
    pub fn introductions(&self, actor: &Actor) -> Vec<String> {
        if let Some(known) = lock(&self.introductions).get(&actor.key) {
            return known.clone();
        }
        let mut names = self.names(&actor.key);
        names.extend(actor.names.iter().map(String::as_str));
        // The fullest name first: it is with that one that people are introduced.
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut counted: Vec<(usize, String)> = Vec::new();
        for &index in self.naming(&actor.key).iter().take(MOST_READ) {
            let Some(passage) = self.passage(index) else {
                continue;
            };
            let found = introduction(&passage.text, passage.language, &names, actor.kind);
            let Some(words) = found.map(|span| span.of(&passage.text).to_owned()) else {
                continue;
            };
            match counted.iter_mut().find(|(_, known)| *known == words) {
                Some((count, _)) => *count += 1,
                None => counted.push((1, words)),
            }
        }
        // Of two that are as frequent, the longer says more.
        counted.sort_by_key(|(count, words)| std::cmp::Reverse((*count, words.len())));
        let found: Vec<_> = counted.into_iter().map(|(_, words)| words).collect();
        lock(&self.introductions).insert(actor.key.clone(), found.clone());
        found
    }

    /// The article that was read from `file`, a path below [`Loaded::root`].
    pub fn article_at(&self, file: &Path) -> Option<&Article> {
        let below = file.strip_prefix(&self.root).ok()?;
        self.corpus.article_at(&self.corpus.root().join(below))
    }

    /// The file of an article.
    pub fn file(&self, article: &Article) -> PathBuf {
        self.root.join(&article.path)
    }

    /// The text of an article as it is on disk now; `None` when it cannot be read any more.
    pub fn text(&self, article: &Article, encoding: Encoding) -> Option<Arc<Lines>> {
        let mut texts = lock(&self.texts);
        if let Some(known) = texts.get(&article.path) {
            return known.clone();
        }
        let bytes = std::fs::read(self.file(article)).ok();
        let text = bytes.and_then(|bytes| decode(&bytes).ok());
        let lines = text.map(|text| Arc::new(Lines::new(text, encoding)));
        if texts.len() >= MOST_TEXTS {
            texts.clear();
        }
        texts.insert(article.path.clone(), lines.clone());
        lines
    }
}

/// Whether `text` has these words in it, not as a part of longer ones.
fn has_word(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text
            .get(at + words.len()..)
            .and_then(|after| after.chars().next());
        !letter(before) && !letter(after)
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where a corpus stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Being read; what was there before stays in use.
    Indexing {
        /// Files done.
        done: usize,
        /// Files to do.
        total: usize,
    },
    /// In use.
    Ready,
    /// Not to be had, and why, in one line.
    Failed(String),
}

/// One folder of sources.
#[derive(Debug)]
pub struct CorpusHandle {
    /// The folder.
    pub root: PathBuf,
    state: Mutex<State>,
    /// Set to stop the reading that is going on.
    cancelled: AtomicBool,
}

#[derive(Debug)]
struct State {
    standing: Standing,
    loaded: Option<Arc<Loaded>>,
    /// Whether a thread is reading it.
    busy: bool,
    /// Whether it changed again since that thread began.
    again: bool,
}

impl CorpusHandle {
    fn new(root: PathBuf) -> Self {
        Self {
            root,
            state: Mutex::new(State {
                standing: Standing::Indexing { done: 0, total: 0 },
                loaded: None,
                busy: false,
                again: false,
            }),
            cancelled: AtomicBool::new(false),
        }
    }

    /// What there is to be asked now.
    pub fn loaded(&self) -> Option<Arc<Loaded>> {
        self.lock().loaded.clone()
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        self.lock().standing.clone()
    }

    /// Notes how it stands.
    pub fn set_standing(&self, standing: Standing) {
        self.lock().standing = standing;
    }

    /// Puts a new state in place of the old.
    pub fn install(&self, loaded: Arc<Loaded>) {
        let mut state = self.lock();
        state.standing = Standing::Ready;
        state.loaded = Some(loaded);
    }

    /// Whether the caller is to read it; else whoever reads it now does so once more.
    pub fn begin(&self) -> bool {
        let mut state = self.lock();
        state.again = state.busy;
        if state.busy {
            return false;
        }
        state.busy = true;
        self.cancelled.store(false, Ordering::Relaxed);
        true
    }

    /// Whether the reading that has ended has to be done once more.
    pub fn end(&self) -> bool {
        let mut state = self.lock();
        let again = std::mem::take(&mut state.again) && !self.is_cancelled();
        state.busy = again;
        again
    }

    /// Stops the reading that is going on, at its next step.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the last reading was stopped.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All folders of sources in use.
#[derive(Debug, Default)]
pub struct Corpora {
    open: Mutex<HashMap<PathBuf, Arc<CorpusHandle>>>,
}

impl Corpora {
    /// The handle of the corpus at `root`, and whether it was made by this call.
    pub fn get_or_new(&self, root: &Path) -> (Arc<CorpusHandle>, bool) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = open.get(root) {
            return (handle.clone(), false);
        }
        let handle = Arc::new(CorpusHandle::new(root.to_owned()));
        open.insert(root.to_owned(), handle.clone());
        (handle, true)
    }

    /// All of them.
    pub fn all(&self) -> Vec<Arc<CorpusHandle>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.values().cloned().collect()
    }
}
