//! What a writer wants to hear no more of: claims, files and actors that a workspace keeps a list of, and comments
//! in the draft itself. Editor and command line honour both alike, and say which are of no use any more.

mod claim_id;
mod draft;
mod edit;
mod region;
mod store;
mod tally;

pub use draft::{By, Dismissed, relative};
pub use edit::{dismiss, restore};
pub use store::{Dismissals, Entry, FILE_NAME, FOLDER, Kind, find, place};
pub use tally::{Lookup, Tally, Unused, Why};
