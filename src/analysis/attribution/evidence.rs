//! What one sentence says about its own source.

use super::empty;
use super::quotes::Quote;
use super::saying::{Place, Saying, Scope, sayings};
use super::stance::stance;
use super::subject::{self, Kind, Subject};
use super::words::Words;
use crate::analysis::{LocalSentence, Status};
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::{Morph, Pos};
use crate::text::{Block, BlockKind, CitationKind, Span};
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

/// The evidence of one sentence of `block`.
pub fn evidence(
    block: &Block,
    words: &Words<'_>,
    quotes: &[Quote],
    sentence: &LocalSentence,
    alone: bool,
) -> Evidence {
    let range = sentence.tokens.clone();
    let quoted: Vec<bool> = range
        .clone()
        .map(|i| {
            let at = quotes.partition_point(|q| q.tokens.end <= i);
            quotes.get(at).is_some_and(|q| q.tokens.contains(&i))
        })
        .collect();
    let scope = Scope {
        words,
        tokens: range.clone(),
        quoted: &quoted,
    };
    let word_count = range.clone().filter(|i| words.is_word(*i)).count();
    let inside = range
        .clone()
        .filter(|i| words.is_word(*i) && scope.is_quoted(*i))
        .count();
    let last = range.end.saturating_sub(1);
    let mut found = Evidence {
        status: Status::Unattributed,
        rule: "own-voice",
        source: None,
        refers: false,
        cue: None,
        quoted: match inside {
            0 => Quoted::None,
            n if n == word_count => Quoted::All,
            _ => Quoted::Part,
        },
        announces: words.is_mark(last, &[":", ","]),
    };
    let none = empty::rule(&scope, block.kind, alone);
    if matches!(none, Some("heading" | "boilerplate" | "dateline" | "no-words")) {
        found.status = Status::None;
        found.rule = none.unwrap_or("heading");
        return found;
    }
    if found.quoted == Quoted::All && (word_count >= 4 || none.is_none()) {
        found.status = Status::Attributed;
        found.rule = "quotation";
        return found;
    }
    decide(block, &scope, sentence, word_count, inside, &mut found);
    let unanswered = found.status == Status::Unattributed
        || (found.status == Status::Vague && none == Some("question"))
        || (found.rule == "link" && matches!(none, Some("instruction" | "sign-off")));
    if unanswered && let Some(rule) = none {
        found.status = Status::None;
        found.rule = rule;
        found.source = None;
        found.cue = None;
    }
    found
}

/// Asks the rules in turn: the first that names a source decides, else the first that finds a vague one.
fn decide(
    block: &Block,
    scope: &Scope<'_>,
    sentence: &LocalSentence,
    word_count: usize,
    inside: usize,
    found: &mut Evidence,
) {
    let all = sayings(scope);
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

/// Quoted words behind a colon, or most of the sentence in quotation marks.
fn quotation(scope: &Scope<'_>, word_count: usize, inside: usize, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let mut next = base.clone();
    next.status = Status::Attributed;
    let colon = scope
        .tokens
        .clone()
        .find(|k| words.is_mark(*k, &[":"]) && scope.is_quoted(k + 1) && !scope.is_quoted(*k));
    if let Some(colon) = colon.filter(|_| inside >= 2) {
        next.rule = "quotation-after-colon";
        next.cue = Some(words.span(colon));
        return Some(next);
    }
    next.rule = "quotation";
    let most = inside >= 5 && inside * 10 >= word_count * 6 && !is_title(scope);
    (most || direct_speech(scope)).then_some(next)
}

/// Whether the quoted words are a title: most of them have a capital, and none is a finite verb.
fn is_title(scope: &Scope<'_>) -> bool {
    let words = scope.words;
    let quoted = scope
        .tokens
        .clone()
        .filter(|k| scope.is_quoted(*k) && words.is_word(*k));
    let (mut all, mut capitals) = (0, 0);
    for k in quoted {
        all += 1;
        capitals += usize::from(words.mark(k).capital);
    }
    capitals * 2 > all
}

/// `"It's in our favour," Mary, 19, shouted as…`: a clause in quotation marks that a comma ties to words
/// about somebody. Writers put any verb there (`s'étrangle`, `shrugs`), so that none is asked for.
fn direct_speech(scope: &Scope<'_>) -> bool {
    let words = scope.words;
    let range = scope.tokens.clone();
    let Some(close) = range
        .clone()
        .find(|k| scope.is_quoted(*k) && !scope.is_quoted(k + 1) && k + 1 < range.end)
    else {
        return false;
    };
    let comma = words.is_mark(close.saturating_sub(1), &[",", "!", "…"]) || words.is_mark(close + 1, &[","]);
    let clause = (range.start..close).any(|k| scope.is_quoted(k) && words.mark(k).finite);
    let opens = scope.is_quoted(range.start);
    let teller = (close + 1..range.end).any(|k| {
        let mark = words.mark(k);
        let person = Classes::ROLE.with(Classes::PERSONAL).with(Classes::DOCUMENT);
        !scope.is_quoted(k) && (mark.capital || mark.classes.any(person))
    });
    opens && comma && clause && teller
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

/// Whether the sentence says that its speaker is not to be named.
fn anonymous(scope: &Scope<'_>) -> bool {
    let words = scope.words;
    let mut tokens = scope.tokens.clone();
    tokens.any(|k| words.is(k, Classes::ANONYMOUS) && !scope.is_quoted(k))
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

/// `selon X`, `according to X`.
fn preposition(scope: &Scope<'_>, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let range = scope.tokens.clone();
    let quoted = |k: usize| scope.is_quoted(k);
    for k in range.clone() {
        let mark = words.mark(k);
        if mark.classes.any(Classes::SELF) && !scope.is_quoted(k) {
            let mut next = base.clone();
            let phrase = words.cover(&(k..k + usize::from(mark.len)));
            (next.status, next.rule) = (Status::Attributed, "source-preposition");
            (next.cue, next.source) = (Some(phrase), Some(phrase));
            next.refers = true;
            return Some(next);
        }
        if scope.is_quoted(k) || !mark.classes.any(Classes::SOURCE.with(Classes::SOURCE_COMMA)) {
            continue;
        }
        let from = k + usize::from(mark.len);
        let subject = subject::after(words, from, range.end, &quoted);
        if subject.tokens.is_empty() {
            continue;
        }
        let head = (subject.tokens.clone()).find(|t| words.is_word(*t) && !words.is(*t, Classes::DET));
        if head.is_some_and(|h| words.is(h, Classes::MEASURE)) {
            continue;
        }
        if !mark.classes.any(Classes::SOURCE) {
            // `Mais pour Jean Petit, …`: a conjunction may stand in front.
            let first = range
                .clone()
                .find(|t| words.is_word(*t) && !words.is(*t, Classes::AND))
                == Some(k);
            let comma = words.is_mark(subject.tokens.end, &[","]);
            let person = words.mark(from).pos == Some(Pos::Propn)
                || head.is_some_and(|h| words.is_acronym(h))
                || head.is_some_and(|h| words.is(h, Classes::ROLE) && words.mark(h).pos != Some(Pos::Adj));
            let person = person || matches!(subject.kind, Kind::Vague | Kind::Pronoun);
            if !(first && comma && person && subject.kind.speaks()) {
                continue;
            }
        }
        let written = subject.document && words.is_mark(k.saturating_sub(1), &[","]);
        if words.language == Language::English && mark.len == 1 && !words.mark(from).capital && !written {
            continue;
        }
        if words.language == Language::French && !set_off(scope, k, &subject) && !can_answer(words, &subject)
        {
            continue;
        }
        if embedded(scope, k) {
            continue;
        }
        let mut next = base.clone();
        next.cue = Some(words.cover(&(k..from)));
        next.source = Some(words.cover(&subject.tokens));
        next.refers = matches!(subject.kind, Kind::Pronoun | Kind::Described);
        (next.status, next.rule) = match subject.kind {
            Kind::Vague => (Status::Vague, "vague-source"),
            Kind::First | Kind::Thing | Kind::Relative | Kind::Missing => continue,
            _ => (Status::Attributed, "source-preposition"),
        };
        return Some(next);
    }
    None
}

/// Whether commas or the edges of the sentence part `selon` and its group from the rest: a measure
/// (`varie selon la saison`) belongs to its verb, a source to the whole sentence.
fn set_off(scope: &Scope<'_>, k: usize, subject: &Subject) -> bool {
    let words = scope.words;
    let behind = subject.tokens.end;
    let open = k == scope.tokens.start || words.is_mark(k - 1, &[",", "–", "—", "("]);
    let close = behind >= scope.tokens.end || !words.is_word(behind) || words.is(behind, Classes::RELATIVE);
    let noun = |k: usize| matches!(words.mark(k).pos, Some(Pos::Noun | Pos::Propn));
    let determined = words.is(subject.tokens.start, Classes::DET.with(Classes::SOME));
    open && close && determined && subject.tokens.clone().any(noun) && subject.kind != Kind::First
}

/// Whether the head of a noun group behind `selon` is one that can answer, and no measure.
fn can_answer(words: &Words<'_>, subject: &Subject) -> bool {
    let people = Classes::ROLE
        .with(Classes::DOCUMENT)
        .with(Classes::CROWD)
        .with(Classes::CROWD_OPEN);
    match subject.kind {
        Kind::Pronoun | Kind::Vague => true,
        Kind::Named | Kind::Described => {
            let head = subject
                .tokens
                .clone()
                .find(|k| matches!(words.mark(*k).pos, Some(Pos::Noun | Pos::Propn)));
            head.is_none_or(|k| {
                words.is(k, people)
                    || words.mark(k).pos == Some(Pos::Propn)
                    || words.mark(k).capital
                    || words.names_a_role(k)
            })
        }
        _ => false,
    }
}

/// Whether a source at `k` stands inside a relative clause, so that it answers for that clause only.
fn embedded(scope: &Scope<'_>, k: usize) -> bool {
    let words = scope.words;
    let start = scope.tokens.start;
    let back = (start..k).rev().take(3).find(|b| words.is_word(*b));
    back.is_some_and(|b| words.is(b, Classes::RELATIVE) && !words.is(b, Classes::THAT) && b > start)
}

/// `[1]`, `(Reuters)`, a link.
fn citation(block: &Block, scope: &Scope<'_>, sentence: &LocalSentence, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let mut next = base.clone();
    next.status = Status::Attributed;
    let cited = block
        .citations
        .iter()
        .filter(|citation| citation.kind == CitationKind::Note || !links_a_name(scope, citation.span))
        .find(|citation| citation.span.overlaps(sentence.span) || citation.span.start == sentence.span.end);
    if let Some(citation) = cited {
        next.rule = match citation.kind {
            CitationKind::Link => "link",
            CitationKind::Note => "note",
        };
        next.source = Some(citation.span);
        next.cue = Some(citation.span);
        return Some(next);
    }
    let range = scope.tokens.clone();
    let credit = range.clone().find(|k| {
        words.is_mark(k.saturating_sub(1), &["(", "["])
            && words.is(*k, Classes::AGENCY)
            && (words.mark(*k).capital || words.is_mark(k + 1, &[":"]))
            && *k > range.start + 3
    })?;
    let end = credit + usize::from(words.mark(credit).len);
    next.rule = "credit";
    next.source = Some(words.cover(&(credit..end)));
    next.cue = Some(words.cover(&(credit..end)));
    Some(next)
}

/// Whether a link's text is a mere name: it leads to what it names and says nothing of the claim.
fn links_a_name(scope: &Scope<'_>, link: Span) -> bool {
    let words = scope.words;
    let mut inside = scope
        .tokens
        .clone()
        .filter(|k| words.is_word(*k) && words.span(*k).overlaps(link))
        .peekable();
    let citing = Classes::AGENCY.with(Classes::DOCUMENT).with(Classes::SIGN_OFF);
    inside.peek().is_some()
        && inside
            .all(|k| words.mark(k).capital && words.mark(k).pos == Some(Pos::Propn) && !words.is(k, citing))
}

/// `Accusation démentie par…`: a noun of saying that is itself the claim.
fn noun_head(scope: &Scope<'_>, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let first = scope.tokens.clone().find(|k| words.is_word(*k))?;
    let spreads = |k: usize| words.is(k, Classes::SPREAD) || words.is(k + 1, Classes::SPREAD);
    if !words.is(first, Classes::NOUN_HEAD)
        || scope.tokens.clone().any(|k| {
            words.mark(k).finite
                && !words.is(k, Classes::NOUN_HEAD)
                && !spreads(k)
                && words.verbs(k).next().is_none()
        })
    {
        return None;
    }
    let by = scope.tokens.clone().find(|k| words.is(*k, Classes::AGENT));
    let spread = scope
        .tokens
        .clone()
        .take(16)
        .find(|k| words.is(*k, Classes::SPREAD));
    if let (None, Some(spread)) = (by, spread) {
        let mut next = base.clone();
        (next.status, next.rule) = (Status::Vague, "noun-of-saying");
        next.cue = Some(words.span(spread));
        return Some(next);
    }
    let by = by?;
    let subject: Subject = subject::after(words, by + 1, scope.tokens.end, &|k| scope.is_quoted(k));
    let mut next = base.clone();
    next.cue = Some(words.cover(&(first..by)));
    next.source = Some(words.cover(&subject.tokens)).filter(|_| !subject.tokens.is_empty());
    next.refers = subject.kind == Kind::Described;
    (next.status, next.rule) = match subject.kind {
        Kind::Vague => (Status::Vague, "noun-of-saying"),
        _ => (Status::Attributed, "noun-of-saying"),
    };
    Some(next)
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

/// Hearsay without any source: adverbs, set phrases, the French conditional.
fn hearsay(scope: &Scope<'_>, base: &Evidence) -> Option<Evidence> {
    let words = scope.words;
    let range: Range<usize> = scope.tokens.clone();
    let main = |k: usize| !scope.is_quoted(k);
    let mut next = base.clone();
    next.status = Status::Vague;
    let aside = |k: usize| {
        let finite_before = |b: usize| (range.start..b).any(|m| words.mark(m).finite);
        (range.start..k).any(|b| words.is(b, Classes::SUB) && finite_before(b))
    };
    let phrase = range.clone().find(|k| main(*k) && words.is(*k, Classes::HEARSAY));
    if let Some(k) = phrase.filter(|k| !second_clause(scope, *k) && !aside(*k) && !of_another_verb(scope, *k))
    {
        next.rule = "hearsay";
        next.cue = Some(words.cover(&(k..k + usize::from(words.mark(k).len))));
        return Some(next);
    }
    if words.language != Language::French || range.clone().any(|k| main(k) && words.is(k, Classes::IF)) {
        return None;
    }
    let conditional = range.clone().find(|k| {
        let relative = (range.start..*k)
            .rev()
            .take(3)
            .any(|b| words.is(b, Classes::RELATIVE));
        let hearsay = words.is(*k, Classes::AUX_COND) && is_hearsay_conditional(words, *k)
            || words.is(*k, Classes::STATE) && words.mark(*k).finite;
        main(*k) && hearsay && !relative
    })?;
    next.rule = "hearsay-conditional";
    next.cue = Some(words.span(conditional));
    Some(next)
}

/// Whether the adverb at `k` belongs to a verb that is not the clause's own: `arrested for allegedly
/// stealing`, `après avoir prétendument détourné`.
fn of_another_verb(scope: &Scope<'_>, k: usize) -> bool {
    let words = scope.words;
    if words.mark(k).len > 1 {
        return false;
    }
    let before = k.checked_sub(1).filter(|b| *b >= scope.tokens.start);
    let governed = before.is_some_and(|b| {
        let mark = words.mark(b);
        (mark.pos == Some(Pos::Adp) || mark.morph.any(Morph::INFINITIVE)) && !mark.finite
            || words.is(b, Classes::DET) && !words.is(b, Classes::CLITIC)
    });
    governed
        && scope
            .tokens
            .clone()
            .any(|f| words.mark(f).finite && !scope.is_quoted(f))
}

/// `aurait fourni`, `serait âgé de`: not `aurait besoin`, not `ce serait`.
fn is_hearsay_conditional(words: &Words<'_>, k: usize) -> bool {
    let participle = (k + 1..k + 5).any(|p| {
        let mark = words.mark(p);
        mark.morph.any(Morph::PARTICIPLE) && mark.morph.any(Morph::PAST)
    });
    let before = k.saturating_sub(3)..k;
    let impersonal = before.clone().any(|b| words.is(b, Classes::THING))
        || words.is(k.saturating_sub(1), Classes::IMPERSONAL);
    if words.is(k, Classes::AUX_BE) {
        !impersonal
    } else {
        participle
    }
}

/// Whether `k` stands in a clause that another main clause comes before.
fn second_clause(scope: &Scope<'_>, k: usize) -> bool {
    let words = scope.words;
    let start = scope.tokens.start;
    let joint = (start + 1..k)
        .rev()
        .find(|j| words.is(*j, Classes::AND) && words.is_mark(j - 1, &[","]));
    joint.is_some_and(|joint| (start..joint).any(|b| words.mark(b).finite))
}

/// Whether the block is one in which every sentence is a quotation.
pub fn is_quotation(block: &Block) -> bool {
    block.kind == BlockKind::Quotation
}
