//! Which settings and which folder of sources belong to a draft.

use super::Failure;
use crate::analysis::{Analyzer, Options};
use crate::corpus::{Corpus, OpenOptions, Progress};
use crate::dismissals::{self, Dismissals};
use crate::language::Language;
use crate::settings::{self, Loaded, Settings};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What holds for the drafts of one folder.
pub(super) struct Setup {
    pub settings: Settings,
    /// The folder of sources, where one is known.
    pub corpus: Option<PathBuf>,
    pub analyzer: Analyzer,
    pub dismissals: Arc<Dismissals>,
}

/// Setups of all folders, each looked up once.
pub(super) struct Setups<'a> {
    corpus: Option<&'a Path>,
    language: Option<Language>,
    by_folder: HashMap<PathBuf, Arc<Setup>>,
    files: Vec<PathBuf>,
    /// By their files.
    dismissals: HashMap<PathBuf, Arc<Dismissals>>,
    failures: Vec<Failure>,
}

impl<'a> Setups<'a> {
    /// `corpus` and `language` are those of the command line, which win.
    pub fn new(corpus: Option<&'a Path>, language: Option<Language>) -> Self {
        Self {
            corpus,
            language,
            by_folder: HashMap::new(),
            files: Vec::new(),
            dismissals: HashMap::new(),
            failures: Vec::new(),
        }
    }

    /// What holds for drafts in `folder`. Mistakes of a settings file are kept for [`Self::failures`].
    pub fn of(&mut self, folder: &Path) -> Arc<Setup> {
        if let Some(known) = self.by_folder.get(folder) {
            return Arc::clone(known);
        }
        let loaded = Loaded::for_folder(folder);
        if let Some(file) = loaded.file.filter(|file| !self.files.contains(file)) {
            for problem in loaded.problems {
                self.failures.push(Failure::Settings {
                    file: file.clone(),
                    problem,
                });
            }
            self.files.push(file);
        }
        let settings = loaded.settings;
        let corpus = match self.corpus {
            Some(named) => Some(named.to_owned()),
            None => settings.corpus.clone().or_else(|| settings::find_seeds(folder)),
        };
        let analyzer = Analyzer::new(Options {
            language: self.language.or(settings.language),
            ..settings.analysis()
        });
        let setup = Arc::new(Setup {
            settings,
            corpus,
            analyzer,
            dismissals: self.dismissals_of(folder),
        });
        self.by_folder.insert(folder.to_owned(), Arc::clone(&setup));
        setup
    }

    /// What is dismissed in drafts of `folder`. Mistakes are kept for [`Self::failures`].
    fn dismissals_of(&mut self, folder: &Path) -> Arc<Dismissals> {
        let Some(file) = dismissals::find(folder) else {
            return Arc::default();
        };
        if let Some(known) = self.dismissals.get(&file) {
            return Arc::clone(known);
        }
        let mut read = Dismissals::from_file(&file);
        for problem in std::mem::take(&mut read.problems) {
            let file = file.clone();
            self.failures.push(Failure::Settings { file, problem });
        }
        let read = Arc::new(read);
        self.dismissals.insert(file, Arc::clone(&read));
        read
    }

    /// The mistakes found so far.
    pub fn failures(&mut self) -> Vec<Failure> {
        std::mem::take(&mut self.failures)
    }
}

/// Opens a corpus, with a progress bar where a person waits at a terminal.
pub(super) fn open(root: &Path) -> Result<Corpus, Failure> {
    // Hidden by itself where standard error is no terminal; drawn only once there is something to do.
    let bar = ProgressBar::hidden();
    if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len} files") {
        bar.set_style(style);
    }
    let progress = |Progress { done, total }: Progress| {
        if bar.is_hidden() && total > 0 {
            bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            bar.set_message("indexing");
        }
        bar.set_length(total as u64);
        bar.set_position(done as u64);
        true
    };
    let corpus = Corpus::open(root, &OpenOptions::default(), &progress);
    bar.finish_and_clear();
    Ok(corpus?)
}
