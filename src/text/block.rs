use super::{Directive, Span, markdown, plain};

/// How a file's bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: headings, bullets and paragraphs are recognised by their looks.
    Plain,
    /// CommonMark with front matter, tables and footnotes.
    Markdown,
}

/// What a block of prose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A title or a section's heading.
    Heading,
    /// An ordinary paragraph.
    Paragraph,
    /// The text of one list item, without its bullet.
    ListItem,
    /// A paragraph of a block quotation.
    Quotation,
    /// One cell of a table.
    TableCell,
    /// A footnote's definition.
    Footnote,
    /// A dateline, a credit, a caption or other boilerplate.
    Boilerplate,
}

/// What marks a citation in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CitationKind {
    /// A Markdown link; its target is a web address or a file.
    Link,
    /// `[1]`, `[^note]`.
    Note,
}

/// A mark that points the reader to a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Bytes, from the start of the block: of a link, its text; of a note, the whole mark.
    pub span: Span,
    /// What marks it.
    pub kind: CitationKind,
}

/// One paragraph, heading, list item or cell: the unit in which analysis is done and cached.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How deep it stands in lists and block quotations; 0 at the top.
    pub depth: u8,
    /// Bytes of the source, without bullet, `#` or `>` of the first line.
    pub span: Span,
    /// As long in bytes as `span`: the source with all that is not prose (emphasis marks, link
    /// targets, inline code, HTML, `>` of later lines) replaced by ASCII blanks, so that an offset
    /// into it plus `span.start` is an offset into the source. Line ends stay.
    pub prose: String,
    /// In order.
    pub citations: Vec<Citation>,
}

/// What a file's bytes hold.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The blocks of prose, in order and without overlap.
    ///
    /// Blocks that stand on neighbouring lines of plain text are not separated by an empty line: one
    /// line end lies between the end of the one and the start of the other.
    pub blocks: Vec<Block>,
    /// What tells ascribe to keep still, in order; none of it is prose.
    pub directives: Vec<Directive>,
}

/// Reads `source`.
pub fn read(source: &str, format: Format) -> Text {
    match format {
        Format::Plain => plain::read(source),
        Format::Markdown => markdown::read(source),
    }
}

/// The last block that begins at or before byte `at` of the source.
pub fn block_at(blocks: &[Block], at: usize) -> Option<&Block> {
    let after = blocks.partition_point(|block| block.span.start <= at);
    blocks.get(after.checked_sub(1)?)
}

/// The prose at `span` of the source, which is as long in bytes; `None` where it is not within one block.
pub fn prose_at(blocks: &[Block], span: Span) -> Option<&str> {
    let block = block_at(blocks, span.start)?;
    let start = span.start.checked_sub(block.span.start)?;
    let end = span.end.checked_sub(block.span.start)?;
    block.prose.get(start..end)
}

/// The blocks of prose of `source`: see [`Text::blocks`].
pub fn blocks(source: &str, format: Format) -> Vec<Block> {
    read(source, format).blocks
}
