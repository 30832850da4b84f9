use super::decisions;
use crate::corpus::Query;
use crate::server::cards::passages::{self, Shown};
use crate::server::cards::plain;
use crate::server::messages::message;
use crate::server::session::{Loaded, Locale, Session, Settings, Snapshot, Standing};
use serde::Deserialize;
use serde_json::{Value, json};
use std::str::FromStr;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, MessageType, Range, Uri};

/// The commands; what they take and answer is in `editors/README.md`.
pub const COMMANDS: [&str; 8] = [
    decisions::DISMISS,
    decisions::RESTORE,
    decisions::TEACH,
    decisions::FORGET,
    "ascribe.rebuildIndex",
    "ascribe.searchCorpus",
    "ascribe.searchSelection",
    "ascribe.showStatus",
];

/// How many passages a search gives.
const MOST_FOUND: usize = 20;
/// How many of them a message shows.
const MOST_SHOWN: usize = 5;
/// How many characters of a selection are looked up.
const LONGEST_QUERY: usize = 2_000;

/// `workspace/executeCommand`
pub async fn execute_command(session: Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let argument = params.arguments.into_iter().next().unwrap_or_default();
    let run = match params.command.as_str() {
        "ascribe.rebuildIndex" => rebuild,
        "ascribe.searchCorpus" => search,
        "ascribe.searchSelection" => return search_selection(session, argument).await,
        "ascribe.showStatus" => status,
        decisions::DISMISS => decisions::dismiss,
        decisions::RESTORE => decisions::restore,
        decisions::TEACH => decisions::teach,
        decisions::FORGET => decisions::forget,
        other => return Err(Error::invalid_params(format!("no command {other}"))),
    };
    super::blocking(session, move |session| run(session, &argument)).await?
}

type Answer = Result<Option<Value>>;

/// Reads the folders of sources again.
fn rebuild(session: &Arc<Session>, _: &Value) -> Answer {
    for handle in session.corpora.all() {
        session.index(&handle);
    }
    Ok(None)
}

/// Looks for words in the sources.
fn search(session: &Arc<Session>, argument: &Value) -> Answer {
    let settings = settings(session, argument);
    let locale = settings.locale;
    let text = argument
        .as_str()
        .or_else(|| argument.get("text")?.as_str())
        .unwrap_or("")
        .trim();
    if text.is_empty() {
        return Err(Error::invalid_params(message(
            locale,
            "command",
            "usage_search",
            &[],
        )));
    }
    let corpus = match loaded(session, &settings) {
        Ok(corpus) => corpus,
        Err(why) => return Ok(Some(json!({"passages": [], "text": why}))),
    };
    let query = Query::of_text(text, settings.chosen.language);
    let found: Vec<Shown> = corpus
        .corpus
        .search(&query, MOST_FOUND)
        .into_iter()
        .filter_map(|hit| passages::plain_passage(&corpus, hit.passage, session.setup().encoding))
        .collect();
    let plain = if found.is_empty() {
        message(
            locale,
            "command",
            "nothing",
            &[("query", &*plain::short(text, 80))],
        )
    } else {
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    Ok(Some(json!({"passages": found, "text": plain})))
}

/// A passage as compilers write a place, so that editors and people find it.
fn line(found: &Shown) -> String {
    format!(
        "{}:{}: {}",
        plain::short(&found.document, 200),
        found.line,
        plain::short(&found.text, 400)
    )
}

/// Looks for what else says what a range of a draft says: passages that bear on it, then those that have its words.
async fn search_selection(session: Arc<Session>, argument: Value) -> Answer {
    let uri = argument
        .get("uri")
        .and_then(Value::as_str)
        .and_then(|uri| Uri::from_str(uri).ok());
    let range = argument
        .get("range")
        .and_then(|range| Range::deserialize(range).ok());
    let document = uri.and_then(|uri| session.document(&uri));
    let snapshot = match &document {
        Some(document) => document.current().await,
        None => None,
    };
    let (Some(snapshot), Some(range)) = (snapshot, range) else {
        let locale = settings(&session, &argument).locale;
        let usage = message(locale, "command", "usage_selection", &[]);
        return Err(Error::invalid_params(usage));
    };
    let show = argument.get("show") == Some(&Value::Bool(true));
    super::blocking(session, move |session| {
        let preview = plain::short(snapshot.lines.span(range).of(&snapshot.lines.text), 80);
        let found = bearing_on(session, &snapshot, range);
        let text = match &found {
            Ok(found) if !found.is_empty() => found.iter().map(line).collect::<Vec<_>>().join("\n"),
            Ok(_) => message(
                snapshot.settings.locale,
                "command",
                "nothing",
                &[("query", &*preview)],
            ),
            Err(why) => why.clone(),
        };
        if show {
            session.outbox.notify(
                "window/showMessage",
                &json!({"type": MessageType::INFO, "message": shown(&found, &text, &snapshot)}),
            );
        }
        Ok(Some(json!({"passages": found.unwrap_or_default(), "text": text})))
    })
    .await?
}

/// What a message has room for.
fn shown(found: &std::result::Result<Vec<Shown>, String>, text: &str, snapshot: &Snapshot) -> String {
    match found {
        Ok(found) if !found.is_empty() => {
            let title = message(snapshot.settings.locale, "command", "found", &[]);
            let best = found.iter().take(MOST_SHOWN).map(line);
            std::iter::once(title).chain(best).collect::<Vec<_>>().join("\n")
        }
        _ => text.to_owned(),
    }
}

/// The passages, the best first; why there can be none in words.
fn bearing_on(
    session: &Arc<Session>,
    snapshot: &Snapshot,
    range: Range,
) -> std::result::Result<Vec<Shown>, String> {
    let locale = snapshot.settings.locale;
    let span = snapshot.lines.span(range);
    let sentence = snapshot.sentence_at(span.start);
    let wanted = match (span.is_empty(), sentence) {
        (true, Some(sentence)) => snapshot.claim(sentence),
        _ => plain::short(span.of(&snapshot.lines.text), LONGEST_QUERY),
    };
    let corpus = loaded(session, &snapshot.settings)?;
    let language = sentence.map_or(snapshot.analysis.language, |sentence| sentence.language);
    let encoding = session.setup().encoding;
    let judged = snapshot.verdict_on(&corpus, &wanted, language);
    let mut seen: Vec<u32> = Vec::new();
    let mut found = Vec::new();
    for evidence in &judged.passages {
        seen.push(evidence.passage);
        found.extend(passages::shown(&corpus, evidence, encoding, locale));
    }
    let query = Query::of_text(&wanted, Some(language));
    for hit in corpus.corpus.search(&query, MOST_FOUND) {
        if found.len() < MOST_FOUND && !seen.contains(&hit.passage) {
            found.extend(passages::plain_passage(&corpus, hit.passage, encoding));
        }
    }
    // A draft that lies among the sources does not back itself.
    found.retain(|passage| passage.uri != snapshot.uri);
    Ok(found)
}

/// The corpus of drafts with these settings, or why it cannot be searched, in words.
fn loaded(session: &Arc<Session>, settings: &Settings) -> std::result::Result<Arc<Loaded>, String> {
    let handle = session
        .corpus(settings)
        .ok_or_else(|| message(settings.locale, "command", "no_corpus", &[]))?;
    handle.loaded().ok_or_else(|| match handle.standing() {
        Standing::Failed(why) => why,
        _ => message(settings.locale, "command", "indexing", &[]),
    })
}

/// Says in plain text how things stand.
fn status(session: &Arc<Session>, argument: &Value) -> Answer {
    let settings = settings(session, argument);
    let locale = settings.locale;
    let say = |name: &str, slots: &[(&str, &str)]| message(locale, "show", name, slots);
    let drafts = session.documents().len().to_string();
    let mut lines = vec![
        say("version", &[("version", env!("CARGO_PKG_VERSION"))]),
        say("drafts", &[("count", &*drafts)]),
    ];
    match session.corpus(&settings) {
        None => lines.push(message(locale, "command", "no_corpus", &[])),
        Some(handle) => {
            lines.push(say("corpus", &[("root", &*handle.root.display().to_string())]));
            lines.extend(standing(&handle.standing(), locale));
            if let Some(corpus) = handle.loaded() {
                let status = corpus.corpus.status();
                lines.push(say(
                    "ready",
                    &[
                        ("articles", &*corpus.article_count().to_string()),
                        ("passages", &*corpus.passage_count().to_string()),
                    ],
                ));
                lines.push(match status.location {
                    Some(location) => say(
                        "location",
                        &[
                            ("location", &*location.display().to_string()),
                            ("size", &*status.size.div_ceil(1024).to_string()),
                        ],
                    ),
                    None => say("in_memory", &[]),
                });
                lines.extend(status.note);
                for left_out in status.left_out {
                    lines.push(say(
                        "left_out",
                        &[("path", &*left_out.path), ("why", &*left_out.why)],
                    ));
                }
            }
        }
    }
    let lines: Vec<_> = lines.iter().map(|line| plain::short(line, 400)).collect();
    Ok(Some(json!({"text": lines.join("\n")})))
}

fn standing(standing: &Standing, locale: Locale) -> Option<String> {
    match standing {
        Standing::Ready => None,
        Standing::Failed(why) => Some(why.clone()),
        Standing::Indexing { done, total } => Some(message(
            locale,
            "verdict",
            "indexing",
            &[("done", &*done.to_string()), ("total", &*total.to_string())],
        )),
    }
}

/// The settings of the draft that an argument names, else of the first that is open, else of the
/// first workspace folder.
fn settings(session: &Arc<Session>, argument: &Value) -> Arc<Settings> {
    let named = argument
        .get("uri")
        .and_then(Value::as_str)
        .and_then(|uri| Uri::from_str(uri).ok());
    let uri = named
        .or_else(|| session.documents().first().map(|document| document.uri.clone()))
        .or_else(|| Uri::from_str("untitled:none").ok());
    match uri {
        Some(uri) => session.settings(&uri),
        None => Arc::default(),
    }
}
