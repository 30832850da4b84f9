//! Noticing that sources or settings files change on disk: by the client where it watches files
//! for servers, by the system elsewhere.

use super::Session;
use crate::{dismissals, settings};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use serde_json::json;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tower_lsp::ls_types::{Registration, Uri};

/// How long changes are gathered before they are acted on: editors write a file in several steps,
/// and copying a folder is many files.
const GATHER: Duration = Duration::from_millis(200);

/// What is being watched.
#[derive(Debug, Default)]
pub(super) struct Watching {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    folders: HashSet<PathBuf>,
    /// Made when first needed; `None` where the system gives none.
    watcher: Option<Option<RecommendedWatcher>>,
}

impl Session {
    /// Notices when something below a folder of sources changes.
    pub(super) fn watch_corpus(self: &Arc<Self>, root: &Path) {
        if self.setup().watches {
            if let Some(uri) = Uri::from_file_path(root) {
                self.register_watch(&uri);
            }
        } else {
            self.watch(root, RecursiveMode::Recursive);
        }
    }

    /// Notices when a file of a folder comes, changes or goes: settings, dismissals.
    pub(super) fn watch_settings(self: &Arc<Self>, folder: &Path) {
        if !self.setup().watches {
            self.watch(folder, RecursiveMode::NonRecursive);
        }
    }

    /// Acts on files that have changed, were made or have gone.
    pub fn files_changed(self: &Arc<Self>, paths: impl Iterator<Item = PathBuf>) {
        let paths: HashSet<PathBuf> = paths.collect();
        for handle in self.corpora.all() {
            if paths.iter().any(|path| path.starts_with(&handle.root)) {
                self.index(&handle);
            }
        }
        if paths
            .iter()
            .filter_map(|path| path.file_name())
            .any(|name| name == settings::FILE_NAME || name == dismissals::FILE_NAME)
        {
            self.reschedule_all();
        }
    }

    fn register_watch(&self, root: &Uri) {
        let mut state = self.watching.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !state.folders.insert(PathBuf::from(root.as_str())) {
            return;
        }
        let number = state.folders.len();
        let registration = Registration {
            id: format!("ascribe/corpus/{number}"),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!({
                "watchers": [{"globPattern": {"baseUri": root, "pattern": "**/*"}}]
            })),
        };
        let client = self.client.clone();
        tokio::spawn(async move { client.register_capability(vec![registration]).await });
    }

    fn watch(self: &Arc<Self>, folder: &Path, mode: RecursiveMode) {
        let mut state = self.watching.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.folders.contains(folder) {
            return;
        }
        if state.watcher.is_none() {
            let (changes, received) = unbounded_channel();
            tokio::spawn(gather(Arc::downgrade(self), received));
            let made = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                for path in event
                    .ok()
                    .filter(|e| !e.kind.is_access())
                    .into_iter()
                    .flat_map(|e| e.paths)
                {
                    let _ = changes.send(path);
                }
            });
            if let Err(cause) = &made {
                self.log.warning(&format!(
                    "changes on disk are not noticed ({cause}); run the command ascribe.rebuildIndex after them"
                ));
            }
            state.watcher = Some(made.ok());
        }
        if let Some(Some(watcher)) = &mut state.watcher {
            match watcher.watch(folder, mode) {
                Ok(()) => {
                    state.folders.insert(folder.to_owned());
                }
                Err(cause) => self.log.info(&format!(
                    "{}: changes in it are not noticed ({cause})",
                    folder.display()
                )),
            }
        }
    }
}

async fn gather(session: Weak<Session>, mut changes: UnboundedReceiver<PathBuf>) {
    while let Some(first) = changes.recv().await {
        tokio::time::sleep(GATHER).await;
        let mut paths = vec![first];
        while let Ok(path) = changes.try_recv() {
            paths.push(path);
        }
        let Some(session) = session.upgrade() else {
            return;
        };
        session.files_changed(paths.into_iter());
    }
}
