//! What the guide settles whatever the weights say: names that everybody knows, whole words, no titles.

use super::complete::Sentence;
use super::rules::{self, Guess, SURE};
use super::unit::{Shape, Unit};
use crate::analysis::ActorKind;
use crate::language::Language;
use crate::language::actor_words::word;
use crate::language::fold::fold;
use crate::language::names::{self, Name, class};
use crate::language::tagger::Pos;
use crate::text::Span;

/// A name as units: from, to, and what it names.
pub type Found = (usize, usize, ActorKind);

/// Mends the model's names of one sentence; in order, without overlap.
pub fn repair(sentence: Sentence<'_>, names: Vec<Found>) -> Vec<Found> {
    let Sentence {
        prose,
        units,
        guesses,
        language,
        ..
    } = sentence;
    let mut mended: Vec<Found> = Vec::with_capacity(names.len() + 2);
    for name in names {
        let parts = split(prose, units, name, language);
        mended.extend(
            parts
                .into_iter()
                .filter_map(|part| shorten(prose, units, part, language)),
        );
    }
    for guess in guesses
        .iter()
        .filter(|guess| guess.kind == Some(ActorKind::Group) && !guess.known)
    {
        // `un Belfortain`: the ending and the determiner decide.
        match mended
            .iter_mut()
            .find(|name| name.0 < guess.end && guess.first < name.1)
        {
            Some(name) if name.0 == guess.first && name.1 == guess.end => name.2 = ActorKind::Group,
            Some(_) => {}
            None => mended.push((guess.first, guess.end, ActorKind::Group)),
        }
    }
    for guess in guesses.iter().filter(|guess| guess.known && !guess.weak) {
        settle(units, guess, &mut mended);
    }
    for guess in guesses {
        let ends = |at: usize| {
            units
                .get(at)
                .is_some_and(|u| u.shape == Shape::Lower && u.has(word::LOWER_ORGANISATION))
        };
        let ministry = language == Language::English && guess.end > guess.first + 1 && ends(guess.end - 1);
        if guess.kind.is_none() && guess.known && guess.end > guess.first + 1 {
            // Nothing inside a treaty's or an event's name is an actor.
            mended.retain(|name| name.0 < guess.first || name.1 > guess.end);
        } else if let Some(kind) = guess.kind.filter(|_| ministry) {
            // `Russian foreign ministry`.
            mended.retain(|name| name.1 <= guess.first || guess.end <= name.0);
            mended.push((guess.first, guess.end, kind));
        }
    }
    acronyms(prose, units, &mut mended);
    for name in &mut mended {
        if name.2 == ActorKind::Organisation && reached(&sentence, *name) {
            name.2 = ActorKind::Place;
        }
    }
    in_order(&mut mended);
    sentence.complete(&mut mended);
    in_order(&mut mended);
    mended
}

/// Whether the name of a place stands behind a verb and `à`, `en`, `from` (`est arrivée à Vesoul`): there it is no club.
fn reached(sentence: &Sentence<'_>, (first, end, _): Found) -> bool {
    let unit = |back: usize| first.checked_sub(back).and_then(|at| sentence.units.get(at));
    let name = look_up(sentence.prose, sentence.units, first, end);
    name.is(class::ANY_PLACE)
        && !name.is(class::ANY_ORGANISATION)
        && unit(1).is_some_and(|u| u.has(word::LOCATIVE) && !u.has(word::ELISION))
        && unit(2)
            .and_then(|u| sentence.tags.get(u.token))
            .is_some_and(|tag| tag.pos == Pos::Verb)
}

/// Sorts names; of two that overlap the first stays, of two that begin alike the longer.
fn in_order(names: &mut Vec<Found>) {
    names.sort_by_key(|name| (name.0, std::cmp::Reverse(name.1)));
    let mut end = 0;
    names.retain(|name| {
        let free = name.0 >= end && name.0 < name.1;
        if free {
            end = name.1;
        }
        free
    });
}

/// The words of the units from `first` to before `end`; empty where there are none.
pub fn text<'a>(prose: &'a str, units: &[Unit], first: usize, end: usize) -> &'a str {
    match (units.get(first), end.checked_sub(1).and_then(|at| units.get(at))) {
        (Some(start), Some(stop)) if start.span.start <= stop.span.end => {
            Span::new(start.span.start, stop.span.end).of(prose)
        }
        _ => "",
    }
}

/// What the lexicon says of these units as one name.
pub fn look_up(prose: &str, units: &[Unit], first: usize, end: usize) -> Name {
    names::look_up(text(prose, units, first, end))
}

/// Whole words: a name goes on to the end of its last word, and two names in one word are two.
fn split(prose: &str, units: &[Unit], (mut first, mut end, kind): Found, language: Language) -> Vec<Found> {
    let joined = |at: usize| units.get(at).is_some_and(|u| u.joined);
    let hyphen = |at: usize| {
        units
            .get(at)
            .is_some_and(|u| u.shape == Shape::Hyphen && u.joined)
            && joined(at + 1)
    };
    let lower = |at: usize| units.get(at).is_some_and(|u| u.shape == Shape::Lower);
    let capital = |at: usize| units.get(at).is_some_and(Unit::capital);
    // `Kwok-kin`, `Isle-sur-le-Doubs`: after a small piece the word has not ended.
    let small = |at: usize| {
        lower(at)
            && units.get(at).is_some_and(|u| {
                u.has(word::PARTICLE | word::LINK) || !names::is_ordinary(&fold(u.span.of(prose)), language)
            })
    };
    while hyphen(end) && (small(end + 1) || lower(end.wrapping_sub(1)) && capital(end + 1)) {
        end += 2;
    }
    // `-le-Doubs` is the end of a longer word, unless it begins with a prefix (`pro-Beijing`).
    while first >= 2
        && hyphen(first - 1)
        && (lower(first) || lower(first - 2) && first >= 4 && hyphen(first - 3))
    {
        first -= 2;
    }
    // `J.-P. Bruneau`.
    let letter = |at: usize| units.get(at).is_some_and(|u| u.shape == Shape::Letter);
    if first >= 2 && hyphen(first - 1) && letter(first) && letter(first - 2) {
        first -= 2;
    }
    if let Some(parts) = two(prose, units, (first, end, kind)) {
        return parts;
    }
    if end == first + 3 && hyphen(first + 1) && kind != ActorKind::Organisation {
        // `Pro-Beijing`.
        let (left, right) = (
            look_up(prose, units, first, first + 1),
            look_up(prose, units, first + 2, end),
        );
        let whole = look_up(prose, units, first, end);
        if left.classes() == 0
            && whole.classes() == 0
            && right.is(class::COUNTRY | class::CAPITAL | class::SEAT)
        {
            return vec![(first + 2, end, rules::kind_of(right).unwrap_or(kind))];
        }
    }
    if kind != ActorKind::Organisation
        && end == first + 3
        && hyphen(first + 1)
        && capital(first)
        && capital(first + 2)
    {
        let (left, right) = (
            units.get(first).map(|u| u.name),
            units.get(first + 2).map(|u| u.name),
        );
        let whole = look_up(prose, units, first, end);
        let known = class::KNOWN_SURNAME
            | class::COUNTRY
            | class::CAPITAL
            | class::PLACE
            | class::CITY
            | class::PERSON;
        if let (Some(left), Some(right)) = (left, right)
            && whole == Name::default()
            && left.is(known)
            && right.is(known)
            && (!left.is(class::FIRST_NAME) || left.is(class::KNOWN_SURNAME))
        {
            let kind_of = |name: Name| rules::kind_of(name).unwrap_or(kind);
            return vec![
                (first, first + 1, kind_of(left)),
                (first + 2, end, kind_of(right)),
            ];
        }
    }
    vec![(first, end, kind)]
}

/// Two names that stand side by side: a country before a person, a body after `of`.
fn two(prose: &str, units: &[Unit], (first, end, kind): Found) -> Option<Vec<Found>> {
    let all = units.get(first..end)?;
    if look_up(prose, units, first, end).is(class::ENTITY) {
        return None;
    }
    // `Serbie Milan Milutinovic`: an apposition without its comma.
    if all.iter().all(Unit::capital) && !all.iter().any(|u| u.has(word::ORGANISATION)) {
        for cut in (first + 1)..end.saturating_sub(1) {
            let front = look_up(prose, units, first, cut);
            if front.is(class::COUNTRY) && units.get(cut).is_some_and(|u| u.name.is(class::FIRST_NAME)) {
                return Some(vec![
                    (first, cut, ActorKind::Place),
                    (cut, end, ActorKind::Person),
                ]);
            }
        }
    }
    if kind != ActorKind::Organisation {
        return None;
    }
    // `Délégation … de l'Assemblée nationale`, `centre de détention du TPI`.
    let tail = (first + 2..end).find(|&at| {
        let linked = units
            .get(at - 1)
            .is_some_and(|u| u.has(word::PARTICLE | word::ELISION) && u.shape == Shape::Lower);
        let name = look_up(prose, units, at, end);
        linked
            && units.get(at).is_some_and(Unit::capital)
            && name.is(class::BODY)
            && name.entity().is_some_and(|e| e.kind == 'O')
    })?;
    let mut stop = tail;
    while stop > first
        && units
            .get(stop - 1)
            .is_some_and(|u| u.has(word::PARTICLE | word::ELISION) && u.shape == Shape::Lower)
    {
        stop -= 1;
    }
    let mut parts = vec![(tail, end, kind)];
    if stop > first + 1 && units.get(first).is_some_and(Unit::capital) {
        parts.insert(0, (first, stop, kind));
    }
    Some(parts)
}

/// Without what is no part of a name at its ends; `None` where nothing is left.
fn shorten(
    prose: &str,
    units: &[Unit],
    (mut first, mut end, mut kind): Found,
    language: Language,
) -> Option<Found> {
    let mark = |unit: &Unit| matches!(unit.shape, Shape::Mark | Shape::Hyphen);
    while first < end && units.get(first).is_some_and(mark) {
        first += 1;
    }
    while first < end
        && units.get(end - 1).is_some_and(|u| {
            u.has(word::CLITIC)
                || u.shape == Shape::Hyphen
                || u.shape == Shape::Mark && !u.joined
                || u.shape == Shape::Lower && u.has(word::ELISION)
        })
    {
        end -= 1;
    }
    while end > first + 1
        && units.get(end - 1).is_some_and(|u| u.has(word::WEEKDAY))
        && !look_up(prose, units, first, end).is(class::ENTITY)
    {
        end -= 1;
    }
    let all = units.get(first..end).filter(|all| !all.is_empty())?;
    let whole = look_up(prose, units, first, end);
    let known = whole.is(SURE);
    let dates = all
        .iter()
        .all(|u| u.has(word::WEEKDAY | word::FUNCTION_WORD) && u.shape != Shape::Upper);
    let initials = all.iter().all(|u| u.shape == Shape::Letter || mark(u));
    if !known && (dates || initials) {
        return None;
    }
    // `the West`, `La France`.
    if !known && end > first + 1 && units.get(first).is_some_and(|u| u.has(word::DETERMINER)) {
        let rest = look_up(prose, units, first + 1, end);
        if rest.is(class::COUNTRY | class::CAPITAL | class::PLACE)
            && rules::kind_of(rest) == Some(ActorKind::Place)
        {
            return Some((first + 1, end, ActorKind::Place));
        }
        // `The Church`: only what is known with its article keeps it in English.
        if language == Language::English
            && units.get(first).is_some_and(|u| u.has(word::ARTICLE))
            && whole.classes() == 0
        {
            first += 1;
        }
    }
    if kind == ActorKind::Person {
        // `Education Mr. Toccafondi`.
        let title = (first..end.saturating_sub(1))
            .rev()
            .find(|&at| units[at].has(word::CIVILITY) && at > first);
        if let Some(at) =
            title.filter(|&at| units[at].capital() && !units[at].name.is(class::FIRST_NAME | class::SURNAME))
        {
            first = at + 1;
            if units.get(first).is_some_and(mark) {
                first += 1;
            }
        }
    }
    if !known {
        // `Yonhap news agency`, `agence Reuters`: the known part is the name.
        let lower = |at: usize| units.get(at).is_some_and(|u| u.shape == Shape::Lower);
        let mut stop = end;
        while stop > first + 1 && lower(stop - 1) {
            stop -= 1;
        }
        let front = look_up(prose, units, first, stop);
        if stop < end && front.is(class::MEDIUM | class::BODY) && front.entity().is_some() {
            end = stop;
            kind = rules::kind_of(front).unwrap_or(kind);
        }
        if end == first + 2 && lower(first) && units.get(first).is_some_and(|u| u.has(word::GLOSS)) {
            let back = look_up(prose, units, first + 1, end);
            if back.is(class::MEDIUM | class::BODY | class::PARTY | class::COMPANY) {
                first += 1;
            }
        }
    }
    (first < end).then_some((first, end, kind))
}

/// Puts a name that the lexicon is sure of in the place of what the model made of it.
fn settle(units: &[Unit], guess: &Guess, names: &mut Vec<Found>) {
    let Some(kind) = guess.kind else { return };
    let long = guess.end > guess.first + 1;
    let plain = units
        .get(guess.first)
        .is_some_and(|u| u.ordinary && u.initial && u.shape != Shape::Upper);
    let strong = guess.name.is(SURE) && (long || !plain)
        || guess
            .name
            .is(class::KNOWN_SURNAME | class::PARTY | class::COMPANY)
            && !units.get(guess.first).is_some_and(|u| u.ordinary)
            && !long;
    let people = guess.name.is(class::PEOPLE) && kind == ActorKind::Group;
    if !(people || strong && Some(kind) == rules::kind_of(guess.name)) {
        return;
    }
    let overlapping: Vec<usize> = (0..names.len())
        .filter(|&at| names[at].0 < guess.end && guess.first < names[at].1)
        .collect();
    let outside = overlapping
        .iter()
        .any(|&at| names[at].0 < guess.first || names[at].1 > guess.end);
    let place = guess.name.is(class::COUNTRY
        | class::SEAT
        | class::BODY
        | class::MEDIUM
        | class::PERSON
        | class::CAPITAL)
        || people;
    match overlapping.as_slice() {
        [] if place => names.push((guess.first, guess.end, kind)),
        [at] if !outside && names[*at].0 == guess.first && names[*at].1 == guess.end => {
            // A title makes a person of a town's name; else everybody's meaning holds.
            let titled = guess.first > 0 && units[guess.first - 1].has(word::CIVILITY | word::FUNCTION);
            if (place || long) && !(titled && names[*at].2 == ActorKind::Person) {
                names[*at].2 = kind;
            }
        }
        // `Corée du Nord puisque`: what goes on in lower case after a state's name is no part of it.
        [at] if (names[*at].0..guess.first)
            .all(|i| units.get(i).is_some_and(|u| u.has(word::DETERMINER)))
            && names[*at].1 > guess.end
            && guess.name.is(class::COUNTRY | class::CAPITAL | class::SEAT)
            && (guess.end..names[*at].1).all(|i| units.get(i).is_some_and(|u| u.shape == Shape::Lower)) =>
        {
            names[*at] = (guess.first, guess.end, kind);
        }
        // `Nord-Coréens de représailles`: a people does not go on so.
        [at] if people
            && names[*at].0 == guess.first
            && names[*at].1 > guess.end
            && units
                .get(guess.end)
                .is_some_and(|u| u.shape == Shape::Lower && u.has(word::LINK)) =>
        {
            names[*at] = (guess.first, guess.end, kind);
        }
        [first, ..] if !outside && long => {
            let first = *first;
            for at in overlapping.iter().skip(1).rev() {
                names.remove(*at);
            }
            names[first] = (guess.first, guess.end, kind);
        }
        _ => {}
    }
}

/// A word in capitals among words in lower case is an organisation's acronym, unless it is known as
/// something else or is a Roman number.
fn acronyms(prose: &str, units: &[Unit], names: &mut Vec<Found>) {
    let upper = units.iter().filter(|u| u.shape == Shape::Upper).count();
    let lower = units.iter().filter(|u| u.shape == Shape::Lower).count();
    if upper * 2 > lower && upper + lower > 6 || upper > 3 * (lower + 1) {
        return;
    }
    for (at, unit) in units.iter().enumerate() {
        let text = unit.span.of(prose);
        let acronym = unit.shape == Shape::Upper
            && (3..=6).contains(&text.len())
            && !text
                .chars()
                .all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'M' | 'D'))
            && !unit.name.is(class::THING)
            && (!unit.ordinary || text.len() <= 4 && !unit.has(word::FUNCTION_WORD));
        if !acronym {
            continue;
        }
        let alone = !units
            .get(at + 1)
            .is_some_and(|u| u.capital() || u.shape == Shape::Digit || u.joined && u.shape == Shape::Hyphen)
            && !at
                .checked_sub(1)
                .and_then(|at| units.get(at))
                .is_some_and(|u| u.capital() || u.shape == Shape::Hyphen);
        match names.iter_mut().find(|name| name.0 <= at && at < name.1) {
            Some(name) if name.1 == name.0 + 1 && name.2 == ActorKind::Person => {
                name.2 = ActorKind::Organisation
            }
            None if alone => names.push((at, at + 1, ActorKind::Organisation)),
            _ => {}
        }
    }
}
