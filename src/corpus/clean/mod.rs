//! What of a scraped page is the article: everything else is blanked, byte for byte, so that
//! offsets into the rest stay those of the file.
//!
//! Three kinds of rules: patterns from the languages' data files (advertising slots, `read also`,
//! datelines), the looks of a line (a temperature, a slug, what a template left behind), and its
//! place (a menu stands before the first or after the last running text). A line inside the
//! running text goes only when a pattern takes the whole of it.

mod header;
mod patterns;
mod place;
mod unit;

pub(super) use header::{Header, folded};

use super::date::dates;
use crate::language::fold::fold;
use crate::text::{Format, Span};
use patterns::{PATTERNS, is};
use unit::{Unit, units};

/// A text without what is no part of the article.
#[derive(Clone, Debug)]
pub(super) struct Cleaned {
    /// As long in bytes as the source; what was dropped is blank. Line ends stay.
    pub text: String,
    /// What the page says of the article.
    pub header: Header,
}

/// Cleans `source`; `name` is the file's, which may tell the date.
pub(super) fn clean(source: &str, format: Format, name: &str) -> Cleaned {
    let mut header = Header::default();
    let start = header::front_matter(source, &mut header);
    let units = units(source, start);
    let mut cuts = vec![Span::new(0, start)];
    let mut kept: Vec<Unit> = Vec::with_capacity(units.len());
    let first = units.iter().position(Unit::is_prose);
    let last = units.iter().rposition(Unit::is_prose);
    for (at, unit) in units.iter().enumerate() {
        let (top, bottom) = (
            first.is_some_and(|first| at < first),
            last.is_some_and(|last| at > last),
        );
        let drop = is(&PATTERNS.line, unit.plain())
            || is(&PATTERNS.line, unit.text)
            || looks_left_behind(unit)
            || place::is_date_line(unit, &mut header)
            || ((top || bottom || unit.words <= 3) && place::is_credit(unit, &mut header))
            || (top && header.take(unit.plain()))
            || (top && !unit.ended && is(&PATTERNS.byline, unit.plain()))
            || (bottom && is_chrome(unit, 6));
        if drop {
            cuts.push(unit.span);
        } else {
            kept.push(*unit);
        }
    }
    let first = kept.iter().position(Unit::is_prose);
    let headline = place::headline(&kept, first);
    if let Some(found) = headline.and_then(|at| kept.get(at)) {
        let (title, site) = place::split_site(found.plain());
        if let Some(site) = site {
            // Everything after the title, the bar included.
            let end = found
                .text
                .find(title)
                .map_or(found.span.end, |at| found.span.start + at + title.len());
            cuts.push(Span::new(end, found.span.end));
            header.publisher.get_or_insert_with(|| folded(site));
        }
        header.title.get_or_insert_with(|| folded(title));
    }
    for (at, unit) in kept.iter().enumerate().take(first.unwrap_or(0)) {
        let again = header
            .title
            .as_deref()
            .is_some_and(|title| is_again(unit.plain(), title));
        if Some(at) != headline && (is_chrome(unit, 3) || (again && headline.is_some_and(|found| found < at)))
        {
            cuts.push(unit.span);
        }
    }
    if let Some(unit) = first.and_then(|at| kept.get(at)) {
        let dated = place::opening(unit, &mut header);
        // Blanks before the first word of a Markdown paragraph would make code of it.
        if format == Format::Plain {
            cuts.push(Span::new(unit.span.start, unit.span.start + dated));
        }
    }
    if let Some(unit) = kept.iter().rfind(|unit| unit.is_prose()) {
        place::closing_credit(unit, &mut header);
    }
    header.date = header.date.or_else(|| date_of_name(name));
    Cleaned {
        text: blanked(source, &cuts),
        header,
    }
}

/// What is left of a widget or template: `23.9 C`, `--Pub--spot_img`, `nn-general`.
fn looks_left_behind(unit: &Unit) -> bool {
    if unit.is_prose() || unit.words > 6 {
        return false;
    }
    let text = unit.plain();
    let is_template = |word: &str| {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        inner.contains('_') && !word.contains("://") && !word.contains('@')
    };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_measure = !unit.ended && !unit.bullet && digits > 0 && letters <= 2 && unit.words <= 3;
    let is_rule = letters + digits == 0;
    let is_slug = unit.words == 1
        && unit.alone
        && !text.contains(char::is_whitespace)
        && text.contains('-')
        && text
            .chars()
            .all(|c| c.is_lowercase() || c == '-' || c.is_ascii_digit());
    text.split_whitespace().any(is_template) || is_measure || is_rule || is_slug
}

/// A menu's entry or a category's name: too short for a headline, and no sentence.
fn is_chrome(unit: &Unit, words: usize) -> bool {
    !unit.ended && !unit.bullet && !unit.is_marked_heading() && unit.words <= words
}

/// Whether `line` says the title again, perhaps cut short or without accents, as slugs do.
fn is_again(line: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (line, title) = (words(line), words(title));
    let shared = line.iter().filter(|word| title.contains(word)).count();
    line.len() >= 3 && (title.starts_with(&line) || shared * 10 >= line.len().max(title.len()) * 8)
}

/// A date in the file's name: `2024-05-25-visite.txt`, `depeche_20240525.txt`.
fn date_of_name(name: &str) -> Option<super::Date> {
    let name = name.rsplit('/').next().unwrap_or(name).replace('_', "-");
    if let Some((_, date)) = dates(&name).first() {
        return Some(*date);
    }
    let run = name
        .split(|c: char| !c.is_ascii_digit())
        .find(|run| run.len() == 8)?;
    dates(&format!("{}-{}-{}", run.get(..4)?, run.get(4..6)?, run.get(6..)?))
        .first()
        .map(|(_, date)| *date)
}

/// `source` with the bytes of `cuts` as blanks; line ends stay.
fn blanked(source: &str, cuts: &[Span]) -> String {
    let mut cuts: Vec<_> = cuts.iter().filter(|cut| !cut.is_empty()).collect();
    cuts.sort_unstable();
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for cut in cuts.into_iter().filter(|cut| cut.end <= source.len()) {
        if cut.end <= at {
            continue;
        }
        text.push_str(source.get(at..cut.start).unwrap_or(""));
        for c in source.get(cut.start.max(at)..cut.end).unwrap_or("").chars() {
            match c {
                '\n' | '\r' => text.push(c),
                c => text.extend(std::iter::repeat_n(' ', c.len_utf8())),
            }
        }
        at = cut.end;
    }
    text.push_str(source.get(at..).unwrap_or(""));
    text
}
