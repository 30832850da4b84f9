use super::pieces::Piece;
use super::relative::Relative;
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
    /// Another day that it may just as well be: a bare weekday is the one before or the one after.
    pub or: Option<Day>,
    /// Whether the year is not said but follows from when the text was published.
    pub inferred: bool,
}

impl DateFact {
    /// Whether the two cannot be the same time.
    pub fn differs(&self, other: &Self) -> bool {
        self.each().all(|one| other.each().all(|two| one.apart(&two)))
    }

    /// Whether the two say something in common and nothing that differs.
    pub fn agrees(&self, other: &Self) -> bool {
        self.each().any(|one| other.each().any(|two| one.meets(&two)))
    }

    /// The days that it may be, each as a date of its own.
    fn each(&self) -> impl Iterator<Item = Self> + '_ {
        let or = self.or.map(|day| Self {
            year: Some(day.year),
            months: day.month.map_or(0, |month| 1 << month),
            day: day.day,
            ..*self
        });
        std::iter::once(*self).chain(or)
    }

    fn apart(&self, other: &Self) -> bool {
        let years = matches!((self.year, other.year), (Some(a), Some(b)) if a != b)
            && !(self.inferred || other.inferred);
        let months = self.months != 0 && other.months != 0 && self.months & other.months == 0;
        let days = matches!((self.day, other.day), (Some(a), Some(b)) if a != b)
            && self.months != 0
            && self.months == other.months;
        let weekdays = matches!((self.weekday, other.weekday), (Some(a), Some(b)) if a != b)
            && (self.day.is_none() || other.day.is_none());
        years || months || days || weekdays
    }

    fn meets(&self, other: &Self) -> bool {
        let shared = (self.year.is_some() && self.year == other.year)
            || (self.months & other.months != 0)
            || (self.weekday.is_some() && self.weekday == other.weekday);
        shared && !self.apart(other)
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

/// The dates of a sentence; where it is known when it was published, relative ones are counted from there.
pub(super) fn read(pieces: &[Piece], language: Language, published: Option<Day>) -> Vec<DateFact> {
    let relative = Relative::new(pieces, language, published);
    let mut found: Vec<DateFact> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let read = relative.at(at).or_else(|| absolute(pieces, at, language));
        let Some((mut date, next)) = read else {
            at += 1;
            continue;
        };
        date.at = at.min(usize::from(u16::MAX)) as u16;
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
    for date in &mut found {
        relative.complete(date);
    }
    found
}

/// The date that stands at a piece by its own words, and the piece after it.
fn absolute(pieces: &[Piece], at: usize, language: Language) -> Option<(DateFact, usize)> {
    let lexicon = lexicon();
    let calendar = lexicon.calendar(language);
    let number = |at: Option<usize>| at.and_then(|at| pieces.get(at)).and_then(digits);
    let piece = pieces.get(at)?;
    let (mut first, mut next) = (at, at + 1);
    let mut date = DateFact::default();
    if let Some(weekday) = calendar.weekday(&piece.text) {
        date.weekday = Some(weekday);
    } else if let Some(months) = month(pieces, at, language) {
        date.months = months;
        let of_month = |day: &i32| (1..=31).contains(day);
        let mut day = number(at.checked_sub(1)).filter(of_month);
        if day.is_some() {
            first = at - 1;
            // `du 14 au 15 octobre`: the day before is of the date too, and no figure.
            let joint = first.checked_sub(1).and_then(|at| pieces.get(at));
            if joint
                .is_some_and(|joint| calendar.until(&joint.text) || matches!(joint.text.as_str(), "-" | "–"))
                && number(first.checked_sub(2)).is_some_and(|day| of_month(&day))
            {
                first -= 2;
            }
        } else if language == Language::English {
            day = number(Some(at + 1)).filter(of_month);
            next += usize::from(day.is_some());
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
        return None;
    }
    date.span = covered(pieces, first, next);
    Some((date, next))
}

/// The bytes of the pieces from `first` to before `end`.
pub(super) fn covered(pieces: &[Piece], first: usize, end: usize) -> Span {
    match (
        pieces.get(first),
        end.checked_sub(1).and_then(|at| pieces.get(at)),
    ) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end.max(first.span.start)),
        _ => Span::default(),
    }
}

/// The months of a piece, where it is used as a month or season.
fn month(pieces: &[Piece], at: usize, language: Language) -> Option<u16> {
    let piece = &pieces[at];
    let months = lexicon().calendar(language).months(&piece.text)?;
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
