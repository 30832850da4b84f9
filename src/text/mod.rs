//! Text and offsets: which bytes of a file are prose, its blocks, sentences and tokens.
//!
//! Knows no language (word lists are handed in), no LSP and no files.

mod block;
mod character;
mod citation;
mod code_points;
mod directive;
mod fill;
mod looks;
mod markdown;
mod plain;
mod position;
mod prose;
mod segment;
mod span;
mod token;

pub use block::{Block, BlockKind, Citation, CitationKind, Format, Text, block_at, blocks, prose_at, read};
pub use character::is_hidden;
pub use code_points::CodePoints;
pub use directive::{Directive, Order};
pub use fill::fill;
pub use position::{Encoding, LineIndex, Position};
pub use prose::prose;
pub use segment::{Segmenter, SegmenterRules};
pub use span::Span;
pub use token::{Token, TokenKind, TokenRules, tokens};
