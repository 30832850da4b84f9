use super::{Date, Signature};
use crate::analysis::facts::Facts;
use crate::analysis::{Actor, Source, Status};
use crate::language::Language;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// One text of the corpus, cleaned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its number: stays the same as long as the file does not change, is never used again.
    pub id: u32,
    /// Path below the corpus folder, with `/`.
    pub path: String,
    /// Headline, where the text gives one, without the site's name.
    pub title: Option<String>,
    /// Of publication, where the text or the file name gives it.
    pub date: Option<Date>,
    /// Who published it, where the text gives it.
    pub publisher: Option<String>,
    /// The news agency that the text is credited to as a whole (`(Reuters)`, `avec AFP`).
    pub agency: Option<String>,
    /// Of most of it.
    pub language: Language,
    /// The actors of the whole text; a passage's [`Source::actor`] is an index into them.
    pub actors: Vec<Actor>,
    /// Of its cleaned words, to tell copies: shingles of four words.
    pub signature: Signature,
}

/// One sentence of an article, with what a card needs to show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// [`Article::id`] of its article.
    pub article: u32,
    /// Its place among the passages of its article, from 0.
    pub ordinal: u32,
    /// Bytes of the decoded file (without a byte order mark).
    pub span: Span,
    /// The same in Unicode code points.
    pub code_points: (usize, usize),
    /// Line of its start, counted from 1.
    pub line: u32,
    /// As the file has it, without markup, white space folded.
    pub text: String,
    /// Whether it is a title or a section's heading.
    pub heading: bool,
    /// Its language.
    pub language: Language,
    /// Its own status.
    pub status: Status,
    /// Who answers for it, where somebody does.
    pub source: Option<Source>,
    /// Keys of the actors that it names, in order, each once.
    pub actors: Vec<String>,
    /// See [`Passage::facts`].
    pub(super) packed: Vec<u8>,
    /// Of its words, to tell copies: shingles of two words.
    pub signature: Signature,
}

impl Passage {
    /// What it states; spans in it are bytes of [`Passage::text`].
    ///
    /// Unpacked at every call, in about a microsecond: packed, the facts of 100,000 passages take
    /// a tenth of the memory, and a search looks at a few dozen of them.
    pub fn facts(&self) -> Facts {
        unpack(&self.packed).unwrap_or_else(|| Facts::new(&self.text, self.language, &[], None))
    }
}

/// For [`Passage::facts`].
pub(super) fn pack(facts: &Facts) -> Vec<u8> {
    postcard::to_stdvec(facts).unwrap_or_default()
}

fn unpack(packed: &[u8]) -> Option<Facts> {
    postcard::from_bytes(packed).ok()
}
