//! The folder of sources: reading and cleaning its files, cutting passages, the search index.

mod article;
mod query;
mod store;

pub use article::{Article, Date, Passage};
pub use query::{Hit, Query};
pub use store::{Corpus, CorpusError, LeftOut, OpenOptions, Progress, Status};
