//! Verbs of saying at work: who says, in which construction, in which clause.

use super::subject::{self, Kind, Subject};
use super::words::Words;
use crate::language::Language;
use crate::language::saying::{Classes, Form, Verb};
use crate::language::tagger::{Morph, Pos};
use crate::text::TokenKind;
use std::ops::Range;

/// Where in its sentence a saying stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Its clause is a main clause, subject first.
    Main,
    /// Put in or behind what is said: `, indique le communiqué`, `", she said`.
    Inquit,
    /// In a subordinate clause.
    Subordinate,
    /// A participle that hangs on the main clause: `, affirmant que…`.
    Participle,
}

/// One verb of saying and its speaker.
#[derive(Clone, Debug)]
pub struct Saying {
    /// The verb.
    pub verb: &'static Verb,
    /// The verb group's tokens.
    pub tokens: Range<usize>,
    /// Who says it.
    pub subject: Subject,
    /// In which clause.
    pub place: Place,
    /// In the French conditional of hearsay.
    pub hearsay: bool,
    /// A passive without agent.
    pub agentless: bool,
}

/// One sentence, as the search for verbs of saying sees it.
pub struct Scope<'a> {
    /// Its block.
    pub words: &'a Words<'a>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// For each of its tokens, whether it is inside quotation marks.
    pub quoted: &'a [bool],
}

impl Scope<'_> {
    /// Whether token `i` is inside quotation marks, or one.
    pub fn is_quoted(&self, i: usize) -> bool {
        i.checked_sub(self.tokens.start)
            .and_then(|k| self.quoted.get(k))
            .copied()
            .unwrap_or(false)
    }
}

/// All sayings of a sentence outside of quotation marks, in order.
pub fn sayings(scope: &Scope<'_>) -> Vec<Saying> {
    let mut found = Vec::new();
    for i in scope.tokens.clone() {
        if scope.is_quoted(i) {
            continue;
        }
        // A form that several verbs share is read as the first of them whose construction fits.
        let reading = scope
            .words
            .verbs(i)
            .find_map(|(verb, form)| read(scope, i, verb, form));
        found.extend(reading);
    }
    found
}

/// The verb group around token `i`: where it begins, and what its auxiliaries say.
struct Group {
    start: usize,
    have: bool,
    be: bool,
    conditional: bool,
    modal: bool,
    reflexive: bool,
    infinitive_mark: bool,
    finite: bool,
}

fn group(scope: &Scope<'_>, i: usize) -> Group {
    let words = scope.words;
    let mut group = Group {
        start: i,
        have: false,
        be: false,
        conditional: false,
        modal: false,
        reflexive: false,
        infinitive_mark: false,
        finite: false,
    };
    let mut k = i;
    let mut steps = 0;
    while let Some(before) = k
        .checked_sub(1)
        .filter(|b| *b >= scope.tokens.start && !scope.is_quoted(*b))
    {
        let text = words.text(before);
        if let Some(open) = Some(before)
            .filter(|b| words.is_mark(*b, &[","]))
            .and_then(|b| parenthesis(scope, b))
        {
            k = open;
            continue;
        }
        let inverted = text.starts_with('-') && text.len() > 1;
        let mark = words.mark(before);
        let finite_so_far = group.finite;
        group.finite |= mark.finite;
        if mark.classes.any(Classes::AUX_HAVE) {
            group.have = true;
            group.conditional |= mark.classes.any(Classes::AUX_COND);
        } else if mark.classes.any(Classes::AUX_BE) {
            group.be = true;
            group.conditional |= mark.classes.any(Classes::AUX_COND);
        } else if mark.classes.any(Classes::MODAL.with(Classes::CONTROL)) {
            group.modal = true;
        } else if mark.classes.any(Classes::INF) {
            group.infinitive_mark = true;
        } else if is_adverb(words, before) || inverted || is_link(words, before) {
            if is_reflexive(words, before) {
                group.reflexive = true;
            }
        } else {
            group.finite = finite_so_far;
            break;
        }
        steps += 1;
        if steps > 9 {
            break;
        }
        k = before;
    }
    group.start = k;
    group
}

/// Where the verb group proper begins: adverbs at its left edge are no part of the cue.
fn cue_start(words: &Words<'_>, group: &Group, i: usize) -> usize {
    (group.start..i)
        .find(|k| {
            let mark = words.mark(*k);
            mark.finite || mark.pos != Some(Pos::Adv) || words.is_joined(k + 1)
        })
        .unwrap_or(i)
}

/// Where a parenthesis between an auxiliary and its participle begins (`a, lundi soir, déclaré`), its
/// closing comma being token `close`.
fn parenthesis(scope: &Scope<'_>, close: usize) -> Option<usize> {
    let words = scope.words;
    let open = (scope.tokens.start + 1..close)
        .rev()
        .take(10)
        .find(|k| words.is_mark(*k, &[","]))?;
    let plain = (open + 1..close).all(|k| !words.mark(k).finite && !scope.is_quoted(k));
    (plain && words.is(open - 1, Classes::AUX_HAVE.with(Classes::AUX_BE))).then_some(open)
}

fn is_adverb(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::CLITIC)
        || (words.mark(i).pos == Some(Pos::Adv)
            && !words.is(i, Classes::SUB.with(Classes::THAT).with(Classes::VAGUE)))
}

fn is_reflexive(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::REFLEXIVE)
}

/// `à` and `de` between a modal and its infinitive.
fn is_link(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::LINK) && i > 0 && words.is(i - 1, Classes::MODAL)
}

fn read(scope: &Scope<'_>, i: usize, verb: &'static Verb, form: Form) -> Option<Saying> {
    let words = scope.words;
    let before = i.checked_sub(1).filter(|b| *b >= scope.tokens.start);
    let group = group(scope, i);
    let reflexive = group.reflexive;
    if (verb.can('r') && !reflexive)
        || (reflexive && !verb.can('r') && !verb.can('b') && words.language == Language::French)
    {
        return None;
    }
    let has_aux = group.have || group.be;
    if verb.can('x') && !has_aux {
        return None;
    }
    // English preterite and participle often look alike; behind `have` it is the participle.
    let alike = words.language == Language::English && group.have && form.any(Form::FINITE);
    let participle = (form.any(Form::PARTICIPLE) || alike) && has_aux;
    let infinitive = form.any(Form::BARE) && (group.modal || group.infinitive_mark);
    let finite = form.any(Form::FINITE) && !has_aux && !group.modal;
    let bare_finite = words.language == Language::English
        && form.any(Form::BARE)
        && !group.infinitive_mark
        && !before.is_some_and(|b| words.is(b, Classes::DET));
    let gerund = form.any(Form::GERUND);
    let noun = before.is_some_and(|b| words.is(b, Classes::DET) && !words.is(b, Classes::CLITIC));
    if !(participle || infinitive || gerund || bare_finite || (finite && !noun)) {
        return None;
    }
    if infinitive && group.infinitive_mark && !group.modal {
        return None;
    }
    let end = words.tail(i, verb).unwrap_or(i + 1);
    let quoted = |k: usize| scope.is_quoted(k);
    let passive = participle && group.be && !reflexive;
    let mut saying = Saying {
        verb,
        tokens: cue_start(words, &group, i)..end,
        subject: subject::before(words, scope.tokens.start, group.start, &quoted),
        place: Place::Main,
        hearsay: group.conditional && participle,
        agentless: false,
    };
    if group.modal && saying.subject.kind == Kind::Vague && saying.subject.tokens.len() == 1 {
        // `On peut noter que` is the author's own voice.
        return None;
    }
    if gerund && !has_aux {
        saying.place = Place::Participle;
        if saying.subject.kind == Kind::Missing {
            saying.subject = subject::before(words, scope.tokens.start, i, &quoted);
        }
        return licensed(scope, &saying).then_some(saying);
    }
    if verb.can('j') && is_penalty(words, end) {
        return None;
    }
    if passive && !"shqtwd".chars().any(|use_| verb.can(use_)) {
        return None;
    }
    if passive && verb.act.as_ref() != "agree" {
        let agent = (end..scope.tokens.end.min(end + 10))
            .take_while(|k| {
                !words.is_mark(*k, &[".", ";", ":"])
                    && (!words.mark(*k).finite || words.is(*k, Classes::AGENT))
            })
            .find(|k| words.is(*k, Classes::AGENT));
        match agent {
            Some(by) => {
                let clause = saying.subject.clause;
                let relative = saying.subject.kind == Kind::Relative;
                saying.subject = subject::after(words, by + 1, scope.tokens.end, &quoted);
                saying.subject.clause = clause;
                if relative {
                    saying.place = Place::Subordinate;
                }
                if !saying.subject.kind.speaks() {
                    return None;
                }
            }
            None => {
                let open = words.is(end, Classes::INF.with(Classes::THAT))
                    || saying.subject.kind == Kind::Pronoun
                        && is_impersonal(words, saying.subject.tokens.start)
                    || matches!(&*verb.act, "accuse" | "criticise") && !words.is_mark(end, &[",", "."]);
                if !verb.can('p') || !open || !group.finite || saying.subject.kind == Kind::Relative {
                    return None;
                }
                saying.agentless = true;
            }
        }
        if is_subordinate(scope, &saying.subject) {
            saying.place = Place::Subordinate;
        }
        return Some(saying);
    }
    // Subject behind the verb: after a comma, a quotation or at the head, and where `-t-il` is in the group.
    let clitic = (group.start..i + 3.min(scope.tokens.end.saturating_sub(i)))
        .find(|k| words.text(*k).starts_with('-') && words.text(*k).len() > 1);
    if let Some(k) = clitic {
        saying.subject = inverted_pronoun(words, k);
        saying.tokens.end = saying.tokens.end.max(k + 1);
        saying.place = Place::Inquit;
        return Some(saying);
    }
    // Behind a comma the verb comes before its subject only where the sentence has had a verb already:
    // `Le maire, Jean Petit, a annoncé…` has its subject in front.
    let own = match saying.subject.kind {
        Kind::Missing => group.start,
        _ => saying.subject.tokens.start,
    };
    let had_verb = (scope.tokens.start..own).any(|k| words.mark(k).finite || quoted(k));
    let opens = group.start <= scope.tokens.start
        || quoted(group.start - 1)
        || (words.is_mark(group.start - 1, &[",", "–", "—", "-", ":", ".", "!", "?", "..."])
            && (had_verb || saying.subject.kind == Kind::Missing));
    // `Le film, explique sa réalisatrice, s'inspire…`: between commas the verb needs no verb before it.
    let enclosed = words.is_mark(group.start.saturating_sub(1), &[","]) && {
        let behind = subject::after(words, end, scope.tokens.end, &quoted);
        let close = behind.tokens.end;
        behind.kind.speaks()
            && words.is_mark(close, &[","])
            && (close..scope.tokens.end).any(|k| words.mark(k).finite)
            && (scope.tokens.start..group.start).all(|k| !words.mark(k).finite)
    };
    // `comme l'explique X`, `ce que souligne X`: an inquit in the shape of a clause.
    let like = (1..=2).any(|back| {
        let k = group.start.saturating_sub(back);
        words.is(k, Classes::LIKE) && k >= scope.tokens.start && usize::from(words.mark(k).len) == back
    });
    let opens = opens || like || (enclosed && !participle);
    if saying.subject.kind == Kind::Missing
        || (opens && finite_or(participle, finite, bare_finite) && !infinitive)
    {
        let behind = subject::after(words, end, scope.tokens.end, &quoted);
        let closed = opens && behind.kind.speaks_or_other();
        if closed
            && (verb.can('q') || verb.can('s') || verb.can('h') || verb.can('t'))
            && !starts_clause(words, subject::skip_adverbial(words, end, scope.tokens.end))
        {
            saying.subject = behind;
            saying.place = Place::Inquit;
            return Some(saying);
        }
    }
    if is_subordinate(scope, &saying.subject) {
        saying.place = Place::Subordinate;
    }
    // `…", she said.`: a short clause at the end, behind a comma or a quotation.
    let clause = saying.subject.clause;
    let after_quote = clause > scope.tokens.start
        && (quoted(clause - 1) || (words.is_mark(clause - 1, &[","]) && clause >= 2 && quoted(clause - 2)));
    let clause = saying.subject.tokens.start;
    let aside = clause > scope.tokens.start
        && words.is_mark(clause - 1, &[","])
        && ends_sentence(scope, end)
        && (verb.can('o') || !matches!(words.mark(end).pos, Some(Pos::Det | Pos::Pron | Pos::Noun)))
        && (scope.tokens.start..clause).any(|k| words.mark(k).finite && !quoted(k));
    if (after_quote || aside) && saying.place != Place::Subordinate {
        saying.place = Place::Inquit;
        if saying.subject.kind.speaks() && "qtshz".chars().any(|use_| verb.can(use_)) {
            return Some(saying);
        }
    }
    licensed(scope, &saying).then_some(saying)
}

fn finite_or(participle: bool, finite: bool, bare: bool) -> bool {
    participle || finite || bare
}

impl Kind {
    fn speaks_or_other(self) -> bool {
        self.speaks() || self == Self::Other
    }
}

/// Whether nothing but a short adverbial stands between `end` and the end of the sentence or the next
/// comma: `, diplomats say,`, `, she told reporters on Monday.`
fn ends_sentence(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    let stop = (end..scope.tokens.end)
        .find(|k| words.is_mark(*k, &[".", ",", ";", "!", "…"]))
        .unwrap_or(scope.tokens.end);
    stop - end <= 7
        && (end..stop).all(|k| !words.mark(k).finite && !words.is(k, Classes::THAT.with(Classes::INF)))
}

/// `-t-il`, `-elle`, `-t-on`: who the clitic behind the verb stands for.
fn inverted_pronoun(words: &Words<'_>, k: usize) -> Subject {
    let kind = [
        (Classes::VAGUE, Kind::Vague),
        (Classes::FIRST, Kind::First),
        (Classes::THING, Kind::Thing),
    ]
    .into_iter()
    .find(|(class, _)| words.is(k, *class))
    .map_or(Kind::Pronoun, |(_, kind)| kind);
    Subject {
        kind,
        tokens: k..k + 1,
        document: false,
        clause: k,
    }
}

/// Whether what stands at `i` is a clause rather than a subject: `dit que…`.
fn starts_clause(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::THAT.with(Classes::SUB)) || words.is_mark(i, &[",", ".", ":"])
}

/// Whether the clause of `subject` is introduced by a subordinator.
fn is_subordinate(scope: &Scope<'_>, subject: &Subject) -> bool {
    let words = scope.words;
    if subject.kind == Kind::Relative {
        return true;
    }
    let Some(before) = subject.clause.checked_sub(1).filter(|b| *b >= scope.tokens.start) else {
        return false;
    };
    if !words.is(before, Classes::SUB) {
        return false;
    }
    // A subordinate clause at the head of the sentence ends at the comma before the main clause.
    !(subject.clause..subject.tokens.start).any(|k| words.is_mark(k, &[","]))
}

/// Whether the verb may be used as it is used here.
fn licensed(scope: &Scope<'_>, saying: &Saying) -> bool {
    let words = scope.words;
    let verb = saying.verb;
    let kind = saying.subject.kind;
    if matches!(kind, Kind::First | Kind::Thing) {
        return false;
    }
    if verb.can('s') || (verb.can('h') && (kind.speaks() || kind == Kind::Relative)) {
        return true;
    }
    let end = saying.tokens.end;
    let rest = end..scope.tokens.end;
    if verb.can('w') && words_behind(scope, end) {
        return true;
    }
    // A quotation right behind the verb, or behind a colon.
    let quote_behind = rest
        .clone()
        .take(4)
        .any(|k| scope.is_quoted(k) && words_behind(scope, end))
        || rest.clone().take(16).any(|k| words.is_mark(k, &[":"]));
    if verb.can('q') && quote_behind {
        return true;
    }
    if verb.can('c')
        && words.mark(end).capital
        && rest
            .clone()
            .skip(1)
            .take(5)
            .any(|k| words.mark(k).pos == Some(Pos::Det) && !words.mark(k).capital)
    {
        return true;
    }
    if kind == Kind::Vague && (verb.can('t') || verb.can('z')) {
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
    let clause = || {
        words.language == Language::English
            && !words.is(end, Classes::AGENT.with(Classes::INF))
            && rest
                .clone()
                .take(20)
                .take_while(|k| !words.is(*k, Classes::SUB) && !words.is_mark(*k, &[",", ";", ":"]))
                .skip(1)
                .any(|k| words.mark(k).finite)
    };
    if (verb.can('z') || (verb.can('d') && saying.subject.document)) && clause() {
        return true;
    }
    if verb.can('d') && saying.subject.document {
        return true;
    }
    if verb.can('v') && infinitive_follows(scope, end) {
        return true;
    }
    verb.can('n') && rest.take(7).any(|k| words.is(k, Classes::NOUN))
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
fn is_penalty(words: &Words<'_>, end: usize) -> bool {
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
fn is_impersonal(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::IMPERSONAL)
}

/// Whether an infinitive depends on the verb that ends before `end`.
fn infinitive_follows(scope: &Scope<'_>, end: usize) -> bool {
    let words = scope.words;
    let infinitive = |k: usize| words.mark(k).morph.any(Morph::INFINITIVE);
    let marked = Classes::INF.with(Classes::LINK);
    (words.language == Language::French && infinitive(end))
        || (end..scope.tokens.end.min(end + 9))
            .any(|k| words.is(k, marked) && (infinitive(k + 1) || infinitive(k + 2) || infinitive(k + 3)))
}
