use super::pieces::Piece;
use crate::language::Language;
use crate::language::news::lexicon;
use crate::text::{Span, TokenKind};
use serde::{Deserialize, Serialize};

/// A day, month or year of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

/// When something was, as far as the sentence says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DateFact {
    /// Bytes of the sentence.
    pub span: Span,
    /// Its place among the words.
    pub at: u16,
    /// The year.
    pub year: Option<i32>,
    /// The months that it may be, as a mask with bit 1 for January; 0 where none is said.
    pub months: u16,
    /// Day of the month.
    pub day: Option<u8>,
    /// 1 for Monday.
    pub weekday: Option<u8>,
}

impl DateFact {
    /// Whether the two cannot be the same time.
    pub fn differs(&self, other: &Self) -> bool {
        let years = matches!((self.year, other.year), (Some(a), Some(b)) if a != b);
        let months = self.months != 0 && other.months != 0 && self.months & other.months == 0;
        let days = matches!((self.day, other.day), (Some(a), Some(b)) if a != b)
            && self.months != 0
            && self.months == other.months;
        let weekdays = matches!((self.weekday, other.weekday), (Some(a), Some(b)) if a != b)
            && self.day.is_none()
            && other.day.is_none();
        years || months || days || weekdays
    }

    /// Whether the two say something in common and nothing that differs.
    pub fn agrees(&self, other: &Self) -> bool {
        let shared = (self.year.is_some() && self.year == other.year)
            || (self.months & other.months != 0)
            || (self.weekday.is_some() && self.weekday == other.weekday);
        shared && !self.differs(other)
    }
}

/// The number of a piece, where it is one of at most four digits (`1er` counts as 1).
fn digits(piece: &Piece) -> Option<i32> {
    let text = piece
        .text
        .trim_end_matches("er")
        .trim_end_matches("st")
        .trim_end_matches("nd");
    let text = text.trim_end_matches("rd").trim_end_matches("th");
    (text.len() <= 4).then(|| text.parse().ok())?
}

fn is_year(value: i32) -> bool {
    (1500..=2100).contains(&value)
}

/// The dates of a sentence.
pub(super) fn read(pieces: &[Piece], language: Language, _day: Option<Day>) -> Vec<DateFact> {
    let lexicon = lexicon();
    let mut found: Vec<DateFact> = Vec::new();
    let number = |at: Option<usize>| at.and_then(|at| pieces.get(at)).and_then(digits);
    let mut at = 0;
    while at < pieces.len() {
        let piece = &pieces[at];
        let mut date = DateFact {
            span: piece.span,
            at: at.min(usize::from(u16::MAX)) as u16,
            ..DateFact::default()
        };
        let mut next = at + 1;
        if let Some(weekday) = lexicon.weekday(&piece.text, language) {
            date.weekday = Some(weekday);
        } else if let Some(months) = month(pieces, at, language) {
            date.months = months;
            let before = number(at.checked_sub(1)).filter(|d| (1..=31).contains(d));
            let mut day = before;
            if day.is_none() && language == Language::English {
                day = number(Some(at + 1)).filter(|d| (1..=31).contains(d));
                if day.is_some() {
                    next += 1;
                }
            }
            date.day = day.and_then(|d| u8::try_from(d).ok());
            let skip = usize::from(
                pieces
                    .get(next)
                    .is_some_and(|p| p.text == "," || p.text == "of" || p.text == "de"),
            );
            if let Some(year) = number(Some(next + skip)).filter(|y| is_year(*y)) {
                date.year = Some(year);
                next += skip + 1;
            }
        } else if piece.kind == TokenKind::Number
            && let Some(iso) = numeric(&piece.text)
        {
            (date.year, date.months, date.day) = iso;
        } else if let Some(year) = digits(piece).filter(|y| is_year(*y) && piece.kind == TokenKind::Number)
            && piece.text.len() == 4
            && !pieces.get(at + 1).is_some_and(|p| {
                p.kind == TokenKind::Word
                    && (lexicon.unit(&p.text, language).is_some()
                        || lexicon.numbers().get(&p.text, language).is_some())
            })
        {
            date.year = Some(year);
        } else {
            at += 1;
            continue;
        }
        if let Some(last) = pieces.get(next - 1) {
            date.span = Span::new(date.span.start, last.span.end.max(date.span.start));
        }
        // `lundi 3 mai` is one date.
        match found.last_mut() {
            Some(before)
                if before.weekday.is_some()
                    && before.months == 0
                    && at <= usize::from(before.at) + 3
                    && date.months != 0 =>
            {
                date.weekday = before.weekday;
                *before = date;
            }
            _ => found.push(date),
        }
        at = next;
    }
    found
}

/// The months of a piece, where it is used as a month or season.
fn month(pieces: &[Piece], at: usize, language: Language) -> Option<u16> {
    let piece = &pieces[at];
    let months = lexicon().months(&piece.text, language)?;
    let before = at.checked_sub(1).and_then(|at| pieces.get(at));
    let is = |words: &[&str]| before.is_some_and(|p| words.contains(&p.text.as_str()));
    let usual = match (language, piece.text.as_str()) {
        // The English names need their capital, `may` and `march` above all.
        (Language::English, _) if months.count_ones() == 1 => {
            piece.capital && (at > 0 || piece.text != "may")
        }
        (Language::French, "ete") => is(&["l", "cet", "d", "en"]),
        _ => true,
    };
    usual.then_some(months)
}

/// `2022-08`, `25/05/2024`, `2024-05-25`: year, months and day.
fn numeric(text: &str) -> Option<(Option<i32>, u16, Option<u8>)> {
    let parts: Vec<i32> = text
        .split(['-', '/', '.'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let (year, month, day) = match parts[..] {
        [year, month] if is_year(year) => (year, month, None),
        [year, month, day] if is_year(year) => (year, month, Some(day)),
        [day, month, year] if is_year(year) => (year, month, Some(day)),
        _ => return None,
    };
    if !(1..=12).contains(&month) {
        return None;
    }
    Some((Some(year), 1 << month, day.and_then(|d| u8::try_from(d).ok())))
}
