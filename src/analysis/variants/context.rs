//! Which mentions are in the writer's own words: those of others are left as they are.

use crate::text::{Block, BlockKind, CitationKind, Span, block_at, prose_at};

/// The text around mentions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub source: &'a str,
    pub blocks: &'a [Block],
    /// Stretches in quotation marks, in order.
    pub quotations: &'a [Span],
}

impl<'a> Context<'a> {
    /// The block that byte `at` of the source stands in.
    pub fn block(&self, at: usize) -> Option<&'a Block> {
        block_at(self.blocks, at)
    }

    /// The prose at `span` of the source.
    pub fn prose(&self, span: Span) -> &'a str {
        prose_at(self.blocks, span).unwrap_or("")
    }

    /// Whether the writer chose the spelling at `span`: not in a quotation, a title set in italics, a link's text or a
    /// note, which repeat what others wrote.
    pub fn is_own(&self, span: Span) -> bool {
        let Some(block) = self.block(span.start) else {
            return false;
        };
        if matches!(
            block.kind,
            BlockKind::Quotation | BlockKind::Boilerplate | BlockKind::Footnote
        ) {
            return false;
        }
        let quoted = self
            .quotations
            .partition_point(|quotation| quotation.end <= span.start);
        if self
            .quotations
            .get(quoted)
            .is_some_and(|quotation| quotation.overlaps(span))
        {
            return false;
        }
        let local = |at: usize| at.saturating_sub(block.span.start);
        let cited = block.citations.iter().any(|citation| {
            citation.kind == CitationKind::Link
                && citation.span.start <= local(span.start)
                && local(span.end) <= citation.span.end
        });
        !cited && !self.is_emphasised(block, local(span.start))
    }

    /// Whether an odd number of single marks of emphasis stands before byte `at` of the block: italics, in which titles
    /// and words of other languages are set. Two marks are strong emphasis, which is the writer's own.
    fn is_emphasised(&self, block: &Block, at: usize) -> bool {
        let Some(source) = self.source.as_bytes().get(block.span.start..block.span.end) else {
            return false;
        };
        let mark = |i: usize| {
            let byte = *source.get(i)?;
            let blanked = block.prose.as_bytes().get(i) == Some(&b' ');
            (matches!(byte, b'*' | b'_') && blanked).then_some(byte)
        };
        let (mut open, mut i) = (false, 0);
        while i < at {
            let Some(byte) = mark(i) else {
                i += 1;
                continue;
            };
            let length = (i..source.len()).take_while(|&k| mark(k) == Some(byte)).count();
            open ^= length % 2 == 1;
            i += length;
        }
        open
    }
}
