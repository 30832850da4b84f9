//! The files that keep what writers have decided: dismissals, and what is taught in the settings file.

use super::{Document, Session, file_path};
use crate::dismissals::{self, Dismissals};
use crate::files::{UpdateError, update};
use crate::server::diagnostics;
use crate::server::session::Reading;
use crate::settings::{self, Problem};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

/// When a file was last changed, and its length in bytes.
type Stamp = Option<(SystemTime, u64)>;

/// Files of dismissals that were read.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<HashMap<PathBuf, (Stamp, Arc<Dismissals>)>>);

impl Session {
    /// What is dismissed in a draft's workspace. A file that cannot be read is said to be so, once and in itself.
    pub fn dismissals(self: &Arc<Self>, uri: &Uri) -> Arc<Dismissals> {
        let (folder, _) = self.place_of(uri);
        let Some(file) = folder.as_deref().and_then(dismissals::find) else {
            return Arc::default();
        };
        if let Some(folder) = file.parent() {
            self.watch_settings(folder);
        }
        let stamp = std::fs::metadata(&file)
            .and_then(|data| Ok((data.modified()?, data.len())))
            .ok();
        let mut known = self.dismissals.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = known.get(&file);
        if let Some((when, read)) = before
            && *when == stamp
        {
            return read.clone();
        }
        let read = Arc::new(Dismissals::from_file(&file));
        let had_problems = before.is_some_and(|(_, before)| !before.problems.is_empty());
        if had_problems || !read.problems.is_empty() {
            let reading = Reading {
                file: file.clone(),
                text: None,
                problems: read.problems.clone(),
            };
            diagnostics::settings_file(self, &reading);
        }
        for problem in &read.problems {
            let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
            self.log
                .warning(&format!("{}{line}: {}", file.display(), problem.message));
        }
        known.insert(file, (stamp, read.clone()));
        read
    }

    /// Where the dismissals of a draft's workspace are kept; nothing for a draft that lies nowhere.
    pub fn dismissals_file(&self, uri: &Uri) -> Option<PathBuf> {
        let (folder, root) = self.place_of(uri);
        let root = root.as_ref().and_then(file_path);
        Some(dismissals::place(&folder?, root.as_deref()))
    }

    /// The settings file that holds for a draft, else the one that would; nothing for a draft that lies nowhere.
    pub fn settings_file(&self, uri: &Uri) -> Option<PathBuf> {
        let (folder, root) = self.place_of(uri);
        let folder = folder?;
        settings::find(&folder).or_else(|| {
            let root = root.as_ref().and_then(file_path).unwrap_or(folder);
            Some(root.join(settings::FILE_NAME))
        })
    }

    /// Notes that the client has a settings file open.
    pub fn open_settings_file(self: &Arc<Self>, document: Document) {
        let document = Arc::new(document);
        self.settings_files.insert(document.uri.clone(), document.clone());
        self.settings_text(&document);
    }

    /// Applies an edit of a settings file; says whether it was one that is open.
    pub fn change_settings_file(
        self: &Arc<Self>,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
    ) -> bool {
        let Some(document) = self.settings_files.get(uri).map(|open| open.clone()) else {
            return false;
        };
        document.change(changes, version, self.setup().encoding);
        self.settings_text(&document);
        true
    }

    /// Notes that the client has closed a settings file: what is on disk holds again. Says whether it was one.
    pub fn close_settings_file(self: &Arc<Self>, uri: &Uri) -> bool {
        let Some((_, document)) = self.settings_files.remove(uri) else {
            return false;
        };
        if let Some(file) = file_path(&document.uri) {
            self.configuration
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .set_open(&file, None);
        }
        self.reschedule_all();
        true
    }

    /// The settings file, where the client has it open and takes edits of it.
    pub fn open_settings(&self, file: &Path) -> Option<Arc<Document>> {
        let mut open = self.settings_files.iter();
        open.find(|open| self.setup().applies_edits && file_path(open.key()).is_some_and(|path| path == file))
            .map(|open| open.value().clone())
    }

    fn settings_text(self: &Arc<Self>, document: &Document) {
        if let Some(file) = file_path(&document.uri) {
            let text = document.state().text.to_string();
            self.configuration
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .set_open(&file, Some(text));
        }
        self.reschedule_all();
    }

    /// Changes one of these files, and looks at all drafts again.
    ///
    /// # Errors
    ///
    /// The file is then as it was.
    pub fn decide(
        self: &Arc<Self>,
        file: &Path,
        edit: impl FnOnce(Option<&str>) -> Result<Option<String>, Problem>,
    ) -> Result<(), UpdateError> {
        if update(file, edit)? {
            // Two changes within one tick of the disk's clock look like one.
            let mut known = self.dismissals.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.remove(file);
            drop(known);
            self.configuration
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .forget_file(file);
            self.reschedule_all();
        }
        Ok(())
    }
}
