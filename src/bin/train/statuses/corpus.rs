//! Texts with the status of every sentence, as the analysis sees them.

use crate::annotated;
use crate::standoff;
use ascribe::analysis::attribution::{by_rules, carried_quotations, learned};
use ascribe::analysis::{Analyzer, Options, actors};
use ascribe::language::Language;
use ascribe::text::{Format, Span, blocks};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Where in the project the texts are that carry statuses only.
pub const TEXTS: &str = "src/bin/train/statuses/texts";

/// How many sentences of a gold file without separate texts are one for the parts of cross-validation.
const RUN: usize = 20;

/// One sentence of a gold file.
pub struct Case {
    /// The text that it belongs to, by number, and the set of texts.
    pub text: usize,
    pub set: String,
    pub language: Language,
    /// The statuses by their numbers: annotated, and as the rules have it.
    pub gold: usize,
    pub rules: usize,
    pub example: learned::Example,
    /// For those who read errors.
    pub sentence: String,
    pub rule: &'static str,
}

/// The licensed corpora's sentences: each text, or each that stands alone, by itself.
pub fn standoff(data: &Path, project: &Path, cases: &mut Vec<Case>) -> Result<(), Box<dyn Error>> {
    // Speeches in parliament and articles of an encyclopedia teach what is no news: with them French news fares worse.
    let sentences = standoff::sentences(data, project, Some(standoff::SEQUOIA))?;
    let (first, number) = (cases.len(), cases.last().map_or(0, |case| case.text + 1));
    for text in sentences.chunk_by(|one, other| (&one.set, one.text_id()) == (&other.set, other.text_id())) {
        let (mut whole, mut gold) = (String::new(), Vec::new());
        for sentence in text {
            // What ends without a mark is a heading or a caption.
            let ended = whole.ends_with(['.', '!', '?', '…', '»', '"', '”', ':', ';']);
            whole.push_str(match whole.as_str() {
                "" => "",
                _ if ended => " ",
                _ => "\n\n",
            });
            whole.push_str(&sentence.text);
            gold.push((status(&sentence.status), sentence.text.clone()));
        }
        if let Some(sentence) = text.first() {
            read(&sentence.set, 0, &whole, Format::Plain, &gold, cases);
        }
    }
    // Neighbours may come from one article.
    part(cases, first, number);
    Ok(())
}

/// Makes several texts, from `number` on, of the cases from `first` on.
fn part(cases: &mut [Case], first: usize, number: usize) {
    for (at, case) in cases.iter_mut().skip(first).enumerate() {
        case.text = number + at / RUN;
    }
}

fn status(letter: &str) -> Option<usize> {
    ["N", "A", "V", "U"].iter().position(|known| *known == letter)
}

/// Reads a text with its gold sentences; one without status is only read past.
fn read(
    set: &str,
    number: usize,
    text: &str,
    format: Format,
    gold: &[(Option<usize>, String)],
    cases: &mut Vec<Case>,
) {
    let blocks = blocks(text, format);
    let (_, paragraphs) = Analyzer::new(Options::default()).analyze_blocks(&blocks);
    let (mentions, actors) = actors::resolve(&blocks, &paragraphs);
    let carried = carried_quotations(&blocks, &paragraphs);
    let sentences = by_rules(&blocks, &paragraphs, &mentions, &actors, &carried);
    let examples = learned::examples(&blocks, &paragraphs, &carried, &sentences);
    let mut places = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    for (status, own) in gold {
        let count = own.chars().filter(|c| !c.is_whitespace()).count();
        let mut own_places = places.by_ref().take(count);
        let first = own_places.next().map_or(0, |(at, _)| at);
        let end = own_places.last().map_or(first + 1, |(at, c)| at + c.len_utf8());
        let span = Span::new(first, end);
        let overlap = |other: Span| {
            span.end
                .min(other.end)
                .saturating_sub(span.start.max(other.start))
        };
        let best = (0..sentences.len())
            .rev()
            .max_by_key(|at| overlap(sentences[*at].span))
            .filter(|at| overlap(sentences[*at].span) > 0);
        let Some(status) = status else { continue };
        cases.push(Case {
            text: number,
            set: set.to_owned(),
            language: best.map_or(Language::French, |at| sentences[at].language),
            gold: *status,
            rules: best.map_or(0, |at| sentences[at].status as usize),
            example: best.map_or_else(Default::default, |at| examples[at].clone()),
            sentence: own.clone(),
            rule: best.map_or("-", |at| sentences[at].rule),
        });
    }
}

/// The texts of one gold file that stand behind `# name` lines, put together again from their sentences.
pub fn invented(path: &Path, cases: &mut Vec<Case>) -> Result<(), Box<dyn Error>> {
    let set = annotated::stem(path);
    let file = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (mut text, mut gold, mut headline) = (String::new(), Vec::new(), false);
    for line in file.lines().chain(["# end"]) {
        if line.starts_with('#') {
            if !gold.is_empty() {
                let number = cases.last().map_or(0, |case| case.text + 1);
                read(&set, number, &text, Format::Plain, &gold, cases);
            }
            text.clear();
            gold.clear();
        } else if let Some((letter, marked)) = line.split_once('\t') {
            let status = status(letter).ok_or_else(|| format!("{set}: no status: {line}"))?;
            // Headlines, datelines and the like stand on lines of their own.
            if !text.is_empty() && !text.ends_with('\n') {
                text.push(if status == 0 || headline { '\n' } else { ' ' });
            }
            let (sentence, _) = annotated::sentence(marked.trim());
            text.push_str(&sentence);
            headline = status == 0;
            gold.push((Some(status), sentence));
        } else if !text.is_empty() && !text.ends_with("\n\n") {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
    }
    Ok(())
}

/// A gold file beside its text; `parted` makes several texts of it for cross-validation.
pub fn beside(set: &str, path: &Path, parted: bool, cases: &mut Vec<Case>) -> Result<(), Box<dyn Error>> {
    let (text, format) = annotated::text_beside(path)?;
    let mut gold = Vec::new();
    for line in fs::read_to_string(path)?
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some((letter, marked)) = line.split_once('\t') {
            let status = status(letter).ok_or_else(|| format!("{}: no status: {line}", path.display()))?;
            gold.push((Some(status), annotated::sentence(marked.trim()).0));
        }
    }
    let (first, number) = (cases.len(), cases.last().map_or(0, |case| case.text + 1));
    read(set, number, &text, format, &gold, cases);
    if parted {
        part(cases, first, number);
    }
    Ok(())
}
