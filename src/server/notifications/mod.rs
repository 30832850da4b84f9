//! Notifications of the client, one file each. None of them waits for anything.

mod did_change;
mod did_change_configuration;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_open;
mod initialized;
mod work_done_progress_cancel;

pub use did_change::did_change;
pub use did_change_configuration::did_change_configuration;
pub use did_change_watched_files::did_change_watched_files;
pub use did_change_workspace_folders::did_change_workspace_folders;
pub use did_close::did_close;
pub use did_open::did_open;
pub use initialized::initialized;
pub use work_done_progress_cancel::work_done_progress_cancel;
