use crate::analysis::{Source, Status};
use crate::language::Language;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// A calendar date as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Gregorian.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

/// One text of the corpus, cleaned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Path below the corpus folder, with `/`.
    pub path: String,
    /// Headline, where the text gives one.
    pub title: Option<String>,
    /// Of publication, where the text gives it.
    pub date: Option<Date>,
    /// Who published it, where the text gives it.
    pub publisher: Option<String>,
    /// Of most of it.
    pub language: Language,
}

/// One sentence of an article, with what a card needs to show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// Index into [`super::Corpus::articles`].
    pub article: u32,
    /// Bytes of the decoded file.
    pub span: Span,
    /// The same in Unicode code points of the file.
    pub code_points: (usize, usize),
    /// Line of its start, counted from 1.
    pub line: u32,
    /// As the file has it, white space folded.
    pub text: String,
    /// The sentences before and after, of the same article.
    pub before: Option<String>,
    /// See `before`.
    pub after: Option<String>,
    /// Its language.
    pub language: Language,
    /// Its own status.
    pub status: Status,
    /// Who answers for it, where somebody does.
    pub source: Option<Source>,
    /// Keys of the actors that it names.
    pub actors: Vec<String>,
}
