//! Work on drafts, away from the thread that reads messages: at most one thread a draft, always on
//! its newest text, whose results are thrown away when a newer text has come in meanwhile.

use super::document::State;
use super::snapshot::KnownVariants;
use super::{Document, Loaded, Session, Settings, Snapshot, file_path, guard};
use crate::analysis::Analysis;
use crate::dismissals::Dismissed;
use crate::language::Language;
use crate::server::diagnostics;
use crate::server::edit::Lines;
use crate::settings::SourceCounts;
use crate::text::read;
use serde_json::json;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};
use tower_lsp::ls_types::Uri;

/// How long conflicts that were found in a long draft wait to be shown.
const BETWEEN: Duration = Duration::from_secs(1);

impl Session {
    /// Sees to it that the newest text of `document` gets analysed, at once.
    pub fn schedule(self: &Arc<Self>, document: &Arc<Document>) {
        {
            let mut state = document.state();
            if state.busy || state.closed {
                return;
            }
            state.busy = true;
        }
        let (session, document) = (self.clone(), document.clone());
        tokio::task::spawn_blocking(move || {
            if let Err(place) = guard(|| session.work(&document)) {
                document.state().busy = false;
                session.log.error(&format!("work on a draft failed at {place}"));
            }
        });
    }

    /// Analyses everything anew, because something other than a text has changed.
    pub fn reschedule_all(self: &Arc<Self>) {
        for document in self.documents() {
            document.touch();
            self.schedule(&document);
        }
        // Clients that pull would not know that there is something new.
        self.refresh_client();
    }

    /// Analyses until there is nothing newer.
    fn work(self: &Arc<Self>, document: &Arc<Document>) {
        loop {
            let (text, version, generation, edited) = {
                let mut state = document.state();
                if state.closed {
                    state.busy = false;
                    return;
                }
                (state.text.clone(), state.version, state.generation, state.edited)
            };
            let settings = self.settings(&document.uri);
            let lines = Lines::new(text.to_string(), self.setup().encoding);
            let mut snapshot = self.analyse(document, lines, version, generation, settings);
            snapshot.edited = edited;
            let snapshot = Arc::new(snapshot);
            let corpus = self.loaded(&snapshot.settings);
            // First, so that who has seen the diagnostics can ask about them.
            document.finish(snapshot.clone());
            let newest = self.publish(document, &snapshot, corpus.as_deref(), true);
            if newest {
                if corpus.is_some() {
                    self.look_up(document, &snapshot);
                }
                return;
            }
        }
    }

    /// Publishes what is known about a version if it is still the newest, which is the answer.
    /// With `done`, work on the draft has then come to its end.
    fn publish(&self, document: &Document, snapshot: &Snapshot, corpus: Option<&Loaded>, done: bool) -> bool {
        let wanted = |state: &State| state.generation == snapshot.generation && !state.pulled;
        // Everything that takes long is done without the lock, which edits wait for.
        let found = if wanted(&document.state()) {
            let conflicts = corpus.map_or(0, |corpus| diagnostics::conflicts(snapshot, corpus));
            Some((diagnostics::of(self, snapshot, corpus), conflicts))
        } else {
            None
        };
        let mut state = document.state();
        let newest = state.generation == snapshot.generation;
        if let Some((found, conflicts)) = found
            && wanted(&state)
            && !state.closed
        {
            diagnostics::publish(self, &document.uri, snapshot.version, &found);
            state.pushed = true;
            state.conflicts = conflicts;
        }
        if newest && done {
            state.busy = false;
        }
        newest
    }

    /// Looks all claims of a draft up that were not yet looked up, in the background; shows what
    /// conflicts once it is known. Ends early when the draft has changed.
    pub fn look_up(self: &Arc<Self>, document: &Arc<Document>, snapshot: &Arc<Snapshot>) {
        let (session, document, snapshot) = (self.clone(), document.clone(), snapshot.clone());
        tokio::task::spawn_blocking(move || {
            if let Err(place) = guard(|| session.look_up_now(&document, &snapshot)) {
                session.log.error(&format!("looking claims up failed at {place}"));
            }
        });
    }

    fn look_up_now(self: &Arc<Self>, document: &Document, snapshot: &Snapshot) {
        let _alone = self.looking_up.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(root) = &snapshot.settings.corpus else {
            return;
        };
        let (handle, _) = self.corpora.get_or_new(root);
        let Some(corpus) = handle.loaded() else {
            return;
        };
        let mut shown = Instant::now();
        for sentence in &snapshot.analysis.sentences {
            let state = document.state();
            if state.generation != snapshot.generation || state.closed {
                return;
            }
            drop(state);
            snapshot.verdict(&corpus, sentence);
            if shown.elapsed() > BETWEEN {
                self.show_conflicts(document, snapshot, &corpus);
                shown = Instant::now();
            }
        }
        self.show_conflicts(document, snapshot, &corpus);
        self.tell_findings(&snapshot.uri);
        if snapshot.settings.chosen.source_counts != SourceCounts::Off {
            self.refresh_client();
        }
    }

    /// Tells a client that shows findings that there are more than it was told of.
    fn tell_findings(&self, uri: &Uri) {
        let wanted = self
            .configuration
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .tells_findings();
        if wanted {
            self.outbox
                .notify("ascribe/findingsChanged", &json!({"textDocument": {"uri": uri}}));
        }
    }

    /// Publishes again if the conflicts that are known are not those that are shown.
    fn show_conflicts(self: &Arc<Self>, document: &Document, snapshot: &Snapshot, corpus: &Loaded) {
        let known = diagnostics::conflicts(snapshot, corpus);
        let (news, pulled) = {
            let state = document.state();
            (state.conflicts != known, state.pulled)
        };
        if !news {
            return;
        }
        if pulled {
            document.state().conflicts = known;
            self.refresh_client();
        } else {
            self.publish(document, snapshot, Some(corpus), false);
        }
    }

    fn analyse(
        self: &Arc<Self>,
        document: &Document,
        lines: Lines,
        version: i32,
        generation: u64,
        settings: Arc<Settings>,
    ) -> Snapshot {
        let analyzer = self.analyzer(&settings);
        let analysed = guard(|| {
            let text = read(&lines.text, document.format);
            let (analysis, _) = analyzer.analyze_blocks(&text.blocks);
            let dismissals = self.dismissals(&document.uri);
            let path = file_path(&document.uri);
            let dismissed = Dismissed::new(&dismissals, path.as_deref(), &lines.text, &text, &analysis);
            (text.blocks, analysis, dismissed)
        });
        let (blocks, analysis, dismissed) = analysed.unwrap_or_else(|place| {
            self.log.error(&format!(
                "analysis of a draft failed at {place}; it has no findings until it is edited"
            ));
            (
                Vec::new(),
                nothing(settings.chosen.language),
                Dismissed::default(),
            )
        });
        let own_path = file_path(&document.uri).filter(|path| {
            settings
                .corpus
                .as_ref()
                .is_some_and(|corpus| path.starts_with(corpus))
        });
        Snapshot {
            uri: document.uri.clone(),
            version,
            generation,
            lines,
            blocks,
            analysis,
            own_path,
            edited: false,
            settings,
            dismissed,
            variants: KnownVariants::default(),
        }
    }
}

fn nothing(language: Option<Language>) -> Analysis {
    Analysis {
        language: language.unwrap_or(Language::French),
        sentences: Vec::new(),
        mentions: Vec::new(),
        actors: Vec::new(),
        quotations: Vec::new(),
    }
}
