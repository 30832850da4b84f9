use super::draft::{By, Dismissed};
use super::store::Kind;
use crate::analysis::{Analysis, Sentence, Status};
use crate::settings;
use crate::text::{Order, Span};
use std::collections::BTreeSet;

/// What is known of a claim from the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// They contradict it.
    Conflicting,
    /// They do not.
    Otherwise,
    /// It has not been looked up, and may turn out to be contradicted.
    Unknown,
}

/// Which dismissals of a draft dismiss something.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    dismissed: &'a Dismissed,
    used: BTreeSet<By>,
}

/// A comment that does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// The comment, in bytes of the draft.
    pub span: Span,
    /// Why.
    pub why: Why,
}

/// Why a comment does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is nothing (any more) that it would dismiss.
    NothingToDismiss,
    /// It asks for something that nobody knows.
    UnknownOrder(String),
    /// It names a code that nobody knows; the nearest one that there is.
    UnknownCode(String, Option<&'static str>),
    /// It turns on what nothing has turned off.
    NothingOff,
}

impl<'a> Tally<'a> {
    pub(super) fn new(
        dismissed: &'a Dismissed,
        analysis: &Analysis,
        looked_up: impl Fn(&Sentence) -> Lookup,
    ) -> Self {
        let mut tally = Self {
            dismissed,
            used: BTreeSet::new(),
        };
        if dismissed.is_empty() {
            return tally;
        }
        for sentence in &analysis.sentences {
            match sentence.status {
                Status::None => continue,
                Status::Unattributed => tally.add("unattributed-claim", sentence.span),
                Status::Vague => tally.add("vague-attribution", sentence.span),
                Status::Attributed => {}
            }
            // What may yet be contradicted may yet be dismissed: nothing is said too early.
            if looked_up(sentence) != Lookup::Otherwise {
                tally.add("conflicting-source", sentence.span);
            }
        }
        for mention in &analysis.mentions {
            tally.add("actor", mention.span);
        }
        tally
    }

    /// Counts a finding that is not one of the analysis.
    pub fn add(&mut self, code: &str, span: Span) {
        for by in self.dismissed.by(code, span) {
            // A named actor is no problem: nobody writes a comment to be rid of its mark unless he says so.
            let meant = match by {
                By::Comment(at) if code == "actor" => self
                    .dismissed
                    .comments
                    .get(at)
                    .is_some_and(|comment| comment.order == Order::Off || !comment.codes.is_empty()),
                _ => true,
            };
            if meant {
                self.used.insert(by);
            }
        }
    }

    /// Whether an entry of the workspace's dismissals dismisses something here.
    pub fn uses(&self, kind: Kind, entry: usize) -> bool {
        self.used.contains(&By::Entry(kind, entry))
    }

    /// The comments that do nothing, in the order of the draft. In a draft that is dismissed as a whole nobody
    /// wants to hear of them.
    pub fn unused(&self) -> Vec<Unused> {
        if self.dismissed.file() {
            return Vec::new();
        }
        let comments = &self.dismissed.comments;
        let mut found = Vec::new();
        let mut off = false;
        for (at, directive) in comments.iter().enumerate() {
            let codes = || settings::codes();
            let unknown = directive
                .codes
                .iter()
                .find(|code| codes().all(|known| known != *code));
            let why = match (&directive.order, unknown) {
                (Order::Unknown(word), _) => Some(Why::UnknownOrder(word.clone())),
                (_, Some(code)) => Some(Why::UnknownCode(code.clone(), settings::nearest(code, codes()))),
                (Order::On, None) => (!off).then_some(Why::NothingOff),
                (Order::Ignore | Order::Off, None) => {
                    let used = self.used.contains(&By::Comment(at));
                    (!used).then_some(Why::NothingToDismiss)
                }
            };
            match directive.order {
                Order::Off => off = true,
                Order::On => off &= !directive.codes.is_empty(),
                _ => {}
            }
            found.extend(why.map(|why| Unused {
                span: directive.span,
                why,
            }));
        }
        found
    }
}
