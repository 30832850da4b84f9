//! The language server through its protocol: the real server over an in-memory pipe, whole
//! messages asserted. The harness fails a test that leaves a message unread.

#[path = "server/harness.rs"]
mod harness;

#[path = "server/actions.rs"]
mod actions;
#[path = "server/cards.rs"]
mod cards;
#[path = "server/corpus.rs"]
mod corpus;
#[path = "server/decisions.rs"]
mod decisions;
#[path = "server/documents.rs"]
mod documents;
#[path = "server/lifecycle.rs"]
mod lifecycle;
#[path = "server/navigation.rs"]
mod navigation;
#[path = "server/properties.rs"]
mod properties;
#[path = "server/settings.rs"]
mod settings;
#[path = "server/writing.rs"]
mod writing;
