//! Reading folders of sources in the background, with progress that the client shows and can stop.

use super::{CorpusHandle, Loaded, Session, Settings, Standing, guard};
use crate::corpus::{Corpus, OpenOptions, Progress};
use crate::server::messages::message;
use serde_json::json;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tower_lsp::ls_types::{MessageType, NumberOrString, ProgressToken};

/// How often progress is told.
const STEP: Duration = Duration::from_millis(100);

/// Which readings go on, by the token of their progress.
#[derive(Debug, Default)]
pub(super) struct Indexing {
    count: AtomicU32,
    tokens: Mutex<HashMap<String, Arc<CorpusHandle>>>,
}

impl Session {
    /// The corpus of drafts with these settings; the first time, it begins to be read.
    pub fn corpus(self: &Arc<Self>, settings: &Settings) -> Option<Arc<CorpusHandle>> {
        let (handle, new) = self.corpora.get_or_new(settings.corpus.as_deref()?);
        if new {
            self.index(&handle);
        }
        Some(handle)
    }

    /// What is known of the sources of drafts with these settings; nothing until they are read.
    pub fn loaded(self: &Arc<Self>, settings: &Settings) -> Option<Arc<Loaded>> {
        self.corpus(settings)?.loaded()
    }

    /// Reads a folder of sources again, as far as it changed; what was there before stays in use
    /// meanwhile. While it is being read, one more reading is noted and follows.
    pub fn index(self: &Arc<Self>, handle: &Arc<CorpusHandle>) {
        if !handle.begin() {
            return;
        }
        let (ended, end) = watch::channel(false);
        self.show_progress(handle, end);
        let (session, handle) = (self.clone(), handle.clone());
        tokio::task::spawn_blocking(move || {
            session.watch_corpus(&handle.root);
            loop {
                session.read(&handle);
                if !handle.end() {
                    break;
                }
            }
            ended.send_replace(true);
            session.refresh(&handle);
        });
    }

    /// Stops the reading that shows its progress under `token`.
    pub fn cancel_indexing(&self, token: &ProgressToken) {
        if let NumberOrString::String(token) = token
            && let Some(handle) = self.tokens().get(token)
        {
            handle.cancel();
        }
    }

    fn read(&self, handle: &CorpusHandle) {
        let options = OpenOptions {
            cache: self.options.cache.clone(),
            ..OpenOptions::default()
        };
        let report = |progress: Progress| {
            handle.set_standing(Standing::Indexing {
                done: progress.done,
                total: progress.total,
            });
            !handle.is_cancelled()
        };
        let opened = guard(|| match handle.loaded() {
            Some(before) => before.corpus.refresh(&report),
            None => Corpus::open(&handle.root, &options, &report).map(Some),
        });
        match opened {
            // Nothing has changed: verdicts stay good.
            Ok(Ok(None)) => handle.set_standing(Standing::Ready),
            Ok(Ok(Some(corpus))) => {
                let loaded = Loaded::new(corpus, handle.root.clone());
                self.log.info(&format!(
                    "{}: {} articles, {} passages",
                    handle.root.display(),
                    loaded.article_count(),
                    loaded.passage_count()
                ));
                // Counted here: whoever asks first would have to wait for it.
                loaded.usage();
                let loaded = Arc::new(loaded);
                handle.install(loaded.clone());
                loaded.known_names();
            }
            Ok(Err(_)) if handle.is_cancelled() => handle.set_standing(match handle.loaded() {
                Some(_) => Standing::Ready,
                None => Standing::Failed(message(self.setup().locale, "progress", "cancelled", &[])),
            }),
            Ok(Err(cause)) => self.failed(handle, cause.to_string()),
            Err(place) => self.failed(
                handle,
                format!(
                    "{}: reading it failed at {place}; leave out the files that were added last",
                    handle.root.display()
                ),
            ),
        }
    }

    fn failed(&self, handle: &CorpusHandle, why: String) {
        handle.set_standing(Standing::Failed(why.clone()));
        self.log.warning(&why);
        self.outbox.notify(
            "window/showMessage",
            &json!({"type": MessageType::WARNING, "message": format!("ascribe: {why}")}),
        );
    }

    /// Tells the client how the reading goes on, where it wants to know.
    fn show_progress(self: &Arc<Self>, handle: &Arc<CorpusHandle>, mut end: watch::Receiver<bool>) {
        if !self.setup().progress {
            return;
        }
        let number = self.indexing.count.fetch_add(1, Ordering::Relaxed);
        let token = format!("ascribe/index/{number}");
        self.tokens().insert(token.clone(), handle.clone());
        let (session, handle) = (self.clone(), handle.clone());
        tokio::spawn(async move {
            let created = session
                .client
                .create_work_done_progress(NumberOrString::String(token.clone()))
                .await;
            if created.is_ok() {
                session.tell(&token, &handle, &mut end).await;
            }
            session.tokens().remove(&token);
        });
    }

    async fn tell(&self, token: &str, handle: &CorpusHandle, end: &mut watch::Receiver<bool>) {
        let locale = self.setup().locale;
        let progress = |value| {
            self.outbox
                .notify("$/progress", &json!({"token": token, "value": value}));
        };
        progress(json!({
            "kind": "begin",
            "title": message(locale, "progress", "title", &[]),
            "cancellable": true,
            "percentage": 0,
        }));
        while tokio::time::timeout(STEP, end.wait_for(|ended| *ended))
            .await
            .is_err()
        {
            if let Standing::Indexing { done, total } = handle.standing()
                && total > 0
            {
                let slots = [("done", &*done.to_string()), ("total", &*total.to_string())];
                progress(json!({
                    "kind": "report",
                    "message": message(locale, "progress", "message", &slots),
                    "percentage": (100 * done).checked_div(total).unwrap_or(0).min(100),
                }));
            }
        }
        let last = match (handle.standing(), handle.loaded()) {
            (Standing::Failed(why), _) => why,
            _ if handle.is_cancelled() => message(locale, "progress", "cancelled", &[]),
            (_, Some(loaded)) => message(
                locale,
                "progress",
                "done",
                &[
                    ("articles", &*loaded.article_count().to_string()),
                    ("passages", &*loaded.passage_count().to_string()),
                ],
            ),
            _ => String::new(),
        };
        progress(json!({"kind": "end", "message": last}));
    }

    /// Lets everything that a corpus has a say in be looked at again.
    fn refresh(self: &Arc<Self>, handle: &CorpusHandle) {
        for document in self.documents() {
            if let Some(snapshot) = document.latest()
                && snapshot.settings.corpus.as_deref() == Some(&*handle.root)
            {
                self.look_up(&document, &snapshot);
            }
        }
        self.refresh_client();
    }

    /// Asks the client to ask again, where it does not do so by itself.
    pub fn refresh_client(&self) {
        let (client, setup) = (self.client.clone(), self.setup().clone());
        let pulled = self.documents().iter().any(|document| document.pulled());
        tokio::spawn(async move {
            if setup.refreshes_diagnostics && pulled {
                let _ = client.workspace_diagnostic_refresh().await;
            }
            if setup.refreshes_lenses {
                let _ = client.code_lens_refresh().await;
            }
            if setup.refreshes_hints {
                let _ = client.inlay_hint_refresh().await;
            }
        });
    }

    fn tokens(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<CorpusHandle>>> {
        self.indexing
            .tokens
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
