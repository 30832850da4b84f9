use super::did_change_configuration::ask;
use crate::server::session::Session;
use crate::{dismissals, settings};
use serde_json::json;
use std::sync::Arc;
use tower_lsp::ls_types::Registration;

/// `initialized`: asks to be told of changes, and what the client's settings are.
pub fn initialized(session: &Arc<Session>) {
    let setup = session.setup();
    let mut registrations = Vec::new();
    if setup.registers_configuration {
        registrations.push(Registration {
            id: "ascribe/configuration".to_owned(),
            method: "workspace/didChangeConfiguration".to_owned(),
            register_options: Some(json!({"section": "ascribe"})),
        });
    }
    if setup.watches {
        registrations.push(Registration {
            id: "ascribe/settings".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: Some(json!({"watchers": [
                {"globPattern": format!("**/{}", settings::FILE_NAME)},
                {"globPattern": format!("**/{}/{}", dismissals::FOLDER, dismissals::FILE_NAME)},
            ]})),
        });
    }
    if !registrations.is_empty() {
        let client = session.client.clone();
        tokio::spawn(async move { client.register_capability(registrations).await });
    }
    ask(session);
}
