//! What one sentence says about its own source.

use super::citation::{citation, noun_head};
use super::empty;
use super::hearsay::{anonymous, hearsay};
use super::preposition::preposition;
use super::quotation::quotation;
use super::quotes::Quote;
use super::saying::{Place, Saying, Scope, sayings};
use super::stance::stance;
use super::subject::Kind;
use crate::analysis::{LocalSentence, Status};
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::Pos;
use crate::text::{Block, BlockKind, Span};
use std::ops::Range;

/// The finding for one sentence from its block alone; spans count from the start of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The status, as far as the block can tell.
    pub status: Status,
    /// Which rule spoke.
    pub rule: &'static str,
    /// The words that name the source.
    pub source: Option<Span>,
    /// Whether those are a pronoun or a description that some earlier name explains.
    pub refers: bool,
    /// The words that say so.
    pub cue: Option<Span>,
    /// The share of the sentence's words that stand in quotation marks: none, some or all.
    pub quoted: Quoted,
    /// Ends in a colon or in a comma before a quotation: what follows belongs to its source.
    pub announces: bool,
}

/// How much of a sentence is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// Nothing.
    None,
    /// A part of it.
    Part,
    /// All its words.
    All,
}

/// The rule for reported speech that hangs on a main clause by a participle.
const PARTICIPLE: &str = "participle-of-saying";

/// What the rules read in one sentence.
pub struct Reading {
    /// What they make of it.
    pub evidence: Evidence,
    /// The rule by which it would claim nothing, had nothing else a say.
    pub empty: Option<&'static str>,
    /// The verbs of saying in it; none where the rules did not come to look for them.
    pub sayings: Vec<Saying>,
}

/// For each of a sentence's tokens, whether it is inside quotation marks.
pub fn quoted(quotes: &[Quote], tokens: Range<usize>) -> Vec<bool> {
    let inside = |i| {
        let at = quotes.partition_point(|q| q.tokens.end <= i);
        quotes.get(at).is_some_and(|q| q.tokens.contains(&i))
    };
    tokens.map(inside).collect()
}

/// Reads one sentence of `block`.
pub fn read(block: &Block, scope: &Scope<'_>, sentence: &LocalSentence, alone: bool) -> Reading {
    let mut reading = Reading {
        evidence: Evidence {
            status: Status::Unattributed,
            rule: "own-voice",
            source: None,
            refers: false,
            cue: None,
            quoted: Quoted::None,
            announces: false,
        },
        empty: empty::rule(scope, block.kind, alone),
        sayings: Vec::new(),
    };
    judge_all(block, scope, sentence, &mut reading);
    reading
}

fn judge_all(block: &Block, scope: &Scope<'_>, sentence: &LocalSentence, reading: &mut Reading) {
    let words = scope.words;
    let range = sentence.tokens.clone();
    let found = &mut reading.evidence;
    let none = reading.empty;
    let word_count = range.clone().filter(|i| words.is_word(*i)).count();
    let inside = range
        .clone()
        .filter(|i| words.is_word(*i) && scope.is_quoted(*i))
        .count();
    let last = range.end.saturating_sub(1);
    found.quoted = match inside {
        0 => Quoted::None,
        n if n == word_count => Quoted::All,
        _ => Quoted::Part,
    };
    found.announces = words.is_mark(last, &[":", ","]);
    if matches!(none, Some("heading" | "boilerplate" | "dateline" | "no-words")) {
        found.status = Status::None;
        found.rule = none.unwrap_or("heading");
        return;
    }
    if found.quoted == Quoted::All && (word_count >= 4 || none.is_none()) {
        found.status = Status::Attributed;
        found.rule = "quotation";
        return;
    }
    reading.sayings = sayings(scope);
    decide(
        block,
        scope,
        sentence,
        &reading.sayings,
        [word_count, inside],
        found,
    );
    let unanswered = found.status == Status::Unattributed
        || (found.status == Status::Vague && none == Some("question"))
        || (found.rule == "link" && matches!(none, Some("instruction" | "sign-off")));
    if unanswered && let Some(rule) = none {
        found.status = Status::None;
        found.rule = rule;
        found.source = None;
        found.cue = None;
    }
}

/// Asks the rules in turn: the first that names a source decides, else the first that finds a vague one.
fn decide(
    block: &Block,
    scope: &Scope<'_>,
    sentence: &LocalSentence,
    all: &[Saying],
    [word_count, inside]: [usize; 2],
    found: &mut Evidence,
) {
    let base = found.clone();
    // Inquits first: they cover the whole sentence.
    let placed = |place: Place| all.iter().filter(move |s| s.place == place);
    let judged = placed(Place::Inquit)
        .chain(placed(Place::Main))
        .filter_map(|saying| judge(scope, saying, &base));
    let rules: [&dyn Fn() -> Option<Evidence>; 7] = [
        &|| preposition(scope, &base),
        &|| stance_taken(scope, &base),
        &|| citation(block, scope, sentence, &base),
        &|| noun_head(scope, &base),
        &|| quotation(scope, word_count, inside, &base),
        &|| placed(Place::Participle).find_map(|saying| participle(scope, saying, &base)),
        &|| hearsay(scope, &base),
    ];
    let mut vague: Option<Evidence> = None;
    let mut candidates = judged.chain(rules.iter().filter_map(|rule| rule()));
    let named = candidates.find(|next| {
        // Hearsay about a saying stays hearsay, whatever participle hangs on it.
        let named = next.status == Status::Attributed && (vague.is_none() || next.rule != PARTICIPLE);
        if !named && vague.is_none() {
            vague = Some(next.clone());
        }
        named
    });
    if let Some(next) = named.or(vague) {
        *found = next;
        if found.status == Status::Attributed && anonymous(scope) {
            found.status = Status::Vague;
            found.rule = "vague-speaker";
        }
    }
}

/// `is confident that`, `est favorable à`.
fn stance_taken(scope: &Scope<'_>, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let taken = stance(scope)?;
    let mut next = base.clone();
    next.status = Status::Attributed;
    next.rule = "stance";
    next.cue = Some(words.cover(&taken.tokens));
    next.source = Some(words.cover(&taken.subject.tokens));
    next.refers = matches!(taken.subject.kind, Kind::Pronoun | Kind::Described);
    Some(next)
}

/// What a saying in a main clause or an inquit makes of its sentence.
fn judge(scope: &Scope<'_>, saying: &Saying, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let mut next = base.clone();
    next.cue = Some(words.cover(&saying.tokens));
    let end = saying.tokens.end;
    let announces = words.is_mark(end, &[":"]) && scope.is_quoted(end + 1);
    if saying.place == Place::Main && !announces && own_claim_before(scope, saying) {
        return None;
    }
    let vague = match saying.subject.kind {
        Kind::Named | Kind::Described | Kind::Pronoun => false,
        Kind::Other => false,
        Kind::Vague => true,
        Kind::Missing if saying.agentless => true,
        Kind::First | Kind::Thing | Kind::Relative => return None,
        Kind::Missing => return None,
    };
    if saying.agentless {
        next.status = Status::Vague;
        next.rule = "passive-without-agent";
        return Some(next);
    }
    next.source = Some(words.cover(&saying.subject.tokens));
    next.refers = matches!(saying.subject.kind, Kind::Pronoun | Kind::Described);
    let told_of = (scope.tokens.start..saying.tokens.end)
        .any(|k| words.is(k, Classes::HEARSAY) && words.mark(k).len == 1 && !scope.is_quoted(k));
    if saying.hearsay || (told_of && saying.place == Place::Main) {
        next.status = Status::Vague;
        next.rule = if saying.hearsay {
            "hearsay-conditional"
        } else {
            "hearsay"
        };
        next.source = None;
    } else if vague {
        next.status = Status::Vague;
        next.rule = "vague-speaker";
    } else {
        next.status = Status::Attributed;
        next.rule = match saying.place {
            Place::Inquit => "inquit",
            _ => "verb-of-saying",
        };
    }
    Some(next)
}

/// Whether a main clause with a claim of its own stands before the saying's clause.
fn own_claim_before(scope: &Scope<'_>, saying: &Saying) -> bool {
    let words = scope.words;
    let start = scope.tokens.start;
    let clause = saying.subject.clause.min(saying.tokens.start);
    let joint = (start..clause)
        .rev()
        .find(|k| words.is(*k, Classes::AND) || words.is_mark(*k, &[";"]));
    let Some(joint) = joint else { return false };
    // Between the joint and the clause only adverbials may stand.
    if (joint + 1..clause).any(|k| words.mark(k).finite) {
        return false;
    }
    let first = (start..joint).find(|k| words.is_word(*k)).unwrap_or(start);
    let subordinate = words.is(first, Classes::SUB);
    let own = (start..joint).any(|k| words.mark(k).finite && !scope.is_quoted(k));
    own && !subordinate
        && !(start..joint).any(|k| {
            words
                .verbs(k)
                .next()
                .is_some_and(|(v, _)| v.can('s') || v.can('h'))
        })
}

/// `…, affirmant que`: reported speech that hangs on the main clause.
fn participle(scope: &Scope<'_>, saying: &Saying, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    // An absolute construction (`les gendarmes craignant que`) and a report to somebody are events.
    let (start, end) = (saying.tokens.start, saying.tokens.end);
    let reports = (end..scope.tokens.end.min(end + 4)).any(|k| words.is(k, Classes::THAT))
        || (words.language == Language::English && saying.verb.can('z') || saying.verb.can('s'));
    let edge = (scope.tokens.start..start)
        .rev()
        .find(|k| words.is_mark(*k, &[",", ";", ":"]))
        .map_or(scope.tokens.start, |k| k + 1);
    let own_subject = edge < start && !(edge..start).any(|k| words.mark(k).finite);
    let behind_preposition = start
        .checked_sub(1)
        .is_some_and(|b| words.mark(b).pos == Some(Pos::Adp));
    if !reports || own_subject || behind_preposition {
        return None;
    }
    let mut next = base.clone();
    next.cue = Some(words.cover(&saying.tokens));
    next.status = Status::Attributed;
    next.rule = PARTICIPLE;
    next.source = Some(words.cover(&saying.subject.tokens)).filter(|_| !saying.subject.tokens.is_empty());
    Some(next)
}

/// Whether the block is one in which every sentence is a quotation.
pub fn is_quotation(block: &Block) -> bool {
    block.kind == BlockKind::Quotation
}
