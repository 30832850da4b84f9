//! The folder of sources: reading and cleaning its files, cutting passages, the search index.
//!
//! `scan` finds the files, `decode` makes text of their bytes, `clean` blanks what is no part of
//! the article, `read` has the rest analysed and cut into passages, `index` keeps the result and
//! searches it, and `store` holds it all together as a [`Corpus`].

mod article;
mod clean;
mod date;
mod decode;
mod fold;
mod index;
mod query;
mod read;
mod scan;
mod signature;
mod status;
mod store;

pub use article::{Article, Passage};
pub use date::Date;
pub use query::{Hit, Query};
pub use signature::Signature;
pub use status::{CorpusError, LeftOut, OpenOptions, Progress, Status};
pub use store::Corpus;
