//! Who speaks: the subject of a verb of saying, and what kind of speaker it is.

use super::words::Words;
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::Pos;
use std::ops::Range;

/// What kind of speaker a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It has a name in it.
    Named,
    /// A role, a body or a document, by a common noun.
    Described,
    /// `il`, `she`, `the latter`.
    Pronoun,
    /// Nobody could ring it up.
    Vague,
    /// A noun that may or may not be able to speak.
    Other,
    /// The author or the reader.
    First,
    /// `cela`, `this`.
    Thing,
    /// The subject of a relative clause.
    Relative,
    /// None was found.
    Missing,
}

impl Kind {
    /// Whether it is plainly somebody or something that speaks.
    pub fn speaks(self) -> bool {
        matches!(self, Self::Named | Self::Described | Self::Pronoun | Self::Vague)
    }
}

/// A subject and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What kind of speaker.
    pub kind: Kind,
    /// Its tokens; empty where it is missing.
    pub tokens: Range<usize>,
    /// Whether it is a document, a study, an announcement.
    pub document: bool,
    /// The token before which its clause begins.
    pub clause: usize,
}

impl Subject {
    fn missing(at: usize) -> Self {
        Self {
            kind: Kind::Missing,
            tokens: at..at,
            document: false,
            clause: at,
        }
    }
}

/// The subject that stands before the verb group that begins at `verb`, in the sentence from `start`.
pub fn before(words: &Words<'_>, start: usize, verb: usize, quoted: &dyn Fn(usize) -> bool) -> Subject {
    let mut end = verb;
    let mut apposition = None;
    // Parentheses, appositions and relative clauses may stand between subject and verb.
    for _ in 0..4 {
        let Some(last) = end.checked_sub(1).filter(|last| *last >= start) else {
            break;
        };
        if !words.is_mark(last, &[",", ")", "-", "–", "—"]) {
            break;
        }
        let opener = match words.text(last) {
            ")" => "(",
            other => other,
        };
        let Some(open) = (start..last).rev().find(|k| words.text(*k) == opener) else {
            break;
        };
        let inner = open + 1..last;
        if opener == "," && !opens_adverbial(words, inner.start) && !words.is(inner.start, Classes::RELATIVE)
        {
            if inner.clone().any(|k| words.mark(k).finite) || !noun_group_before(words, start, open, quoted) {
                break;
            }
            apposition = apposition.or(Some(last));
        }
        end = open;
    }
    let boundary = (start..end).rev().find(|k| is_boundary(words, *k, quoted));
    let mut from = boundary.map_or(start, |k| k + 1);
    if let Some(k) = boundary {
        let open_ended = !(k..end).any(|c| words.is_mark(c, &[","]));
        if words.mark(k).finite && !words.is(k, Classes::SUB) && open_ended {
            // A relative clause inside the noun group: the group begins before it.
            if let Some(relative) = (start..k)
                .rev()
                .take(12)
                .find(|r| words.is(*r, Classes::RELATIVE))
            {
                let outer = (start..relative).rev().find(|r| is_boundary(words, *r, quoted));
                from = outer.map_or(start, |r| r + 1);
                end = relative;
            }
        } else if words.is(k, Classes::RELATIVE) && k + 1 == end {
            return Subject {
                kind: Kind::Relative,
                tokens: k..k + 1,
                document: false,
                clause: k,
            };
        }
    }
    // The last stretch between commas that has a word in it.
    let clause = from;
    while let Some(comma) = (from..end).rev().find(|k| words.is_mark(*k, &[","])) {
        if (comma + 1..end).any(|k| words.is_word(k)) {
            from = comma + 1;
        } else {
            end = comma;
        }
    }
    while from < end && !words.is_word(from) {
        from += 1;
    }
    if from >= end {
        return Subject::missing(verb);
    }
    let mut subject = classify(words, from..end);
    if let Some(last) = apposition.filter(|last| last - from <= 24) {
        // The name may stand in the apposition: `le porte-parole, Jean Petit, …`.
        let whole = classify(words, from..last);
        subject.kind = match (subject.kind, whole.kind) {
            (Kind::Other | Kind::Described, Kind::Named | Kind::Described) => whole.kind,
            (kind, _) => kind,
        };
        subject.tokens.end = last;
    }
    subject.clause = clause;
    subject
}

/// Whether a stretch between commas that begins at `k` is no noun group of its own.
fn opens_adverbial(words: &Words<'_>, k: usize) -> bool {
    use Pos::{Adp, Adv, Sconj, Verb};
    matches!(words.mark(k).pos, Some(Adp | Adv | Sconj | Verb))
        || (words.is(k, Classes::CLITIC.with(Classes::SUB)) && !words.is(k, Classes::DET))
}

/// Whether the stretch before the comma at `open` is a noun group that could be a subject.
fn noun_group_before(words: &Words<'_>, start: usize, open: usize, quoted: &dyn Fn(usize) -> bool) -> bool {
    let edge = (start..open)
        .rev()
        .find(|k| is_boundary(words, *k, quoted) || words.is_mark(*k, &[","]))
        .map_or(start, |k| k + 1);
    let first = (edge..open).find(|k| words.is_word(*k));
    first.is_some_and(|first| !opens_adverbial(words, first))
        && (edge..open).any(|k| matches!(words.mark(k).pos, Some(Pos::Noun | Pos::Propn | Pos::Pron)))
}

/// The subject that stands behind the verb group that ends before `verb_end`, as in `, indique le communiqué`.
pub fn after(words: &Words<'_>, verb_end: usize, end: usize, quoted: &dyn Fn(usize) -> bool) -> Subject {
    let mut from = skip_adverbial(words, verb_end, end);
    while from < end && words.is(from, Classes::CLITIC) && !words.is(from, Classes::DET) {
        from += 1;
    }
    let mut to = from;
    let mut commas = 0;
    while to < end && !quoted(to) {
        let text = words.text(to);
        if matches!(text, ",") {
            // An apposition with a name goes on: `le porte-parole, John Kirby, …`.
            commas += 1;
            if commas > 1 || !words.mark(to + 1).capital {
                break;
            }
        } else if matches!(text, "." | ":" | ";" | "(" | ")" | "–" | "—" | "?" | "!" | "…")
            || (to > from && (words.mark(to).finite || words.is(to, Classes::SUB.with(Classes::AND))))
        {
            break;
        }
        to += 1;
    }
    if from >= to {
        return Subject::missing(verb_end);
    }
    classify(words, from..to)
}

/// Behind a verb, an adverbial between commas: `a indiqué, hier, la Présidence`.
pub fn skip_adverbial(words: &Words<'_>, from: usize, end: usize) -> usize {
    if !words.is_mark(from, &[","]) {
        return from;
    }
    match (from + 1..end.min(from + 5)).find(|k| words.is_mark(*k, &[","])) {
        Some(close) if (from + 1..close).all(|k| opens_adverbial(words, k)) => close + 1,
        _ => from,
    }
}

/// What kind of speaker the noun group `tokens` is.
pub fn classify(words: &Words<'_>, tokens: Range<usize>) -> Subject {
    let last = tokens.end.saturating_sub(1);
    let mut subject = Subject {
        kind: Kind::Other,
        tokens: tokens.clone(),
        document: false,
        clause: tokens.start,
    };
    let named = |range: Range<usize>| {
        range
            .clone()
            .any(|k| words.mark(k).capital && (k > tokens.start || words.mark(k).pos == Some(Pos::Propn)))
    };
    // A pronoun that the group ends with is the subject, whatever adverbial stands before it.
    let pronouns = [
        (Classes::RELATIVE, Kind::Relative),
        (Classes::PERSONAL, Kind::Pronoun),
        (Classes::FIRST, Kind::First),
        (Classes::THING, Kind::Thing),
        (Classes::VAGUE, Kind::Vague),
    ];
    for (class, kind) in pronouns {
        if words.is(last, class) {
            subject.kind = kind;
            subject.tokens = last..tokens.end;
            return subject;
        }
    }
    for k in tokens.clone() {
        let mark = words.mark(k);
        if k == tokens.start && mark.classes.any(Classes::PERSONAL) && usize::from(mark.len) >= tokens.len() {
            subject.kind = Kind::Pronoun;
            return subject;
        }
        if mark.classes.any(Classes::VAGUE_NP) {
            subject.kind = Kind::Vague;
            return subject;
        }
        if mark.classes.any(Classes::VAGUE)
            && k == tokens.start
            && words.is(k, Classes::VAGUE)
            && tokens.len() == 1
        {
            subject.kind = Kind::Vague;
            return subject;
        }
        let before = k.checked_sub(1).filter(|b| *b >= tokens.start);
        let some = tokens.start..k;
        let link = usize::from(words.is(tokens.start, Classes::LINK));
        let loose = tokens.start + link < k && words.is(tokens.start + link, Classes::SOME);
        if mark.classes.any(Classes::CROWD.with(Classes::CROWD_OPEN)) && !mark.capital_inside(k, tokens.start)
        {
            let determined = before.is_some_and(|b| words.is(b, Classes::DET))
                || some.clone().any(|s| words.is(s, Classes::DET));
            let narrowed = match words.language {
                Language::French => determined && named(k + 1..tokens.end),
                // `Residents of Elm Street`, `observers from the African Union`.
                Language::English => {
                    let bounded =
                        words.mark(k + 1).pos == Some(Pos::Adp) && mark.classes.any(Classes::CROWD_OPEN);
                    named(some.clone()) || ((determined || bounded) && named(k + 1..tokens.end))
                }
            };
            let open = mark.classes.any(Classes::CROWD_OPEN);
            // `Des chercheurs de l'université de Lund`: whoever asks the university finds them.
            let housed = words.language == Language::French
                && open
                && words.mark(k + 1).pos == Some(Pos::Adp)
                && named(k + 1..tokens.end);
            subject.kind = if loose && !housed && !(words.language == Language::English && named(some)) {
                Kind::Vague
            } else if narrowed || housed {
                Kind::Named
            } else if open && determined {
                Kind::Described
            } else {
                Kind::Vague
            };
            subject.document = mark.classes.any(Classes::DOCUMENT);
            return subject;
        }
        if mark.classes.any(Classes::ROLE.with(Classes::DOCUMENT)) {
            subject.document = mark.classes.any(Classes::DOCUMENT);
            if loose && !named(tokens.start..k + 1) {
                subject.kind = Kind::Vague;
                return subject;
            }
            subject.kind = if named(tokens.clone()) {
                Kind::Named
            } else {
                Kind::Described
            };
            return subject;
        }
    }
    let head = tokens.start;
    // The name must be the group's head, not what a preposition hangs on it.
    let core = tokens
        .clone()
        .take_while(|k| *k == tokens.start || words.mark(*k).pos != Some(Pos::Adp));
    let core_named = core.clone().any(|k| {
        let mark = words.mark(k);
        mark.pos == Some(Pos::Propn) || (mark.capital && k > tokens.start)
    });
    let role = core
        .clone()
        .any(|k| words.mark(k).pos == Some(Pos::Noun) && words.names_a_role(k));
    if words.is(head, Classes::VAGUE) && !words.mark(head).finite {
        subject.kind = Kind::Vague;
    } else if core_named {
        subject.kind = Kind::Named;
    } else if role {
        subject.kind = Kind::Described;
    } else if tokens.len() <= 2 && words.is(head, Classes::THING) {
        subject.kind = Kind::Thing;
    }
    subject
}

impl super::words::Mark {
    /// Whether a capital shows the word to be part of a name: not at the head of its group.
    fn capital_inside(self, at: usize, start: usize) -> bool {
        self.capital && at > start
    }
}

/// Whether a subject cannot reach over token `k` to the left.
fn is_boundary(words: &Words<'_>, k: usize, quoted: &dyn Fn(usize) -> bool) -> bool {
    quoted(k)
        || words.mark(k).finite
        || words.is(k, Classes::SUB)
        || words.is_mark(k, &[":", ";", ".", "?", "!", "…", "–", "—", "("])
        || (words.is(k, Classes::AND) && joins_clauses(words, k))
}

/// Whether the conjunction at `k` joins clauses rather than two nouns: a finite verb stands before it.
fn joins_clauses(words: &Words<'_>, k: usize) -> bool {
    (k.saturating_sub(40)..k).any(|b| words.mark(b).finite)
}
