//! Which dismissals of a workspace were of use in the drafts that were checked.

use super::draft::Place;
use super::sources::Setup;
use crate::corroboration::Verdict;
use crate::dismissals::{Kind, Lookup, relative};
use crate::report::{Checked, UnusedEntry};
use crate::settings::Severity;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Entries that dismissed something: the file of dismissals, and the index of the entry.
#[derive(Debug, Default)]
pub(super) struct Uses(Mutex<BTreeSet<(PathBuf, usize)>>);

impl Uses {
    /// Notes what is of use in a draft, and tells the draft which of its comments are not; takes the variants of names
    /// out that are dismissed.
    pub fn note(&self, file: &mut Checked, setup: &Setup) {
        let dismissed = file.dismissed.clone();
        let looked_up = |at: usize| match (file.corroborations.get(at), &setup.corpus) {
            (Some(Some(found)), _) if found.verdict == Verdict::Conflicting => Lookup::Conflicting,
            (Some(Some(_)), _) | (_, None) => Lookup::Otherwise,
            _ => Lookup::Unknown,
        };
        let sentences = &file.analysis.sentences;
        let mut tally = dismissed.tally(&file.analysis, |sentence| {
            let at = sentences.partition_point(|other| other.span.start < sentence.span.start);
            looked_up(at)
        });
        let mentions = &file.analysis.mentions;
        file.variants.retain(|variant| {
            let Some(mention) = mentions.get(variant.mention) else {
                return true;
            };
            tally.add("name-variant", mention.span);
            !dismissed.hides("name-variant", mention.span)
        });
        file.unused = tally.unused();
        let mut uses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, entry) in setup.dismissals.entries.iter().enumerate() {
            if tally.uses(entry.kind, at) {
                uses.insert((setup.dismissals.file.clone(), at));
            }
        }
    }

    /// The entries that dismissed nothing though their drafts were checked or are gone. Of a claim that was dismissed
    /// in a draft that was not checked nothing is known; of an actor, only where `paths`, what was asked to be checked,
    /// has the whole folder that the dismissals are for.
    pub fn unused(&self, drafts: &[(Place, Arc<Setup>)], paths: &[PathBuf]) -> Vec<UnusedEntry> {
        let uses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut known: Vec<_> = Vec::new();
        let mut found = Vec::new();
        for (_, setup) in drafts {
            let dismissals = &setup.dismissals;
            let Some(root) = dismissals.root().filter(|_| !known.contains(&&dismissals.file)) else {
                continue;
            };
            known.push(&dismissals.file);
            if setup.settings.severity.unused_dismissal == Severity::Off {
                continue;
            }
            let whole = paths
                .iter()
                .filter_map(|path| path.canonicalize().ok())
                .any(|path| root.starts_with(path));
            let checked: BTreeSet<String> = drafts
                .iter()
                .filter_map(|(place, _)| match place {
                    Place::Stdin => None,
                    Place::File(path) => relative(root, path),
                })
                .collect();
            for (at, entry) in dismissals.entries.iter().enumerate() {
                let gone = |path: &str| !root.join(path).exists();
                let idle = match (entry.kind, &entry.draft) {
                    (Kind::Claim, Some(draft)) => checked.contains(draft) || gone(draft),
                    (Kind::File, _) => gone(&entry.text),
                    (Kind::Claim, None) | (Kind::Actor, _) => whole,
                };
                if idle && !uses.contains(&(dismissals.file.clone(), at)) {
                    found.push(UnusedEntry {
                        file: dismissals.file.display().to_string(),
                        line: entry.line,
                        text: entry.text.clone(),
                    });
                }
            }
        }
        found
    }
}
