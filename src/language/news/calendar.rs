use super::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `jour`.
    Day,
    /// `semaine`.
    Week,
    /// `mois`.
    Month,
    /// `an`.
    Year,
}

/// Which of several times is meant, from when it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Near {
    /// `dernier`.
    Last,
    /// `ce`.
    This,
    /// `prochain`.
    Next,
}

/// The words of one language for days and times; all are asked for folded, with blanks for hyphens.
#[derive(Debug, Default)]
pub struct Calendar {
    months: FxHashMap<String, u16>,
    weekdays: FxHashMap<String, u8>,
    days: FxHashMap<String, i32>,
    /// With whether the word is a singular.
    periods: FxHashMap<String, (Period, bool)>,
    nears: FxHashMap<String, Near>,
    ago: Vec<String>,
    until: FxHashSet<String>,
    future: FxHashSet<String>,
    future_endings: Vec<String>,
}

impl Calendar {
    /// Takes over a row of `calendar.tsv`; what it does not know it leaves out.
    pub(super) fn add(&mut self, kind: &str, value: &str, words: &str) {
        for word in words.split(' ') {
            let folded = fold(word).replace(['_', '-'], " ");
            match kind {
                "months" => {
                    let months = value.split(',').filter_map(|m| m.parse::<u16>().ok());
                    let mask = months
                        .filter(|m| (1..=12).contains(m))
                        .fold(0, |mask, m| mask | 1 << m);
                    self.months.insert(folded, mask);
                }
                "weekday" => _ = self.weekdays.insert(folded, value.parse().unwrap_or(0)),
                "day" => _ = self.days.insert(folded, value.parse().unwrap_or(0)),
                "period" | "periods" => {
                    let period = match value {
                        "day" => Period::Day,
                        "week" => Period::Week,
                        "month" => Period::Month,
                        _ => Period::Year,
                    };
                    self.periods.insert(folded, (period, kind == "period"));
                }
                "near" => {
                    let near = match value {
                        "last" => Near::Last,
                        "this" => Near::This,
                        _ => Near::Next,
                    };
                    self.nears.insert(folded, near);
                }
                "ago" => self.ago.push(folded),
                "until" => _ = self.until.insert(folded),
                "future" => _ = self.future.insert(folded),
                "future-ending" => self.future_endings.push(folded),
                _ => {}
            }
        }
    }

    /// The months that a word names, as a mask with bit 1 for January.
    pub fn months(&self, word: &str) -> Option<u16> {
        self.months.get(word).copied()
    }

    /// The day of the week, 1 for Monday.
    pub fn weekday(&self, word: &str) -> Option<u8> {
        self.weekdays.get(word).copied()
    }

    /// How many days from the day of publication a word or phrase means (`hier`: -1).
    pub fn day(&self, phrase: &str) -> Option<i32> {
        self.days.get(phrase).copied()
    }

    /// The stretch of time that a word names, one or several.
    pub fn period(&self, word: &str) -> Option<Period> {
        self.periods.get(word).map(|(period, _)| *period)
    }

    /// The one stretch of time that a word names; nothing for a plural.
    pub fn one_period(&self, word: &str) -> Option<Period> {
        self.periods
            .get(word)
            .filter(|(_, one)| *one)
            .map(|(period, _)| *period)
    }

    /// Which of several times a word means (`dernier`, `next`).
    pub fn near(&self, word: &str) -> Option<Near> {
        self.nears.get(word).copied()
    }

    /// The phrases that count back from now (`il y a`, `ago`).
    pub fn ago(&self) -> &[String] {
        &self.ago
    }

    /// Whether a word stands between the first and the last day of a stretch (`du 14 au 15 octobre`).
    pub fn until(&self, word: &str) -> bool {
        self.until.contains(word)
    }

    /// Whether a word says that something is to come.
    pub fn future(&self, word: &str) -> bool {
        let mut endings = self.future_endings.iter();
        self.future.contains(word) || word.len() > 4 && endings.any(|ending| word.ends_with(ending.as_str()))
    }
}
