//! One file of the corpus: from its bytes to an article and its passages.

use super::article::pack;
use super::clean::{Header, clean, folded};
use super::{Article, Date, Passage, Signature};
use crate::analysis::facts::{Day, Facts};
use crate::analysis::{Analysis, Analyzer};
use crate::language::fold::fold;
use crate::text::{Block, BlockKind, Encoding, Format, LineIndex, blocks};
use serde::{Deserialize, Serialize};

/// Slots of an article's signature: the estimate's standard error is then at most 6 points.
const ARTICLE_BINS: usize = 64;

/// Slots of a passage's: enough to tell a copy from another sentence on the same matter.
const PASSAGE_BINS: usize = 16;

/// All that is kept of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    pub article: Article,
    pub passages: Vec<Passage>,
}

impl Record {
    /// The record of `source`, the decoded text of the file that is called `name` in the corpus.
    pub fn new(id: u32, name: &str, source: &str, analyzer: &Analyzer) -> Self {
        let format = format_of(name);
        let cleaned = clean(source, format, name);
        let blocks = blocks(&cleaned.text, format);
        let (analysis, _) = analyzer.analyze_blocks(&blocks);
        let prose = prose(source.len(), &blocks);
        let facts = Facts::of_text(&prose, &analysis, cleaned.header.date.map(day));
        let passages = passages(id, source, &prose, &analysis, facts);
        let words: Vec<_> = passages
            .iter()
            .flat_map(|passage| plain_words(&passage.text))
            .collect();
        let signature = Signature::new(words.iter().map(String::as_str), 4, ARTICLE_BINS);
        let Header {
            title,
            date,
            publisher,
            agency,
        } = cleaned.header;
        let article = Article {
            id,
            path: name.to_owned(),
            title,
            date,
            publisher,
            agency,
            language: analysis.language,
            actors: analysis.actors,
            signature,
        };
        Self { article, passages }
    }
}

/// How a file is to be read, by its name.
pub(super) fn format_of(name: &str) -> Format {
    let name = name.to_lowercase();
    if name.ends_with(".md") || name.ends_with(".markdown") {
        Format::Markdown
    } else {
        Format::Plain
    }
}

/// The prose of all blocks where it stands in the source, blanks everywhere else.
fn prose(len: usize, blocks: &[Block]) -> String {
    let mut prose = String::with_capacity(len);
    for block in blocks {
        prose.extend(std::iter::repeat_n(
            ' ',
            block.span.start.saturating_sub(prose.len()),
        ));
        prose.push_str(&block.prose);
    }
    prose
}

fn day(date: Date) -> Day {
    Day {
        year: date.year,
        month: date.month,
        day: date.day,
    }
}

fn passages(article: u32, source: &str, prose: &str, analysis: &Analysis, facts: Vec<Facts>) -> Vec<Passage> {
    let lines = LineIndex::new(source);
    // Counted on from one passage to the next: a file may be one line of a megabyte.
    let (mut byte, mut points) = (0, 0);
    let mut mentions = analysis.mentions.iter().peekable();
    let mut found: Vec<Passage> = Vec::with_capacity(analysis.sentences.len());
    for (sentence, mut facts) in analysis.sentences.iter().zip(facts) {
        let span = sentence.span;
        let text = folded(span.of(prose));
        if sentence.block == BlockKind::Boilerplate
            || span.start < byte
            || !text.contains(char::is_alphabetic)
        {
            continue;
        }
        let start = points + count(source, byte, span.start);
        let end = start + count(source, span.start, span.end);
        (byte, points) = (span.end, end);
        while mentions
            .next_if(|mention| mention.span.start < span.start)
            .is_some()
        {}
        let mut actors: Vec<String> = Vec::new();
        while let Some(mention) = mentions.next_if(|mention| mention.span.start < span.end) {
            if let Some(actor) = analysis.actors.get(mention.actor)
                && !actors.contains(&actor.key)
            {
                actors.push(actor.key.clone());
            }
        }
        let raw = span.of(prose);
        if raw != text {
            let places = places(raw, &text);
            facts.move_spans(|at| places.get(at).copied().unwrap_or(text.len()));
        }
        let words = plain_words(&text);
        found.push(Passage {
            article,
            ordinal: found.len() as u32,
            span,
            code_points: (start, end),
            line: lines.position(source, span.start, Encoding::Utf8).line + 1,
            signature: Signature::new(words.iter().map(String::as_str), 2, PASSAGE_BINS),
            text,
            heading: sentence.block == BlockKind::Heading,
            language: sentence.language,
            status: sentence.status,
            source: sentence.source.clone(),
            actors,
            packed: pack(&facts),
        });
    }
    found
}

/// For each byte of `raw`, and its end, where it is in `folded`, the same text with its white space folded.
fn places(raw: &str, folded: &str) -> Vec<usize> {
    let mut places = Vec::with_capacity(raw.len() + 1);
    let mut at = 0;
    for c in raw.chars() {
        let rest = folded.get(at..).unwrap_or("");
        let gap = rest.len() - rest.trim_start().len();
        if !c.is_whitespace() {
            at += gap;
        }
        for byte in 0..c.len_utf8() {
            places.push(if c.is_whitespace() { at } else { at + byte });
        }
        if !c.is_whitespace() {
            at += c.len_utf8();
        }
    }
    places.push(at);
    places
}

/// Code points between two byte offsets.
fn count(source: &str, start: usize, end: usize) -> usize {
    source.get(start..end).map_or(0, |text| text.chars().count())
}

/// The words of a text in the form in which copies are compared.
fn plain_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
