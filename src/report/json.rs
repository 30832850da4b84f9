//! What other programs read: one JSON object, or one a line.

use super::neutral::replacement;
use super::{Checked, UnusedEntry, reason, reasons};
use crate::analysis::variants::Rival;
use crate::analysis::{ActorKind, Status};
use crate::corpus::{Corpus, Date};
use crate::corroboration::{Corroboration, Dependence, Judgement, Relation, Verdict};
use crate::language::Language;
use crate::text::{CodePoints, Encoding, LineIndex, Span};
use serde::Serialize;
use std::fmt::Write;

/// What comes before the objects of the files, which commas separate.
pub const OPENING: &str = "{\"files\":[";

/// What comes after them: the entries of the workspace's dismissals that dismiss nothing.
pub fn closing(unused: &[UnusedEntry]) -> String {
    match unused {
        [] => "]}\n".to_owned(),
        _ => format!("],\"unused_dismissals\":{}}}\n", line(&unused)),
    }
}

/// The object of one file in the report of `ascribe check --format json`.
pub fn checked(file: &Checked, corpus: Option<&Corpus>) -> String {
    line(&File::new(file, corpus))
}

/// The object that `ascribe corroborate` prints for one claim.
pub fn corroboration(claim: &str, found: &Corroboration, corpus: &Corpus) -> String {
    line(&Found::new(claim, found, corpus))
}

/// The object that `ascribe relate` prints for one pair.
pub fn judgement(judgement: &Judgement) -> String {
    #[derive(Serialize)]
    struct Pair {
        relation: Relation,
        score: f32,
        reasons: Vec<String>,
    }
    line(&Pair {
        relation: judgement.relation,
        score: rounded(judgement.score),
        reasons: judgement.reasons.iter().map(reason).collect(),
    })
}

/// JSON in one line. What could drive a terminal that the line ends up on, or reorder what is read
/// there, is escaped: JSON itself would let most of it pass.
pub(super) fn line<T: Serialize>(value: &T) -> String {
    // Maps with string keys and plain values do not fail.
    let json = serde_json::to_string(value).unwrap_or_default();
    let odd = |c: char| replacement(c).is_some();
    if !json.contains(odd) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if odd(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    language: Language,
    actors: Vec<Actor<'a>>,
    sentences: Vec<Sentence<'a>>,
    variants: Vec<Variant<'a>>,
    /// Comments that dismiss nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unused_dismissals: Vec<Comment<'a>>,
}

/// A comment of the draft.
#[derive(Serialize)]
struct Comment<'a> {
    text: &'a str,
    offset: [usize; 2],
    range: Range,
}

#[derive(Serialize)]
struct Actor<'a> {
    text: &'a str,
    name: &'a str,
    key: &'a str,
    kind: ActorKind,
    offset: [usize; 2],
    range: Range,
}

/// A name that is spelled in two ways.
#[derive(Serialize)]
struct Variant<'a> {
    text: &'a str,
    /// As it is spelled elsewhere.
    name: &'a str,
    /// Where: `draft` or `corpus`.
    elsewhere: &'static str,
    offset: [usize; 2],
    range: Range,
    /// The mention of the draft that is spelled so.
    other: Option<[usize; 2]>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    offset: [usize; 2],
    range: Range,
    language: Language,
    status: Status,
    source: Option<&'a str>,
    cue: Option<&'a str>,
    rule: &'static str,
    /// Whether all that would be said of it was dismissed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dismissed: bool,
    corroboration: Option<Found<'a>>,
}

/// UTF-16 code units, as LSP has them.
#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    character: u32,
}

#[derive(Serialize)]
struct Found<'a> {
    claim: std::borrow::Cow<'a, str>,
    verdict: Verdict,
    together: bool,
    independent_sources: usize,
    searched: usize,
    passages: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    document: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    offset: [usize; 2],
    line: u32,
    text: &'a str,
    relation: Relation,
    score: f32,
    reasons: Vec<String>,
    origin: Option<&'a str>,
    /// Whether the document only passes on what its origin says.
    reported: bool,
    independent: usize,
    dependence: Option<&'a Dependence>,
    covers: &'a [String],
}

impl<'a> File<'a> {
    fn new(file: &'a Checked, corpus: Option<&'a Corpus>) -> Self {
        let (text, lines, points) = (
            &file.text,
            LineIndex::new(&file.text),
            CodePoints::new(&file.text),
        );
        let offset = |span: Span| [points.at(span.start), points.at(span.end)];
        let range = |span: Span| {
            let (start, end) = lines.range(text, span, Encoding::Utf16);
            let place = |p: crate::text::Position| Place {
                line: p.line,
                character: p.character,
            };
            Range {
                start: place(start),
                end: place(end),
            }
        };
        let named = |at: usize| file.analysis.actors.get(at);
        let mention = |at: usize| file.analysis.mentions.get(at).map(|mention| mention.span);
        let variants = file.variants.iter().filter_map(|variant| {
            let span = mention(variant.mention)?;
            Some(Variant {
                text: span.of(text),
                name: &variant.name,
                elsewhere: match variant.rival {
                    Rival::Draft(_) => "draft",
                    Rival::Corpus { .. } => "corpus",
                },
                offset: offset(span),
                range: range(span),
                other: match variant.rival {
                    Rival::Draft(other) => mention(other).map(offset),
                    Rival::Corpus { .. } => None,
                },
            })
        });
        Self {
            path: &file.path,
            language: file.analysis.language,
            variants: variants.collect(),
            unused_dismissals: file
                .unused
                .iter()
                .map(|unused| Comment {
                    text: unused.span.of(text),
                    offset: offset(unused.span),
                    range: range(unused.span),
                })
                .collect(),
            actors: file
                .analysis
                .mentions
                .iter()
                .map(|mention| Actor {
                    text: mention.span.of(text),
                    name: named(mention.actor).map_or(mention.span.of(text), |actor| &actor.name),
                    key: named(mention.actor).map_or("", |actor| &actor.key),
                    kind: mention.kind,
                    offset: offset(mention.span),
                    range: range(mention.span),
                })
                .collect(),
            sentences: file
                .analysis
                .sentences
                .iter()
                .enumerate()
                .map(|(at, sentence)| Sentence {
                    offset: offset(sentence.span),
                    range: range(sentence.span),
                    language: sentence.language,
                    status: sentence.status,
                    source: sentence.source.as_ref().map(|source| source.text.as_str()),
                    cue: sentence.cue.as_ref().map(|cue| cue.text.as_str()),
                    rule: sentence.rule,
                    dismissed: is_dismissed(file, at),
                    corroboration: match (file.corroborations.get(at), corpus) {
                        (Some(Some(found)), Some(corpus)) => Some(Found::new(
                            super::folded(sentence.span.of(&file.prose)),
                            found,
                            corpus,
                        )),
                        _ => None,
                    },
                })
                .collect(),
        }
    }
}

fn is_dismissed(file: &Checked, at: usize) -> bool {
    let conflicting = matches!(
        file.corroborations.get(at),
        Some(Some(found)) if found.verdict == Verdict::Conflicting
    );
    let sentence = file.analysis.sentences.get(at);
    sentence.is_some_and(|sentence| file.dismissed.sentence(sentence, conflicting))
}

impl<'a> Found<'a> {
    fn new(
        claim: impl Into<std::borrow::Cow<'a, str>>,
        found: &'a Corroboration,
        corpus: &'a Corpus,
    ) -> Self {
        let passages = found.passages.iter().filter_map(|evidence| {
            let passage = corpus.passage(evidence.passage)?;
            let article = corpus.article_of(passage)?;
            Some(Shown {
                document: &article.path,
                title: article.title.as_deref(),
                date: article.date.map(iso),
                offset: [passage.code_points.0, passage.code_points.1],
                line: passage.line,
                text: &passage.text,
                relation: evidence.relation,
                score: rounded(evidence.score),
                reasons: reasons(evidence),
                origin: evidence.origin.as_ref().map(|origin| origin.name.as_str()),
                reported: evidence.origin.as_ref().is_some_and(|origin| origin.reported),
                independent: evidence.independent,
                dependence: evidence.dependence.as_ref(),
                covers: &evidence.covers,
            })
        });
        Self {
            claim: claim.into(),
            verdict: found.verdict,
            together: found.together,
            independent_sources: found.independent_sources,
            searched: found.searched,
            passages: passages.collect(),
        }
    }
}

/// ISO 8601, as far as the date is known.
pub(super) fn iso(date: Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        _ => format!("{:04}", date.year),
    }
}

/// Three digits are all that a score can mean.
fn rounded(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}
