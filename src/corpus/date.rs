use crate::text::Span;
use regex::{Captures, Regex};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A calendar date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Gregorian.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl std::fmt::Display for Date {
    /// ISO 8601, as far as it is known: `2022`, `2022-08`, `2022-08-15`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl Date {
    /// The date, where there can be such a day between 1800 and 2199.
    fn checked(year: &str, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let year = year.parse().ok().filter(|year| (1800..2200).contains(year))?;
        let good = month.is_none_or(|m| (1..=12).contains(&m)) && day.is_none_or(|d| (1..=31).contains(&d));
        good.then_some(Self { year, month, day })
    }
}

/// The full dates (those with a year) in `text`, in order, with their bytes. Both languages.
pub(super) fn dates(text: &str) -> Vec<(Span, Date)> {
    let mut found: Vec<(Span, Date)> = Vec::new();
    for (pattern, read) in PATTERNS.iter() {
        for groups in pattern.captures_iter(text) {
            let Some(whole) = groups.get(0) else { continue };
            let span = Span::new(whole.start(), whole.end());
            if let Some(date) = read(&groups)
                && !found.iter().any(|(other, _)| other.overlaps(span))
            {
                found.push((span, date));
            }
        }
    }
    found.sort_by_key(|(span, _)| *span);
    found
}

/// The number of a month, by its name in lower case.
pub(super) fn month(name: &str) -> Option<u8> {
    CALENDAR.months.get(name.trim_end_matches('.')).copied()
}

/// Whether `word`, in lower case, is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    CALENDAR.weekdays.contains(&word.trim_end_matches('.'))
}

struct Calendar {
    months: FxHashMap<&'static str, u8>,
    weekdays: Vec<&'static str>,
}

static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
    let mut calendar = Calendar {
        months: FxHashMap::default(),
        weekdays: Vec::new(),
    };
    let files = [
        include_str!("../language/fr/calendar.tsv"),
        include_str!("../language/en/calendar.tsv"),
    ];
    for line in files
        .iter()
        .flat_map(|file| file.lines())
        .filter(|line| !line.starts_with('#'))
    {
        let mut columns = line.split('\t');
        if let (Some(what), Some(number), Some(names)) = (columns.next(), columns.next(), columns.next()) {
            for name in names.split(' ') {
                match (what, number.parse()) {
                    // The first file to name it wins: `mar` is a day in French, a month in English.
                    ("month", Ok(number)) => _ = calendar.months.entry(name).or_insert(number),
                    _ => calendar.weekdays.push(name),
                }
            }
        }
    }
    calendar
});

type Reader = fn(&Captures) -> Option<Date>;

/// From the most to the least exact; what one has read, the next ones leave alone.
static PATTERNS: LazyLock<Vec<(Regex, Reader)>> = LazyLock::new(|| {
    let mut names: Vec<_> = CALENDAR.months.keys().map(|name| regex::escape(name)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let month = format!("({})", names.join("|"));
    let patterns: [(String, Reader); 7] = [
        (
            r"\b(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}\S*)?".to_owned(),
            |g| numeric(&g[1], &g[2], Some(&g[3])),
        ),
        (
            format!(
                r"(?i)\b(\d{{1,2}})(?:er|st|nd|rd|th)?[\s\u{{a0}}]+(?:of\s+)?{month}\b\.?,?\s+(\d{{4}})\b"
            ),
            |g| Date::checked(&g[3], month_of(&g[2]), g[1].parse().ok()),
        ),
        (
            format!(r"(?i)\b{month}\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b"),
            |g| Date::checked(&g[3], month_of(&g[1]), g[2].parse().ok()),
        ),
        (r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b".to_owned(), |g| {
            slashed(&g[1], &g[2], &g[3])
        }),
        (r"\b(\d{4})/(\d{2})/(\d{2})\b".to_owned(), |g| {
            numeric(&g[1], &g[2], Some(&g[3]))
        }),
        (format!(r"(?i)\b{month}\b\.?,?\s+(\d{{4}})\b"), |g| {
            Date::checked(&g[2], month_of(&g[1]), None)
        }),
        (r"\b(\d{4})-(\d{2})\b".to_owned(), |g| numeric(&g[1], &g[2], None)),
    ];
    patterns
        .into_iter()
        .filter_map(|(pattern, read)| Some((Regex::new(&pattern).ok()?, read)))
        .collect()
});

fn month_of(name: &str) -> Option<u8> {
    month(&name.to_lowercase())
}

fn numeric(year: &str, month: &str, day: Option<&str>) -> Option<Date> {
    Date::checked(
        year,
        Some(month.parse().ok()?),
        day.map(str::parse).transpose().ok()?,
    )
}

/// Day first, as French and British papers write; month first only where that alone can be. Where
/// both can be and differ, the month is the reader's guess and is left open.
fn slashed(first: &str, second: &str, year: &str) -> Option<Date> {
    let (a, b) = (first.parse().ok()?, second.parse().ok()?);
    match (a, b) {
        (13.., _) => Date::checked(year, Some(b), Some(a)),
        (_, 13..) => Date::checked(year, Some(a), Some(b)),
        _ => Date::checked(year, Some(b), Some(a)),
    }
}
