//! What lexicons, capitals and neighbouring words say of names, before any weights.

use super::extent::{capital_run, english_organisation, french_organisation};
use super::unit::{Shape, Unit};
use crate::analysis::ActorKind;
use crate::language::Language;
use crate::language::actor_words::{self, word};
use crate::language::names::{self, Name, class};

/// A run of units that the rules take for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// First unit.
    pub first: usize,
    /// The unit after the last.
    pub end: usize,
    /// What it names; `None` for a thing that is no actor.
    pub kind: Option<ActorKind>,
    /// What the lexicon says of the whole run.
    pub name: Name,
    /// Found by a name of the lexicon, not by capitals alone.
    pub known: bool,
    /// Only the capital of a sentence's first word speaks for it.
    pub weak: bool,
}

/// Classes whose names are what they are whatever stands around them.
pub const SURE: u32 = class::COUNTRY
    | class::CAPITAL
    | class::SEAT
    | class::BODY
    | class::MEDIUM
    | class::PERSON
    | class::PLACE;

/// The kind that a lexicon name has where nothing else decides.
pub fn kind_of(name: Name) -> Option<ActorKind> {
    if let Some(entity) = name.entity() {
        return match entity.kind {
            'P' => Some(ActorKind::Person),
            'O' => Some(ActorKind::Organisation),
            'N' => Some(ActorKind::Group),
            _ => Some(ActorKind::Place),
        };
    }
    if name.is(class::THING) {
        None
    } else if name.is(class::ANY_PLACE) {
        Some(ActorKind::Place)
    } else {
        Some(ActorKind::Person)
    }
}

/// The longest name of the lexicon from unit `at` on that the letters' case allows: its end and entry.
fn longest(prose: &str, units: &[Unit], at: usize) -> Option<(usize, Name)> {
    let first = units.get(at)?;
    let mut best = None;
    let mut next = at;
    names::names_at(prose, first.span.start, |end, name| {
        while units.get(next).is_some_and(|unit| unit.span.end < end) {
            next += 1;
        }
        let Some(last) = units.get(next).filter(|unit| unit.span.end == end) else {
            return;
        };
        if !name.is(class::ENTITY | class::KNOWN_SURNAME) {
            return;
        }
        let run = &units[at..=next];
        let capitals = run.iter().any(Unit::capital);
        let fits = if first.capital() {
            // `Bad news` is not the place `Bad Neustadt`: every long word of a name has its capital.
            run.len() == 1
                || run.iter().skip(1).any(|u| u.capital())
                || name.is(class::COUNTRY
                    | class::BODY
                    | class::MEDIUM
                    | class::PARTY
                    | class::THING
                    | class::CLUB)
        } else {
            (name.is(class::LOWER) || first.has(word::ELISION)) && (capitals || name.is(class::THING))
        };
        let cased = !name.is(class::ACRONYM)
            || run
                .iter()
                .filter(|u| u.shape != Shape::Mark)
                .all(|u| u.shape != Shape::Initial && u.shape != Shape::Lower);
        if fits && cased && !last.has(word::ELISION) {
            best = Some((next + 1, name));
        }
    });
    best
}

/// Reads the units of one sentence.
pub fn guess(prose: &str, units: &[Unit], language: Language) -> Vec<Guess> {
    let mut found: Vec<Guess> = Vec::new();
    let upper = units.iter().filter(|u| u.shape == Shape::Upper).count();
    let all_caps = upper > 3 && units.iter().filter(|u| u.shape == Shape::Lower).count() * 3 < upper;
    let mut at = 0;
    while at < units.len() {
        let guess = at_unit(prose, units, at, language, all_caps, found.last());
        match guess {
            Some(guess) => {
                at = guess.end.max(at + 1);
                found.push(guess);
            }
            None => at += 1,
        }
    }
    found
}

fn at_unit(
    prose: &str,
    units: &[Unit],
    at: usize,
    language: Language,
    all_caps: bool,
    last: Option<&Guess>,
) -> Option<Guess> {
    let unit = units.get(at)?;
    let before = at.checked_sub(1).and_then(|i| units.get(i));
    let guess = |end: usize, kind: Option<ActorKind>, name: Name, known: bool| {
        Some(Guess {
            first: at,
            end,
            kind,
            name,
            known,
            weak: false,
        })
    };
    if unit.shape == Shape::Lower {
        if unit.has(word::ELISION) {
            let article = unit.span.of(prose).starts_with(char::is_uppercase);
            let (end, name) = longest(prose, units, at).filter(|_| article)?;
            return guess(end, kind_of(name), name, true);
        }
        // `les occidentaux`, `un Russe`: a people in lower case is a noun after a determiner only.
        if language == Language::French
            && unit.name.is(class::PEOPLE)
            && before.is_some_and(|b| b.has(word::DETERMINER))
        {
            let next = units.get(at + 1);
            let plural = unit.span.of(prose).ends_with(['s', 'x']);
            let noun = next.is_none_or(|n| n.shape == Shape::Mark || n.has(word::FUNCTION_WORD));
            let feminine = actor_words::is_feminine(unit.span.of(prose), language);
            if plural && noun && !feminine {
                return guess(at + 1, Some(ActorKind::Group), unit.name, true);
            }
        }
        if let Some((end, name)) = longest(prose, units, at) {
            return guess(end, kind_of(name), name, true);
        }
        if language == Language::French && unit.has(word::LOWER_ORGANISATION) {
            let gloss = unit.has(word::GLOSS);
            if let Some(end) = french_organisation(units, at)
                && (!gloss
                    || units
                        .get(at + 1)
                        .is_some_and(|n| n.has(word::LINK | word::ELISION)))
            {
                return guess(end, Some(ActorKind::Organisation), Name::default(), false);
            }
        }
        if language == Language::French && unit.has(word::PLACE) {
            // `bassin du Donets`, `vallée de la Marne`.
            let mut end = at + 1;
            while units
                .get(end)
                .is_some_and(|u| u.has(word::LINK | word::ELISION) && u.shape == Shape::Lower)
            {
                end += 1;
            }
            if end > at + 1 && units.get(end).is_some_and(Unit::capital) && !unit.has(word::LONE_PLACE) {
                return guess(
                    capital_run(units, end, word::PARTICLE),
                    Some(ActorKind::Place),
                    Name::default(),
                    false,
                );
            }
        }
        return None;
    }
    if !unit.capital() {
        return None;
    }
    let gentilic = language == Language::French
        && unit.shape == Shape::Initial
        && before.is_some_and(|b| b.has(word::DETERMINER) && !b.has(word::PARTICLE))
        && !unit.joined
        && !unit.ordinary
        && !unit
            .name
            .is(class::ANY_PLACE | class::ANY_ORGANISATION | class::PERSON)
        && actor_words::is_gentilic(&unit.span.of(prose).to_lowercase(), language)
        && !units.get(at + 1).is_some_and(Unit::capital);
    if gentilic {
        return guess(at + 1, Some(ActorKind::Group), unit.name, false);
    }
    let run = capital_run(units, at, word::PARTICLE);
    let long = if language == Language::English {
        english_organisation(units, at)
    } else {
        run
    };
    let known = longest(prose, units, at);
    let civility = before.is_some_and(|b| {
        b.has(word::CIVILITY)
            || b.shape == Shape::Mark && b.joined && at >= 2 && units[at - 2].has(word::CIVILITY)
    });
    let function = before.is_some_and(|b| b.has(word::FUNCTION));
    // Titles and days in capitals are no part of what follows.
    let title = unit.has(word::CIVILITY | word::FUNCTION) && unit.name.entity().is_none();
    if (title || unit.has(word::WEEKDAY)) && !(civility && run > at + 1) {
        return None;
    }
    if unit.shape == Shape::Letter && run == at + 1 {
        return None;
    }
    if let Some((end, name)) = known {
        let single = end == at + 1;
        let people = name.is(class::PEOPLE) && kind_of(name) == Some(ActorKind::Group);
        if people && language == Language::English {
            return english_people(prose, units, at, end, name);
        }
        let capitals = name.is(class::ACRONYM) && unit.shape == Shape::Upper;
        let sure = !single || !unit.ordinary || (capitals || !unit.initial) && !all_caps;
        let longer =
            run > end && (name.is(class::FIRST_NAME | class::SURNAME) || unit.name.is(class::FIRST_NAME));
        let person = civility
            || function && run > end
            || unit.name.is(class::FIRST_NAME)
                && run > end
                && !name.is(class::COUNTRY | class::BODY | class::SEAT);
        if name.is(class::THING) && name.entity().is_none() {
            return if !single || !unit.ordinary || !unit.initial {
                guess(end, None, name, true)
            } else {
                None
            };
        }
        if civility || (longer && person) {
            return guess(run.max(end), Some(ActorKind::Person), name, true);
        }
        if sure && !(long > end && unit.has(word::ORGANISATION)) {
            // A town or a surname that goes on in capitals is part of a longer name.
            let small = name.is(class::CITY | class::KNOWN_SURNAME | class::CLUB | class::COMPANY) && single;
            if !(small && run > end && units[end].capital()) {
                return guess(end, kind_of(name), name, true);
            }
        }
    }
    if language == Language::French
        && unit.has(word::ORGANISATION)
        && !unit.initial
        && let Some(end) = french_organisation(units, at)
    {
        return guess(end, Some(ActorKind::Organisation), Name::default(), false);
    }
    let weak = unit.initial && unit.ordinary;
    if weak && run == at + 1 {
        return None;
    }
    let heads = |class: u32| units[at..long].iter().any(|u| u.capital() && u.has(class));
    if language == Language::English && long > at + 1 && heads(word::ORGANISATION) {
        return guess(long, Some(ActorKind::Organisation), Name::default(), false);
    }
    if unit.has(word::THING) && run > at + 1 {
        return guess(run, None, Name::default(), false);
    }
    if language == Language::English && heads(word::THING) && long > at + 1 {
        return guess(long, None, Name::default(), false);
    }
    if unit.initial && unit.has(word::FUNCTION_WORD) {
        return None;
    }
    if unit.has(word::PLACE) && !unit.initial && long > run {
        // `Gulf of Carpentaria`.
        return guess(long, Some(ActorKind::Place), Name::default(), false);
    }
    if heads(word::PLACE) && run > at + 1 {
        return guess(run, Some(ActorKind::Place), Name::default(), false);
    }
    let last_unit = &units[run - 1];
    let kind = if civility || function || unit.name.is(class::FIRST_NAME) {
        ActorKind::Person
    } else if unit.shape == Shape::Upper && run == at + 1 && !all_caps && unit.span.len() <= 6 {
        ActorKind::Organisation
    } else if before.is_some_and(|b| b.has(word::LOCATIVE) && !b.has(word::ELISION)) && run <= at + 3 {
        ActorKind::Place
    } else if last_unit.name.is(class::SURNAME) && run > at + 1 {
        ActorKind::Person
    } else if unit.name.is(class::ANY_PLACE) {
        ActorKind::Place
    } else if before.is_some_and(|b| b.has(word::GLOSS | word::ORGANISATION)) {
        ActorKind::Organisation
    } else if last.is_some_and(|g| g.kind == Some(ActorKind::Place) && g.end + 1 == at) {
        ActorKind::Place
    } else if unit.name.is(class::SURNAME) || run > at + 1 {
        ActorKind::Person
    } else {
        ActorKind::Organisation
    };
    Some(Guess {
        first: at,
        end: run,
        kind: Some(kind),
        name: Name::default(),
        known: false,
        weak,
    })
}

/// English has the same word for a people and its adjective: it is a noun where no noun follows.
fn english_people(prose: &str, units: &[Unit], at: usize, end: usize, name: Name) -> Option<Guess> {
    let next = units.get(end);
    let text = units.get(end - 1).map_or("", |u| u.span.of(prose));
    let group = |kind| {
        Some(Guess {
            first: at,
            end,
            kind,
            name,
            known: true,
            weak: false,
        })
    };
    if next.is_some_and(|n| n.capital() && n.has(word::ORGANISATION))
        || next.is_some_and(|n| {
            n.capital()
                && units
                    .get(end + 1)
                    .is_some_and(|m| m.capital() && m.has(word::ORGANISATION))
        })
    {
        let long = english_organisation(units, at);
        return Some(Guess {
            first: at,
            end: long,
            kind: Some(ActorKind::Organisation),
            name: Name::default(),
            known: false,
            weak: false,
        });
    }
    // `Russian foreign ministry`.
    let ministry = (end..units.len().min(end + 4))
        .take_while(|&i| units[i].shape == Shape::Lower || i == end)
        .find(|&i| units[i].has(word::LOWER_ORGANISATION));
    if let Some(i) = ministry {
        return Some(Guess {
            first: at,
            end: i + 1,
            kind: Some(ActorKind::Organisation),
            name: Name::default(),
            known: false,
            weak: false,
        });
    }
    let plural = text.ends_with('s') && !text.ends_with("ss") || text.ends_with("men");
    let before = at.checked_sub(1).and_then(|i| units.get(i));
    let closed = next.is_none_or(|n| n.shape == Shape::Mark || n.has(word::FUNCTION_WORD));
    if plural || closed && before.is_some_and(|b| b.has(word::DETERMINER)) {
        return group(Some(ActorKind::Group));
    }
    group(None)
}
