//! Who says so? `ascribe` finds the named actors and the claims of a news text, says who answers
//! for each claim, and looks up what a folder of sources has on it.
//!
//! The parts depend on each other in one direction only:
//! `server`, `report`, `commands` → `corroboration` → `corpus` → `analysis` → `language` → `text`.

pub mod analysis;
pub mod commands;
pub mod corpus;
pub mod corroboration;
pub mod dismissals;
pub mod files;
pub mod language;
pub mod remedies;
pub mod report;
pub mod server;
pub mod settings;
pub mod text;
