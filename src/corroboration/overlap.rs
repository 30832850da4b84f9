use super::align::Side;
use crate::language::Language;
use crate::language::model::{START, pair, step};
use crate::language::news::{fold, lexicon};

/// How many features there are.
pub(super) const COUNT: usize = 7;

/// How many letters of a word tell it from others: a rough stem that holds for names, too.
const STEM: usize = 5;

/// How many words of either side are looked at: comparing their order takes their product.
const MOST: usize = 400;

/// Words as they are written, without what is known of names, meanings and grammar. On pairs of others these tell as much
/// as the alignment does, and other things: a name of several words counts by its words.
#[derive(Debug, Default)]
struct Plain {
    /// Of every word, function words among them.
    all: Vec<u64>,
    /// Of the others, in order.
    content: Vec<u64>,
    /// Where in `content` each sentence ends.
    ends: Vec<usize>,
}

impl Plain {
    fn new(text: &str, language: Language) -> Self {
        let lexicon = lexicon();
        let mut this = Self::default();
        let mut last = ' ';
        for run in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let mark = run.chars().next_back().filter(|c| !c.is_alphanumeric());
            let word = run.strip_suffix(|c: char| !c.is_alphanumeric()).unwrap_or(run);
            if !word.is_empty() {
                if matches!(last, '.' | '!' | '?' | '…') {
                    this.ends.push(this.content.len());
                }
                let word = fold(word);
                let stem = stem(&word);
                this.all.push(stem);
                if lexicon.class(&word, language).is_none() {
                    this.content.push(stem);
                }
                last = ' ';
            }
            if let Some(mark) = mark.filter(|mark| !mark.is_whitespace()) {
                last = mark;
            }
            if this.content.len() >= MOST || this.all.len() >= 4 * MOST {
                break;
            }
        }
        this.ends.push(this.content.len());
        this
    }
}

/// A number that is the same for words with the same beginning; of digits all count.
fn stem(word: &str) -> u64 {
    let most = if word.starts_with(|c: char| c.is_numeric()) {
        usize::MAX
    } else {
        STEM
    };
    word.chars().take(most).fold(START, step)
}

fn set(words: impl IntoIterator<Item = u64>) -> Vec<u64> {
    let mut words: Vec<u64> = words.into_iter().collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// How many of the sorted `ours` are among the sorted `theirs`.
fn shared(ours: &[u64], theirs: &[u64]) -> f32 {
    ours.iter()
        .filter(|word| theirs.binary_search(word).is_ok())
        .count() as f32
}

fn share(part: f32, of: usize) -> f32 {
    part / of.max(1) as f32
}

/// How far the passage has the claim's words, as they are written, from 0 to 1: content words in all, in its best sentence,
/// beside each other, in order; all words; content words of both sides; and the number of those that it lacks, up to 8.
/// Between two languages nothing is known: `unknown` stands for the shares.
pub(super) fn overlap(claim: Side<'_>, passage: Side<'_>, unknown: f32) -> [f32; COUNT] {
    if claim.facts.language != passage.facts.language {
        return [unknown, unknown, 0.2, unknown, unknown, 0.2, 2.0];
    }
    let (own, other) = (
        Plain::new(claim.text, claim.facts.language),
        Plain::new(passage.text, passage.facts.language),
    );
    let (ours, theirs) = (
        set(own.content.iter().copied()),
        set(other.content.iter().copied()),
    );
    let found = shared(&ours, &theirs);
    let mut best = 0.0_f32;
    let mut start = 0;
    for end in &other.ends {
        let sentence = set(other.content.get(start..*end).unwrap_or_default().iter().copied());
        best = best.max(shared(&ours, &sentence));
        start = *end;
    }
    let (pairs, their_pairs) = (neighbours(&own.content), neighbours(&other.content));
    let (all, all_theirs) = (set(own.all), set(other.all));
    [
        share(found, ours.len()),
        share(best, ours.len()),
        share(shared(&pairs, &their_pairs), pairs.len()),
        share(in_order(&own.content, &other.content), own.content.len()),
        share(shared(&all, &all_theirs), all.len()),
        found / (ours.len() as f32 + theirs.len() as f32 - found).max(1.0),
        (ours.len() as f32 - found).min(8.0),
    ]
}

fn neighbours(words: &[u64]) -> Vec<u64> {
    set(words.windows(2).filter_map(|two| match two {
        [one, other] => Some(pair(*one, *other)),
        _ => None,
    }))
}

/// The length of the longest common subsequence.
fn in_order(ours: &[u64], theirs: &[u64]) -> f32 {
    let mut lengths = vec![0_u16; theirs.len() + 1];
    for one in ours {
        let mut before = 0;
        let mut left = 0;
        for (length, other) in lengths.iter_mut().skip(1).zip(theirs) {
            let above = *length;
            *length = if one == other { before + 1 } else { above.max(left) };
            before = above;
            left = *length;
        }
    }
    f32::from(lengths.last().copied().unwrap_or(0))
}
