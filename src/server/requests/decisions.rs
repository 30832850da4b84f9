//! The commands behind the actions that keep a decision of the writer's: they write the workspace's files, because no
//! editor has those open whose writer is at work on a draft. Where the client has the settings file open, it is the
//! client that is asked to change it, so that nothing unsaved is lost.

use crate::analysis::ActorKind;
use crate::dismissals::{self, Kind, relative};
use crate::server::messages::message;
use crate::server::session::{Locale, Session, file_path};
use crate::settings::{self, TaughtActor, Teaching};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{MessageType, TextEdit, Uri, WorkspaceEdit};

/// Dismisses something.
pub const DISMISS: &str = "ascribe.dismiss";
/// Takes a dismissal back.
pub const RESTORE: &str = "ascribe.restore";
/// Teaches something.
pub const TEACH: &str = "ascribe.teach";
/// Takes a teaching back.
pub const FORGET: &str = "ascribe.forget";

/// What is to be dismissed, or no longer.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dismissal {
    uri: String,
    claim: Option<String>,
    actor: Option<String>,
    #[serde(default)]
    file: bool,
}

/// What is to be taught, or forgotten.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Lesson {
    uri: String,
    actor: Option<Actor>,
    not_actor: Option<String>,
    saying_verb: Option<String>,
    accepted_source: Option<String>,
}

#[derive(Deserialize)]
struct Actor {
    name: String,
    kind: ActorKind,
    #[serde(default)]
    aliases: Vec<String>,
}

/// `ascribe.dismiss`
pub fn dismiss(session: &Arc<Session>, argument: &Value) -> Result<Option<Value>> {
    dismissal(session, argument, DISMISS)
}

/// `ascribe.restore`
pub fn restore(session: &Arc<Session>, argument: &Value) -> Result<Option<Value>> {
    dismissal(session, argument, RESTORE)
}

/// `ascribe.teach`
pub fn teach(session: &Arc<Session>, argument: &Value) -> Result<Option<Value>> {
    lesson(session, argument, TEACH)
}

/// `ascribe.forget`
pub fn forget(session: &Arc<Session>, argument: &Value) -> Result<Option<Value>> {
    lesson(session, argument, FORGET)
}

fn dismissal(session: &Arc<Session>, argument: &Value, command: &str) -> Result<Option<Value>> {
    let usage = || Error::invalid_params(format!("{command} wants {{uri, and one of claim, actor, file}}"));
    let wanted = Dismissal::deserialize(argument).map_err(|_| usage())?;
    let uri = Uri::from_str(&wanted.uri).map_err(|_| usage())?;
    let locale = session.settings(&uri).locale;
    let Some(file) = session.dismissals_file(&uri) else {
        return Ok(tell(session, &message(locale, "command", "no_folder", &[])));
    };
    let root = file.parent().and_then(|folder| folder.parent());
    let draft = root
        .zip(file_path(&uri))
        .and_then(|(root, path)| relative(root, &path));
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let (kind, what) = match (filled(wanted.claim), filled(wanted.actor), wanted.file) {
        (Some(claim), ..) => (Kind::Claim, claim),
        (None, Some(actor), _) => (Kind::Actor, actor),
        (None, None, true) => match &draft {
            Some(path) => (Kind::File, path.clone()),
            None => return Ok(tell(session, &message(locale, "command", "no_folder", &[]))),
        },
        (None, None, false) => return Err(usage()),
    };
    let done = session.decide(&file, |text| match command {
        DISMISS => dismissals::dismiss(text, kind, &what, draft.as_deref()),
        _ => dismissals::restore(text, kind, &what),
    });
    Ok(done
        .err()
        .and_then(|error| tell(session, &failed(locale, &error.to_string()))))
}

fn lesson(session: &Arc<Session>, argument: &Value, command: &str) -> Result<Option<Value>> {
    let usage = || {
        Error::invalid_params(format!(
            "{command} wants {{uri, and one of actor, notActor, sayingVerb, acceptedSource}}"
        ))
    };
    let lesson = Lesson::deserialize(argument).map_err(|_| usage())?;
    let uri = Uri::from_str(&lesson.uri).map_err(|_| usage())?;
    let filled = |text: &String| !text.trim().is_empty();
    let Lesson {
        actor,
        not_actor,
        saying_verb,
        accepted_source,
        ..
    } = lesson;
    let teaching = actor
        .filter(|actor| filled(&actor.name))
        .map(|actor| {
            Teaching::Actor(TaughtActor {
                name: actor.name,
                kind: actor.kind,
                aliases: actor.aliases.into_iter().filter(filled).collect(),
            })
        })
        .or_else(|| not_actor.filter(filled).map(Teaching::NotActor))
        .or_else(|| saying_verb.filter(filled).map(Teaching::SayingVerb))
        .or_else(|| accepted_source.filter(filled).map(Teaching::AcceptedSource))
        .ok_or_else(usage)?;
    let locale = session.settings(&uri).locale;
    let Some(file) = session.settings_file(&uri) else {
        return Ok(tell(session, &message(locale, "command", "no_folder", &[])));
    };
    let edit = |text: Option<&str>| match command {
        TEACH => settings::teach(text, &teaching),
        _ => settings::forget(text, &teaching),
    };
    if let Some(open) = session.open_settings(&file) {
        let text = open.state().text.to_string();
        return Ok(match edit(Some(&text)) {
            Ok(Some(changed)) => {
                let change = change(session, &open.uri, text, &changed);
                let client = session.client.clone();
                tokio::spawn(async move { client.apply_edit(change).await });
                None
            }
            Ok(None) => None,
            Err(problem) => {
                let why = format!("{}: {}", file.display(), problem.message);
                tell(session, &failed(locale, &why))
            }
        });
    }
    let done = session.decide(&file, edit);
    Ok(done
        .err()
        .and_then(|error| tell(session, &failed(locale, &error.to_string()))))
}

/// One edit from what a text is to what it should be.
fn change(session: &Session, uri: &Uri, text: String, changed: &str) -> WorkspaceEdit {
    let start = alike(text.chars(), changed.chars());
    let rest = text.get(start..).unwrap_or("");
    let new = changed.get(start..).unwrap_or("");
    let end = alike(rest.chars().rev(), new.chars().rev());
    let old = crate::text::Span::new(start, text.len() - end);
    let new_text = new.get(..new.len() - end).unwrap_or("").to_owned();
    let lines = crate::server::edit::Lines::new(text, session.setup().encoding);
    let edit = TextEdit {
        range: lines.range(old),
        new_text,
    };
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri.clone(), vec![edit])])),
        ..WorkspaceEdit::default()
    }
}

/// How many bytes two texts begin alike.
fn alike(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    let same = one.zip(other).take_while(|(one, other)| one == other);
    same.map(|(c, _)| c.len_utf8()).sum()
}

fn failed(locale: Locale, why: &str) -> String {
    message(locale, "command", "not_kept", &[("why", why)])
}

/// Says why a decision could not be kept, where the writer sees it.
fn tell(session: &Session, text: &str) -> Option<Value> {
    session.outbox.notify(
        "window/showMessage",
        &json!({"type": MessageType::ERROR, "message": text}),
    );
    None
}
