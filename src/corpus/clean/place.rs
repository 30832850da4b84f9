//! What stands around an article, and says something of it: its headline, date and credits.

use super::header::Header;
use super::patterns::{PATTERNS, is};
use super::unit::Unit;
use crate::corpus::date::{dates, is_weekday, month};
use crate::language::fold::fold;
use regex::Regex;
use std::sync::LazyLock;

/// Longer lines before the text are no headline.
const MAX_HEADLINE: usize = 30;

/// Which of `units` is the headline; `first` is the first running text.
pub(super) fn headline(units: &[Unit], first: Option<usize>) -> Option<usize> {
    let top = units.get(..first?)?;
    if let Some(marked) = top.iter().position(|unit| unit.text.starts_with("# ")) {
        return Some(marked);
    }
    if let Some(found) = top
        .iter()
        .position(|unit| (3..=MAX_HEADLINE).contains(&unit.words) && !unit.bullet)
    {
        return Some(found);
    }
    // A headline may ask a question, and then looks like running text.
    let asked = |unit: &&Unit| unit.text.ends_with(['?', '!']) && unit.alone && (3..20).contains(&unit.words);
    units
        .first()
        .filter(asked)
        .filter(|_| units.len() > 1 && first == Some(0))
        .map(|_| 0)
}

/// A headline without the site's name, and that name.
pub(super) fn split_site(line: &str) -> (&str, Option<&str>) {
    if let Some((title, _)) = line.split_once(" | ")
        && let Some((_, site)) = line.rsplit_once(" | ")
        && title.split_whitespace().count() >= 3
        && site.split_whitespace().count() <= 6
    {
        return (title.trim(), Some(site.trim()));
    }
    for dash in [" - ", " – ", " — ", " :: ", " » "] {
        if let Some((title, site)) = line.rsplit_once(dash) {
            let domain = !site.contains(' ') && site.contains('.') && !site.ends_with('.');
            let capital = site.starts_with(char::is_uppercase);
            if title.split_whitespace().count() >= 3 && (domain || (capital && is(&PATTERNS.site, site))) {
                return (title.trim(), Some(site.trim()));
            }
        }
    }
    (line, None)
}

/// Whether the line is a date and nothing else; the first that is complete is the article's.
pub(super) fn is_date_line(unit: &Unit, header: &mut Header) -> bool {
    if unit.words > 20 || unit.text.len() > 200 || !unit.text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let found = dates(unit.text);
    let mut rest = String::new();
    let mut at = 0;
    for (span, _) in &found {
        rest.push_str(unit.text.get(at..span.start).unwrap_or(""));
        rest.push(' ');
        at = span.end;
    }
    rest.push_str(unit.text.get(at..).unwrap_or(""));
    let mut dated = !found.is_empty();
    for word in fold(&rest)
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
    {
        let word = word.trim_end_matches('.');
        dated |= month(word).is_some();
        let known = word.is_empty()
            || word.starts_with(|c: char| c.is_ascii_digit())
            || month(word).is_some()
            || is_weekday(word)
            || PATTERNS.word.contains(word);
        if !known {
            return false;
        }
    }
    if dated {
        header.date = header.date.or(found.first().map(|(_, date)| *date));
    }
    dated
}

/// Whether the line names an agency or a publisher and nothing else.
pub(super) fn is_credit(unit: &Unit, header: &mut Header) -> bool {
    if let Some(agency) = PATTERNS.agency(unit.plain()) {
        header.agency.get_or_insert_with(|| agency.to_owned());
        return true;
    }
    if unit.words > 8 {
        return false;
    }
    let Some(groups) = PATTERNS
        .credit
        .as_ref()
        .and_then(|pattern| pattern.captures(unit.plain()))
    else {
        return false;
    };
    let named = groups
        .iter()
        .skip(1)
        .flatten()
        .last()
        .map_or("", |group| group.as_str());
    let mut parts = named
        .split([',', '/', '&'])
        .filter_map(|part| PATTERNS.agency(part));
    let Some(agency) = parts.next() else { return false };
    header.agency.get_or_insert_with(|| agency.to_owned());
    true
}

/// Reads what stands before the first word of the text: a date of publication, whose length in
/// bytes is returned because it is no part of the sentence, or a dateline, which is.
pub(super) fn opening(unit: &Unit, header: &mut Header) -> usize {
    static DATELINE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[\p{Lu}][^()\n]{1,60}?\(([^()\n]{2,40})\)\s*[-–—:]").ok());
    let end = unit
        .text
        .char_indices()
        .nth(120)
        .map_or(unit.text.len(), |(at, _)| at);
    let start = unit.text.get(..end).unwrap_or("");
    if let Some(groups) = DATELINE.as_ref().and_then(|pattern| pattern.captures(start))
        && let (Some(whole), Some(named)) = (groups.get(0), groups.get(1))
        && let Some(agency) = PATTERNS.agency(named.as_str())
    {
        header.agency.get_or_insert_with(|| agency.to_owned());
        header.date = header
            .date
            .or(dates(whole.as_str()).first().map(|(_, date)| *date));
        return 0;
    }
    let found = dates(start);
    let Some((span, date)) = found.first() else {
        return 0;
    };
    let before = start.get(..span.start).unwrap_or("").trim();
    let rest = start.get(span.end..).unwrap_or("");
    let body = rest.trim_start_matches(|c: char| c.is_whitespace() || ",:;.|-–—•·".contains(c));
    let numeric = !span.of(start).contains(char::is_alphabetic);
    let barred = rest.trim_start().starts_with(['|', '-', '–', '—', ':', '•', '·']);
    let labelled = is(&PATTERNS.label, before);
    let begins = body.starts_with(|c: char| c.is_uppercase() || "«\"“‘".contains(c));
    let bare = before.is_empty() || is_weekday(&fold(before));
    if !begins || !(labelled || (bare && (numeric || barred))) {
        return 0;
    }
    header.date = header.date.or(Some(*date));
    start.len() - body.len()
}

/// Takes the agency that the text ends with: `… (AFP)`.
pub(super) fn closing_credit(unit: &Unit, header: &mut Header) {
    let end = unit.text.trim_end_matches(['.', ' ']);
    let named = end
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        .map(|(_, named)| named);
    if let Some(agency) = named.and_then(|named| PATTERNS.agency(named)) {
        header.agency.get_or_insert_with(|| agency.to_owned());
    }
}
