use crate::server::session::Session;
use tower_lsp::ls_types::WorkDoneProgressCancelParams;

/// `window/workDoneProgress/cancel`
pub fn work_done_progress_cancel(session: &Session, params: &WorkDoneProgressCancelParams) {
    session.cancel_indexing(&params.token);
}
