//! Work on drafts, away from the thread that reads messages: at most one thread a draft, always on
//! its newest text, whose results are thrown away when a newer text has come in meanwhile.

use super::{Document, Session, Settings, Snapshot};
use crate::analysis::Analysis;
use crate::language::Language;
use crate::server::diagnostics;
use crate::server::edit::Lines;
use crate::text::blocks;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

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
        tokio::task::spawn_blocking(move || session.work(&document));
    }

    /// Analyses until there is nothing newer.
    fn work(self: &Arc<Self>, document: &Arc<Document>) {
        loop {
            let (text, version, generation) = {
                let mut state = document.state();
                if state.closed {
                    state.busy = false;
                    return;
                }
                (state.text.clone(), state.version, state.generation)
            };
            let settings = self.settings(&document.uri);
            let lines = Lines::new(text.to_string(), self.setup().encoding);
            let snapshot = Arc::new(self.analyse(document, lines, version, generation, settings));
            let corpus = self.corpus(&snapshot.settings).and_then(|handle| handle.loaded());
            let found = diagnostics::of(self, &snapshot, corpus.as_deref());
            let newest = {
                let mut state = document.state();
                let newest = state.generation == generation;
                if newest && !state.closed {
                    diagnostics::publish(self, &document.uri, version, &found);
                }
                state.busy &= !newest;
                newest
            };
            document.finish(snapshot);
            if newest {
                return;
            }
        }
    }

    fn analyse(
        &self,
        document: &Document,
        lines: Lines,
        version: i32,
        generation: u64,
        settings: Arc<Settings>,
    ) -> Snapshot {
        let analyzer = self.analyzer(&settings);
        let analysed = catch_unwind(AssertUnwindSafe(|| {
            let blocks = blocks(&lines.text, document.format);
            let (analysis, _) = analyzer.analyze_blocks(&blocks);
            (blocks, analysis)
        }));
        let (blocks, analysis) = analysed.unwrap_or_else(|_| {
            // Where it happened was logged by the panic hook; the words of the draft are not.
            self.log
                .error("analysis of a draft failed; it has no findings until it is edited");
            (Vec::new(), nothing(settings.language))
        });
        Snapshot {
            uri: document.uri.clone(),
            version,
            generation,
            lines,
            blocks,
            analysis,
            settings,
        }
    }
}

fn nothing(language: Option<Language>) -> Analysis {
    Analysis {
        language: language.unwrap_or(Language::French),
        sentences: Vec::new(),
        mentions: Vec::new(),
        actors: Vec::new(),
    }
}
