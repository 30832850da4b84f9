//! How the values of analysis and corroboration are called in the program's output.

use crate::corroboration::{Dependence, Differs, Evidence, Reason, Relation, Same, Teller, Verdict};

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
        Reason::Actors { names } => format!("actors: {}", all(names)),
        Reason::Before { names } => format!("in the sentence before: {}", all(names)),
        Reason::Figure { value } => format!("figure: {}", value.shown()),
        Reason::Date { value } => format!("date: {}", value.shown()),
        Reason::Words { words } => format!("words: {}", all(words)),
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
        Reason::Negation { by, words } => match by {
            Teller::Source => format!("the source denies it: {words}"),
            Teller::Draft => format!("the draft denies what the source says: {words}"),
        },
        Reason::Denial { cue } => format!("the source reports a denial: {cue}"),
        Reason::Roles {
            predicate,
            draft,
            source,
        } => format!("roles exchanged ({predicate}): {draft} in the draft, {source} in the source"),
        Reason::Missing { words } => format!("not in the source: {}", words.join(", ")),
    }
}

fn all(values: &[Same]) -> String {
    values.iter().map(Same::shown).collect::<Vec<_>>().join(", ")
}

/// All that there is to say of a passage in a few English words: what of the claim it is shown for, why it counts for
/// no source of its own, and why it was judged so.
pub fn reasons(evidence: &Evidence) -> Vec<String> {
    let mut found = Vec::with_capacity(evidence.reasons.len() + 2);
    if !evidence.covers.is_empty() {
        let covers: Vec<_> = evidence.covers.iter().map(|words| format!("“{words}”")).collect();
        found.push(format!("covers {}", covers.join(", ")));
    }
    found.extend(evidence.dependence.as_ref().map(dependence));
    found.extend(evidence.reasons.iter().map(reason));
    found
}

/// Why a passage is no source of its own.
pub fn dependence(dependence: &Dependence) -> String {
    match dependence {
        Dependence::SameText => "same text, counted once".to_owned(),
        Dependence::Copy { of } => format!("copy of {of}, counted once"),
        Dependence::SameOrigin { origin } => format!("same origin: {origin}, counted once"),
    }
}
