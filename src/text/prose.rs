use super::Block;

/// `source` with every byte that is not prose replaced by an ASCII blank, so that offsets stay what
/// they are; `blocks` are those of the same source.
pub fn prose(source: &str, blocks: &[Block]) -> String {
    let mut prose = String::with_capacity(source.len());
    let blank = |prose: &mut String, end: usize| {
        prose.extend(std::iter::repeat_n(' ', end.saturating_sub(prose.len())));
    };
    for block in blocks {
        blank(&mut prose, block.span.start);
        prose.push_str(&block.prose);
    }
    blank(&mut prose, source.len());
    prose
}
