//! Text in, findings out: actors, claims, and who answers for them.
//!
//! No I/O, no way to fail, no knowledge of the corpus. The work is done a block at a time and
//! cached by the block's content; what crosses blocks is a cheap last pass over the whole text.

pub mod actors;
mod analyzer;
pub mod attribution;
mod cache;
pub mod facts;
mod finding;
mod house;
mod introduction;
mod paragraph;
pub mod variants;

pub use analyzer::{Analyzer, Options};
pub use finding::{Actor, ActorKind, Analysis, Cue, Mention, Sentence, Source, Status};
pub use house::{House, TaughtActor};
pub use introduction::introduction;
pub use paragraph::{LocalSentence, Paragraph};
