//! Passages as a client needs them, and the words around them.

use super::plain;
use crate::corpus::{Article, Date, Passage};
use crate::corroboration::{Dependence, Differs, Evidence, Reason, Relation, Same, Teller};
use crate::server::edit::Lines;
use crate::server::messages::message;
use crate::server::session::{Loaded, Locale};
use crate::text::Encoding;
use serde::Serialize;
use std::sync::Arc;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

/// How many characters of a value a reason repeats.
const LONGEST_VALUE: usize = 80;

/// A passage as side bars and searches show it; see `editors/README.md`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// Its file.
    pub uri: Uri,
    /// Its place there.
    pub range: Range,
    /// The file's name below the corpus folder.
    pub document: String,
    /// Counted from 1.
    pub line: u32,
    /// Headline of the article.
    pub title: Option<String>,
    /// As ISO 8601 writes it, as far as it is known.
    pub date: Option<String>,
    /// Its words.
    pub text: String,
    /// To the claim; `None` where there is none.
    pub relation: Option<Relation>,
    /// Who answers for it.
    pub origin: Option<String>,
    /// Why it was chosen, in the client's language.
    pub reasons: Vec<String>,
}

/// The passage with its article; `None` for an index of another state of the corpus.
pub fn find(corpus: &Loaded, index: u32) -> Option<(&Passage, &Article)> {
    let passage = corpus.passage(index)?;
    Some((passage, corpus.corpus.article_of(passage)?))
}

/// Where a passage is.
pub fn location(
    corpus: &Loaded,
    passage: &Passage,
    article: &Article,
    encoding: Encoding,
) -> Option<Location> {
    let uri = Uri::from_file_path(corpus.file(article))?;
    let line = passage.line.saturating_sub(1);
    let range = match corpus.text(article, encoding) {
        Some(text) if !passage.span.of(&text.text).is_empty() => whole(&text, passage),
        // The file has changed since it was read, or has gone: its line is the best there is.
        _ => Range {
            start: Position { line, character: 0 },
            end: Position { line, character: 0 },
        },
    };
    Some(Location { uri, range })
}

fn whole(text: &Arc<Lines>, passage: &Passage) -> Range {
    text.range(passage.span)
}

/// A passage that bears on a claim.
pub fn shown(corpus: &Loaded, evidence: &Evidence, encoding: Encoding, locale: Locale) -> Option<Shown> {
    let mut shown = plain_passage(corpus, evidence.passage, encoding)?;
    shown.relation = Some(evidence.relation);
    let origin = evidence.origin.as_ref().map(|origin| origin.name.clone());
    shown.origin = origin.or(shown.origin);
    let first = covers(evidence, locale)
        .into_iter()
        .chain(dependence(evidence, locale));
    let reasons = evidence.reasons.iter().map(|reason| self::reason(reason, locale));
    shown.reasons = first.chain(reasons).collect();
    Some(shown)
}

/// A passage by itself.
pub fn plain_passage(corpus: &Loaded, index: u32, encoding: Encoding) -> Option<Shown> {
    let (passage, article) = find(corpus, index)?;
    let Location { uri, range } = location(corpus, passage, article, encoding)?;
    Some(Shown {
        uri,
        range,
        document: article.path.clone(),
        line: passage.line,
        title: article.title.clone(),
        date: article.date.map(iso),
        text: passage.text.clone(),
        relation: None,
        origin: passage
            .source
            .as_ref()
            .map(|source| source.text.clone())
            .or_else(|| article.publisher.clone()),
        reasons: Vec::new(),
    })
}

/// A date as ISO 8601 writes it, as far as it is known.
fn iso(date: Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        _ => format!("{:04}", date.year),
    }
}

/// A date as people write it.
pub fn date(date: Date, locale: Locale) -> String {
    let Some(month) = date.month else {
        return date.year.to_string();
    };
    let month = message(locale, "date", &month.to_string(), &[]);
    let year = date.year.to_string();
    match date.day {
        Some(day) => message(
            locale,
            "date",
            "day",
            &[("day", &*day.to_string()), ("month", &*month), ("year", &*year)],
        ),
        None => message(locale, "date", "month", &[("month", &*month), ("year", &*year)]),
    }
}

/// The words of the claim that a passage answers for, where it takes several to back the claim.
pub fn covers(evidence: &Evidence, locale: Locale) -> Option<String> {
    let mark = |name| message(locale, "passage", name, &[]);
    let (open, close) = (mark("quote_open"), mark("quote_close"));
    let quoted = |words: &String| format!("{open}{}{close}", plain::short(words, LONGEST_VALUE));
    let values: Vec<_> = evidence.covers.iter().map(quoted).collect();
    (!values.is_empty()).then(|| message(locale, "reason", "covers", &[("values", &*values.join(", "))]))
}

/// Why a passage is no source of its own.
pub fn dependence(evidence: &Evidence, locale: Locale) -> Option<String> {
    let short = |text: &str| plain::short(text, LONGEST_VALUE);
    let say = |name: &str, value: &str| message(locale, "dependence", name, &[("of", value)]);
    Some(match evidence.dependence.as_ref()? {
        Dependence::SameText => say("same_text", ""),
        Dependence::Copy { of } => say("copy", &short(of)),
        Dependence::SameOrigin { origin } => say("same_origin", &short(origin)),
    })
}

/// One thing that agrees or differs, in words.
pub fn reason(reason: &Reason, locale: Locale) -> String {
    let short = |text: &str| plain::short(text, LONGEST_VALUE);
    let say = |name: &str, slots: &[(&str, &str)]| message(locale, "reason", name, slots);
    let values = |name: &str, values: &[String]| {
        let values: Vec<_> = values.iter().map(|value| short(value)).collect();
        say(name, &[("values", &*values.join(", "))])
    };
    let differs = |name: &str, draft: &str, source: &str| {
        say(name, &[("draft", &*short(draft)), ("source", &*short(source))])
    };
    let all = |name: &str, pairs: &[Same]| values(name, &pairs.iter().map(Same::shown).collect::<Vec<_>>());
    match reason {
        Reason::Actors { names } => all("actors", names),
        Reason::Before { names } => all("before", names),
        Reason::Figure { value } => say("figure", &[("value", &*short(&value.shown()))]),
        Reason::Date { value } => say("date", &[("value", &*short(&value.shown()))]),
        Reason::Words { words } => all("words", words),
        Reason::Missing { words } => values("missing", words),
        Reason::Differs { what, draft, source } => {
            let name = match what {
                Differs::Figure => "differs_figure",
                Differs::Date => "differs_date",
                Differs::Place => "differs_place",
                Differs::Actor => "differs_actor",
                Differs::Predicate => "differs_predicate",
            };
            differs(name, draft, source)
        }
        Reason::Negation { by, words } => {
            let name = match by {
                Teller::Source => "source_denies",
                Teller::Draft => "draft_denies",
            };
            say(name, &[("words", &*short(words))])
        }
        Reason::Roles {
            predicate,
            draft,
            source,
        } => {
            let slots = [
                ("predicate", &*short(predicate)),
                ("draft", &*short(draft)),
                ("source", &*short(source)),
            ];
            say("roles", &slots)
        }
        Reason::Denial { cue } => say("denial", &[("cue", &*short(cue))]),
    }
}

/// Whether a reason says what differs.
pub fn is_difference(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::Differs { .. } | Reason::Negation { .. } | Reason::Roles { .. } | Reason::Denial { .. }
    )
}
