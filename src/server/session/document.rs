//! One open draft: its text as the client last told it, and the newest thing known about it.

use super::Snapshot;
use crate::server::edit;
use crate::text::{Encoding, Format};
use ropey::Rope;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

/// An open draft. Whoever holds the lock of its state may compare versions and queue diagnostics;
/// an edit takes the same lock, so nothing older can leave after a newer text has come in.
#[derive(Debug)]
pub struct Document {
    /// As the client calls it.
    pub uri: Uri,
    /// How its bytes are read.
    pub format: Format,
    state: Mutex<State>,
    known: watch::Sender<Known>,
}

/// What waiting requests are told.
#[derive(Debug, Default)]
struct Known {
    /// The last finished analysis.
    snapshot: Option<Arc<Snapshot>>,
    /// No other will come.
    closed: bool,
}

/// What changes while the draft is open.
#[derive(Debug)]
pub struct State {
    /// The text.
    pub text: Rope,
    /// The client's number of it.
    pub version: i32,
    /// Whether it was changed since it was opened.
    pub edited: bool,
    /// Counts everything that makes an analysis stale: edits, settings.
    pub generation: u64,
    /// Whether a thread is at work on it, and will see to newer generations too.
    pub busy: bool,
    /// Whether the client has closed it.
    pub closed: bool,
    /// Whether the client asks for its diagnostics, and need not be told.
    pub pulled: bool,
    /// Whether the client was told of diagnostics.
    pub pushed: bool,
    /// Of the conflicts that were last shown, to tell when there is news.
    pub conflicts: u64,
}

impl Document {
    /// A draft that was just opened.
    pub fn new(uri: Uri, format: Format, text: &str, version: i32) -> Self {
        Self {
            uri,
            format,
            state: Mutex::new(State {
                text: Rope::from_str(text),
                version,
                edited: false,
                generation: 1,
                busy: false,
                closed: false,
                pulled: false,
                pushed: false,
                conflicts: 0,
            }),
            known: watch::Sender::default(),
        }
    }

    /// The state, for a moment.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies an edit and its version.
    pub fn change(&self, changes: &[TextDocumentContentChangeEvent], version: i32, encoding: Encoding) {
        let mut state = self.state();
        for change in changes {
            edit::apply(&mut state.text, change, encoding);
        }
        state.version = version;
        state.edited = true;
        state.generation += 1;
    }

    /// Whether the client asks for its diagnostics.
    pub fn pulled(&self) -> bool {
        self.state().pulled
    }

    /// Makes what is known about the text stale.
    pub fn touch(&self) {
        self.state().generation += 1;
    }

    /// Makes a finished analysis known, unless a newer one already is.
    pub fn finish(&self, snapshot: Arc<Snapshot>) {
        self.known.send_if_modified(|known| {
            let newer = known
                .snapshot
                .as_ref()
                .is_none_or(|s| s.generation <= snapshot.generation);
            if newer {
                known.snapshot = Some(snapshot);
            }
            newer
        });
    }

    /// Ends the waiting of requests; the lock of the state must not be held.
    pub fn close(&self) {
        self.state().closed = true;
        self.known.send_modify(|known| known.closed = true);
    }

    /// The last finished analysis, of whatever generation.
    pub fn latest(&self) -> Option<Arc<Snapshot>> {
        self.known.borrow().snapshot.clone()
    }

    /// The analysis of the text as it is now, or of a newer one; `None` when the draft is closed
    /// before it comes.
    pub async fn current(&self) -> Option<Arc<Snapshot>> {
        let wanted = self.state().generation;
        let ready = |known: &Known| known.snapshot.as_ref().is_some_and(|s| s.generation >= wanted);
        let mut known = self.known.subscribe();
        let known = known.wait_for(|known| known.closed || ready(known)).await.ok()?;
        if known.closed {
            None
        } else {
            known.snapshot.clone()
        }
    }
}
