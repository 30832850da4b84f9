//! Speakers that do not stand where a subject stands: a house behind a pronoun for nobody, the teller of
//! an infinitive of narration, the pronoun of an inversion, `as the minister told parliament`.

use super::license::clausal_object;
use super::saying::{Saying, Scope};
use super::subject::{self, Kind, Subject};
use super::words::Words;
use crate::language::Language;
use crate::language::saying::{Classes, Form};
use crate::language::tagger::Pos;

/// `À la mairie, on assure que…`: a house speaks through a pronoun for nobody.
pub fn house_of(scope: &Scope<'_>, subject: &Subject) -> Option<Subject> {
    let words = scope.words;
    if subject.kind != Kind::Vague || !words.is(subject.tokens.start, Classes::NOBODY) {
        return None;
    }
    let from = (scope.tokens.start..subject.tokens.start)
        .rev()
        .take(12)
        .take_while(|k| !words.mark(*k).finite)
        .find(|k| words.is(*k, Classes::AT))?;
    let behind = from + usize::from(words.mark(from).len);
    let end = (behind..subject.tokens.start)
        .find(|k| words.is_mark(*k, &[","]))
        .unwrap_or(subject.tokens.start);
    house(words, behind, end, subject)
}

/// `assure-t-on à la mairie`: the same behind the verb.
pub fn house_behind(scope: &Scope<'_>, subject: &Subject) -> Option<Subject> {
    let words = scope.words;
    let from = subject.tokens.end;
    if !words.is(subject.tokens.start, Classes::NOBODY) || !words.is(from, Classes::AT) {
        return None;
    }
    let behind = from + usize::from(words.mark(from).len);
    let end = (behind..scope.tokens.end)
        .find(|k| !words.is_word(*k) || words.mark(*k).finite)
        .unwrap_or(scope.tokens.end);
    house(words, behind, end, subject)
}

/// The house that the words from `from` to `end` name, as the speaker of a clause.
fn house(words: &Words<'_>, from: usize, end: usize, subject: &Subject) -> Option<Subject> {
    let from = (from..end)
        .find(|k| words.mark(*k).pos != Some(Pos::Adp))
        .unwrap_or(end);
    let article = from
        .checked_sub(1)
        .filter(|k| words.is(*k, Classes::DET) && words.mark(*k).pos == Some(Pos::Det));
    let from = article.unwrap_or(from);
    let named = subject::classify(words, from..end.max(from));
    (from < end && matches!(named.kind, Kind::Named | Kind::Described)).then_some(Subject {
        clause: subject.clause,
        ..named
    })
}

/// Who tells by the French infinitive of narration: `Et le ministre de conclure que…`.
pub fn narrated(scope: &Scope<'_>, i: usize, form: Form) -> Option<Subject> {
    let words = scope.words;
    let first = scope.tokens.clone().find(|k| words.is_word(*k))?;
    let link = i
        .checked_sub(1)
        .filter(|k| *k > first && words.is(*k, Classes::LINK))?;
    let opens = words.language == Language::French && words.is(first, Classes::AND) && form.any(Form::BARE);
    let verbless = (first..link).all(|k| !words.mark(k).finite);
    let teller = subject::classify(words, first + 1..link);
    (opens && verbless && first + 1 < link && teller.kind.speaks()).then_some(teller)
}

/// `As the minister told parliament, …`, `comme le ministre l'a écrit`: an inquit in the shape of a clause.
pub fn as_told(scope: &Scope<'_>, saying: &Saying) -> bool {
    let words = scope.words;
    let like = [
        saying.subject.clause.saturating_sub(1),
        saying.subject.tokens.start,
    ]
    .into_iter()
    .find(|k| *k >= scope.tokens.start && words.is(*k, Classes::LIKE));
    let verb = saying.verb;
    let said = "qtshz".chars().any(|use_| verb.can(use_)) || (verb.can('d') && saying.subject.document);
    if like.is_none() || !said || !saying.subject.kind.speaks() {
        return false;
    }
    let end = saying.tokens.end;
    match words.language {
        Language::French => clausal_object(scope, saying),
        // `As the mayor announced the closure, …` tells when.
        Language::English => {
            let object = matches!(words.mark(end).pos, Some(Pos::Det | Pos::Num)) && !verb.can('o');
            let stop = (end..scope.tokens.end).find(|k| words.is_mark(*k, &[",", ":"]));
            !object && stop.is_some_and(|stop| !(end..stop).any(|k| words.mark(k).finite))
        }
    }
}

/// `-t-il`, `-elle`, `-t-on`: who the clitic behind the verb stands for.
pub fn inverted_pronoun(words: &Words<'_>, k: usize) -> Subject {
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
