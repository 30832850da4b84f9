use crate::server::session::{Session, file_path};
use std::sync::Arc;
use tower_lsp::ls_types::DidChangeWatchedFilesParams;

/// `workspace/didChangeWatchedFiles`
pub fn did_change_watched_files(session: &Arc<Session>, params: &DidChangeWatchedFilesParams) {
    session.files_changed(params.changes.iter().filter_map(|change| file_path(&change.uri)));
}
