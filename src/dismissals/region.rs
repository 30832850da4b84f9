//! What the comments of a draft cover. Whoever looks up a finding gets his answer in a few steps however many comments
//! there are: drafts may be hostile.

use crate::analysis::Sentence;
use crate::settings;
use crate::text::{Block, BlockKind, Directive, Order, Span, Text};

/// For each code, what is covered by which comment.
#[derive(Clone, Debug, Default)]
pub(super) struct Regions(Vec<(&'static str, [Layer; 3])>);

/// Spans, each with the index of its comment; in order and without overlap.
type Layer = Vec<(Span, usize)>;

impl Regions {
    /// Those of the directives of `text`. Of several that cover the same, the first counts; the others are of no use.
    pub fn new(source: &str, text: &Text, sentences: &[Sentence]) -> Self {
        let directives = &text.directives;
        if directives.is_empty() {
            return Self::default();
        }
        let mut last_block: Option<(usize, Option<Span>)> = None;
        let targets: Vec<Option<Span>> = (0..directives.len())
            .map(|at| {
                let directive = directives.get(at).filter(|one| one.order == Order::Ignore)?;
                if !directive.own_line {
                    return sentence(source, directive, sentences);
                }
                let first = text
                    .blocks
                    .partition_point(|block| block.span.start < directive.span.end);
                match last_block {
                    Some((known, span)) if known == first => span,
                    _ => {
                        let next = directives.get(at + 1..).unwrap_or(&[]);
                        let span = block(source, text.blocks.get(first..)?, next);
                        last_block = Some((first, span));
                        span
                    }
                }
            })
            .collect();
        let of_code = |code: &'static str| {
            let names = |directive: &Directive| {
                directive.codes.is_empty() || directive.codes.iter().any(|known| known == code)
            };
            let [mut off, mut blocks, mut within] = [Layer::new(), Layer::new(), Layer::new()];
            let mut open: Option<(usize, usize)> = None;
            for (at, directive) in directives.iter().enumerate().filter(|(_, one)| names(one)) {
                match (&directive.order, targets.get(at).copied().flatten()) {
                    (Order::Off, _) => open = open.or(Some((directive.span.end, at))),
                    (Order::On, _) => {
                        if let Some((start, by)) = open.take() {
                            off.push((Span::new(start, directive.span.start), by));
                        }
                    }
                    (Order::Ignore, Some(span)) => {
                        let layer = match directive.own_line {
                            true => &mut blocks,
                            false => &mut within,
                        };
                        layer.push((span, at));
                    }
                    _ => {}
                }
            }
            off.extend(open.map(|(start, by)| (Span::new(start, usize::MAX), by)));
            for layer in [&mut blocks, &mut within] {
                // The sort is stable: of the same span the first comment stays.
                layer.sort_by_key(|(span, _)| span.start);
                layer.dedup_by_key(|(span, _)| span.start);
            }
            (code, [off, blocks, within])
        };
        Self(settings::codes().map(of_code).collect())
    }

    /// The comments that cover a finding with this code that starts at byte `at`.
    pub fn covering(&self, code: &str, at: usize) -> impl Iterator<Item = usize> + '_ {
        let layers = self.0.iter().find(|(known, _)| *known == code);
        let layers = layers.into_iter().flat_map(|(_, layers)| layers);
        layers.filter_map(move |layer| {
            let after = layer.partition_point(|(span, _)| span.start <= at);
            let (span, comment) = layer.get(after.checked_sub(1)?)?;
            (at < span.end).then_some(*comment)
        })
    }
}

/// What a comment on a line of its own is about: the first of the blocks below it; of a table, all its cells.
fn block(source: &str, below: &[Block], next: &[Directive]) -> Option<Span> {
    let mut of = below.first()?.span;
    let end = next
        .iter()
        .map(|directive| directive.span.start)
        .find(|&start| start > of.start)
        .unwrap_or(source.len());
    for pair in below.windows(2) {
        let [one, next] = pair else { break };
        let between = source.get(one.span.end..next.span.start).unwrap_or("");
        let apart = between.contains("\n\n") || between.contains("\r\n\r\n");
        let cells = one.kind == BlockKind::TableCell && next.kind == BlockKind::TableCell;
        if !cells || apart || next.span.start > end {
            break;
        }
        of.end = next.span.end;
    }
    Some(of)
}

/// What a comment amid text is about: the sentence that it stands in or behind, and where none is before it on the
/// line, the one after it.
fn sentence(source: &str, directive: &Directive, sentences: &[Sentence]) -> Option<Span> {
    let next = sentences.partition_point(|sentence| sentence.span.start < directive.span.start);
    let same_line = |from: usize, to: usize| {
        let gap = source.get(from..to);
        gap.is_none_or(|gap| !gap.contains(['\n', '\r']))
    };
    let before = next
        .checked_sub(1)
        .and_then(|at| sentences.get(at))
        .filter(|sentence| same_line(sentence.span.end, directive.span.start));
    let after = sentences.get(next);
    before
        .or_else(|| after.filter(|sentence| same_line(directive.span.end, sentence.span.start)))
        .map(|sentence| sentence.span)
}
