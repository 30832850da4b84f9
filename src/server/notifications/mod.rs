//! Notifications of the client, one file each. None of them waits for anything.

mod did_change;
mod did_close;
mod did_open;

pub use did_change::did_change;
pub use did_close::did_close;
pub use did_open::did_open;
