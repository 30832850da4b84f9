//! The folder of sources: reading and cleaning its files, cutting passages, the search index.
//!
//! `scan` finds the files, `decode` makes text of their bytes, `clean` blanks what is no part of
//! the article, `read` has the rest analysed and cut into passages, `index` keeps the result in its
//! `home` and searches it; `table` knows which files it was made of, `open` makes it fit them again,
//! and `store` shows it all as a [`Corpus`].

mod article;
mod clean;
mod date;
mod decode;
mod home;
mod index;
mod open;
mod query;
mod read;
mod scan;
mod signature;
mod status;
mod store;
mod table;

pub use article::{Article, Passage};
pub use date::Date;
pub use decode::decode;
pub use home::cache_folder;
pub use query::{Hit, Query};
pub use signature::Signature;
pub use status::{CorpusError, LeftOut, OpenOptions, Progress, Status};
pub use store::Corpus;
