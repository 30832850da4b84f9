//! Looks a selection up in the sources.

use super::Asked;
use crate::server::cards::plain;
use crate::server::messages::message;
use serde_json::json;
use tower_lsp::ls_types::{CodeAction, Command};

/// How many characters of the selection a title repeats.
const LONGEST_PREVIEW: usize = 50;

/// The action for a selection that has words in it; it needs nothing of the client but running a command of the server.
pub(super) fn offer(asked: &Asked<'_>) -> Vec<CodeAction> {
    let selected = asked.span.of(&asked.snapshot.lines.text);
    if selected.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return Vec::new();
    }
    let preview = plain::short(selected, LONGEST_PREVIEW);
    let title = message(
        asked.snapshot.settings.locale,
        "action",
        "search",
        &[("preview", &preview)],
    );
    vec![CodeAction {
        title: title.clone(),
        command: Some(Command {
            title,
            command: "ascribe.searchSelection".to_owned(),
            arguments: Some(vec![json!({
                "uri": asked.snapshot.uri,
                "range": asked.params.range,
                "show": true,
            })]),
        }),
        ..CodeAction::default()
    }]
}
