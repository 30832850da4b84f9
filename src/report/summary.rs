use super::Checked;
use crate::analysis::{ActorKind, Status};
use crate::corroboration::Verdict;
use crate::settings::Settings;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The counts that close a report on drafts.
#[derive(Debug, Default)]
pub struct Summary {
    drafts: usize,
    sentences: usize,
    statuses: [usize; 4],
    /// By key: kind, name, mentions.
    actors: BTreeMap<String, (ActorKind, String, usize)>,
    verdicts: [usize; 4],
    asked: bool,
    dismissed: usize,
}

/// How many actors of one kind are named.
const NAMES: usize = 6;

impl Summary {
    /// Counts one draft.
    pub fn add(&mut self, file: &Checked, settings: &Settings) {
        self.drafts += 1;
        self.dismissed += file.dismissed_claims(settings);
        self.sentences += file.analysis.sentences.len();
        for sentence in &file.analysis.sentences {
            self.statuses[match sentence.status {
                Status::Attributed => 0,
                Status::Vague => 1,
                Status::Unattributed => 2,
                Status::None => 3,
            }] += 1;
        }
        for mention in &file.analysis.mentions {
            if let Some(actor) = file.analysis.actors.get(mention.actor) {
                self.actors
                    .entry(actor.key.clone())
                    .or_insert_with(|| (actor.kind, actor.name.clone(), 0))
                    .2 += 1;
            }
        }
        for found in file.corroborations.iter().flatten() {
            self.asked = true;
            self.verdicts[match found.verdict {
                Verdict::Corroborated => 0,
                Verdict::Partial => 1,
                Verdict::Conflicting => 2,
                Verdict::Nothing => 3,
            }] += 1;
        }
    }

    /// How many drafts were counted.
    pub fn drafts(&self) -> usize {
        self.drafts
    }

    /// A few lines, each with its end.
    pub fn text(&self, width: usize) -> String {
        let mut text = String::new();
        let [attributed, vague, unattributed, none] = self.statuses;
        let drafts = match self.drafts {
            1 => String::new(),
            drafts => format!("{drafts} drafts, "),
        };
        let _ = writeln!(
            text,
            "{drafts}{}: {attributed} attributed, {vague} vague, {unattributed} unattributed, {none} without a claim",
            counted(self.sentences, "sentence", "sentences")
        );
        if self.dismissed > 0 {
            let _ = writeln!(
                text,
                "{} dismissed",
                counted(self.dismissed, "finding", "findings")
            );
        }
        for (kind, one, many) in [
            (ActorKind::Person, "person", "persons"),
            (ActorKind::Organisation, "organisation", "organisations"),
            (ActorKind::Place, "place", "places"),
            (ActorKind::Group, "national group", "national groups"),
        ] {
            let mut names: Vec<_> = self.actors.values().filter(|actor| actor.0 == kind).collect();
            if names.is_empty() {
                continue;
            }
            // The most often named first.
            names.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
            let mut list: Vec<_> = names.iter().take(NAMES).map(|actor| actor.1.as_str()).collect();
            if names.len() > NAMES {
                list.push("…");
            }
            let line = format!("{}: {}", counted(names.len(), one, many), list.join(", "));
            let _ = writeln!(text, "{}", super::wrap::wrap(&line, width, 3));
        }
        if self.asked {
            let [corroborated, partial, conflicting, nothing] = self.verdicts;
            let asked = self.verdicts.iter().sum();
            let _ = writeln!(
                text,
                "{} looked up: {corroborated} corroborated, {partial} partial, {conflicting} conflicting, {nothing} with nothing found",
                counted(asked, "claim", "claims")
            );
        }
        text
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
