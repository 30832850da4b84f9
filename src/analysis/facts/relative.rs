//! Dates that count from the day on which a text was published: `lundi`, `le mois dernier`, `two days ago`.

use super::dates::{DateFact, Day, covered};
use super::pieces::Piece;
use crate::language::Language;
use crate::language::news::{Calendar, Near, Period, lexicon};
use time::{Date, Duration, Month};

/// What a sentence's relative dates need.
pub(super) struct Relative<'a> {
    pieces: &'a [Piece],
    language: Language,
    calendar: &'static Calendar,
    /// The day of publication, where all of it is known.
    published: Option<Date>,
}

impl<'a> Relative<'a> {
    /// Of one sentence.
    pub fn new(pieces: &'a [Piece], language: Language, published: Option<Day>) -> Self {
        let date = |day: Day| {
            let month = Month::try_from(day.month?).ok()?;
            Date::from_calendar_date(day.year, month, day.day?).ok()
        };
        Self {
            pieces,
            language,
            calendar: lexicon().calendar(language),
            published: published.and_then(date),
        }
    }

    /// The relative date that begins at a piece, and the piece after it. Weekdays and months are left to
    /// [`Relative::complete`].
    pub fn at(&self, at: usize) -> Option<(DateFact, usize)> {
        let published = self.published?;
        let (date, end) = self
            .day(at, published)
            .or_else(|| self.period(at, published))
            .or_else(|| self.ago(at, published))?;
        let span = covered(self.pieces, at, end);
        Some((DateFact { span, ..date }, end))
    }

    fn text(&self, at: usize) -> &'a str {
        self.pieces.get(at).map_or("", |piece| piece.text.as_str())
    }

    /// Whether the sentence tells of what is to come.
    fn future(&self) -> bool {
        self.pieces.iter().any(|piece| self.calendar.future(&piece.text))
    }

    /// `hier`, `aujourd'hui`.
    fn day(&self, at: usize, published: Date) -> Option<(DateFact, usize)> {
        let two = format!("{} {}", self.text(at), self.text(at + 1));
        let (offset, length) = match self.calendar.day(&two) {
            Some(offset) => (offset, 2),
            None => (self.calendar.day(self.text(at))?, 1),
        };
        let day = published.checked_add(Duration::days(offset.into()))?;
        Some((whole(day), at + length))
    }

    /// `le mois dernier`, `this year`.
    fn period(&self, at: usize, published: Date) -> Option<(DateFact, usize)> {
        let (first, second) = (self.text(at), self.text(at + 1));
        // `dernières années` and `last weeks` are no one period.
        let (near, period) = match self.calendar.near(first) {
            Some(near) => (near, self.calendar.one_period(second)?),
            None => (
                self.calendar.near(second).filter(|near| *near != Near::This)?,
                self.calendar.one_period(first)?,
            ),
        };
        // `ce jour`, `le dernier jour`: which one only the rest of the text says.
        if period == Period::Day {
            return None;
        }
        let step = match near {
            Near::Last => -1,
            Near::This => 0,
            Near::Next => 1,
        };
        Some((stretch(published, period, step), at + 2))
    }

    /// `il y a deux ans`, `two days ago`.
    fn ago(&self, at: usize, published: Date) -> Option<(DateFact, usize)> {
        let phrases = self.calendar.ago();
        let before = phrases.iter().find_map(|phrase| {
            let length = phrase.split(' ').count();
            let mut words = phrase.split(' ').zip(at..);
            (length > 1 && words.all(|(word, place)| self.text(place) == word)).then_some(length)
        });
        let start = at + before.unwrap_or(0);
        let number = self.text(start);
        let count = number.parse().ok().or_else(|| {
            let word = lexicon().numbers().get(number, self.language)?;
            (!word.about && !word.share && word.value.fract() == 0.0 && word.value < 100.0)
                .then_some(word.value as i64)
        });
        let count = count.filter(|count| (1..100).contains(count))?;
        let period = self.calendar.period(self.text(start + 1))?;
        let behind = phrases.iter().any(|phrase| phrase == self.text(start + 2));
        let end = start + 2 + usize::from(behind && before.is_none());
        (before.is_some() || behind).then(|| (stretch(published, period, -count), end))
    }

    /// Gives a bare weekday its day, and a bare month its year.
    pub fn complete(&self, date: &mut DateFact) {
        let Some(published) = self.published else { return };
        let beside = |at: usize| self.calendar.near(self.text(at));
        let at = usize::from(date.at);
        let near = at.checked_sub(1).and_then(beside).or_else(|| {
            // `mardi dernier`; in English the word stands before.
            (self.language == Language::French)
                .then(|| beside(at + 1))
                .flatten()
        });
        if let (Some(weekday), None, 0, None) = (date.weekday, date.day, date.months, date.year) {
            let today = i64::from(published.weekday().number_from_monday());
            let back = (today - i64::from(weekday)).rem_euclid(7);
            let day = |offset: i64| published.checked_add(Duration::days(offset));
            let (main, other) = match near {
                // Said on a Monday, `lundi dernier` is a week before.
                Some(Near::Last) => (if back == 0 { -7 } else { -back }, -back - 7),
                Some(Near::Next) => (7 - back, 14 - back),
                _ if self.future() => (7 - back, -back),
                _ => (-back, 7 - back),
            };
            if let Some(found) = day(main) {
                let found = whole(found);
                (date.year, date.months, date.day) = (found.year, found.months, found.day);
                date.or = day(other).map(|day| Day {
                    year: day.year(),
                    month: Some(u8::from(day.month())),
                    day: Some(day.day()),
                });
            }
        } else if date.year.is_none() && date.months.count_ones() == 1 {
            let month = date.months.trailing_zeros() as i32;
            let now = i32::from(u8::from(published.month()));
            let (past, next) = (
                published.year() - i32::from(month > now),
                published.year() + i32::from(month < now),
            );
            date.year = Some(if near == Some(Near::Next) || near.is_none() && self.future() {
                next
            } else {
                past
            });
            date.inferred = near.is_none();
        }
    }
}

/// The period so many steps from that of the day of publication.
fn stretch(published: Date, period: Period, steps: i64) -> DateFact {
    match period {
        Period::Day => published
            .checked_add(Duration::days(steps))
            .map_or_else(DateFact::default, whole),
        Period::Week => {
            let monday = i64::from(published.weekday().number_days_from_monday());
            let first = published.checked_add(Duration::days(7 * steps - monday));
            let last = first.and_then(|first| first.checked_add(Duration::days(6)));
            let (Some(first), Some(last)) = (first, last) else {
                return DateFact::default();
            };
            DateFact {
                year: (first.year() == last.year()).then_some(first.year()),
                months: 1 << u8::from(first.month()) | 1 << u8::from(last.month()),
                ..DateFact::default()
            }
        }
        Period::Month => {
            let months =
                i64::from(published.year()) * 12 + i64::from(u8::from(published.month()) - 1) + steps;
            DateFact {
                year: i32::try_from(months.div_euclid(12)).ok(),
                months: 1 << (months.rem_euclid(12) + 1),
                ..DateFact::default()
            }
        }
        Period::Year => DateFact {
            year: i32::try_from(i64::from(published.year()) + steps).ok(),
            ..DateFact::default()
        },
    }
}

/// A day, all of it known.
fn whole(date: Date) -> DateFact {
    DateFact {
        year: Some(date.year()),
        months: 1 << u8::from(date.month()),
        day: Some(date.day()),
        weekday: Some(date.weekday().number_from_monday()),
        ..DateFact::default()
    }
}
