use crate::server::session::{Session, log_problems};
use serde_json::Value;
use std::sync::{Arc, PoisonError};
use tower_lsp::ls_types::{ConfigurationItem, DidChangeConfigurationParams};

/// The section of the client's settings that is the server's.
const SECTION: &str = "ascribe";

/// `workspace/didChangeConfiguration`: takes what it brings, and asks where the client answers.
pub fn did_change_configuration(session: &Arc<Session>, params: DidChangeConfigurationParams) {
    let news = session
        .configuration
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .set_pushed(params.settings);
    if news {
        log_problems(session);
        session.reschedule_all();
    }
    ask(session);
}

/// Asks for the settings of all workspace folders; drafts are looked at again if they are new.
/// The answer is awaited by nobody but the task that asks.
pub(super) fn ask(session: &Arc<Session>) {
    if !session.setup().configuration {
        return;
    }
    let session = session.clone();
    tokio::spawn(async move {
        let folders = session.folders();
        let scopes = std::iter::once(None).chain(folders.iter().cloned().map(Some));
        let items = scopes
            .map(|scope_uri| ConfigurationItem {
                scope_uri,
                section: Some(SECTION.to_owned()),
            })
            .collect();
        let Ok(answers) = session.client.configuration(items).await else {
            return;
        };
        let mut answers = answers.into_iter();
        let news = {
            let mut configuration = session
                .configuration
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let mut news = configuration.set_everywhere(answers.next().unwrap_or(Value::Null));
            for (folder, settings) in folders.into_iter().zip(answers) {
                news |= configuration.set_scoped(folder, settings);
            }
            news
        };
        if news {
            log_problems(&session);
            session.reschedule_all();
        }
    });
}
