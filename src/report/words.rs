//! How the values of analysis and corroboration are called in the program's output.

use crate::corroboration::{Differs, Reason, Relation, Verdict};

/// As JSON and the terminal call it.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Supports => "supports",
        Relation::Partly => "partly",
        Relation::Conflicts => "conflicts",
        Relation::Unrelated => "unrelated",
    }
}

/// As JSON and the terminal call it.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Corroborated => "corroborated",
        Verdict::Partial => "partial",
        Verdict::Conflicting => "conflicting",
        Verdict::Nothing => "nothing",
    }
}

/// One reason in a few English words.
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Actors { names } => format!("actors: {}", names.join(", ")),
        Reason::Figure { value } => format!("figure: {value}"),
        Reason::Date { value } => format!("date: {value}"),
        Reason::Words { words } => format!("words: {}", words.join(", ")),
        Reason::Differs { what, draft, source } => {
            let what = match what {
                Differs::Figure => "figure",
                Differs::Date => "date",
                Differs::Place => "place",
                Differs::Actor => "actor",
                Differs::Predicate => "statement",
            };
            format!("{what} differs: the draft says {draft}, the source says {source}")
        }
        Reason::Negation { draft, source } => {
            format!("negated: the draft says {draft}, the source says {source}")
        }
        Reason::Denial { cue } => format!("the source reports a denial: {cue}"),
        Reason::Roles { draft, source } => {
            format!("roles differ: the draft says {draft}, the source says {source}")
        }
        Reason::Missing { words } => format!("not in the source: {}", words.join(", ")),
    }
}
