use super::Facts;
use super::dates::covered;
use super::pieces::Piece;
use crate::language::Language;
use crate::language::news::{Class, NumberWord, NumberWords, Unit, lexicon};
use crate::text::{Span, TokenKind};
use serde::{Deserialize, Serialize};

/// How exactly a figure is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// `près de`, `about`, `une centaine`.
    About,
    /// `plus de`, `at least`.
    AtLeast,
    /// `moins de`, `up to`.
    AtMost,
}

/// A number with what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Bytes of the sentence.
    pub span: Span,
    /// Its place among the words.
    pub at: u16,
    /// In the base unit where there is a unit.
    pub value: f64,
    /// Family number of the base unit.
    pub unit: Option<u32>,
    /// Index into [`Facts::terms`] of what is counted.
    pub counted: Option<u16>,
    /// How exactly it is meant.
    pub bound: Bound,
}

impl Figure {
    /// Whether both can be the same number: equal up to rounding, or one within the bound of the other.
    pub fn agrees(&self, other: &Self) -> bool {
        let near = |tolerance: f64| {
            (self.value - other.value).abs() <= tolerance * self.value.abs().max(other.value.abs())
        };
        match (self.bound, other.bound) {
            (Bound::Exact, Bound::Exact) => near(0.004),
            (Bound::AtLeast, Bound::Exact) => {
                other.value >= self.value * 0.98 && other.value <= self.value * 1.6
            }
            (Bound::Exact, Bound::AtLeast) => {
                self.value >= other.value * 0.98 && self.value <= other.value * 1.6
            }
            (Bound::AtMost, Bound::Exact) => {
                other.value <= self.value * 1.02 && other.value >= self.value * 0.6
            }
            (Bound::Exact, Bound::AtMost) => {
                self.value <= other.value * 1.02 && self.value >= other.value * 0.6
            }
            _ => near(0.12),
        }
    }
}

/// The value of a token of digits with its separators, in either country's habits.
fn parse(text: &str, language: Language) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let thousands = |mark: char| {
        let mut groups = text.split(mark);
        let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
        let mut any = false;
        let rest = groups.all(|g| {
            any = true;
            g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit())
        });
        first && rest && any
    };
    let plain = match language {
        Language::English if thousands(',') => text.replace(',', ""),
        Language::English => text.replace(',', "."),
        Language::French if thousands('.') => text.replace('.', ""),
        Language::French => text.replace(',', "."),
    };
    plain.parse().ok()
}

/// The figures of a sentence; numbers inside its dates are none.
pub(super) fn read(pieces: &[Piece], language: Language, facts: &Facts) -> Vec<Figure> {
    let lexicon = lexicon();
    let words = lexicon.numbers();
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let start = at;
        let in_date = facts.dates.iter().any(|date| date.span.overlaps(pieces[at].span));
        if in_date {
            at += 1;
            continue;
        }
        let (mut value, mut about) = (None, false);
        if pieces[at].kind == TokenKind::Number {
            let text = pieces[at].text.trim_end_matches('%');
            value = parse(text, language);
            at += 1;
            // `1 500` where the tokens stand apart.
            while value.is_some_and(|v| v.fract() == 0.0 && v < 1e12)
                && let Some(piece) = pieces.get(at)
                && piece.kind == TokenKind::Number
                && piece.text.len() == 3
                && piece.text.bytes().all(|b| b.is_ascii_digit())
                && pieces[at - 1].span.end + 3 >= piece.span.start
            {
                value = value
                    .zip(parse(&piece.text, language))
                    .map(|(v, group)| v * 1000.0 + group);
                at += 1;
            }
        }
        let mut run = Vec::new();
        let mut share = false;
        while let Some(piece) = pieces.get(at) {
            let singular = piece.text.trim_end_matches('s');
            match words
                .get(&piece.text, language)
                .or_else(|| words.get(singular, language))
                .or_else(|| one_more(&piece.text, &run, language))
            {
                Some(word) if piece.kind == TokenKind::Word => {
                    about |= word.about;
                    share |= word.share;
                    run.push(word);
                }
                _ if !run.is_empty()
                    && matches!(piece.text.as_str(), "et" | "and" | "de")
                    && pieces.get(at + 1).is_some_and(|next| {
                        words
                            .get(&next.text, language)
                            .is_some_and(|word| word.multiplies || piece.text != "de")
                    })
                    && piece.class.is_some()
                    && run
                        .last()
                        .is_some_and(|word| word.multiplies || word.value >= 20.0) => {}
                _ => break,
            }
            at += 1;
        }
        let value = match (value, run.first()) {
            (Some(v), Some(first)) if first.multiplies => Some(run.iter().fold(v, |v, word| v * word.value)),
            (Some(v), _) => {
                at = start + 1;
                Some(v)
            }
            (None, _) => NumberWords::value(&run).or_else(|| one_long(pieces, start, language)),
        };
        let Some(value) = value else {
            at = at.max(start + 1);
            continue;
        };
        let end = at.max(start + 1);
        let half = half_behind(pieces, end, language);
        let value = value + if half.is_some() { 0.5 } else { 0.0 };
        if value <= FEW && pieces[start].kind == TokenKind::Word && known_ones(pieces, start, language) {
            at = end;
            continue;
        }
        let mut figure = figure(pieces, start..end, value, about, share, language, facts);
        at = half.unwrap_or(end);
        figure.span = covered(pieces, start, at);
        found.push(figure);
    }
    found
}

/// Up to how many are known ones where an article stands before them.
const FEW: f64 = 4.0;

/// Whether the number counts those of whom the text speaks already (`les deux pays`, `the two leaders`): it tells nothing new.
fn known_ones(pieces: &[Piece], at: usize, language: Language) -> bool {
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    before.is_some_and(|piece| lexicon().numbers().is_known_after(&piece.text, language))
}

/// One, where the article counts a length of time (`depuis une semaine`, `un an et demi`).
fn one_long(pieces: &[Piece], at: usize, language: Language) -> Option<f64> {
    let lexicon = lexicon();
    let piece = pieces.get(at)?;
    let unit = lexicon.unit(&pieces.get(at + 1)?.text, language)?;
    let day = lexicon.unit("jour", Language::French)?;
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    let length = before.is_some_and(|before| lexicon.numbers().is_before_length(&before.text, language))
        || half_behind(pieces, at + 1, language).is_some();
    let counted = unit.base == day.base && length && lexicon.numbers().is_one(&piece.text, language);
    counted.then_some(1.0)
}

/// Where the words end that add half a unit to a number that ends before `from`: with its unit before them
/// (`un an et demi`) or behind (`two and a half years`).
fn half_behind(pieces: &[Piece], from: usize, language: Language) -> Option<usize> {
    let lexicon = lexicon();
    let unit = |at: usize| {
        pieces
            .get(at)
            .is_some_and(|piece| lexicon.unit(&piece.text, language).is_some())
    };
    let first = from + usize::from(unit(from));
    let joined = |at: usize| {
        pieces
            .get(at)
            .is_some_and(|piece| piece.class == Some(Class::Joint))
    };
    let half = |at: usize| {
        pieces
            .get(at)
            .is_some_and(|piece| lexicon.numbers().is_half(&piece.text, language))
    };
    let article = |at: usize| {
        pieces
            .get(at)
            .is_some_and(|piece| lexicon.numbers().is_one(&piece.text, language))
    };
    let at = first + 1 + usize::from(article(first + 1));
    (joined(first) && half(at) && (first > from || unit(at + 1))).then_some(at + 1)
}

/// What a word adds that is a number behind tens only.
fn one_more(text: &str, run: &[NumberWord], language: Language) -> Option<NumberWord> {
    let tens = run
        .last()
        .is_some_and(|word| word.value >= 20.0 && !word.share && !word.about);
    tens.then(|| lexicon().numbers().behind(text, language)).flatten()
}

/// Where a unit stands behind a number that ends before `from`: next to it or behind small words, or behind one word more
/// (`trois longues années`); `4 million passengers last year` has none.
fn unit_behind(pieces: &[Piece], from: usize, language: Language) -> Option<Unit> {
    let lexicon = lexicon();
    let named = |at: usize| {
        let piece = pieces.get(at)?;
        let two = pieces
            .get(at + 1)
            .map(|next| format!("{} {}", piece.text, next.text));
        two.and_then(|two| lexicon.unit(&two, language))
            .or_else(|| lexicon.unit(&piece.text, language))
    };
    let mut content = 0;
    for at in from..from + 3 {
        if let Some(unit) = named(at) {
            return Some(unit);
        }
        let piece = pieces.get(at).filter(|piece| !piece.breaks())?;
        content += usize::from(piece.class.is_none());
        if content > 0 {
            return named(at + 1);
        }
    }
    None
}

fn figure(
    pieces: &[Piece],
    range: std::ops::Range<usize>,
    value: f64,
    about: bool,
    share: bool,
    language: Language,
    facts: &Facts,
) -> Figure {
    let lexicon = lexicon();
    let before = &pieces[range.start.saturating_sub(3)..range.start];
    let mut bound = if about { Bound::About } else { Bound::Exact };
    for length in 1..=before.len() {
        let words: Vec<_> = before[before.len() - length..]
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        match lexicon.class(&words.join(" "), language) {
            Some(Class::About) => bound = Bound::About,
            Some(Class::AtLeast) => bound = Bound::AtLeast,
            Some(Class::AtMost) => bound = Bound::AtMost,
            _ => {}
        }
    }
    let unit_at = |at: usize| {
        pieces
            .get(at)
            .and_then(|piece| lexicon.unit(&piece.text, language))
    };
    let percent = pieces[range.clone()]
        .iter()
        .any(|piece| piece.text.ends_with('%'))
        || pieces
            .get(range.end)
            .is_some_and(|p| matches!(p.text.as_str(), "pour" | "per"))
            && pieces
                .get(range.end + 1)
                .is_some_and(|p| p.text.starts_with("cent"));
    let unit = if percent || share {
        lexicon.unit("%", language)
    } else {
        // `18 derniers mois`, `9 milliards de dollars`, `$9 billion`
        range
            .start
            .checked_sub(1)
            .and_then(|at| {
                pieces
                    .get(at)
                    .filter(|p| p.kind != TokenKind::Word)
                    .and_then(|_| unit_at(at))
            })
            .or_else(|| unit_behind(pieces, range.end, language))
    };
    let span = covered(pieces, range.start, range.end);
    let counted = facts
        .terms
        .iter()
        .position(|term| usize::from(term.at) >= range.end && usize::from(term.at) <= range.end + 4);
    Figure {
        span,
        at: range.start.min(usize::from(u16::MAX)) as u16,
        value: value * unit.map_or(1.0, |unit| unit.factor),
        unit: unit.map(|unit| unit.base),
        counted: counted.and_then(|at| u16::try_from(at).ok()),
        bound,
    }
}
