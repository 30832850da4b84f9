//! Where a name ends.

use super::unit::{Shape, Unit};
use crate::language::actor_words::word;
use crate::language::names::class;

/// The end of the run of capitalised units from `at`, over particles, initials and hyphens.
pub fn capital_run(units: &[Unit], at: usize, links: u32) -> usize {
    let mut end = at + 1;
    loop {
        match units.get(end) {
            Some(unit) if unit.capital() => end += 1,
            Some(unit) if unit.shape == Shape::Hyphen && unit.joined => match units.get(end + 1) {
                Some(next)
                    if next.joined
                        && (next.capital() || next.shape == Shape::Lower && next.span.len() <= 5) =>
                {
                    end += 2
                }
                _ => return end,
            },
            Some(unit) if unit.has(links) && unit.shape == Shape::Lower => {
                let skip = (1..=2).find(|&n| units.get(end + n).is_some_and(Unit::capital));
                match skip {
                    Some(1) => end += 2,
                    Some(2) if units.get(end + 1).is_some_and(|u| u.has(links)) => end += 3,
                    _ => return end,
                }
            }
            Some(unit)
                if unit.shape == Shape::Mark
                    && unit.joined
                    && units.get(end - 1).is_some_and(|u| u.shape == Shape::Letter)
                    && units.get(end + 1).is_some_and(Unit::capital) =>
            {
                end += 2
            }
            _ => return end,
        }
    }
}

/// The end of an organisation's name in French that a head noun at `at` opens.
pub fn french_organisation(units: &[Unit], at: usize) -> Option<usize> {
    let head = units.get(at)?;
    let (mut end, mut at_capital, mut links) = (at + 1, head.capital().then_some(at + 1), 0);
    // A head noun alone takes up to ten units: adjectives, `de` and what it governs.
    while end < units.len() && end - at <= 12 {
        let unit = &units[end];
        let far = !head.capital() && unit.has(word::LINK) && !unit.has(word::GENITIVE | word::ELISION);
        if unit.shape == Shape::Mark || far || unit.has(word::STOP_ORGANISATION) {
            break;
        }
        if unit.shape == Shape::Hyphen && unit.joined {
            end += 1;
            continue;
        }
        if unit.capital() {
            end += 1;
            at_capital = Some(end);
            continue;
        }
        let link = if head.capital() {
            word::LINK | word::ELISION
        } else {
            word::GENITIVE | word::ELISION
        };
        if unit.has(link) && !unit.ordinary {
            links += 1;
            // `… et la Fondation`: what follows an article of its own is another name.
            let another = unit.words & (word::PARTICLE | word::ELISION) == 0
                && unit.has(word::GENITIVE)
                && units
                    .get(end + 1)
                    .is_some_and(|u| u.has(word::ARTICLE | word::ELISION));
            if links > 5 || another {
                break;
            }
            end += 1;
            continue;
        }
        // A common noun or adjective belongs to the name when a preposition or the head stands before it.
        let before = &units[end - 1];
        let free = end - at <= 3 || before.has(word::LINK | word::ELISION);
        if !free || unit.shape == Shape::Digit {
            break;
        }
        end += 1;
        if head.capital()
            && (unit.name.is(class::PEOPLE) || end - at <= 3 || before.has(word::LINK | word::ELISION))
        {
            at_capital = Some(end);
        }
    }
    at_capital
}

/// The end of an organisation's name in English that begins at `at`: over `of`, `for`, `and`, as long as
/// what stands before such a word does not name somebody by itself.
pub fn english_organisation(units: &[Unit], at: usize) -> usize {
    let head = |part: &[Unit]| part.iter().any(|u| u.capital() && u.has(word::ORGANISATION));
    let mut end = capital_run(units, at, word::PARTICLE);
    loop {
        let left = units.get(at..end).unwrap_or(&[]);
        let next = capital_run(units, end - 1, word::LINK | word::PARTICLE);
        let Some(link) = units.get(end).filter(|_| next > end) else {
            return end;
        };
        let Some(start) = (end..next).find(|&i| units[i].capital()) else {
            return end;
        };
        // The next name, and how far it goes by itself.
        let stop = capital_run(units, start, word::PARTICLE);
        let right = units.get(start..stop).unwrap_or(&[]);
        let whole = left.last().is_some_and(|u| u.has(word::ORGANISATION));
        let named = left
            .iter()
            .any(|u| !u.ordinary && u.shape == Shape::Initial && !u.name.is(class::PEOPLE | class::COUNTRY));
        let two = if link.has(word::CONJUNCTION) {
            // `Civic Party and Green Movement` are two, `Food and Drug Administration` is one, as is
            // `Department of Health and Human Services`.
            let inner = left.iter().any(|u| u.shape == Shape::Lower);
            let closed = right.last().is_some_and(|u| u.has(word::ORGANISATION));
            let article = start > end + 1;
            whole && head(right) || (article || named) && !head(left) || !closed && !inner
        } else {
            // `Claudia Mo of Civic Party`, `Duke Energy of Charlotte`.
            let town = right.iter().all(|u| {
                !u.name.is(class::COUNTRY | class::PLACE)
                    && !u.has(word::ORGANISATION)
                    && (right.len() == 1 && !u.ordinary || u.name.is(class::CITY | class::FIRST_NAME))
            });
            named && (!head(left) || whole && left.len() > 1 && town)
        };
        if two {
            return end;
        }
        end = stop;
    }
}

/// The end of an institution's name in lower case that is told from others by its town: `parquet de
/// Brest`, `tribunal administratif de Nantes`.
pub fn institution(units: &[Unit], at: usize) -> Option<usize> {
    let head = units.get(at)?;
    if head.shape != Shape::Lower || !head.has(word::INSTITUTION) {
        return None;
    }
    // What may stand before the town: an adjective, `d'appel`, `de grande instance`.
    for end in at + 1..(at + 6).min(units.len()) {
        let linked = units
            .get(end - 1)
            .is_some_and(|u| u.shape == Shape::Lower && u.has(word::PARTICLE | word::ELISION));
        let unit = &units[end];
        if unit.capital() {
            return linked.then(|| capital_run(units, end, word::PARTICLE));
        }
        let small = unit.shape == Shape::Lower
            && !unit.has(word::STOP_ORGANISATION)
            && (!unit.has(word::FUNCTION_WORD) || unit.has(word::GENITIVE | word::ELISION));
        if !small || unit.has(word::CONJUNCTION) {
            return None;
        }
    }
    None
}
