//! Verbs of saying at work: who says, in which construction, in which clause.

use super::group::{cue_start, group};
use super::license::{is_impersonal, is_penalty, licensed};
use super::subject::{self, Kind, Subject};
use super::voice::{as_told, house_behind, house_of, inverted_pronoun, narrated};
use super::words::Words;
use crate::language::Language;
use crate::language::saying::{Classes, Form, Verb};
use crate::language::tagger::Pos;
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
    /// What its subject refuses to do.
    pub refusal: bool,
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
        // `a plaidé coupable`, `slammed into the wall`: an event, whatever else the verb may be.
        if scope.words.verbs(i).any(|(verb, _)| verb.can('e')) {
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
    // English preterite and participle often look alike; behind an auxiliary it is the participle.
    let alike = words.language == Language::English && has_aux && form.any(Form::FINITE);
    let participle = (form.any(Form::PARTICIPLE) || alike) && has_aux;
    let infinitive = form.any(Form::BARE) && (group.modal || group.infinitive_mark);
    let finite = form.any(Form::FINITE) && !has_aux && !group.modal;
    let bare_finite = words.language == Language::English
        && form.any(Form::BARE)
        && !group.infinitive_mark
        && !before.is_some_and(|b| words.is(b, Classes::DET));
    // `Ask your doctor.`: an order to the reader.
    if bare_finite && !(scope.tokens.start..i).any(|k| words.is_word(k)) {
        return None;
    }
    let gerund = form.any(Form::GERUND);
    let noun = before.is_some_and(|b| words.is(b, Classes::DET) && !words.is(b, Classes::CLITIC));
    let narrated_by = narrated(scope, i, form);
    if !(participle || infinitive || gerund || bare_finite || (finite && !noun) || narrated_by.is_some()) {
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
        refusal: group.refusal,
    };
    if let Some(house) = house_of(scope, &saying.subject) {
        saying.subject = house;
    }
    if group.modal && saying.subject.kind == Kind::Vague && saying.subject.tokens.len() == 1 {
        // `On peut noter que` is the author's own voice.
        return None;
    }
    // `Il se dit que…`: the reflexive of nobody in particular.
    if reflexive && is_impersonal(words, saying.subject.tokens.start) && words.is(end, Classes::THAT) {
        saying.subject.kind = Kind::Vague;
    }
    if let Some(teller) = narrated_by {
        saying.subject = teller;
        saying.place = Place::Inquit;
        return Some(saying);
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
    if passive && verb.can('m') && saying.subject.tokens.clone().any(|k| words.is(k, Classes::FORUM)) {
        return Some(saying);
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
                    || !verb.tail.is_empty()
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
        if let Some(house) = house_behind(scope, &saying.subject) {
            saying.subject = house;
        }
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
    // English inverts simple tenses only: `said Ann Lee`, never `had said Ann Lee`.
    let inverts = words.language == Language::French || !has_aux;
    let opens = inverts && (opens || like || (enclosed && !participle));
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
    if as_told(scope, &saying) {
        if words.is(saying.subject.tokens.start, Classes::LIKE) {
            saying.subject.tokens.start += 1;
        }
        saying.place = Place::Inquit;
        return Some(saying);
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
        && words.mark(clause).pos != Some(Pos::Adp)
        && (verb.can('o') || !matches!(words.mark(end).pos, Some(Pos::Det | Pos::Pron | Pos::Noun)))
        && ((scope.tokens.start..clause).any(|k| words.mark(k).finite && !quoted(k))
            || (words.is_mark(end, &[","]) && (end..scope.tokens.end).any(|k| words.mark(k).finite)));
    if (after_quote || aside) && saying.place != Place::Subordinate {
        saying.place = Place::Inquit;
        let said = "qtshzu".chars().any(|use_| verb.can(use_))
            || (verb.can('d') && saying.subject.document)
            || (verb.can('m') && saying.subject.tokens.clone().any(|k| words.is(k, Classes::FORUM)));
        if saying.subject.kind.speaks() && said {
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

/// Whether what stands at `i` is a clause rather than a subject: `dit que…`.
fn starts_clause(words: &Words<'_>, i: usize) -> bool {
    words.is(i, Classes::THAT.with(Classes::SUB)) || words.is_mark(i, &[",", ".", ":"])
}

/// Whether the clause of `subject` is introduced by a subordinator.
pub fn is_subordinate(scope: &Scope<'_>, subject: &Subject) -> bool {
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
