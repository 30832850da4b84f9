use super::did_change_configuration::ask;
use crate::server::session::Session;
use std::sync::Arc;
use tower_lsp::ls_types::DidChangeWorkspaceFoldersParams;

/// `workspace/didChangeWorkspaceFolders`
pub fn did_change_workspace_folders(session: &Arc<Session>, params: DidChangeWorkspaceFoldersParams) {
    let removed: Vec<_> = params
        .event
        .removed
        .into_iter()
        .map(|folder| folder.uri)
        .collect();
    session.change_folders(params.event.added.into_iter().map(|folder| folder.uri), &removed);
    session.reschedule_all();
    ask(session);
}
