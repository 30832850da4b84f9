use crate::corpus::Query;
use crate::server::cards::passages::{self, Shown};
use crate::server::cards::plain;
use crate::server::messages::message;
use crate::server::session::{Locale, Session, Settings, Standing};
use serde_json::{Value, json};
use std::str::FromStr;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, Uri};

/// The commands; what they take and answer is in `editors/README.md`.
pub const COMMANDS: [&str; 3] = [
    "ascribe.rebuildIndex",
    "ascribe.searchCorpus",
    "ascribe.showStatus",
];

/// How many passages a search gives.
const MOST_FOUND: usize = 20;

/// `workspace/executeCommand`
pub async fn execute_command(session: Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    let argument = params.arguments.into_iter().next().unwrap_or_default();
    let run = match params.command.as_str() {
        "ascribe.rebuildIndex" => rebuild,
        "ascribe.searchCorpus" => search,
        "ascribe.showStatus" => status,
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
    let failed = |text: String| Ok(Some(json!({"passages": [], "text": text})));
    let Some(handle) = session.corpus(&settings) else {
        return failed(message(locale, "command", "no_corpus", &[]));
    };
    let Some(corpus) = handle.loaded() else {
        return failed(match handle.standing() {
            Standing::Failed(why) => why,
            _ => message(locale, "command", "indexing", &[]),
        });
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
