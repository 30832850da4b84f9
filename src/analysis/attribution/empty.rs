//! Sentences that claim nothing: headings, questions, wishes, instructions, credits.

use super::saying::Scope;
use super::words::Words;
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::{Morph, Pos};
use crate::text::{BlockKind, TokenKind};

/// How many words a commonplace has at most.
const COMMONPLACE: usize = 16;

/// How many words a line has at most that says how the text was made.
const SIGN_OFF: usize = 14;

/// The rule by which the sentence makes no claim, if one does. `alone` tells that the sentence is
/// all there is on its line and in its block.
pub fn rule(scope: &Scope<'_>, kind: BlockKind, alone: bool) -> Option<&'static str> {
    let words = scope.words;
    match kind {
        BlockKind::Heading => return Some("heading"),
        BlockKind::Boilerplate => return Some("boilerplate"),
        _ => {}
    }
    let range = scope.tokens.clone();
    let count = range.clone().filter(|k| words.is_word(*k)).count();
    if count == 0 {
        return Some("no-words");
    }
    let last = range.clone().rev().find(|k| !is_closer(words, *k));
    let end = last.map_or("", |k| words.text(k));
    if end.ends_with('?') && !last.is_some_and(|k| scope.is_quoted(k) && !scope.is_quoted(range.start)) {
        return Some("question");
    }
    let finite = range.clone().any(|k| words.mark(k).finite && !scope.is_quoted(k));
    let any_finite = range.clone().any(|k| words.mark(k).finite);
    let numbers = range.clone().any(|k| words.kind(k) == Some(TokenKind::Number));
    let stopped = matches!(end, "." | "!" | "…" | "..." | ":" | ";") || end.ends_with('.');
    if alone && !stopped && end != "," && count <= 16 && kind != BlockKind::ListItem {
        return Some(if numbers && !any_finite {
            "dateline"
        } else {
            "heading"
        });
    }
    if credits(words, &range) {
        return Some("caption");
    }
    // `Kenji Ito reported from Kyoto.`, `(avec AFP)`, `nk-jml/ved`.
    let made = range.clone().any(|k| words.is(k, Classes::SIGN_OFF));
    if (made && count <= SIGN_OFF) || count == 1 || (!stopped && count <= 3 && kind != BlockKind::ListItem) {
        return Some("sign-off");
    }
    let first = range.clone().find(|k| words.is_word(*k)).unwrap_or(range.start);
    if range.clone().any(|k| words.is(k, Classes::REQUEST)) {
        return Some("instruction");
    }
    let plain =
        words.language == Language::English || !range.clone().any(|k| words.mark(k).finite && k > first);
    if (instructs(words, first) && plain) || addresses(words, first) {
        return Some("instruction");
    }
    // Without a verb, a short line is a heading in the text or a caption; a longer one states something.
    let most = match words.language {
        Language::French => 8,
        Language::English => 11,
    };
    let listed = end == ";" || (kind == BlockKind::ListItem && numbers);
    if !any_finite && count <= most && !listed {
        return Some("no-verb");
    }
    let verb = range.clone().find(|k| words.mark(*k).finite).unwrap_or(range.end);
    let wishes =
        (first..=verb).any(|k| words.is(k, Classes::OPINION) && (k == first || words.mark(k).len > 1));
    let fact = (first..=verb).any(|k| words.is(k, Classes::FACT));
    if (wishes && !numbers && !fact) || exhorts(words, &range, first) {
        return Some("opinion");
    }
    if !numbers && !fact && count <= COMMONPLACE && !names(scope, first) {
        if own_opinion(scope, first, verb) {
            return Some("own-opinion");
        }
        if evaluates(scope, first, verb) {
            return Some("commonplace");
        }
    }
    if end == "!" && !numbers && !names(scope, first) && count <= 14 {
        return Some("exclamation");
    }
    if end == ":" && count <= 10 && (!finite || !names(scope, first)) {
        return Some("announcement");
    }
    None
}

/// `Photo: Anna Kovacs`: the credit of a picture, at the head or behind its caption.
fn credits(words: &Words<'_>, range: &std::ops::Range<usize>) -> bool {
    range
        .clone()
        .any(|k| words.is_mark(k, &["©"]) && words.mark(k + 1).capital)
        || range.clone().any(|k| {
            words.is(k, Classes::CREDIT) && words.mark(k).capital && words.is_mark(k + 1, &[":", "©"])
        })
}

fn is_closer(words: &Words<'_>, k: usize) -> bool {
    words.is_mark(k, &["\"", "”", "»", ")", "]", "'", "’", "*", "_"])
}

/// Whether a name stands in the sentence behind its first word.
fn names(scope: &Scope<'_>, first: usize) -> bool {
    scope
        .tokens
        .clone()
        .any(|k| k > first && scope.words.mark(k).capital)
}

/// Whether the sentence opens with an order to the reader.
fn instructs(words: &Words<'_>, first: usize) -> bool {
    let mark = words.mark(first);
    mark.pos == Some(Pos::Verb)
        && mark.morph.any(Morph::IMPERATIVE | Morph::INFINITIVE)
        && !mark.morph.any(Morph::PARTICIPLE)
}

/// Whether the sentence opens with an order whatever follows: `Restez chez vous et…`, `Do not drive…`.
fn addresses(words: &Words<'_>, first: usize) -> bool {
    let mark = words.mark(first);
    match words.language {
        // No French clause opens with a second person plural but an order or a question.
        Language::French => {
            let negated = usize::from(words.is(first, Classes::CLITIC) && !words.is(first, Classes::FIRST));
            let verb = first + negated;
            words.mark(verb).pos == Some(Pos::Verb) && words.text(verb).ends_with("ez")
        }
        Language::English => {
            let verb =
                (first + 1..first + 4).find(|k| !matches!(words.mark(*k).pos, Some(Pos::Adv | Pos::Part)));
            let negated = words.is(first, Classes::MODAL) && words.is(first + 1, Classes::CLITIC);
            let never = mark.pos == Some(Pos::Adv) && words.is(first, Classes::CLITIC);
            (negated || never)
                && verb.is_some_and(|k| words.mark(k).morph.any(Morph::INFINITIVE | Morph::IMPERATIVE))
        }
    }
}

/// `Qu'on cesse au moins de…`: a French main clause in the subjunctive.
fn exhorts(words: &Words<'_>, range: &std::ops::Range<usize>, first: usize) -> bool {
    let mut finite = range.clone().filter(|k| words.mark(*k).finite);
    let only = finite.next();
    words.language == Language::French
        && words.is(first, Classes::THAT)
        && words.is(first, Classes::RELATIVE)
        && only.is_some()
        && finite.next().is_none()
}

/// `I do not believe it.`: the author speaks of himself, and nothing in the sentence can be looked up.
fn own_opinion(scope: &Scope<'_>, first: usize, verb: usize) -> bool {
    let words = scope.words;
    let own = (first..verb).any(|k| words.is(k, Classes::FIRST) && !scope.is_quoted(k));
    let thinks = words.is(verb, Classes::MODAL.with(Classes::AUX_BE))
        || (verb..verb + 4).any(|k| words.verbs(k).next().is_some());
    own && thinks
}

/// `Ministers should be ashamed.`, `Ce n'est pas sérieux.`: what ought to be, or praise and blame of what
/// a pronoun stands for; nothing in it can be looked up.
fn evaluates(scope: &Scope<'_>, first: usize, verb: usize) -> bool {
    let words = scope.words;
    let plain = |k: usize| !scope.is_quoted(k);
    let ought = words.is(verb, Classes::DUTY) && plain(verb);
    let pointing = (first..verb).any(|k| words.is(k, Classes::THING.with(Classes::IMPERSONAL)) && plain(k));
    let judged = (verb..scope.tokens.end.min(verb + 6)).any(|k| words.is(k, Classes::EVALUATION));
    ought || (pointing && judged)
}
