//! Whether a verb of saying may be read as one in the construction it stands in.

use super::saying::{Saying, Scope};
use super::subject::Kind;
use super::words::Words;
use crate::language::Language;
use crate::language::saying::Classes;
use crate::language::tagger::{Morph, Pos};
use crate::text::TokenKind;

/// Whether the verb may be used as it is used here.
pub fn licensed(scope: &Scope<'_>, saying: &Saying) -> bool {
    let words = scope.words;
    let verb = saying.verb;
    let kind = saying.subject.kind;
    if matches!(kind, Kind::First | Kind::Thing) {
        return false;
    }
    if verb.can('s') || (verb.can('h') && (kind.speaks() || kind == Kind::Relative)) {
        return true;
    }
    if saying.refusal && kind.speaks() {
        return true;
    }
    let end = saying.tokens.end;
    let rest = end..scope.tokens.end;
    if verb.can('w') && words_behind(scope, end) {
        return true;
    }
    let colon_behind = rest.clone().take(16).any(|k| words.is_mark(k, &[":"]));
    if verb.can('q') && (quotation_is_object(scope, saying) || colon_behind) {
        return true;
    }
    if verb.can('c') && kind.speaks() && two_objects(scope, end) {
        return true;
    }
    // `De nombreux juristes jugent le texte inutile`: what nobody in particular thinks or says.
    if kind == Kind::Vague
        && (verb.can('t') || verb.can('z'))
        && !matches!(&*verb.act, "reply" | "ask" | "promise")
    {
        return true;
    }
    if verb.can('i') && kind.speaks() && object_is_no_person(scope, end) {
        return true;
    }
    let that = rest
        .clone()
        .take(25)
        .take_while(|k| !words.mark(*k).finite || words.is(*k, Classes::THAT))
        .any(|k| {
            words.is(k, Classes::THAT)
                && !(words.language == Language::French && words.is(k.saturating_sub(1), Classes::DET))
        });
    if that && (verb.can('t') || (verb.can('d') && (saying.subject.document || kind == Kind::Vague))) {
        return true;
    }
    if verb.can('t') && kind.speaks() && (clausal_object(scope, saying) || bare_infinitive(words, end)) {
        return true;
    }
    if verb.can('u') && kind.speaks() && that_is_next(words, end) {
        return true;
    }
    if verb.can('m') && hears(words, saying) && (that_is_next(words, end) || clause_behind(scope, end)) {
        return true;
    }
    if verb.can('z') && clause_behind(scope, end) {
        return true;
    }
    if verb.can('d') && saying.subject.document {
        return true;
    }
    if verb.can('v') && infinitive_follows(scope, end) {
        return true;
    }
    if verb.can('y') && matches!(kind, Kind::Named | Kind::Described) && infinitive_follows(scope, end) {
        return true;
    }
    if verb.can('f') && kind.speaks() && kind != Kind::Pronoun && figure_behind(scope, end) {
        return true;
    }
    if verb.can('k') && kind.speaks() && object_is(scope, end, Classes::MATTER) {
        return true;
    }
    if verb.can('k') && kind.speaks() && &*verb.act == "admit" && words.is(end, Classes::INDEFINITE) {
        return true;
    }
    verb.can('n') && rest.take(7).any(|k| words.is(k, Classes::NOUN))
}

/// Whether a quotation stands where the verb's object stands: right behind it, behind its hearer, or
/// behind an adverbial, but not inside a noun group (`reconnu l'indépendance des « républiques »`).
fn quotation_is_object(scope: &Scope<'_>, saying: &Saying) -> bool {
    let words = scope.words;
    let end = saying.tokens.end;
    let Some(open) = (end..scope.tokens.end).take(5).find(|k| scope.is_quoted(*k)) else {
        return false;
    };
    let first = (end..open).find(|k| !words.is(*k, Classes::CLITIC) || words.is(*k, Classes::DET));
    let own_object = first.is_some_and(|k| {
        matches!(words.mark(k).pos, Some(Pos::Det | Pos::Noun | Pos::Num)) && words.is_word(k)
    });
    (!own_object || saying.verb.can('o')) && words_behind(scope, end)
}

/// `l'écrivait`, `le répète`: the object pronoun stands for what is said.
pub fn clausal_object(scope: &Scope<'_>, saying: &Saying) -> bool {
    let words = scope.words;
    let before = |k: usize| words.is(k, Classes::CLAUSAL) && words.is(k, Classes::CLITIC);
    let last = saying.tokens.end.saturating_sub(1);
    words.language == Language::French
        && (saying.tokens.start.saturating_sub(1)..last)
            .filter(|k| *k >= scope.tokens.start)
            .any(before)
        && !matches!(words.mark(saying.tokens.end).pos, Some(Pos::Det | Pos::Adp))
}

/// `admet avoir payé`, `jure n'avoir rien vu`: French infinitives need no word that introduces them.
fn bare_infinitive(words: &Words<'_>, end: usize) -> bool {
    words.language == Language::French
        && (end..end + 5)
            .take_while(|k| {
                *k == end || {
                    let before = k - 1;
                    words.is(before, Classes::CLITIC) || words.mark(before).pos == Some(Pos::Adv)
                }
            })
            .any(|k| words.mark(k).morph.any(Morph::INFINITIVE))
        || words.language == Language::French && perfect_infinitive(words, end)
}

/// `confié aux enquêteurs avoir reçu`: a perfect infinitive tells what was, whatever stands before it.
fn perfect_infinitive(words: &Words<'_>, end: usize) -> bool {
    (end..end + 8)
        .take_while(|k| words.is_word(*k) && !words.mark(*k).finite)
        .any(|k| {
            words.is(k, Classes::AUX_HAVE.with(Classes::AUX_BE))
                && words.mark(k).morph.any(Morph::INFINITIVE)
                && (k + 1..k + 3).any(|p| words.mark(p).morph.any(Morph::PARTICIPLE))
        })
}

/// Whether a word that introduces reported speech stands right behind the verb, but for adverbs.
fn that_is_next(words: &Words<'_>, end: usize) -> bool {
    (end..end + 3)
        .take_while(|k| *k == end || words.mark(k - 1).pos == Some(Pos::Adv))
        .any(|k| words.is(k, Classes::THAT))
}

/// Whether the subject is a body before which things are said: `the court heard`.
fn hears(words: &Words<'_>, saying: &Saying) -> bool {
    saying.subject.tokens.clone().any(|k| words.is(k, Classes::FORUM))
}

/// Whether a clause that no word introduces follows: `said the bridge was safe`.
fn clause_behind(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    // A date may stand in front of the clause: `estimated by 2050 demand would double`.
    let dated = words.is(end, Classes::AGENT) && words.kind(end + 1) == Some(TokenKind::Number);
    words.language == Language::English
        && (dated || !words.is(end, Classes::AGENT.with(Classes::INF)))
        && (end..scope.tokens.end)
            .take(20)
            .take_while(|k| !words.is(*k, Classes::SUB) && !words.is_mark(*k, &[",", ";", ":"]))
            .skip(1)
            .any(|k| words.mark(k).finite)
}

/// Whether the verb's complement holds a figure: `chiffre les pertes à 38 millions`.
fn figure_behind(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    (end..scope.tokens.end)
        .take(12)
        .take_while(|k| !words.mark(*k).finite && !words.is_mark(*k, &[",", ";", ":"]))
        .any(|k| words.kind(k) == Some(TokenKind::Number) || words.mark(k).pos == Some(Pos::Num))
}

/// Whether the noun group behind the verb has a word of `class`.
fn object_is(scope: &Scope<'_>, end: usize, class: Classes) -> bool {
    let words = scope.words;
    (end..scope.tokens.end)
        .take(8)
        .take_while(|k| !words.mark(*k).finite && !words.is_mark(*k, &[",", ";", ":"]))
        .any(|k| words.is(k, class))
}

/// Whether two noun groups stand behind the verb with nothing between: `called the strikes a crime`.
fn two_objects(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    (end + 1..scope.tokens.end.min(end + 7))
        .take_while(|k| !words.mark(*k).finite && words.is_word(*k) && words.mark(*k).pos != Some(Pos::Adp))
        .any(|k| {
            words.mark(k).pos == Some(Pos::Det)
                && matches!(words.mark(k - 1).pos, Some(Pos::Noun | Pos::Propn | Pos::Pron))
        })
}

/// Whether the verb's object is a noun group about no person: `welcomed the sale`, not `welcomed the guests`.
fn object_is_no_person(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    let people = Classes::ROLE.with(Classes::CROWD).with(Classes::CROWD_OPEN);
    let determined = matches!(words.mark(end).pos, Some(Pos::Det)) && !words.mark(end + 1).capital;
    let head = (end + 1..scope.tokens.end.min(end + 5)).find(|k| words.mark(*k).pos == Some(Pos::Noun));
    determined && head.is_some_and(|k| !words.is(k, people) && !words.names_a_role(k))
}

/// Whether words that are no title stand in quotation marks behind `end`.
fn words_behind(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    let first = (end..scope.tokens.end).find(|k| scope.is_quoted(*k) && words.is_word(*k));
    first.is_some_and(|first| {
        let count = (first..scope.tokens.end)
            .take_while(|k| scope.is_quoted(*k))
            .filter(|k| words.is_word(*k))
            .count();
        !words.mark(first).capital || count >= 5
    })
}

/// Whether a penalty follows the verb that ends before `end`, its object between them.
pub fn is_penalty(words: &Words<'_>, end: usize) -> bool {
    (end..end + 12).any(|k| penalty_at(words, k))
}

/// `à deux ans`, `à mort`, `à verser`.
fn penalty_at(words: &Words<'_>, k: usize) -> bool {
    let next = words.mark(k + 1);
    words.is(k, Classes::DATIVE)
        && (matches!(next.pos, Some(Pos::Num | Pos::Noun | Pos::Verb))
            || words.kind(k + 1) == Some(TokenKind::Number))
}

/// `il est souligné que`, `it is believed that`: the pronoun stands for nobody.
pub fn is_impersonal(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::IMPERSONAL)
}

/// Whether an infinitive depends on the verb that ends before `end`.
fn infinitive_follows(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    let infinitive = |k: usize| words.mark(k).morph.any(Morph::INFINITIVE);
    let marked = Classes::INF.with(Classes::LINK);
    bare_infinitive(words, end)
        || (end..scope.tokens.end.min(end + 9))
            .any(|k| words.is(k, marked) && (infinitive(k + 1) || infinitive(k + 2) || infinitive(k + 3)))
}
